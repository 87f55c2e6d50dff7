"""How a structure is paid, from a day on. A proximity practitioner is paid per act by what he is, without a line."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from maillage.metiers.medecine_legale.droits import ACTE_LIRE, FINANCEMENT_GERER
from maillage.metiers.medecine_legale.enums import ModeFinancement
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation


class FinancementStructure(ModeleProtege):
    """A mode in force until the next one; without any line, the annual grant."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": ACTE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": FINANCEMENT_GERER}

    structure = models.ForeignKey(
        Organisation, verbose_name="structure", on_delete=models.PROTECT, related_name="financements_legaux"
    )
    mode = models.CharField("mode de financement", max_length=20, choices=ModeFinancement)
    date_debut = models.DateField("à partir du")
    motif = models.CharField("motif", max_length=500)
    auteur = models.ForeignKey(Agent, verbose_name="fixé par", on_delete=models.PROTECT, related_name="+")
    horodatage = models.DateTimeField("fixé le", auto_now_add=True)

    class Meta:
        verbose_name = "mode de financement"
        verbose_name_plural = "modes de financement"
        ordering = ["-date_debut", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "date_debut"],
                name="medecine_legale_financement_unique",
                violation_error_message="Un mode de financement commence déjà ce jour-là.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_mode_display()} à partir du {self.date_debut:%d/%m/%Y}"
