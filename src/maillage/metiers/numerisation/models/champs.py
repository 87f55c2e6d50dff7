"""Fields said shortly, and the perimeters that the tables of this service share."""

from typing import Any

from django.db import models

from maillage.metiers.numerisation import droits
from maillage.socle.acces.vocabulaire import Droit

SUIVIE: dict[str, Droit] = {"centre": droits.DOSSIER_LIRE, "prestataire": droits.DOSSIER_LIRE}
AVANCEE: dict[str, Droit] = {"centre": droits.DOSSIER_AVANCER, "prestataire": droits.DOSSIER_AVANCER}
TRANSPORTEE: dict[str, Droit] = {"centre": droits.BOITE_LIRE, "prestataire": droits.BOITE_LIRE}
REMISE: dict[str, Droit] = {"centre": droits.BOITE_TENIR, "prestataire": droits.RECEPTION_TENIR}


def choix(codes: type[models.TextChoices], libelle: str, *, facultatif: bool = True, **options: Any) -> Any:
    """One code of an enumeration."""
    return models.CharField(libelle, max_length=40, choices=codes, blank=facultatif, **options)


def vers(modele: Any, libelle: str, *, est_facultatif: bool = False, **options: Any) -> Any:
    """A foreign key without a way back, kept when its target would go."""
    parametres: dict[str, Any] = {"on_delete": models.PROTECT, "related_name": "+", **options}
    if est_facultatif:
        parametres |= {"null": True, "blank": True}
    return models.ForeignKey(modele, verbose_name=libelle, **parametres)


def instant(libelle: str, *, facultatif: bool = True) -> Any:
    return models.DateTimeField(libelle, null=facultatif, blank=facultatif)


def jour(libelle: str, *, facultatif: bool = True) -> Any:
    return models.DateField(libelle, null=facultatif, blank=facultatif)


def scelle(libelle: str = "contenu chiffré") -> Any:
    """A JSON text sealed under the key of the record; empty when nothing was said."""
    return models.TextField(libelle, blank=True)


def nombre(libelle: str, **options: Any) -> Any:
    return models.PositiveIntegerField(libelle, **{"default": 0, **options})
