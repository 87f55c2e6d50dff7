"""The reference table of acts, extended by an administrator without a release: profiles, values, who allows what.

Public lists: anybody signed in may read them, so they have no row policy; writing is behind REFERENTIELS_GERER in the
actions, and traced. Nothing is ever deleted: a value is closed from a day, and the acts before it keep it.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from maillage.metiers.medecine_legale.enums import StatutActe
from maillage.metiers.medecine_legale.regles import A_CONFIRMER, ATTENTAT, CHAMPS, est_fin_a_confirmer

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

LISTES = {
    "types_examen": "Types d’examen",
    "lieu": "Lieux",
    "age": "Âges",
    "genre": "Genres",
    "natures_violence": "Natures de violence",
    "contextes_violence": "Contextes de violence",
    "cause_deces": "Causes du décès",
    "examens": "Examens complémentaires",
    "duree": "Durées",
    "distance": "Distances",
    ATTENTAT: "Attentats",
}
"""Lists that are kept, as their pages are called."""


def periode_valable() -> Q:
    return Q(date_fin__isnull=True) | Q(date_debut__isnull=True) | Q(date_fin__gte=F("date_debut"))


class ProfilActe(models.Model):
    """Whom or what an act is about, and what it then asks."""

    code = models.SlugField("code", max_length=30, unique=True)
    libelle = models.CharField("libellé", max_length=100)
    ordre = models.PositiveSmallIntegerField("ordre", default=100)
    facultatifs = ArrayField(
        models.CharField(max_length=30, choices=[(champ, champ) for champ in CHAMPS]),
        verbose_name="champs facultatifs",
        default=list,
        blank=True,
    )
    distance_si = models.CharField("distance demandée seulement pour", max_length=30, blank=True)
    absence = models.CharField(
        "absence possible",
        max_length=30,
        blank=True,
        choices=[choix for choix in StatutActe.choices if choix[0] != StatutActe.REALISE],
    )
    admet_recueil = models.BooleanField("admet un recueil de preuves sans plainte", default=False)
    date_debut = models.DateField("à partir du", null=True, blank=True)
    date_fin = models.DateField("jusqu’au (inclus)", null=True, blank=True)

    if TYPE_CHECKING:
        autorisations: RelatedManager[ValeurProfil]

    class Meta:
        verbose_name = "profil d’acte"
        verbose_name_plural = "profils d’acte"
        ordering = ["ordre", "id"]
        constraints = [
            models.CheckConstraint(condition=periode_valable(), name="medecine_legale_profil_periode")
        ]

    def __str__(self) -> str:
        return self.libelle


class ValeurReference(models.Model):
    """A code of one of the lists and its label; renaming reaches every act, since acts keep the code."""

    champ = models.CharField("liste", max_length=30, choices=list(LISTES.items()))
    code = models.SlugField("code", max_length=60)
    libelle = models.CharField("libellé", max_length=150)
    ordre = models.PositiveSmallIntegerField("ordre", default=100)
    est_reservee = models.BooleanField("réservée aux instituts médico-légaux", default=False)
    date_debut = models.DateField("à partir du", null=True, blank=True)
    date_fin = models.DateField("jusqu’au (inclus)", null=True, blank=True)

    if TYPE_CHECKING:
        autorisations: RelatedManager[ValeurProfil]

    class Meta:
        verbose_name = "valeur de référence"
        verbose_name_plural = "valeurs de référence"
        ordering = ["champ", "ordre", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["champ", "code"],
                name="medecine_legale_valeur_unique",
                violation_error_message="Ce code existe déjà dans cette liste.",
            ),
            models.CheckConstraint(condition=periode_valable(), name="medecine_legale_valeur_periode"),
        ]

    def __str__(self) -> str:
        return self.libelle


class ValeurProfil(models.Model):
    """A profile allows a value, between two days."""

    profil = models.ForeignKey(ProfilActe, on_delete=models.PROTECT, related_name="autorisations")
    valeur = models.ForeignKey(ValeurReference, on_delete=models.PROTECT, related_name="autorisations")
    date_debut = models.DateField("à partir du", null=True, blank=True)
    date_fin = models.DateField("jusqu’au (inclus)", null=True, blank=True)

    class Meta:
        verbose_name = "valeur d’un profil"
        verbose_name_plural = "valeurs des profils"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["profil", "valeur"],
                condition=Q(date_fin=None),
                name="medecine_legale_valeur_profil_ouverte",
            ),
            models.CheckConstraint(condition=periode_valable(), name="medecine_legale_valeur_profil_periode"),
        ]

    def __str__(self) -> str:
        return f"{self.profil} : {self.valeur}"

    @property
    def reserve(self) -> str:
        """What to say beside its closing day while nobody has checked it."""
        return A_CONFIRMER if est_fin_a_confirmer(self.valeur.code, self.date_fin) else ""


class VersionReference(models.Model):
    """One row, renewed by trigger at each change of the three tables: a process knows that its copy is old."""

    jeton = models.UUIDField("version", default=uuid.uuid4)

    class Meta:
        verbose_name = "version des listes"
        verbose_name_plural = "versions des listes"

    def __str__(self) -> str:
        return str(self.jeton)
