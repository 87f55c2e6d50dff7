"""The long series: years of recorded acts, and before them years of declared tables, each under its name."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db import connection

from maillage.metiers.medecine_legale.indicateurs.actes import ACTES
from maillage.metiers.medecine_legale.indicateurs.tableau_de_bord.tableau import Bloc, LigneBloc, Tableau
from maillage.metiers.medecine_legale.indicateurs.tableaux_annuels import ACTIVITE_DECLAREE, TABLE
from maillage.socle.indicateurs.calcul import Ligne
from maillage.socle.indicateurs.declarations import Indicateur
from maillage.socle.indicateurs.periode import ANNEES_MAX, Periode

NOTE = (
    "Deux sources, jamais additionnées : les actes enregistrés un par un, et les tableaux annuels de quantités déclarés"
    " avant eux (règles de comptage d’alors à confirmer)."
)
PREMIERE = f"""
SELECT min(mois) FROM {TABLE} WHERE nombre > 0 AND (%s::bigint[] IS NULL OR organisation_id = ANY(%s::bigint[]))
"""  # noqa: S608 (a name written in this repository)


def serie_annuelle(tableau: Tableau) -> Bloc | None:
    """Nothing where no yearly table was declared. One query then; three more where there are some."""
    organisations = None if tableau.portee.organisations is None else list(tableau.portee.organisations)
    with connection.cursor() as curseur:
        curseur.execute(PREMIERE, [organisations, organisations])
        (premiere,) = curseur.fetchone()
    if premiere is None:
        return None
    debut = max(premiere.year, tableau.jour.year - ANNEES_MAX)
    large = replace(tableau, periode=Periode(dt.date(debut, 1, 1), tableau.jour.replace(day=1)))
    actes, declares = _annees(large, ACTES), _annees(large, ACTIVITE_DECLAREE)
    annees = [str(annee) for annee in range(debut, tableau.jour.year + 1)]
    return Bloc(
        "Série par année, avec les tableaux annuels",
        ("", "Actes enregistrés", "Tableaux annuels déclarés"),
        [LigneBloc(annee, (_texte(actes, annee), _texte(declares, annee))) for annee in annees],
        {
            "forme": "courbes",
            "titre": "Série par année, avec les tableaux annuels",
            "categories": annees,
            "series": [
                ("Actes enregistrés", [_valeur(actes, annee) for annee in annees], False),
                ("Tableaux annuels déclarés", [_valeur(declares, annee) for annee in annees], True),
            ],
            "unite": "actes",
            "decimales": 0,
            "sans_table": True,
        },
        NOTE,
        large.adresse(ACTIVITE_DECLAREE, "annee"),
        est_large=True,
    )


def _annees(tableau: Tableau, indicateur: Indicateur) -> dict[str, Ligne]:
    return {ligne.cles[0]: ligne for ligne in tableau.calculer(indicateur, ("annee",)).lignes}


def _texte(lignes: dict[str, Ligne], annee: str) -> str:
    ligne = lignes.get(annee)
    return ligne.texte if ligne and (ligne.valeur or ligne.est_masquee) else "–"


def _valeur(lignes: dict[str, Ligne], annee: str) -> Any:
    return (lignes[annee].valeur or None) if annee in lignes else None
