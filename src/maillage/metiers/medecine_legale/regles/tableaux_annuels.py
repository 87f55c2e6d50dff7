"""Yearly tables of counts: which years, which quantities."""

from __future__ import annotations

from collections.abc import Mapping

from maillage.metiers.medecine_legale.enums import Rubrique

PREMIERE_ANNEE = 1985
QUANTITE_MAXIMALE = 500_000
COMPLEMENTAIRES = frozenset(
    {Rubrique.BIOLOGIE, Rubrique.IMAGERIE, Rubrique.TOXICOLOGIE, Rubrique.ANATOMOPATHOLOGIE}
)
"""Quantities of examinations done with an act: shown, and never added to the acts."""


def controler_tableau(
    annee: int, quantites: Mapping[str, int | None], *, annee_en_cours: int
) -> dict[str, str]:
    """Messages by field; empty when the table is right."""
    erreurs = {}
    if annee < PREMIERE_ANNEE:
        erreurs["annee"] = f"« {annee} » n’est pas une année d’activité : écrivez-la en quatre chiffres."
    elif annee >= annee_en_cours:
        erreurs["annee"] = f"L’année {annee} n’est pas finie : un tableau annuel porte sur une année entière."
    dites = {code: quantite for code, quantite in quantites.items() if quantite is not None}
    for code, quantite in dites.items():
        if not 0 <= quantite <= QUANTITE_MAXIMALE:
            erreurs[code] = f"« {quantite} » n’est pas une quantité possible pour une structure et une année."
    if not dites:
        erreurs[""] = "La ligne ne donne aucune quantité."
    return erreurs


def total_actes(quantites: Mapping[str, int]) -> int:
    return sum(quantite for code, quantite in quantites.items() if code not in COMPLEMENTAIRES)
