"""A period whose figures were frozen: what was true, for whoever signed it, on that day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.indicateurs.droits import GEL_ARRETER, GEL_LIRE
from maillage.socle.indicateurs.periode import Periode


class GelPeriode(ModeleProtege):
    """Figures of one structure over a period, signed. Never changed: a correction is a new one, with its difference."""

    perimetres: ClassVar[dict[str, Droit]] = {"organisation": GEL_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"organisation": GEL_ARRETER}

    organisation = models.ForeignKey(
        Organisation, verbose_name="structure", on_delete=models.PROTECT, related_name="periodes_arretees"
    )
    domaine = models.CharField("domaine", max_length=80)
    date_debut = models.DateField("premier mois")
    date_fin = models.DateField("dernier mois")
    rang = models.PositiveSmallIntegerField("version", default=1)
    valeurs = models.JSONField("valeurs")
    empreinte = models.CharField("empreinte SHA-256", max_length=64)
    motif = models.CharField("motif de la correction", max_length=300, blank=True)
    auteur = models.ForeignKey(
        Agent, verbose_name="arrêtée par", on_delete=models.PROTECT, related_name="periodes_arretees"
    )
    horodatage = models.DateTimeField("arrêtée le")

    class Meta:
        verbose_name = "période arrêtée"
        verbose_name_plural = "périodes arrêtées"
        ordering = ["-date_fin", "-date_debut", "organisation_id", "-rang"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "domaine", "date_debut", "date_fin", "rang"],
                name="indicateurs_gel_rang_unique",
            ),
            models.CheckConstraint(
                condition=models.Q(date_fin__gte=models.F("date_debut")), name="indicateurs_gel_periode"
            ),
        ]

    def __str__(self) -> str:
        version = f", version {self.rang}" if self.rang > 1 else ""
        return f"{self.domaine}, {self.periode}{version}"

    @property
    def periode(self) -> Periode:
        """The months covered."""
        return Periode(self.date_debut, self.date_fin)
