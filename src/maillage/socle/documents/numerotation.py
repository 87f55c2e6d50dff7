"""Numbers without holes, per structure, kind and year.

The counter's row stays locked until the transaction ends: a number is given to one document at a time, and comes
back when the transaction is undone. A PostgreSQL sequence would be quicker and leave holes.
"""

from __future__ import annotations

from django.db import connection

from maillage.socle.annuaire.models import Organisation

_SUIVANT = """
INSERT INTO documents_compteur (organisation_id, genre, annee, dernier) VALUES (%s, %s, %s, 1)
ON CONFLICT (organisation_id, genre, annee) DO UPDATE SET dernier = documents_compteur.dernier + 1
RETURNING dernier
"""


def prendre_rang(organisation: Organisation, genre: str, annee: int) -> int:
    """The next rank; other productions of the same series wait for this transaction to end."""
    if not connection.in_atomic_block:
        raise RuntimeError("A number is given inside the transaction that makes the document.")
    with connection.cursor() as curseur:
        curseur.execute(_SUIVANT, [organisation.pk, genre, annee])
        (rang,) = curseur.fetchone()
    return int(rang)
