"""Public reference lists, kept edition after edition. No row policy: anybody may read them."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q

from maillage.socle.annuaire.models import Agent


class Referentiel(models.Model):
    """A list of codes published by somebody."""

    code = models.CharField("code", max_length=80, unique=True)
    libelle = models.CharField("libellé", max_length=200)
    source = models.CharField("source", max_length=300, blank=True)
    licence = models.CharField("licence", max_length=100, blank=True)

    class Meta:
        verbose_name = "liste de référence"
        verbose_name_plural = "listes de référence"
        ordering = ["libelle", "id"]

    def __str__(self) -> str:
        return self.libelle


class Edition(models.Model):
    """One publication of a list, with the fingerprint of the file it came from."""

    referentiel = models.ForeignKey(Referentiel, on_delete=models.PROTECT, related_name="editions")
    nom = models.CharField("édition", max_length=60)
    date_effet = models.DateField("date d’effet")
    empreinte = models.CharField("SHA-256 du fichier", max_length=64)
    nom_fichier = models.CharField("fichier", max_length=200, blank=True)
    auteur = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    horodatage_creation = models.DateTimeField("chargée le", auto_now_add=True)
    nombre_ajouts = models.PositiveIntegerField("codes ajoutés", default=0)
    nombre_changements = models.PositiveIntegerField("libellés changés", default=0)
    nombre_clotures = models.PositiveIntegerField("codes fermés", default=0)

    class Meta:
        verbose_name = "édition"
        verbose_name_plural = "éditions"
        ordering = ["-date_effet", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["referentiel", "nom"], name="echanges_edition_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.referentiel} · {self.nom}"


class EntreeQuerySet(models.QuerySet["Entree"]):
    def en_vigueur(self, jour: dt.date) -> EntreeQuerySet:
        """Entries in force on that day."""
        return self.filter(
            Q(date_debut=None) | Q(date_debut__lte=jour), Q(date_fin=None) | Q(date_fin__gte=jour)
        )


class Entree(models.Model):
    """A code and its label between two dates; a changed label closes the entry and opens another one."""

    referentiel = models.ForeignKey(Referentiel, on_delete=models.PROTECT, related_name="entrees")
    code = models.CharField("code", max_length=60)
    libelle = models.CharField("libellé", max_length=500)
    cle_recherche = models.CharField("clé de recherche", max_length=500, blank=True)
    date_debut = models.DateField("du", null=True, blank=True)
    date_fin = models.DateField("au (inclus)", null=True, blank=True)
    complement = models.JSONField("autres colonnes", default=dict, blank=True)
    est_a_confirmer = models.BooleanField("à confirmer", default=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="entrees")
    ordre = models.PositiveIntegerField("ordre", default=0)

    objects = EntreeQuerySet.as_manager()

    class Meta:
        verbose_name = "entrée"
        verbose_name_plural = "entrées"
        ordering = ["ordre", "code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["referentiel", "code"],
                condition=Q(date_fin=None),
                name="echanges_entree_ouverte_unique",
            ),
            models.UniqueConstraint(
                fields=["referentiel", "code", "date_debut"],
                name="echanges_entree_unique",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.libelle}"
