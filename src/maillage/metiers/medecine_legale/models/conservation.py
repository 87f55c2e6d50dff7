"""What was erased at the end of retention, in counts; and what was published."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from maillage.metiers.medecine_legale.droits import CONSERVATION_CONDUIRE
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Organisation


class EffacementConservation(ModeleProtege):
    """One run for one structure, up to a day. Open until all is done: a run cut short goes on where it stopped."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": CONSERVATION_CONDUIRE}

    structure = models.ForeignKey(
        Organisation, verbose_name="structure", on_delete=models.PROTECT, related_name="+"
    )
    date_borne = models.DateField("données antérieures au")
    nombre_actes = models.PositiveIntegerField("actes", default=0)
    nombre_identites = models.PositiveIntegerField("parties nominatives", default=0)
    nombre_requisitions = models.PositiveIntegerField("réquisitions", default=0)
    nombre_fichiers = models.PositiveIntegerField("fichiers", default=0)
    nombre_evenements = models.PositiveIntegerField("événements du journal", default=0)
    horodatage_debut = models.DateTimeField("commencé le", auto_now_add=True)
    horodatage_fin = models.DateTimeField("achevé le", null=True, blank=True)

    class Meta:
        verbose_name = "effacement en fin de conservation"
        verbose_name_plural = "effacements en fin de conservation"
        ordering = ["-date_borne", "structure_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "date_borne"],
                condition=Q(horodatage_fin=None),
                name="medecine_legale_effacement_en_cours",
            ),
        ]

    def __str__(self) -> str:
        return f"Effacement des données antérieures au {self.date_borne:%d/%m/%Y}"


class EditionOuverte(models.Model):
    """A monthly file of open data. Public by nature: it has no row policy."""

    date_fin = models.DateField("dernier mois", unique=True)
    fichier = models.CharField("emplacement", max_length=200)
    empreinte = models.CharField("SHA-256", max_length=64)
    taille = models.PositiveIntegerField("taille")
    nombre_lignes = models.PositiveIntegerField("lignes")
    horodatage = models.DateTimeField("publié le")

    class Meta:
        verbose_name = "édition de données ouvertes"
        verbose_name_plural = "éditions de données ouvertes"
        ordering = ["-date_fin"]

    def __str__(self) -> str:
        return f"Données ouvertes jusqu’à {self.date_fin:%m/%Y}"
