"""Institutions, the tree they form and the territories they belong to."""

from __future__ import annotations

from django.db import models

from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models.territoires import Commune, Territoire


class Organisation(models.Model):
    type = models.CharField("type", max_length=40, choices=TypeOrganisation)
    nom = models.CharField("nom", max_length=200)
    sigle = models.CharField("sigle", max_length=30, blank=True)
    cle_recherche = models.CharField("clé de recherche", max_length=260, blank=True, db_collation="C")
    finess = models.CharField("numéro FINESS", max_length=9, blank=True)
    siret = models.CharField("numéro SIRET", max_length=14, blank=True)
    adresse = models.CharField("adresse", max_length=255, blank=True)
    code_postal = models.CharField("code postal", max_length=5, blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    courriel = models.EmailField("adresse électronique", blank=True)
    commune = models.ForeignKey(
        Commune,
        verbose_name="commune",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="rattachement",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="enfants",
    )
    est_gestionnaire = models.BooleanField(
        "tient des dossiers",
        default=False,
        help_text="Faux pour un simple correspondant, par exemple une brigade qui requiert.",
    )
    est_active = models.BooleanField("active", default=True)
    caracteristiques = models.JSONField("caractéristiques", default=dict, blank=True)
    territoires = models.ManyToManyField(Territoire, through="Appartenance", related_name="organisations")

    class Meta:
        verbose_name = "organisation"
        verbose_name_plural = "organisations"
        ordering = ["nom", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["siret"], condition=~models.Q(siret=""), name="annuaire_siret_unique"
            ),
        ]
        indexes = [
            models.Index(fields=["cle_recherche"], name="annuaire_org_recherche"),
            models.Index(
                fields=["id"], condition=models.Q(est_gestionnaire=True), name="annuaire_org_gestionnaire"
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class Ascendance(models.Model):
    """Closure of `Organisation.parent`, each organisation being its own ancestor."""

    pk = models.CompositePrimaryKey("ancetre_id", "descendant_id")
    ancetre = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    descendant = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="ascendances")

    class Meta:
        verbose_name = "ascendance"
        verbose_name_plural = "ascendances"


class Appartenance(models.Model):
    """Closure of the territories of an organisation: those of its commune, and all above them."""

    pk = models.CompositePrimaryKey("territoire_id", "organisation_id")
    territoire = models.ForeignKey(Territoire, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="appartenances")

    class Meta:
        verbose_name = "appartenance"
        verbose_name_plural = "appartenances"
