"""The answer, the way to a consultation, what the practitioner did of it, what happened thirty days later."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maillage.metiers.avis.enums.bilan import ApportAvis, RecoursTrenteJours, SuiteAdressage
from maillage.metiers.avis.enums.reponses import (
    Appreciation,
    Certitude,
    Conclusion,
    DelaiAdressage,
    StatutAdressage,
)
from maillage.metiers.avis.models.champs import DeLaDemande, code, instant, scelle, vers
from maillage.metiers.avis.models.demandes import Demande
from maillage.metiers.avis.models.reseau import Specialiste
from maillage.socle.annuaire.models import Agent

EN_COURS = (StatutAdressage.A_ORGANISER, StatutAdressage.PRIS)


class Avis(DeLaDemande):
    """One structured answer. A request reopened gets another one; none is changed."""

    demande = models.ForeignKey(
        Demande, verbose_name="demande", on_delete=models.CASCADE, related_name="avis"
    )
    specialiste = vers(Specialiste, "spécialiste")
    rang = models.PositiveSmallIntegerField("rang", default=1)
    conclusion = code(Conclusion, "conclusion", facultatif=False)
    certitude = code(Certitude, "certitude", facultatif=False)
    contenu = scelle("réponse chiffrée")
    """Reasoning, conduct, what to watch, when to come back, limits, references, technical incidents."""
    minutes = models.PositiveSmallIntegerField("minutes passées")
    auteur = vers(Agent, "auteur")
    horodatage = models.DateTimeField("donnée le", default=timezone.now)

    class Meta:
        verbose_name = "avis"
        verbose_name_plural = "avis"
        ordering = ["demande_id", "rang"]
        constraints = [
            models.UniqueConstraint(fields=["demande", "rang"], name="avis_avis_unique"),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, 480)),
                name="avis_avis_minutes",
                violation_error_message="Indiquez le temps passé, en minutes.",
            ),
        ]
        indexes = [
            models.Index(fields=["requerant", "demande"], name="avis_avis_requerant"),
            models.Index(fields=["requis", "-horodatage"], name="avis_avis_requis"),
        ]

    def __str__(self) -> str:
        return f"Avis du {timezone.localdate(self.horodatage):%d/%m/%Y}"


class Adressage(DeLaDemande):
    """A consultation that the answer calls for, followed until it is honoured or not."""

    avis = models.OneToOneField(Avis, verbose_name="avis", on_delete=models.CASCADE, related_name="adressage")
    demande = models.ForeignKey(
        Demande, verbose_name="demande", on_delete=models.CASCADE, related_name="adressages"
    )
    discipline = models.CharField("auprès de", max_length=120)
    delai = code(DelaiAdressage, "délai", facultatif=False)
    statut = code(StatutAdressage, "état", facultatif=False, default=StatutAdressage.A_ORGANISER)
    date_rendez_vous = models.DateField("rendez-vous le", null=True, blank=True)
    est_par_specialiste = models.BooleanField("organisé par le spécialiste", default=False)
    horodatage_statut = models.DateTimeField("état du", default=timezone.now)

    class Meta:
        verbose_name = "adressage"
        verbose_name_plural = "adressages"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["requerant", "statut"], name="avis_adressage_requerant"),
            models.Index(fields=["requis"], name="avis_adressage_requis"),
        ]

    def __str__(self) -> str:
        return f"Adressage : {self.discipline}"

    @property
    def est_en_cours(self) -> bool:
        """An appointment may still be found, or moved."""
        return self.statut in EN_COURS


class Cloture(DeLaDemande):
    """What the practitioner did of the answer. Without him, after two reminders, it closes and says so."""

    avis = models.OneToOneField(Avis, verbose_name="avis", on_delete=models.CASCADE, related_name="cloture")
    demande = models.ForeignKey(
        Demande, verbose_name="demande", on_delete=models.CASCADE, related_name="clotures"
    )
    apport = code(ApportAvis, "la réponse")
    suite = code(SuiteAdressage, "la consultation avec un spécialiste")
    valeur_patient = code(Appreciation, "apport pour le patient")
    valeur_praticien = code(Appreciation, "apport pour vous")
    est_patient_informe = models.BooleanField("le patient connaît la réponse", default=False)
    contenu = scelle("commentaire chiffré")
    est_automatique = models.BooleanField("sans retour", default=False)
    auteur = vers(Agent, "auteur")
    horodatage = models.DateTimeField("clôturée le", default=timezone.now)

    class Meta:
        verbose_name = "clôture"
        verbose_name_plural = "clôtures"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(est_automatique=True) | ~Q(apport="") & ~Q(suite=""), name="avis_cloture_dite"
            ),
        ]
        indexes = [
            models.Index(fields=["requerant", "demande"], name="avis_cloture_requerant"),
            models.Index(fields=["requis", "demande"], name="avis_cloture_requis"),
        ]

    def __str__(self) -> str:
        return f"Clôture du {timezone.localdate(self.horodatage):%d/%m/%Y}"


class Suivi(DeLaDemande):
    """Asked thirty days after the answer: whether the patient needed somebody else anyway."""

    demande = models.OneToOneField(
        Demande, verbose_name="demande", on_delete=models.CASCADE, related_name="suivi"
    )
    date_prevue = models.DateField("prévu le")
    recours = code(RecoursTrenteJours, "recours du patient")
    horodatage = instant("répondu le")
    auteur = vers(Agent, "auteur", est_facultatif=True)

    class Meta:
        verbose_name = "suivi à trente jours"
        verbose_name_plural = "suivis à trente jours"
        ordering = ["date_prevue", "id"]
        indexes = [
            models.Index(fields=["requerant", "date_prevue"], name="avis_suivi_requerant"),
            models.Index(fields=["requis"], name="avis_suivi_requis"),
        ]

    def __str__(self) -> str:
        return f"Suivi prévu le {self.date_prevue:%d/%m/%Y}"
