"""How far a job is, told to other sessions while its transaction is still open.

An import is one transaction, so a counter in a table would stay invisible until the end. The job writes its count in
the name of its PostgreSQL session, which others read at once in ``pg_stat_activity``: no row, no second connection,
and nothing to clean when the job is killed.
"""

from __future__ import annotations

from django.db import connection

PREFIXE = "maillage"


def annoncer(sujet: str, fait: int, total: int) -> None:
    """Say that ``fait`` out of ``total`` is done; forgotten at the end of the transaction."""
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT set_config('application_name', %s, true)", [f"{PREFIXE} {sujet} {fait}/{max(total, 1)}"]
        )


def avancement(sujet: str) -> tuple[int, int] | None:
    """Return (done, total) as announced by a running job; None when none runs."""
    prefixe = f"{PREFIXE} {sujet} "
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT application_name FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name LIKE %s || '%%' LIMIT 1",
            [prefixe],
        )
        ligne = curseur.fetchone()
    if ligne is None:
        return None
    fait, _, total = ligne[0].removeprefix(prefixe).partition("/")
    return (int(fait), int(total)) if fait.isdigit() and total.isdigit() else None
