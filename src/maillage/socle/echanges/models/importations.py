"""An import and its staged lines; both visible to whoever imports in the organisation, and to their author."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import SOI, Droit
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.echanges.droits import IMPORTER
from maillage.socle.echanges.enums import NatureLigne, StatutImport

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class Importation(ModeleProtege):
    """One file on its way in: what was understood of it, what it would do, what it did."""

    perimetres: ClassVar[dict[str, Droit]] = {"organisation": IMPORTER, "auteur": SOI}

    genre = models.CharField("import", max_length=80)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="structure",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    auteur = models.ForeignKey(Agent, verbose_name="auteur", on_delete=models.PROTECT, related_name="+")
    statut = models.CharField("statut", max_length=20, choices=StatutImport, default=StatutImport.DEPOSEE)
    horodatage_creation = models.DateTimeField("déposé le", auto_now_add=True)
    horodatage_application = models.DateTimeField("importé le", null=True, blank=True)
    nom_fichier = models.CharField("fichier", max_length=200)
    fichier = models.CharField("emplacement", max_length=200, blank=True)
    empreinte = models.CharField("SHA-256", max_length=64)
    taille = models.PositiveBigIntegerField("taille")
    description = models.CharField("format reconnu", max_length=200, blank=True)
    feuilles = models.JSONField("feuilles", default=list, blank=True)
    feuille = models.CharField("feuille", max_length=100, blank=True)
    entetes = models.JSONField("titres des colonnes", default=list, blank=True)
    avertissements = models.JSONField("avertissements", default=list, blank=True)
    signature = models.CharField("empreinte des titres", max_length=64, blank=True)
    correspondance = models.JSONField("correspondance", default=dict, blank=True)
    message = models.TextField("message", blank=True)
    nombre_lignes = models.PositiveIntegerField("lignes", default=0)
    nombre_erreurs = models.PositiveIntegerField("lignes à corriger", default=0)
    nombre_nouvelles = models.PositiveIntegerField("lignes nouvelles", default=0)
    nombre_modifiees = models.PositiveIntegerField("lignes modifiées", default=0)
    nombre_identiques = models.PositiveIntegerField("lignes identiques", default=0)
    est_partielle = models.BooleanField("sans les lignes à corriger", default=False)

    if TYPE_CHECKING:
        lignes: RelatedManager[LigneImportee]

    class Meta:
        verbose_name = "importation"
        verbose_name_plural = "importations"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["organisation", "-id"], name="echanges_import_organisation"),
            models.Index(fields=["genre", "signature"], name="echanges_import_signature"),
        ]

    def __str__(self) -> str:
        return f"Import n° {self.pk} ({self.nom_fichier})"

    @property
    def nombre_a_appliquer(self) -> int:
        """Lines that applying would write."""
        return self.nombre_nouvelles + self.nombre_modifiees


class LigneImportee(ModeleProtege):
    """A staged line: converted values, errors, and what applying it does. Its scope is that of its import."""

    perimetres: ClassVar[dict[str, Droit]] = {"organisation": IMPORTER, "auteur": SOI}

    importation = models.ForeignKey(Importation, on_delete=models.CASCADE, related_name="lignes")
    # Copied from the import for the row policy; the import itself holds the constraints.
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    auteur = models.ForeignKey(
        Agent, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    numero = models.PositiveIntegerField("ligne")
    nature = models.CharField("nature", max_length=10, choices=NatureLigne)
    valeurs = models.JSONField("valeurs", default=dict)
    avant = models.JSONField("valeurs remplacées", default=dict)
    erreurs = models.JSONField("erreurs", default=list)
    objet_id = models.BigIntegerField("objet", null=True)

    class Meta:
        verbose_name = "ligne importée"
        verbose_name_plural = "lignes importées"
        ordering = ["numero"]
        constraints = [
            models.UniqueConstraint(fields=["importation", "numero"], name="echanges_ligne_unique"),
        ]
        indexes = [
            models.Index(fields=["importation", "nature", "numero"], name="echanges_ligne_nature"),
        ]

    def __str__(self) -> str:
        return f"{self.importation_id}:{self.numero}"
