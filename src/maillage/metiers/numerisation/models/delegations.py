"""The doctor's delegation: under his responsibility, an assistant reads parts 1° and 2° (R. 4624-45-5)."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from maillage.metiers.numerisation import droits
from maillage.metiers.numerisation.models.champs import instant, jour, vers
from maillage.metiers.numerisation.models.dossiers import Dossier
from maillage.socle.acces.models import ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.vocabulaire import SOI, Droit
from maillage.socle.annuaire.models import Agent, Organisation


class DelegationQuerySet(ProtegeQuerySet["Delegation"]):
    def en_vigueur(self, aujourd_hui: dt.date) -> DelegationQuerySet:
        return self.filter(
            date_debut__lte=aujourd_hui, date_fin__gte=aujourd_hui, horodatage_revocation__isnull=True
        )


class Delegation(ModeleProtege):
    """Of one record, or of all those of a centre; for some time, revoked at any moment. It opens no part of health."""

    perimetres: ClassVar[dict[str, Droit]] = {"centre": droits.DELEGATION_LIRE, "delegataire": SOI}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"centre": droits.DELEGATION_DONNER}

    centre = vers(Organisation, "centre", db_index=False)
    dossier = vers(Dossier, "dossier", est_facultatif=True, related_name="delegations")
    """None: all the records of the centre."""
    medecin = vers(Agent, "médecin", db_index=False)
    delegataire = vers(Agent, "assistant", db_index=False)
    date_debut = jour("du", facultatif=False)
    date_fin = jour("au", facultatif=False)
    motif = models.CharField("motif", max_length=300)
    horodatage = models.DateTimeField("accordée le", default=timezone.now)
    horodatage_revocation = instant("révoquée le")
    auteur_revocation = vers(Agent, "révoquée par", est_facultatif=True, db_index=False)
    motif_revocation = models.CharField("motif de la révocation", max_length=300, blank=True)

    objects = DelegationQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "délégation"
        verbose_name_plural = "délégations"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_fin__gte=F("date_debut")), name="numerisation_delegation_dates"
            ),
            models.CheckConstraint(
                condition=~Q(medecin=F("delegataire")), name="numerisation_delegation_deux_personnes"
            ),
            models.CheckConstraint(
                condition=Q(horodatage_revocation=None) | Q(auteur_revocation__isnull=False),
                name="numerisation_delegation_revoquee",
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "-id"], name="num_delegation_centre"),
            models.Index(fields=["delegataire", "centre", "date_fin"], name="num_delegation_agent"),
        ]

    def __str__(self) -> str:
        return f"Délégation du {self.date_debut:%d/%m/%Y} au {self.date_fin:%d/%m/%Y}"
