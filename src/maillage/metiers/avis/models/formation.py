"""Training: what somebody answered to the cases of a module, and the certificate that it gave him."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from maillage.metiers.avis import droits
from maillage.metiers.avis.models.champs import vers
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import SOI, Droit
from maillage.socle.annuaire.models import Agent, Organisation


class Attestation(ModeleProtege):
    """A module passed: until when it is worth. A try that failed is not kept."""

    perimetres: ClassVar[dict[str, Droit]] = {
        "agent": SOI,
        "organisation": droits.FORMATION_SUIVRE,
        "gestionnaire": droits.RESEAU_LIRE,
    }
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"agent": SOI}

    agent = vers(Agent, "personne")
    organisation = vers(Organisation, "organisation où elle exerce")
    gestionnaire = vers(Organisation, "organisation qui tient le réseau", est_facultatif=True)
    module = models.SlugField("module", max_length=40)
    version = models.PositiveSmallIntegerField("version du module")
    titre = models.CharField("titre", max_length=120)
    bonnes = models.PositiveSmallIntegerField("bonnes réponses")
    questions = models.PositiveSmallIntegerField("questions")
    date = models.DateField("obtenue le")
    date_expiration = models.DateField("valable jusqu’au")

    class Meta:
        verbose_name = "attestation de formation"
        verbose_name_plural = "attestations de formation"
        ordering = ["-date", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(bonnes__lte=F("questions")), name="avis_attestation_points"),
            models.UniqueConstraint(fields=["agent", "module", "date"], name="avis_attestation_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.titre}, le {self.date:%d/%m/%Y}"
