"""Reference lists of the service; run again for each new edition."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from maillage.metiers.protection.actions.journal import PONDERATION
from maillage.metiers.protection.actions.liste_restreinte import CLASSEMENT
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.echanges.models import Edition
from maillage.socle.echanges.referentiels.chargement import charger_edition

EDITION = "Barème de travail 2026"
DONNEES = Path(__file__).parent / "donnees"
LISTES = {
    PONDERATION: ("Pondération des mesures de protection", "ponderation.csv"),
    CLASSEMENT: ("Critères de la liste restreinte et leur poids", "classement.csv"),
}


def charger() -> None:
    """Working scales, marked as to be confirmed, that the directions replace by theirs."""
    for code, (libelle, fichier) in LISTES.items():
        if Edition.objects.filter(referentiel__code=code).exists():
            continue
        with agir_comme(agent_systeme(), motif="Chargement des listes de référence"):
            charger_edition(
                code=code,
                nom=EDITION,
                date_effet=dt.date(2026, 1, 1),
                chemin=DONNEES / fichier,
                libelle=libelle,
                source="Barème de travail de Maillage, à remplacer par celui de la direction",
                licence="Licence Ouverte 2.0",
            )
