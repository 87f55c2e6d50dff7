"""What the schéma régional wants (art. L. 312-4 CASF): entered by the direction, dated and traced, never computed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from maillage.metiers.protection import droits
from maillage.metiers.protection.enums import TypeMandataire
from maillage.metiers.protection.models.annuaire import vers
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation, Territoire


class ObjectifSchema(ModeleProtege):
    """Places wanted in a département for a year, by kind of professional; empty: the schéma does not say."""

    perimetres: ClassVar[dict[str, Droit]] = {"autorite": droits.SCHEMA_FIXER}
    lecture_partout: ClassVar[Droit | None] = droits.ANNUAIRE_LIRE

    autorite = vers(Organisation, "direction")
    departement = vers(Territoire, "département")
    annee = models.PositiveSmallIntegerField("année")
    places_individuel = models.PositiveIntegerField("mandataires individuels", null=True, blank=True)
    places_prepose = models.PositiveIntegerField("préposés", null=True, blank=True)
    places_service = models.PositiveIntegerField("services", null=True, blank=True)
    points = models.DecimalField("points", max_digits=10, decimal_places=2, null=True, blank=True)
    reference = models.CharField("référence", max_length=200)
    date_decision = models.DateField("arrêté le")
    auteur = vers(Agent, "fixé par", db_index=False)
    horodatage = models.DateTimeField("enregistré le", auto_now=True)

    class Meta:
        verbose_name = "objectif du schéma"
        verbose_name_plural = "objectifs du schéma"
        ordering = ["departement_id", "-annee"]
        constraints = [
            models.UniqueConstraint(fields=["departement", "annee"], name="protection_objectif_unique"),
            models.CheckConstraint(
                condition=Q(places_individuel__isnull=False)
                | Q(places_prepose__isnull=False)
                | Q(places_service__isnull=False),
                name="protection_objectif_places",
                violation_error_message="Indiquez au moins un nombre de places.",
            ),
        ]

    def __str__(self) -> str:
        return f"Objectif {self.annee}, {self.departement}"

    def places(self, genre: str = "") -> int | None:
        """Places wanted of one kind, or of all those that the schéma says; None when it says nothing."""
        genres = [genre] if genre else TypeMandataire.values
        dites = [n for g in genres if (n := getattr(self, f"places_{g}")) is not None]
        return sum(dites) if dites else None
