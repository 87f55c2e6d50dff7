"""Where: administrative and judicial territories, down to the commune."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from maillage.socle.annuaire.enums import TypeTerritoire


class Territoire(models.Model):
    """A territory that a person or an institution can be responsible for.

    The tree follows `parent`: département → région → pays, tribunal de proximité → tribunal judiciaire → cour d'appel.
    """

    type = models.CharField("type", max_length=30, choices=TypeTerritoire)
    code = models.CharField("code", max_length=20)
    nom = models.CharField("nom", max_length=150)
    parent = models.ForeignKey(
        "self",
        verbose_name="territoire supérieur",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="enfants",
    )
    edition = models.CharField("édition de la source", max_length=40, blank=True)

    class Meta:
        verbose_name = "territoire"
        verbose_name_plural = "territoires"
        ordering = ["type", "nom"]
        constraints = [models.UniqueConstraint(fields=["type", "code"], name="annuaire_territoire_unique")]

    def __str__(self) -> str:
        return self.nom


class Commune(models.Model):
    code_insee = models.CharField("code INSEE", max_length=5, unique=True)
    nom = models.CharField("nom", max_length=120)
    cle_recherche = models.CharField("clé de recherche", max_length=120, db_index=True)
    departement = models.ForeignKey(
        Territoire, verbose_name="département", on_delete=models.PROTECT, related_name="communes"
    )
    codes_postaux = ArrayField(models.CharField(max_length=5), verbose_name="codes postaux", default=list)
    population = models.PositiveIntegerField("population", null=True)
    latitude = models.FloatField("latitude", null=True)
    longitude = models.FloatField("longitude", null=True)
    est_position_approchee = models.BooleanField("position approchée", default=False)
    ressorts = models.ManyToManyField(
        Territoire, through="RessortCommune", related_name="communes_du_ressort"
    )

    class Meta:
        verbose_name = "commune"
        verbose_name_plural = "communes"
        ordering = ["cle_recherche", "code_insee"]

    def __str__(self) -> str:
        return f"{self.nom} ({self.code_insee[:3] if self.code_insee[:2] in ('97', '98') else self.code_insee[:2]})"


class RessortCommune(models.Model):
    """A commune belongs to the ressort of a court, or to a CPTS."""

    pk = models.CompositePrimaryKey("territoire_id", "commune_id")
    territoire = models.ForeignKey(Territoire, on_delete=models.CASCADE)
    commune = models.ForeignKey(Commune, on_delete=models.CASCADE)
    est_approche = models.BooleanField("approché", default=False)

    class Meta:
        verbose_name = "ressort"
        verbose_name_plural = "ressorts"
