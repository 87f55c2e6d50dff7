"""Reading what professionals hold: the rollup `protection_cumul_charge`, exact at every write."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from django.db import connection

from maillage.metiers.protection.models.listes import Inscription
from maillage.metiers.protection.regles import Place

CHARGES = """
SELECT organisation_id, departement::bigint, en_cours, en_attente, points
FROM protection_cumul_charge WHERE organisation_id = ANY(%s)
"""
Charge = tuple[int, int, Decimal]


def charges(organisations: Collection[int]) -> dict[tuple[int, int], Charge]:
    """(organisation, département) → measures held, measures asked, points. One query; nothing held: absent."""
    with connection.cursor() as curseur:
        curseur.execute(CHARGES, [list(organisations)])
        return {
            (organisation, departement): (en_cours, en_attente, points)
            for organisation, departement, en_cours, en_attente, points in curseur.fetchall()
        }


def place(inscription: Inscription, charge: Charge | None) -> Place:
    """What this line of the list allows, and what is held of it."""
    en_cours, en_attente, points = charge or (0, 0, Decimal(0))
    return Place(inscription.nombre_max, inscription.points_autorises, en_cours, en_attente, points)


def places(inscriptions: Collection[Inscription]) -> dict[int, Place]:
    """Identifier of the line → its place, for many lines in one query."""
    tenues = charges({inscription.organisation_id for inscription in inscriptions})
    return {
        inscription.pk: place(
            inscription, tenues.get((inscription.organisation_id, inscription.departement_id))
        )
        for inscription in inscriptions
    }
