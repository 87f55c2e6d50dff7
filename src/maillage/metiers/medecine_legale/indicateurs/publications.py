"""Figures published elsewhere, beside ours: a check of plausibility, and of the published sums themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from maillage.commun.textes import nombre
from maillage.metiers.medecine_legale.indicateurs.actes import ACTES
from maillage.metiers.medecine_legale.indicateurs.tableau_de_bord import Tableau, vivants
from maillage.socle.echanges.referentiels import valeurs
from maillage.socle.indicateurs.periode import Periode

PUBLICATIONS = "medecine_legale.publication"


@dataclass(frozen=True)
class Publication:
    """A published figure, ours for the same year when it can be counted, and what is wrong with it."""

    annee: str
    libelle: str
    publie: str
    notre: str
    somme: str
    source: str
    est_a_confirmer: bool


def comparer(tableau: Tableau) -> list[Publication]:
    """Every published figure of the reference list, the latest year first."""
    publications = []
    for entree in valeurs(PUBLICATIONS):
        complement = entree.complement
        annee, publie = str(complement.get("annee", "")), str(complement.get("valeur", ""))
        publications.append(
            Publication(
                annee=annee,
                libelle=entree.libelle,
                publie=nombre(Decimal(publie)) if publie else "–",
                notre=_notre(tableau, entree.code.partition(".")[2], annee),
                somme=verifier_somme(publie, str(complement.get("parties", ""))),
                source=str(complement.get("source", "")),
                est_a_confirmer=entree.est_a_confirmer,
            )
        )
    return sorted(publications, key=lambda p: (p.annee, p.libelle.startswith("Actes")), reverse=True)


def verifier_somme(publie: str, parties: str) -> str:
    """What to say when the published parts do not add up to the published total; empty otherwise."""
    try:
        somme = sum((Decimal(partie) for partie in parties.split("+")), Decimal(0))
    except InvalidOperation:
        return ""
    if somme == Decimal(publie):
        return ""
    return f"Les parties publiées font {nombre(somme)}, non {nombre(Decimal(publie))}."


def _notre(tableau: Tableau, code: str, annee: str) -> str:
    comptables: dict[str, dict[str, tuple[str, ...]]] = {
        "actes": {},
        "garde_a_vue": {"profil": ("garde_a_vue",)},
        "victime_somatique": {"profil": ("victime",), "type_examen": ("somatique",)},
        "part_vivant": vivants(),
    }
    filtres = comptables.get(code)
    if filtres is None or not annee.isdecimal():
        return ""
    autre = replace(tableau, periode=Periode.annee(int(annee)))
    total = autre.calculer(ACTES, (), filtres).total
    if code != "part_vivant" or total.valeur is None:
        return total.texte if total.valeur else "aucune donnée"
    tous = autre.calculer(ACTES).total.valeur
    return f"{nombre(total.valeur * 100 / tous, 1)}" if tous else "aucune donnée"
