"""The plan by centre and week, and what users say of what they were given."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from maillage.metiers.numerisation import droits
from maillage.metiers.numerisation.models.champs import vers
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Organisation


class Cadence(ModeleProtege):
    """How many records a centre is expected to have scanned in one week. What was done is counted, never typed."""

    perimetres: ClassVar[dict[str, Droit]] = {"centre": droits.CADENCE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"centre": droits.CADENCE_GERER}

    centre = vers(Organisation, "centre", db_index=False)
    semaine = models.DateField("semaine du")
    """Its Monday."""
    prevu = models.PositiveIntegerField("dossiers prévus")

    class Meta:
        verbose_name = "cadence"
        verbose_name_plural = "cadences"
        ordering = ["semaine", "centre_id"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "semaine"], name="numerisation_cadence_unique"),
            models.CheckConstraint(
                condition=Q(semaine__iso_week_day=1),
                name="numerisation_cadence_lundi",
                violation_error_message="Une semaine est désignée par son lundi.",
            ),
        ]

    def __str__(self) -> str:
        return f"Semaine du {self.semaine:%d/%m/%Y}"
