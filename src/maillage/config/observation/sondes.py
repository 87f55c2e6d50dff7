"""Whether the platform is ready to work."""

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from psycopg_pool import PoolTimeout

SILENCE_TOLERE = 60  # a worker writes its heartbeat every ten seconds


def etat() -> dict[str, str]:
    """Return the state of each part: ``ok``, or what is wrong."""
    try:
        with connections["default"].cursor() as curseur:
            curseur.execute("SELECT 1")
            migrations = "ok" if est_migree() else "en attente"
            travailleur = "ok" if migrations == "ok" and travailleur_vivant() else "absent"
    except (DatabaseError, PoolTimeout):
        return {"base": "injoignable", "migrations": "inconnu", "travailleur": "inconnu"}
    return {"base": "ok", "migrations": migrations, "travailleur": travailleur}


def travailleur_vivant() -> bool:
    """Tell whether a worker has given a sign of life lately."""
    with connections["default"].cursor() as curseur:
        curseur.execute(
            "SELECT coalesce(max(last_heartbeat) > now() - make_interval(secs => %s), false) "
            "FROM procrastinate_workers",
            [SILENCE_TOLERE],
        )
        return bool(curseur.fetchone()[0])


def est_migree() -> bool:
    """Tell whether the database has all migrations of this code; once true, it stays so."""
    return _est_migree(settings.DATABASES["default"]["NAME"])


def _est_migree(base: str) -> bool:
    if base in _migrees:
        return True
    executeur = MigrationExecutor(connections["default"])
    complete = not executeur.migration_plan(executeur.loader.graph.leaf_nodes())
    if complete:
        _migrees.add(base)
    return complete


_migrees: set[str] = set()
