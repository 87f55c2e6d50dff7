"""Answering a question about an indicator: `calculer`, and what it answers."""

from maillage.socle.indicateurs.calcul.reponse import calculer
from maillage.socle.indicateurs.calcul.resultat import Ligne, Resultat, titre_axe

__all__ = ["Ligne", "Resultat", "calculer", "titre_axe"]
