"""The eight structures of the survey, from the six kinds of establishment that the log knows and what was typed."""

from __future__ import annotations

from collections.abc import Mapping

from maillage.metiers.protection.enums import TypeEtablissement
from maillage.metiers.protection.regles.questionnaire import Choix, Reponses, nombre

STRUCTURES: Choix = (
    ("etablissement_ph", "Établissements pour personnes handicapées"),
    ("services_ph", "Services pour personnes handicapées"),
    ("ehpad", "EHPAD"),
    ("autre_pa", "Autres établissements pour personnes âgées"),
    ("chrs", "CHRS"),
    ("usld", "USLD"),
    ("psychiatrie", "Psychiatrie"),
    ("autre_hopital", "Autres hôpitaux"),
)
SAISIES = ("services_ph", "ehpad", "chrs", "usld")
"""Of the eight, those that the log does not tell apart."""
BORNES = {
    "ehpad": TypeEtablissement.PERSONNE_AGEE,
    "usld": TypeEtablissement.HOSPITALIER,
    "chrs": TypeEtablissement.AUTRE_ESMS,
}


def ligne_structures(comptees: Mapping[str, int], reponses: Reponses, groupe: str) -> dict[str, int | None]:
    """The eight structures of a group of natures: what is counted, what was typed, what remains. None: not told."""

    def compte(genre: str) -> int:
        return comptees.get(f"{groupe}.{genre}", 0)

    dits = {code: nombre(reponses, f"structures.{groupe}.{code}") for code in SAISIES}
    est_rempli = any(n is not None for n in dits.values())
    entiers = {code: int(n) if n is not None else 0 if est_rempli else None for code, n in dits.items()}
    ehpad, usld = entiers["ehpad"], entiers["usld"]
    return {
        "etablissement_ph": compte(TypeEtablissement.HANDICAPES),
        "services_ph": entiers["services_ph"],
        "ehpad": ehpad,
        "autre_pa": None if ehpad is None else compte(TypeEtablissement.PERSONNE_AGEE) - ehpad,
        "chrs": entiers["chrs"],
        "usld": usld,
        "psychiatrie": compte(TypeEtablissement.PSYCHIATRIQUE),
        "autre_hopital": None if usld is None else compte(TypeEtablissement.HOSPITALIER) - usld,
    }
