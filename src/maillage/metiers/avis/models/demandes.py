"""A request, its clinical text, its patient, its consent and its files.

What is said is in tables of its own, sealed under the key of the request: a coordinator reads `Demande` and
`EvenementDemande`, and the wall gives him nothing of the others.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maillage.metiers.avis.enums.bilan import ConduitePrevue
from maillage.metiers.avis.enums.demandes import (
    CLOSES,
    EN_CHARGE,
    OUVERTES,
    GenrePieceJointe,
    ModeConsentement,
    SensMessage,
    StatutDemande,
    TypeEvenement,
)
from maillage.metiers.avis.enums.urgences import Etape, Urgence
from maillage.metiers.avis.models.champs import ECRITE, SUIVIE, DeLaDemande, code, instant, scelle, vers
from maillage.metiers.avis.models.reseau import Filiere, Specialiste
from maillage.socle.acces.models import Cle, ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation


class DemandeQuerySet(ProtegeQuerySet["Demande"]):
    def ouvertes(self) -> DemandeQuerySet:
        return self.filter(statut__in=OUVERTES)

    def en_charge(self) -> DemandeQuerySet:
        return self.filter(statut__in=EN_CHARGE)


class Demande(ModeleProtege):
    """A question to a line. Its state is the last event's; nothing here says who the patient is."""

    perimetres: ClassVar[dict[str, Droit]] = SUIVIE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = ECRITE

    filiere = vers(Filiere, "filière", related_name="demandes")
    gestionnaire = vers(Organisation, "organisation qui tient la filière", db_index=False)
    requerant = vers(Organisation, "exercice du demandeur", db_index=False)
    praticien = vers(Agent, "praticien")
    auteur = vers(Agent, "préparée par", db_index=False)
    requis = vers(Organisation, "exercice du spécialiste", est_facultatif=True, db_index=False)
    specialiste = vers(Specialiste, "spécialiste", est_facultatif=True, related_name="demandes")
    cle = models.OneToOneField(Cle, verbose_name="clé", on_delete=models.PROTECT, related_name="+")
    empreinte_patient = models.CharField(max_length=64, blank=True, editable=False)
    """Tells that two requests are about the same patient, and nothing else; emptied with the key."""
    urgence = code(Urgence, "urgence", facultatif=False)
    conduite_prevue = code(ConduitePrevue, "conduite prévue sans avis")
    est_adressage_permis = models.BooleanField("le spécialiste peut organiser la consultation", default=False)
    statut = code(StatutDemande, "état", facultatif=False, default=StatutDemande.BROUILLON)
    etape = code(Etape, "recherche")
    version = models.PositiveIntegerField(default=0)
    """Grows with each event: a timer armed for an older one does nothing."""
    horodatage_creation = models.DateTimeField("préparée le", default=timezone.now)
    horodatage_publication = instant("envoyée le")
    horodatage_prochaine_garde = instant("prochaine garde")
    horodatage_limite_prise = instant("à prendre avant")
    horodatage_limite_reponse = instant("réponse attendue avant")
    horodatage_prise = instant("prise en charge le")
    horodatage_reponse = instant("répondue le")
    horodatage_cloture = instant("clôturée le")
    horodatage_purge = models.DateTimeField("contenu effacé le", null=True, blank=True, editable=False)
    horodatage_purge_documents = models.DateTimeField(
        "compte rendu et lettre effacés le", null=True, blank=True, editable=False
    )

    objects = DemandeQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "demande d’avis"
        verbose_name_plural = "demandes d’avis"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(statut=StatutDemande.BROUILLON)
                | Q(horodatage_publication__isnull=False)
                | Q(statut=StatutDemande.ANNULEE),
                name="avis_demande_envoyee",
            ),
            models.CheckConstraint(
                condition=~Q(statut__in=[*EN_CHARGE, StatutDemande.REPONDUE, StatutDemande.CLOTUREE])
                | Q(requis__isnull=False, specialiste__isnull=False),
                name="avis_demande_prise",
            ),
        ]
        indexes = [
            models.Index(fields=["requerant", "-id"], name="avis_demande_requerant"),
            models.Index(fields=["requis", "statut"], name="avis_demande_requis"),
            models.Index(fields=["gestionnaire", "statut", "-id"], name="avis_demande_gestionnaire"),
            models.Index(
                fields=["empreinte_patient"], condition=~Q(empreinte_patient=""), name="avis_demande_patient"
            ),
        ]

    def __str__(self) -> str:
        return f"Demande {self.numero}"

    @property
    def numero(self) -> str:
        return f"{timezone.localdate(self.horodatage_creation):%y}-{self.pk:05d}"

    @property
    def est_ouverte(self) -> bool:
        return self.statut in OUVERTES

    @property
    def est_close(self) -> bool:
        return self.statut in CLOSES


class Question(DeLaDemande):
    """The clinical text: question, context, treatments, examination, answers to the line's questions. Sealed."""

    demande = models.OneToOneField(
        Demande, verbose_name="demande", on_delete=models.CASCADE, related_name="question"
    )
    contenu = scelle("question chiffrée")

    class Meta:
        verbose_name = "question"
        verbose_name_plural = "questions"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["requerant"], name="avis_question_requerant"),
            models.Index(fields=["requis"], name="avis_question_requis"),
        ]

    def __str__(self) -> str:
        return f"Question de la demande {self.demande_id}"


class IdentitePatient(DeLaDemande):
    """Who the patient is, apart: a specialist opens it once he has taken the request. Sealed."""

    demande = models.OneToOneField(
        Demande, verbose_name="demande", on_delete=models.CASCADE, related_name="identite"
    )
    contenu = scelle("identité chiffrée")
    repere = models.CharField("repère", max_length=20, blank=True)
    """Initials and year of birth, for the lists of the two practices; emptied with the key."""

    class Meta:
        verbose_name = "identité du patient"
        verbose_name_plural = "identités des patients"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["requerant"], name="avis_identite_requerant"),
            models.Index(fields=["requis"], name="avis_identite_requis"),
        ]

    def __str__(self) -> str:
        return f"Patient de la demande {self.demande_id}"


class Consentement(DeLaDemande):
    """Given by the patient to this exchange: when, how, collected by whom; and taken back."""

    demande = models.OneToOneField(
        Demande, verbose_name="demande", on_delete=models.CASCADE, related_name="consentement"
    )
    mode = code(ModeConsentement, "recueilli", facultatif=False)
    date = models.DateField("le")
    auteur = vers(Agent, "recueilli par")
    horodatage = models.DateTimeField("enregistré le", default=timezone.now)
    horodatage_retrait = instant("retiré le")
    auteur_retrait = vers(Agent, "retrait enregistré par", est_facultatif=True)

    class Meta:
        verbose_name = "consentement"
        verbose_name_plural = "consentements"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["requerant"], name="avis_consent_requerant"),
            models.Index(fields=["requis"], name="avis_consent_requis"),
        ]

    def __str__(self) -> str:
        return f"Consentement de la demande {self.demande_id}"


class PieceJointe(DeLaDemande):
    """A file, sealed under the key of the request and kept under the hash of what is stored; its own name is lost."""

    demande = models.ForeignKey(
        Demande, verbose_name="demande", on_delete=models.CASCADE, related_name="pieces"
    )
    genre = code(GenrePieceJointe, "nature", facultatif=False, default=GenrePieceJointe.AUTRE)
    empreinte = models.CharField("empreinte du fichier scellé", max_length=64)
    type_contenu = models.CharField("type", max_length=60)
    taille = models.PositiveIntegerField("taille en octets")
    auteur = vers(Agent, "déposée par")
    horodatage = models.DateTimeField("déposée le", default=timezone.now)

    class Meta:
        verbose_name = "pièce jointe"
        verbose_name_plural = "pièces jointes"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["requerant", "demande"], name="avis_pj_requerant"),
            models.Index(fields=["requis", "demande"], name="avis_pj_requis"),
        ]

    def __str__(self) -> str:
        return f"{self.get_genre_display()} du {timezone.localdate(self.horodatage):%d/%m/%Y}"


class Message(DeLaDemande):
    """What is asked besides, and what is answered to it, between two practitioners. Sealed."""

    demande = models.ForeignKey(
        Demande, verbose_name="demande", on_delete=models.CASCADE, related_name="messages"
    )
    sens = code(SensMessage, "sens", facultatif=False)
    contenu = scelle("message chiffré")
    auteur = vers(Agent, "auteur")
    horodatage = models.DateTimeField("écrit le", default=timezone.now)

    class Meta:
        verbose_name = "message"
        verbose_name_plural = "messages"
        ordering = ["horodatage", "id"]
        indexes = [
            models.Index(fields=["requerant", "demande"], name="avis_message_requerant"),
            models.Index(fields=["requis", "demande"], name="avis_message_requis"),
        ]

    def __str__(self) -> str:
        return f"{self.get_sens_display()} le {timezone.localdate(self.horodatage):%d/%m/%Y}"


class EvenementDemande(ModeleProtege):
    """What happened: who, when, from, to, why. PostgreSQL refuses to change or delete a line."""

    perimetres: ClassVar[dict[str, Droit]] = SUIVIE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = ECRITE

    demande = models.ForeignKey(
        Demande, verbose_name="demande", on_delete=models.PROTECT, related_name="evenements"
    )
    requerant = vers(Organisation, "exercice du demandeur", db_index=False)
    requis = vers(Organisation, "exercice du spécialiste", est_facultatif=True, db_index=False)
    gestionnaire = vers(Organisation, "organisation qui tient la filière", db_index=False)
    type = code(TypeEvenement, "événement", facultatif=False)
    avant = code(StatutDemande, "état avant")
    apres = code(StatutDemande, "état après", facultatif=False)
    version = models.PositiveIntegerField("rang")
    auteur = vers(Agent, "auteur")
    specialiste = vers(Specialiste, "spécialiste", est_facultatif=True)
    motif = models.CharField("motif", max_length=200, blank=True)
    horodatage = models.DateTimeField("horodatage", default=timezone.now)

    class Meta:
        verbose_name = "événement d’une demande"
        verbose_name_plural = "événements des demandes"
        ordering = ["demande_id", "version"]
        constraints = [
            models.UniqueConstraint(fields=["demande", "version"], name="avis_evenement_unique"),
        ]
        indexes = [
            models.Index(fields=["requerant", "demande"], name="avis_evt_requerant"),
            models.Index(fields=["requis", "demande"], name="avis_evt_requis"),
            models.Index(fields=["gestionnaire", "demande"], name="avis_evt_gestionnaire"),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} le {timezone.localtime(self.horodatage):%d/%m/%Y à %H h %M}"
