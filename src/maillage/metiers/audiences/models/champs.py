"""Fields said shortly, and the perimeters that the tables of this service share."""

from typing import Any

from django.db import models

from maillage.metiers.audiences import droits
from maillage.socle.acces.vocabulaire import Droit

CHAMBRE_LUE: dict[str, Droit] = {"chambre": droits.AUDIENCE_LIRE}
CHAMBRE_ECRITE: dict[str, Droit] = {"chambre": droits.AUDIENCE_TENIR}
CHAMBRE_AVANCEE: dict[str, Droit] = {"chambre": droits.AUDIENCE_AVANCER}
AFFAIRE_LUE: dict[str, Droit] = {**CHAMBRE_LUE, "chambre_precedente": droits.AUDIENCE_LIRE}
AFFAIRE_ECRITE: dict[str, Droit] = {**CHAMBRE_ECRITE, "chambre_precedente": droits.AUDIENCE_TENIR}


def code(choix: type[models.TextChoices], libelle: str, *, facultatif: bool = True, **options: Any) -> Any:
    """One code of an enumeration."""
    return models.CharField(libelle, max_length=40, choices=choix, blank=facultatif, **options)


def vers(modele: Any, libelle: str, *, est_facultatif: bool = False, **options: Any) -> Any:
    """A foreign key without a way back, kept when its target would go."""
    parametres: dict[str, Any] = {"on_delete": models.PROTECT, "related_name": "+", **options}
    if est_facultatif:
        parametres |= {"null": True, "blank": True}
    return models.ForeignKey(modele, verbose_name=libelle, **parametres)


def scelle(libelle: str = "contenu chiffré") -> Any:
    """A JSON text sealed under the key of the case; empty when nothing was said."""
    return models.TextField(libelle, blank=True)
