"""Lines of advice, and the specialists who answer in them."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from maillage.metiers.avis import droits
from maillage.metiers.avis.enums.eligibilite import (
    GenrePiece,
    ModeRemuneration,
    StatutExercice,
    StatutOrdinal,
)
from maillage.metiers.avis.models.champs import RESEAU_ECRIT, RESEAU_LU, code, instant, vers
from maillage.socle.acces.models import ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation, Personne, Territoire

CHARGE_MAXIMALE = 8


class FiliereQuerySet(ProtegeQuerySet["Filiere"]):
    def ouvertes(self) -> FiliereQuerySet:
        return self.filter(est_active=True)


class Filiere(ModeleProtege):
    """A line of advice: what it covers, when it works, what it asks, what it never takes."""

    perimetres: ClassVar[dict[str, Droit]] = {"gestionnaire": droits.FILIERE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"gestionnaire": droits.FILIERE_GERER}
    lecture_partout: ClassVar[Droit | None] = droits.FILIERE_LIRE

    gestionnaire = vers(Organisation, "organisation qui la tient")
    code = models.SlugField("code", max_length=40)
    nom = models.CharField("nom", max_length=80)
    description = models.CharField("ce qu’elle prend", max_length=300, blank=True)
    specialites = ArrayField(models.CharField(max_length=4), verbose_name="codes de spécialité", default=list)
    sujets = ArrayField(models.CharField(max_length=80), verbose_name="sujets", default=list, blank=True)
    territoire = vers(Territoire, "territoire couvert", est_facultatif=True)
    horaires = models.JSONField("heures ouvrées", default=list, blank=True)
    """Half-days of a week, as `Calendrier.ecrire` gives them; none is the week by default."""
    signes_alerte = ArrayField(
        models.CharField(max_length=200), verbose_name="signes d’alerte", default=list, blank=True
    )
    questions = models.JSONField("questions posées", default=list, blank=True)
    """Each: code, libelle, genre (texte, nombre, oui_non, choix), choix, est_obligatoire."""
    charge_maximale = models.PositiveSmallIntegerField(
        "demandes ouvertes par spécialiste, au plus", default=CHARGE_MAXIMALE
    )
    est_active = models.BooleanField("ouverte", default=True)

    objects = FiliereQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "filière"
        verbose_name_plural = "filières"
        ordering = ["nom", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gestionnaire", "code"],
                name="avis_filiere_unique",
                violation_error_message="Une filière porte déjà ce nom dans cette organisation.",
            ),
            models.CheckConstraint(condition=Q(charge_maximale__gte=1), name="avis_filiere_charge"),
        ]

    def __str__(self) -> str:
        return self.nom


class SpecialisteQuerySet(ProtegeQuerySet["Specialiste"]):
    def actifs(self) -> SpecialisteQuerySet:
        return self.filter(est_suspendu=False)


class Specialiste(ModeleProtege):
    """A specialist of the network. He practises in an organisation of his own, which holds what he answers."""

    perimetres: ClassVar[dict[str, Droit]] = RESEAU_LU
    perimetres_ecriture: ClassVar[dict[str, Droit]] = RESEAU_ECRIT
    lecture_partout: ClassVar[Droit | None] = droits.FILIERE_LIRE
    """Whoever asks knows who answers; his proofs are the network's alone."""

    gestionnaire = vers(Organisation, "organisation qui tient le réseau")
    exercice = models.OneToOneField(
        Organisation, verbose_name="exercice", on_delete=models.PROTECT, related_name="+"
    )
    personne = vers(Personne, "personne")
    agent = models.OneToOneField(
        Agent, verbose_name="compte", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    specialite = models.CharField("spécialité ordinale", max_length=4)
    sujets = ArrayField(models.CharField(max_length=80), verbose_name="sujets", default=list, blank=True)
    statut_ordinal = code(StatutOrdinal, "inscription à l’ordre", facultatif=False)
    statut_exercice = code(
        StatutExercice, "statut d’exercice", facultatif=False, default=StatutExercice.LIBERAL
    )
    remuneration = code(ModeRemuneration, "rémunération", facultatif=False, default=ModeRemuneration.ACTE)
    date_derniere_pratique = models.DateField("dernière pratique", null=True, blank=True)
    quota_demi_journees = models.PositiveSmallIntegerField("demi-journées par semaine, au plus", default=2)
    est_suspendu = models.BooleanField("suspendu", default=False)
    motif_suspension = models.CharField("motif de la suspension", max_length=200, blank=True)

    objects = SpecialisteQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "spécialiste"
        verbose_name_plural = "spécialistes"
        ordering = ["personne__nom", "personne__prenom", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quota_demi_journees__lte=10),
                name="avis_specialiste_quota",
                violation_error_message="Une semaine compte dix demi-journées.",
            ),
        ]
        indexes = [models.Index(fields=["gestionnaire", "id"], name="avis_specialiste_reseau")]

    def __str__(self) -> str:
        return str(self.personne)


class DuSpecialiste(ModeleProtege):
    """A row of one specialist: read by himself and by the organisation that runs the network."""

    perimetres: ClassVar[dict[str, Droit]] = RESEAU_LU
    perimetres_ecriture: ClassVar[dict[str, Droit]] = RESEAU_ECRIT

    exercice = vers(Organisation, "exercice", db_index=False)
    gestionnaire = vers(Organisation, "organisation qui tient le réseau", db_index=False)

    class Meta:
        abstract = True


class Rattachement(DuSpecialiste):
    """A specialist answers in a line."""

    specialiste = models.ForeignKey(
        Specialiste, verbose_name="spécialiste", on_delete=models.CASCADE, related_name="rattachements"
    )
    filiere = models.ForeignKey(
        Filiere, verbose_name="filière", on_delete=models.PROTECT, related_name="rattachements"
    )
    est_referent = models.BooleanField("référent de la filière", default=False)

    class Meta:
        verbose_name = "rattachement"
        verbose_name_plural = "rattachements"
        ordering = ["filiere_id", "specialiste_id"]
        constraints = [
            models.UniqueConstraint(fields=["specialiste", "filiere"], name="avis_rattachement_unique"),
        ]
        indexes = [models.Index(fields=["filiere", "specialiste"], name="avis_rattachement_filiere")]

    def __str__(self) -> str:
        return f"Spécialiste {self.specialiste_id} en {self.filiere}"


class PieceQuerySet(ProtegeQuerySet["PieceEligibilite"]):
    def en_vigueur(self, jour: dt.date) -> PieceQuerySet:
        return self.filter(
            Q(date_fin=None) | Q(date_fin__gte=jour), date_debut__lte=jour, horodatage_retrait=None
        )


class PieceEligibilite(DuSpecialiste):
    """One proof: verified by somebody, until a day. A new one replaces it; none is changed."""

    specialiste = models.ForeignKey(
        Specialiste, verbose_name="spécialiste", on_delete=models.CASCADE, related_name="pieces"
    )
    genre = code(GenrePiece, "pièce", facultatif=False)
    reference = models.CharField("référence", max_length=120, blank=True)
    date_debut = models.DateField("valable du")
    date_fin = models.DateField("au (inclus)", null=True, blank=True)
    mentionne_teleexpertise = models.BooleanField("nomme la téléexpertise", default=True)
    """For the insurance: the activity is named in the contract."""
    verificateur = vers(Agent, "vérifiée par")
    horodatage = models.DateTimeField("vérifiée le", auto_now_add=True)
    horodatage_retrait = instant("retirée le")

    objects = PieceQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "pièce d’éligibilité"
        verbose_name_plural = "pièces d’éligibilité"
        ordering = ["genre", "-date_debut", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_fin=None) | Q(date_fin__gte=F("date_debut")),
                name="avis_piece_dates",
                violation_error_message="La fin de validité précède son début.",
            ),
        ]
        indexes = [
            models.Index(fields=["specialiste", "genre"], name="avis_piece_specialiste"),
            models.Index(fields=["gestionnaire", "date_fin"], name="avis_piece_fin"),
        ]

    def __str__(self) -> str:
        return str(self.get_genre_display())
