"""An export: traced, and kept for a while when it was long to prepare. Only its author sees it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import SOI, Droit
from maillage.socle.annuaire.models import Agent
from maillage.socle.echanges.enums import FormatExport, StatutExport


class Exportation(ModeleProtege):
    """What somebody took out, with which filters, and the file when a job made one."""

    perimetres: ClassVar[dict[str, Droit]] = {"auteur": SOI}

    genre = models.CharField("export", max_length=80)
    auteur = models.ForeignKey(Agent, verbose_name="auteur", on_delete=models.PROTECT, related_name="+")
    format = models.CharField("format", max_length=5, choices=FormatExport)
    filtres = models.JSONField("filtres", default=dict, blank=True)
    statut = models.CharField("statut", max_length=10, choices=StatutExport, default=StatutExport.DEMANDEE)
    horodatage_creation = models.DateTimeField("demandé le", auto_now_add=True)
    horodatage_expiration = models.DateTimeField("disponible jusqu’au", null=True, blank=True)
    fichier = models.CharField("emplacement", max_length=200, blank=True)
    nom_fichier = models.CharField("fichier", max_length=200)
    taille = models.PositiveBigIntegerField("taille", default=0)
    nombre_lignes = models.PositiveIntegerField("lignes", default=0)
    message = models.TextField("message", blank=True)

    class Meta:
        verbose_name = "exportation"
        verbose_name_plural = "exportations"
        ordering = ["-id"]
        indexes = [models.Index(fields=["horodatage_expiration"], name="echanges_export_expiration")]

    def __str__(self) -> str:
        return self.nom_fichier
