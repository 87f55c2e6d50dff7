"""Keeps the two closures of the directory: ancestors of an organisation, territories of an organisation.

Both are recomputed in SQL from `parent` and `commune`, for one organisation or for all after an import.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import connection, transaction

ASCENDANCE = """
WITH RECURSIVE remontee(descendant_id, ancetre_id) AS (
    SELECT id, id FROM annuaire_organisation WHERE %(toutes)s OR id = ANY(%(ids)s)
    UNION
    SELECT r.descendant_id, o.parent_id
    FROM remontee r JOIN annuaire_organisation o ON o.id = r.ancetre_id
    WHERE o.parent_id IS NOT NULL
)
INSERT INTO annuaire_ascendance (ancetre_id, descendant_id) SELECT ancetre_id, descendant_id FROM remontee
"""

APPARTENANCE = """
WITH RECURSIVE remontee(organisation_id, territoire_id) AS (
    SELECT o.id, c.departement_id
    FROM annuaire_organisation o JOIN annuaire_commune c ON c.id = o.commune_id
    WHERE %(toutes)s OR o.id = ANY(%(ids)s)
    UNION
    SELECT o.id, r.territoire_id
    FROM annuaire_organisation o JOIN annuaire_ressortcommune r ON r.commune_id = o.commune_id
    WHERE %(toutes)s OR o.id = ANY(%(ids)s)
    UNION
    SELECT o.id, t.id
    FROM annuaire_organisation o JOIN annuaire_territoire t ON t.type = 'pays' AND t.code = 'FR'
    WHERE %(toutes)s OR o.id = ANY(%(ids)s)
    UNION
    SELECT r.organisation_id, t.parent_id
    FROM remontee r JOIN annuaire_territoire t ON t.id = r.territoire_id
    WHERE t.parent_id IS NOT NULL
)
INSERT INTO annuaire_appartenance (territoire_id, organisation_id)
SELECT DISTINCT territoire_id, organisation_id FROM remontee
"""


def recalculer_rattachements(organisations: Collection[int] | None = None) -> None:
    """Recompute the closures of these organisations (ids) and of those below them; of all when None."""
    with transaction.atomic(), connection.cursor() as curseur:
        ids = list(organisations or [])
        if ids:
            curseur.execute(
                """WITH RECURSIVE descente(id) AS (
                       SELECT unnest(%s::bigint[])
                       UNION SELECT o.id FROM annuaire_organisation o JOIN descente d ON o.parent_id = d.id
                   ) SELECT array_agg(id) FROM descente""",
                [ids],
            )
            ids = curseur.fetchone()[0]
        parametres: dict[str, Any] = {"toutes": organisations is None, "ids": ids}
        curseur.execute(
            "DELETE FROM annuaire_ascendance WHERE %(toutes)s OR descendant_id = ANY(%(ids)s)", parametres
        )
        curseur.execute(
            "DELETE FROM annuaire_appartenance WHERE %(toutes)s OR organisation_id = ANY(%(ids)s)", parametres
        )
        curseur.execute(ASCENDANCE, parametres)
        curseur.execute(APPARTENANCE, parametres)
