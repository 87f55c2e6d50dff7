"""What went wrong, and what is done of it.

What is said of it is sealed under a key of its own: a description names a record by its number, and may still say too
much. The number of the record, box or lot stays in clear: it is how an incident is found.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maillage.metiers.numerisation import droits
from maillage.metiers.numerisation.enums.incidents import (
    EtatIncident,
    GraviteIncident,
    NatureAction,
    NatureIncident,
    Qualification,
)
from maillage.metiers.numerisation.models.champs import choix, instant, scelle, vers
from maillage.metiers.numerisation.models.dossiers import Dossier
from maillage.metiers.numerisation.regles.incidents import EN_ATTENTE_DU_DPO, JOURS_ANCIEN
from maillage.socle.acces.models import Cle, ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation


class IncidentQuerySet(ProtegeQuerySet["Incident"]):
    def ouverts(self) -> IncidentQuerySet:
        return self.filter(etat=EtatIncident.OUVERT)

    def anciens(self, jour: dt.date) -> IncidentQuerySet:
        """Open for longer than five days."""
        return self.ouverts().filter(date__lt=jour - dt.timedelta(days=JOURS_ANCIEN))

    def en_attente_du_dpo(self) -> IncidentQuerySet:
        return self.filter(qualification__in=EN_ATTENTE_DU_DPO)


class Incident(ModeleProtege):
    """Something that should not have happened, at a centre or at the provider's."""

    perimetres: ClassVar[dict[str, Droit]] = {
        "organisation": droits.INCIDENT_LIRE,
        "prestataire": droits.INCIDENT_LIRE,
    }
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {
        "organisation": droits.INCIDENT_DECLARER,
        "prestataire": droits.INCIDENT_DECLARER,
    }

    organisation = vers(Organisation, "centre ou service", db_index=False)
    prestataire = vers(Organisation, "prestataire en cause", est_facultatif=True, db_index=False)
    dossier = models.ForeignKey(
        Dossier,
        verbose_name="dossier",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="incidents",
    )
    objet_type = models.CharField("genre de l’objet", max_length=60, blank=True)
    objet_id = models.BigIntegerField("objet", null=True, blank=True)
    objet_libelle = models.CharField("sur quoi", max_length=120, blank=True)
    objet_url = models.CharField("page de l’objet", max_length=200, blank=True)
    nature = choix(NatureIncident, "nature", facultatif=False)
    gravite = choix(GraviteIncident, "gravité", facultatif=False)
    etat = choix(EtatIncident, "état", facultatif=False, default=EtatIncident.OUVERT)
    qualification = choix(Qualification, "données personnelles", facultatif=False)
    est_automatique = models.BooleanField("ouvert par le comptage", default=False)
    cle = models.OneToOneField(Cle, verbose_name="clé", on_delete=models.PROTECT, related_name="+")
    contenu = scelle("récit chiffré")
    """Sealed: description, cause, suite, qualification, retard."""
    auteur = vers(Agent, "signalé par", db_index=False)
    date = models.DateField("ouvert le")
    horodatage = models.DateTimeField("signalé le", default=timezone.now)
    horodatage_connaissance = models.DateTimeField("connu le", default=timezone.now)
    horodatage_notification = instant("notifié à l’autorité le")
    horodatage_cloture = instant("clos le")

    objects = IncidentQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "incident"
        verbose_name_plural = "incidents"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat=EtatIncident.OUVERT, horodatage_cloture=None)
                | Q(etat=EtatIncident.CLOS, horodatage_cloture__isnull=False),
                name="numerisation_incident_clos",
            ),
            models.CheckConstraint(
                condition=~Q(etat=EtatIncident.CLOS) | ~Q(qualification__in=EN_ATTENTE_DU_DPO),
                name="numerisation_incident_qualifie",
            ),
            models.CheckConstraint(
                condition=~Q(qualification=Qualification.NOTIFIEE) | Q(horodatage_notification__isnull=False),
                name="numerisation_incident_notifie",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "etat", "-id"], name="numerisation_incident_org"),
            models.Index(fields=["prestataire", "etat"], name="numerisation_incident_presta"),
            models.Index(fields=["objet_type", "objet_id"], name="numerisation_incident_objet"),
            models.Index(
                fields=["-id"], condition=Q(etat=EtatIncident.OUVERT), name="numerisation_incident_ouvert"
            ),
        ]

    def __str__(self) -> str:
        return f"Incident {self.numero}"

    @property
    def numero(self) -> str:
        return f"{self.date:%y}-{self.pk:04d}"

    @property
    def est_ouvert(self) -> bool:
        return self.etat == EtatIncident.OUVERT


class ActionCorrective(ModeleProtege):
    """Something that somebody does by a day, then whose effect somebody checks."""

    perimetres: ClassVar[dict[str, Droit]] = Incident.perimetres
    perimetres_ecriture: ClassVar[dict[str, Droit]] = Incident.perimetres_ecriture

    incident = models.ForeignKey(
        Incident, verbose_name="incident", on_delete=models.CASCADE, related_name="actions"
    )
    organisation = vers(Organisation, "centre ou service", db_index=False)
    prestataire = vers(Organisation, "prestataire en cause", est_facultatif=True, db_index=False)
    nature = choix(NatureAction, "nature", facultatif=False)
    libelle = models.CharField("action", max_length=300)
    responsable = models.CharField("par qui", max_length=120)
    date_echeance = models.DateField("pour le")
    date_fait = models.DateField("faite le", null=True, blank=True)
    est_efficace = models.BooleanField("efficace", null=True, blank=True)
    """None until somebody checked."""

    class Meta:
        verbose_name = "action corrective"
        verbose_name_plural = "actions correctives"
        ordering = ["date_echeance", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(est_efficace=None) | Q(date_fait__isnull=False),
                name="numerisation_action_verifiee",
                violation_error_message="Une action se vérifie une fois faite.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "date_echeance"],
                condition=Q(date_fait=None),
                name="numerisation_action_ouverte",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle
