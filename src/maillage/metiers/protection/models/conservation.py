"""What was erased at the end of retention, in counts: what the direction reads."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from maillage.metiers.protection import droits
from maillage.metiers.protection.models.annuaire import vers
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Organisation


class EffacementMesures(ModeleProtege):
    """A month of erasing for the professionals of a direction; the last run is said even when it had nothing to do."""

    perimetres: ClassVar[dict[str, Droit]] = {"autorite": droits.ENQUETE_SUIVRE}

    autorite = vers(Organisation, "direction")
    date_borne = models.DateField("mesures terminées avant le")
    nombre_mesures = models.PositiveIntegerField("mesures", default=0)
    nombre_faits = models.PositiveIntegerField("faits de leur vie", default=0)
    nombre_fichiers = models.PositiveIntegerField("ordonnances", default=0)
    nombre_evenements = models.PositiveIntegerField("événements de l’historique", default=0)
    horodatage_passage = models.DateTimeField("dernier passage")

    class Meta:
        verbose_name = "effacement de mesures"
        verbose_name_plural = "effacements de mesures"
        ordering = ["-date_borne", "autorite_id"]
        constraints = [
            models.UniqueConstraint(fields=["autorite", "date_borne"], name="protection_effacement_unique"),
        ]

    def __str__(self) -> str:
        return f"Effacement des mesures terminées avant le {self.date_borne:%d/%m/%Y}"
