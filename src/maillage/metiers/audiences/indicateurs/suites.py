"""What is left to do after a hearing, and how long it took."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import connection

from maillage.metiers.audiences.indicateurs.affaires import AFFAIRE, JOUR, POUR_CENT, declarer
from maillage.metiers.audiences.regles.faits import mediane
from maillage.socle.indicateurs.enums import Sens

MINUTES_A_ETABLIR = declarer(
    "minutes_a_etablir",
    "Minutes à mettre en forme",
    "Nombre d’affaires jugées pendant la période dont la minute n’est pas encore mise en forme aujourd’hui. Par mois :"
    " l’ancienneté du stock.",
    AFFAIRE,
    mesure="minutes_a_etablir",
    sens=Sens.BAISSE_FAVORABLE,
)
DELAI_MINUTE = declarer(
    "delai_minute",
    "Délai de la décision à la minute signée",
    "Nombre moyen de jours entre la décision et la signature de la minute, pour les affaires jugées pendant la période"
    " dont la minute est signée.",
    JOUR,
    numerateur="jours_minute",
    denominateur="minutes_signees",
    echelle=1,
    decimales=1,
    sens=Sens.BAISSE_FAVORABLE,
)
MINUTES_A_TEMPS = declarer(
    "minutes_a_temps",
    "Minutes signées dans les trois jours",
    "Part des affaires jugées pendant la période dont la minute a été signée dans le délai de dépôt (trois jours,"
    " prorogé au jour ouvré suivant). Une minute qui n’est pas signée compte comme hors délai.",
    POUR_CENT,
    numerateur="minutes_a_temps",
    denominateur="juges",
    decimales=1,
    sens=Sens.HAUSSE_FAVORABLE,
)
NOTES_A_TEMPS = declarer(
    "notes_a_temps",
    "Notes visées dans les trois jours",
    "Part des affaires audiencées dont la note a été visée par le président dans les trois jours de l’audience"
    " (prorogés au jour ouvré suivant). Une note qui n’est pas visée compte comme hors délai.",
    POUR_CENT,
    numerateur="notes_a_temps",
    denominateur="nombre",
    decimales=1,
    sens=Sens.HAUSSE_FAVORABLE,
)


def mediane_minutes(chambres: Collection[int], debut: dt.date, fin: dt.date) -> float | None:
    """The median number of days from decision to signed minute, over these chambers and months. One query.

    Delays beyond a year count as a year: they do not move a median.
    """
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT delai::integer, sum(nombre)::integer FROM audiences_cumul_minutes"
            " WHERE organisation_id = ANY(%s) AND mois BETWEEN %s AND %s AND delai <> '' GROUP BY 1",
            [list(chambres), debut.replace(day=1), fin],
        )
        return mediane(dict(curseur.fetchall()))
