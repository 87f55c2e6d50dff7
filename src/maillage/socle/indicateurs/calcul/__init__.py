"""Answering a question about an indicator: `calculer`, and what it answers."""

from maillage.socle.indicateurs.calcul.reponse import calculer, calculer_avec_serie
from maillage.socle.indicateurs.calcul.resultat import Ligne, Resultat, titre_axe

__all__ = ["Ligne", "Resultat", "calculer", "calculer_avec_serie", "titre_axe"]
