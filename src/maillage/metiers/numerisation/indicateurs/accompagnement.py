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
    "Part des notes 4 et 5 sur 5 parmi celles des enquêtes closes, au premier jour du trimestre où elles ont été"
    " ouvertes. Ne comptent ni une enquête de moins de cinq réponses (ses notes sont effacées), ni une question où tous"
    " ont été du même avis (elle dirait celui de chacun).",
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
