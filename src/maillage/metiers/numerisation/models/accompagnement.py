"""Sessions of training and of information; what a centre thinks once its records are on screen.

A survey keeps who answered, to ask nobody twice, and how many gave each mark: nothing says who gave which. The marks
have no author, no instant and no history; they are written all over again when the survey is closed.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maillage.metiers.numerisation import droits
from maillage.metiers.numerisation.enums.accompagnement import EtatEnquete, GenreSeance, QuestionSatisfaction
from maillage.metiers.numerisation.models.campagnes import Campagne
from maillage.metiers.numerisation.models.champs import choix, instant, jour, nombre, vers
from maillage.socle.acces.models import Cle, ModeleProtege
from maillage.socle.acces.vocabulaire import SOI, Droit
from maillage.socle.annuaire.models import Agent, Organisation


class Seance(ModeleProtege):
    """People of a centre, or of the whole service, were trained or told. How many by role, never their names."""

    perimetres: ClassVar[dict[str, Droit]] = {"service": droits.SEANCE_LIRE, "centre": droits.SEANCE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {
        "service": droits.SEANCE_TENIR,
        "centre": droits.SEANCE_TENIR,
    }

    service = vers(Organisation, "service", db_index=False)
    centre = vers(Organisation, "centre", est_facultatif=True, db_index=False)
    """None: the whole service."""
    campagne = vers(Campagne, "campagne", related_name="seances")
    genre = choix(GenreSeance, "genre", facultatif=False)
    date = jour("date", facultatif=False)
    sujet = models.CharField("sujet", max_length=200)
    presents = models.JSONField("présents", default=dict)
    """Code of a role → how many."""
    cle = models.OneToOneField(
        Cle, verbose_name="clé de la pièce", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    cle_piece = models.TextField("clé de la pièce, scellée", blank=True)
    rangement = models.CharField("pièce, rangée", max_length=64, blank=True)
    """An attendance sheet names people: it is sealed."""
    empreinte = models.CharField("empreinte de la pièce", max_length=64, blank=True)
    type_contenu = models.CharField("type de la pièce", max_length=40, blank=True)
    auteur = vers(Agent, "enregistrée par", db_index=False)
    horodatage = models.DateTimeField("enregistrée le", default=timezone.now)

    class Meta:
        verbose_name = "séance"
        verbose_name_plural = "séances"
        ordering = ["-date", "-id"]
        indexes = [
            models.Index(fields=["service", "-date"], name="num_seance_service"),
            models.Index(fields=["centre", "-date"], name="num_seance_centre"),
        ]

    def __str__(self) -> str:
        return f"{self.get_genre_display()} du {self.date:%d/%m/%Y}"

    @property
    def nombre_presents(self) -> int:
        return sum(self.presents.values())


class Enquete(ModeleProtege):
    """What a centre is asked once its records are on screen; three questions, until somebody closes it."""

    perimetres: ClassVar[dict[str, Droit]] = {
        "centre": droits.SATISFACTION_REPONDRE,
        "service": droits.SATISFACTION_MENER,
    }
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"service": droits.SATISFACTION_MENER}

    service = vers(Organisation, "service", db_index=False)
    centre = vers(Organisation, "centre", db_index=False)
    etat = choix(EtatEnquete, "état", facultatif=False, default=EtatEnquete.OUVERTE)
    date = jour("ouverte le", facultatif=False)
    reponses = nombre("réponses")
    auteur = vers(Agent, "ouverte par", db_index=False)
    horodatage_cloture = instant("close le")

    class Meta:
        verbose_name = "enquête de satisfaction"
        verbose_name_plural = "enquêtes de satisfaction"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre"],
                condition=Q(etat="ouverte"),
                name="numerisation_enquete_ouverte",
                violation_error_message="Une enquête est déjà ouverte dans ce centre.",
            )
        ]
        indexes = [models.Index(fields=["service", "-id"], name="num_enquete_service")]

    def __str__(self) -> str:
        return f"Enquête du {self.date:%d/%m/%Y}"


class ParticipationEnquete(ModeleProtege):
    """Who answered, so that nobody is asked twice."""

    perimetres: ClassVar[dict[str, Droit]] = {"agent": SOI}

    enquete = models.ForeignKey(
        Enquete, verbose_name="enquête", on_delete=models.PROTECT, related_name="participations"
    )
    agent = vers(Agent, "agent", db_index=False)

    class Meta:
        verbose_name = "participation à une enquête"
        verbose_name_plural = "participations aux enquêtes"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["agent", "enquete"], name="numerisation_participation_unique")
        ]

    def __str__(self) -> str:
        return f"Participation à l’enquête {self.enquete_id}"


class NoteEnquete(ModeleProtege):
    """How many people gave this mark to this question. Counted once the survey is published."""

    perimetres: ClassVar[dict[str, Droit]] = {"centre": droits.SATISFACTION_MENER}

    enquete = models.ForeignKey(
        Enquete, verbose_name="enquête", on_delete=models.PROTECT, related_name="notes", db_index=False
    )
    centre = vers(Organisation, "centre")
    question = choix(QuestionSatisfaction, "question", facultatif=False)
    note = models.PositiveSmallIntegerField("note")
    nombre = nombre("réponses")
    date = models.DateField("publiée le", null=True, blank=True)
    """First day of the quarter of the survey; None: not counted."""

    class Meta:
        verbose_name = "note d’une enquête"
        verbose_name_plural = "notes des enquêtes"
        ordering = ["question", "note"]
        constraints = [
            models.UniqueConstraint(fields=["enquete", "question", "note"], name="numerisation_note_unique"),
            models.CheckConstraint(condition=Q(note__gte=1, note__lte=5), name="numerisation_note_bornes"),
        ]

    def __str__(self) -> str:
        return f"{self.note} sur 5"
