"""Software that talks to the API, and the answers kept so that a repeated request has one effect."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import SOI, Droit
from maillage.socle.annuaire.models import Agent


class ClientApi(models.Model):
    """A client of the API. It acts as a technical agent, whose habilitations say where; its scopes say what.

    No row policy: it is read before anyone is known, to know who calls. The secret is kept only as a fingerprint.
    """

    identifiant = models.CharField("identifiant", max_length=40, unique=True)
    libelle = models.CharField("logiciel", max_length=150)
    empreinte_secret = models.CharField("empreinte du secret", max_length=64)
    agent = models.ForeignKey(
        Agent, verbose_name="agit comme", on_delete=models.PROTECT, related_name="clients"
    )
    portees = ArrayField(models.CharField(max_length=120), verbose_name="droits demandés", default=list)
    est_actif = models.BooleanField("actif", default=True)
    date_expiration = models.DateField("valable jusqu’au", null=True, blank=True)
    horodatage_creation = models.DateTimeField("créé le", auto_now_add=True)

    class Meta:
        verbose_name = "client de l’API"
        verbose_name_plural = "clients de l’API"
        ordering = ["libelle", "id"]

    def __str__(self) -> str:
        return self.libelle


class ReponseGardee(ModeleProtege):
    """The answer given to an ``Idempotency-Key``, given again when the same request comes back."""

    perimetres: ClassVar[dict[str, Droit]] = {"agent": SOI}

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+", db_index=False)
    cle = models.CharField("clé", max_length=255)
    empreinte = models.CharField("empreinte de la demande", max_length=64)
    code = models.PositiveSmallIntegerField("code HTTP", default=0)
    genre = models.CharField("type de contenu", max_length=100, blank=True)
    entetes = models.JSONField("en-têtes", default=dict)
    corps = models.BinaryField("corps", default=b"")
    horodatage = models.DateTimeField("le", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "réponse gardée"
        verbose_name_plural = "réponses gardées"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["agent", "cle"], name="echanges_reponse_unique")]

    def __str__(self) -> str:
        return self.cle
