"""Reference lists of forensic medicine, published with the product; an administrator loads the next editions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.echanges.models import Edition
from maillage.socle.echanges.referentiels.chargement import charger_edition

DONNEES = Path(__file__).parent / "donnees"
TARIF = {
    "lettres": "Tarif des frais de justice médicaux : lettres clés",
    "cotations": "Tarif des frais de justice médicaux : cotations",
    "majorations": "Tarif des frais de justice médicaux : majorations et déplacements",
}
SOURCE = "Code de procédure pénale, art. R. 117, R. 110 et annexe de l’art. A. 43-6"


AUTRES_LISTES = {
    "profession": (
        "Professions des structures de médecine légale",
        "Déclarations mensuelles d’effectifs de médecine légale",
    ),
    "charge": (
        "Temps médical par acte (minutes et facteurs)",
        "Table de la synthèse d’activité de l’outil national précédent, lignes psychiatriques ajoutées",
    ),
    "publication": (
        "Chiffres publiés de la médecine légale",
        "Sources citées ligne à ligne",
    ),
}


def charger() -> None:
    """Load each edition once, oldest first. Nothing is loaded under one that an administrator made."""
    with agir_comme(agent_systeme(), motif="Listes de référence publiées avec le produit"):
        charger_tarif()
        charger_autres_listes()


def charger_tarif() -> None:
    for partie, libelle in TARIF.items():
        _charger(f"tarif_{partie}", libelle, SOURCE)


def charger_autres_listes() -> None:
    for nom, (libelle, source) in AUTRES_LISTES.items():
        _charger(nom, libelle, source)


def _charger(nom: str, libelle: str, source: str) -> None:
    """Editions of one list: the files of `donnees` named after it and the day from which they hold."""
    code = f"medecine_legale.{nom}"
    connues = set(Edition.objects.filter(referentiel__code=code).values_list("date_effet", flat=True))
    for chemin in sorted(DONNEES.glob(f"{nom.replace('_', '-')}-????-??-??.csv")):
        jour = dt.date.fromisoformat(chemin.stem[-10:])
        if connues and jour <= max(connues):
            continue
        charger_edition(
            code=code, nom=f"{jour:%d/%m/%Y}", date_effet=jour, chemin=chemin, libelle=libelle, source=source
        )
