"""Reference lists of the service; run again for each new edition."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from maillage.metiers.protection.actions.journal import PONDERATION
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.echanges.models import Edition
from maillage.socle.echanges.referentiels.chargement import charger_edition

EDITION = "Barème de travail 2026"
FICHIER = Path(__file__).parent / "donnees" / "ponderation.csv"


def charger() -> None:
    """The weights of measures: a working scale, marked as to be confirmed, that the directions replace by theirs."""
    if Edition.objects.filter(referentiel__code=PONDERATION).exists():
        return
    with agir_comme(agent_systeme(), motif="Chargement des listes de référence"):
        charger_edition(
            code=PONDERATION,
            nom=EDITION,
            date_effet=dt.date(2026, 1, 1),
            chemin=FICHIER,
            libelle="Pondération des mesures de protection",
            source="Barème de travail de Maillage, à remplacer par celui de la direction",
            licence="Licence Ouverte 2.0",
        )
