"""Fields said shortly, and the perimeters that the tables of this service share."""

from typing import Any, ClassVar

from django.db import models

from maillage.metiers.avis import droits
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Organisation

LUE: dict[str, Droit] = {"requerant": droits.DEMANDE_LIRE, "requis": droits.AVIS_RENDRE}
ECRITE: dict[str, Droit] = {"requerant": droits.DEMANDE_PREPARER, "requis": droits.AVIS_RENDRE}
SUIVIE: dict[str, Droit] = {**LUE, "gestionnaire": droits.DEMANDE_SUIVRE}
RESEAU_LU: dict[str, Droit] = {"exercice": droits.AVIS_RENDRE, "gestionnaire": droits.RESEAU_LIRE}
RESEAU_ECRIT: dict[str, Droit] = {"gestionnaire": droits.RESEAU_GERER}


def code(choix: type[models.TextChoices], libelle: str, *, facultatif: bool = True, **options: Any) -> Any:
    """One code of an enumeration."""
    return models.CharField(libelle, max_length=40, choices=choix, blank=facultatif, **options)


def vers(modele: Any, libelle: str, *, est_facultatif: bool = False, **options: Any) -> Any:
    """A foreign key without a way back, kept when its target would go."""
    parametres: dict[str, Any] = {"on_delete": models.PROTECT, "related_name": "+", **options}
    if est_facultatif:
        parametres |= {"null": True, "blank": True}
    return models.ForeignKey(modele, verbose_name=libelle, **parametres)


def instant(libelle: str, *, facultatif: bool = True) -> Any:
    return models.DateTimeField(libelle, null=facultatif, blank=facultatif)


def scelle(libelle: str = "contenu chiffré") -> Any:
    """A JSON text sealed under the key of the request; empty when nothing was said."""
    return models.TextField(libelle, blank=True)


class DeLaDemande(ModeleProtege):
    """What a request holds: read by the practice that asks and by the one that took it."""

    perimetres: ClassVar[dict[str, Droit]] = LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = ECRITE

    requerant = vers(Organisation, "exercice du demandeur", db_index=False)
    requis = vers(Organisation, "exercice du spécialiste", est_facultatif=True, db_index=False)

    class Meta:
        abstract = True
