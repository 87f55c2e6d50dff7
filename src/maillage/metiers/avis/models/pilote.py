"""The pilot: a programme, its phases with thresholds, the people who meet and what they decide."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from maillage.metiers.avis import droits
from maillage.metiers.avis.enums.pilote import DecisionPhase, Echelle, QualiteMembre
from maillage.metiers.avis.models.champs import code, vers
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation


class DuPilote(ModeleProtege):
    """Read by whoever follows the pilot, written by whoever runs it."""

    perimetres: ClassVar[dict[str, Droit]] = {"gestionnaire": droits.PILOTE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"gestionnaire": droits.PILOTE_GERER}

    gestionnaire = vers(Organisation, "organisation qui porte le programme")

    class Meta:
        abstract = True


class Programme(DuPilote):
    """What is tried, why, and who leads it."""

    nom = models.CharField("nom", max_length=120)
    objectif = models.TextField("objectif", max_length=1_000, blank=True)
    date_debut = models.DateField("commencé le")
    auteur = vers(Agent, "auteur", db_index=False)

    class Meta:
        verbose_name = "programme"
        verbose_name_plural = "programmes"
        ordering = ["-date_debut", "-id"]

    def __str__(self) -> str:
        return self.nom


class DuProgramme(DuPilote):
    programme = models.ForeignKey(
        Programme, verbose_name="programme", on_delete=models.CASCADE, related_name="%(class)ss"
    )

    class Meta:
        abstract = True


class Phase(DuProgramme):
    """Some months at one scale, with what has to be reached before the next."""

    rang = models.PositiveSmallIntegerField("rang")
    nom = models.CharField("nom", max_length=120)
    echelle = code(Echelle, "échelle", facultatif=False)
    date_debut = models.DateField("du")
    date_fin = models.DateField("au (inclus)")
    seuils = models.JSONField("seuils", default=list, blank=True)
    """Each: mesure, comparaison, valeur."""
    decision = code(DecisionPhase, "décision")
    motif = models.CharField("motif de la décision", max_length=500, blank=True)
    date_decision = models.DateField("décidée le", null=True, blank=True)

    class Meta:
        verbose_name = "phase"
        verbose_name_plural = "phases"
        ordering = ["programme_id", "rang"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "rang"], name="avis_phase_rang"),
            models.CheckConstraint(
                condition=Q(date_fin__gte=F("date_debut")),
                name="avis_phase_dates",
                violation_error_message="La fin de la phase précède son début.",
            ),
            models.CheckConstraint(condition=Q(decision="") | ~Q(motif=""), name="avis_phase_motif"),
        ]

    def __str__(self) -> str:
        return f"Phase {self.rang} : {self.nom}"


class MembreProjet(DuProgramme):
    """Somebody of the group; one of them leads."""

    nom = models.CharField("nom", max_length=120)
    qualite = code(QualiteMembre, "qualité", facultatif=False)
    est_responsable = models.BooleanField("conduit le projet", default=False)

    class Meta:
        verbose_name = "membre du groupe projet"
        verbose_name_plural = "membres du groupe projet"
        ordering = ["-est_responsable", "nom", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(est_responsable=True),
                name="avis_membre_responsable",
                violation_error_message="Le projet a déjà un responsable.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class Reunion(DuProgramme):
    """A meeting: what was on the agenda, who came, what was decided."""

    date = models.DateField("date")
    lieu = models.CharField("lieu", max_length=120, blank=True)
    ordre_du_jour = models.TextField("ordre du jour", max_length=4_000)
    participants = models.TextField("participants", max_length=1_000, blank=True)
    decisions = models.TextField("décisions", max_length=4_000, blank=True)

    class Meta:
        verbose_name = "réunion"
        verbose_name_plural = "réunions"
        ordering = ["-date", "-id"]

    def __str__(self) -> str:
        return f"Réunion du {self.date:%d/%m/%Y}"


class ActionProjet(DuProgramme):
    """Something that somebody does by a day."""

    reunion = vers(Reunion, "réunion", est_facultatif=True)
    libelle = models.CharField("action", max_length=300)
    responsable = models.CharField("par qui", max_length=120)
    date_echeance = models.DateField("pour le")
    date_fait = models.DateField("fait le", null=True, blank=True)

    class Meta:
        verbose_name = "action du projet"
        verbose_name_plural = "actions du projet"
        ordering = ["date_echeance", "id"]

    def __str__(self) -> str:
        return self.libelle
