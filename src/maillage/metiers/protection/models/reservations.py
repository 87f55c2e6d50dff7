"""A court asks a professional: the measure waits, and takes its place, until he answers. Nothing is ever erased."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from maillage.metiers.protection.enums import MotifDeclin, PrioriteFamiliale, StatutReservation
from maillage.metiers.protection.models.annuaire import Mandataire, code, vers
from maillage.metiers.protection.models.listes import Inscription
from maillage.metiers.protection.models.mesures import ECRITURE, LECTURE, Mesure
from maillage.socle.acces.models import ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation

JOURS_RELANCE, JOURS_ESCALADE = 7, 15


class ReservationQuerySet(ProtegeQuerySet["Reservation"]):
    def en_attente(self) -> ReservationQuerySet:
        return self.filter(statut=StatutReservation.EN_ATTENTE)

    def declinees(self) -> ReservationQuerySet:
        return self.filter(statut=StatutReservation.DECLINEE)


class Reservation(ModeleProtege):
    """One request of a court to one professional, why he was chosen, and what he answered."""

    perimetres: ClassVar[dict[str, Droit]] = LECTURE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = ECRITURE

    mesure = models.OneToOneField(
        Mesure, verbose_name="mesure", on_delete=models.PROTECT, related_name="reservation"
    )
    tribunal = vers(Organisation, "tribunal", db_index=False)
    gestionnaire = vers(Organisation, "organisation du mandataire", db_index=False)
    mandataire = vers(Mandataire, "mandataire", related_name="reservations")
    inscription = vers(Inscription, "inscription", db_index=False)
    statut = code(StatutReservation, "statut", facultatif=False, default=StatutReservation.EN_ATTENTE)
    priorite_familiale = code(PrioriteFamiliale, "priorité familiale écartée", facultatif=False)
    rang = models.PositiveSmallIntegerField("rang dans la liste restreinte")
    proposes = models.PositiveSmallIntegerField("mandataires proposés")
    score = models.DecimalField("score", max_digits=4, decimal_places=1)
    raisons = models.JSONField("raisons", default=list)
    horodatage = models.DateTimeField("réservée le")
    auteur = vers(Agent, "auteur", db_index=False)
    horodatage_relance = models.DateTimeField("relancée le", null=True, blank=True)
    horodatage_escalade = models.DateTimeField("signalée au tribunal le", null=True, blank=True)
    horodatage_reponse = models.DateTimeField("répondue le", null=True, blank=True)
    auteur_reponse = vers(Agent, "réponse de", est_facultatif=True, db_index=False)
    motif_declin = code(MotifDeclin, "empêchement")
    motif = models.CharField("motif", max_length=500, blank=True)

    objects = ReservationQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "réservation"
        verbose_name_plural = "réservations"
        ordering = ["-horodatage", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(statut=StatutReservation.DECLINEE) | ~Q(motif_declin=""),
                name="protection_reservation_declin",
                violation_error_message="Dites ce qui vous empêche de prendre cette mesure.",
            ),
            models.CheckConstraint(
                condition=~Q(statut=StatutReservation.RETIREE) | ~Q(motif=""),
                name="protection_reservation_retrait",
                violation_error_message="Dites pourquoi la réservation est retirée.",
            ),
            models.CheckConstraint(
                condition=Q(statut=StatutReservation.EN_ATTENTE) | Q(horodatage_reponse__isnull=False),
                name="protection_reservation_reponse",
            ),
        ]
        indexes = [
            models.Index(fields=["tribunal", "statut", "-horodatage"], name="reservation_tribunal"),
            models.Index(fields=["gestionnaire", "statut", "-horodatage"], name="reservation_gestionnaire"),
        ]

    def __str__(self) -> str:
        return f"Réservation {self.mesure}"

    @property
    def age(self) -> int:
        """Days without an answer."""
        return (localdate() - localdate(self.horodatage)).days

    @property
    def date_limite(self) -> dt.date:
        return localdate(self.horodatage) + dt.timedelta(days=JOURS_RELANCE)
