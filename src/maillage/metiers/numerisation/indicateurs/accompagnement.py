"""What people think once their centre is on screen."""

from __future__ import annotations

from maillage.metiers.numerisation.droits import SATISFACTION_MENER
from maillage.metiers.numerisation.indicateurs.commun import part
from maillage.socle.indicateurs.declarations import Cumul, Dimension
from maillage.socle.indicateurs.enums import Sens

QUESTIONS = {"preparation": "Préparation", "recherche": "Recherche à l’écran", "confiance": "Confiance"}
"""In a word each: a chart has no room for the sentences that people read."""

SATISFACTION = part(
    "satisfaction",
    "Satisfaction des centres",
    "Part des notes 4 et 5 sur 5 parmi toutes celles des enquêtes closes, à la date où elles ont été ouvertes. Une"
    " enquête de moins de cinq réponses ne compte pas : ses notes sont effacées.",
    "satisfaites",
    "notes",
    cumuls=(
        Cumul(
            table="numerisation_cumul_satisfaction",
            dimensions=(Dimension("question", "Question", QUESTIONS),),
            mesures=("notes", "satisfaites"),
        ),
    ),
    source="Enquêtes de satisfaction, une réponse par personne, sans nom",
    droit_fait=SATISFACTION_MENER,
    seuil_secret=5,
    sens=Sens.HAUSSE_FAVORABLE,
)
