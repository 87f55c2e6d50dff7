"""What is left to do after a hearing, and how long it took."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from maillage.metiers.audiences.indicateurs.affaires import AFFAIRE, JOUR, NATURE, POUR_CENT, declarer
from maillage.metiers.audiences.regles.faits import mediane
from maillage.socle.indicateurs.declarations import Cumul
from maillage.socle.indicateurs.enums import Sens

PIECES = Cumul(
    table="audiences_cumul_pieces",
    dimensions=(NATURE,),
    mesures=("a_remettre", "remises", "le_jour_meme", "jours_pieces"),
)

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
PIECES_A_REMETTRE = declarer(
    "pieces_a_remettre",
    "Affaires dont les pièces restent à remettre",
    "Nombre d’affaires jugées pendant la période, suivies d’une condamnation, dont les pièces d’exécution (relevé,"
    " avis, convocations, mandats) ne sont pas encore notées remises ou adressées aujourd’hui.",
    AFFAIRE,
    cumuls=(PIECES,),
    mesure="a_remettre",
    sens=Sens.BAISSE_FAVORABLE,
)
PIECES_LE_JOUR_MEME = declarer(
    "pieces_le_jour_meme",
    "Pièces remises le jour de la décision",
    "Part des affaires jugées pendant la période, suivies d’une condamnation, dont les pièces d’exécution ont été"
    " remises le jour même. Celles qui ne le sont pas encore comptent comme non remises.",
    POUR_CENT,
    cumuls=(PIECES,),
    numerateur="le_jour_meme",
    denominateur="nombre",
    decimales=1,
    sens=Sens.HAUSSE_FAVORABLE,
)
DELAI_PIECES = declarer(
    "delai_pieces",
    "Délai de la décision à la remise des pièces",
    "Nombre moyen de jours entre la décision et la remise, ou l’envoi, des pièces d’exécution, pour les affaires"
    " jugées pendant la période dont les pièces sont remises.",
    JOUR,
    cumuls=(PIECES,),
    numerateur="jours_pieces",
    denominateur="remises",
    echelle=1,
    decimales=1,
    sens=Sens.BAISSE_FAVORABLE,
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


@dataclass(frozen=True)
class SuitesChambre:
    """What became of the cases of a chamber, by the definitions of the figures above."""

    examinees: int = 0
    renvois: int = 0
    mediane_minute: float | None = None

    @property
    def taux_renvoi(self) -> float | None:
        return self.renvois / self.examinees if self.examinees else None


def suites_par_chambre(
    chambres: Collection[int], debut: dt.date, fin: dt.date
) -> tuple[dict[int, SuitesChambre], SuitesChambre]:
    """By chamber, and for all of them, over these months. Two queries.

    A signature later than a year counts as a year: that does not move a median.
    """
    bornes: list[Any] = [list(chambres), debut.replace(day=1), fin]
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT organisation_id, sum(examinees)::integer, sum(renvois)::integer FROM audiences_cumul_passages"
            " WHERE organisation_id = ANY(%s) AND mois BETWEEN %s AND %s GROUP BY 1",
            bornes,
        )
        comptes = {chambre: (examinees, renvois) for chambre, examinees, renvois in curseur.fetchall()}
        curseur.execute(
            "SELECT organisation_id, delai::integer, nombre::integer FROM audiences_cumul_minutes"
            " WHERE organisation_id = ANY(%s) AND mois BETWEEN %s AND %s AND delai <> ''",
            bornes,
        )
        delais: dict[int, Counter[int]] = defaultdict(Counter)
        for chambre, delai, nombre in curseur.fetchall():
            delais[chambre][delai] += nombre
    lues = {
        chambre: SuitesChambre(*comptes.get(chambre, (0, 0)), mediane(delais[chambre]))
        for chambre in {*comptes, *delais}
    }
    total = SuitesChambre(
        sum(examinees for examinees, _ in comptes.values()),
        sum(renvois for _, renvois in comptes.values()),
        mediane(sum(delais.values(), Counter())),
    )
    return lues, total
