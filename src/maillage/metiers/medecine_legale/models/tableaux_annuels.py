"""Activity declared once a year, in counts, before acts were recorded one by one. It makes no act."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from maillage.metiers.medecine_legale.droits import ACTE_LIRE, TABLEAU_ANNUEL_IMPORTER
from maillage.metiers.medecine_legale.enums import Rubrique
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.echanges.models import Importation


class TableauAnnuel(ModeleProtege):
    """What a structure declared for a year, from one file. A later file is another version: none is overwritten."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": ACTE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": TABLEAU_ANNUEL_IMPORTER}

    structure = models.ForeignKey(
        Organisation, verbose_name="structure", on_delete=models.PROTECT, related_name="+"
    )
    annee = models.PositiveSmallIntegerField("année")
    version = models.PositiveSmallIntegerField("version")
    est_en_vigueur = models.BooleanField("en vigueur", default=True)
    remplace = models.ForeignKey(
        "self", verbose_name="remplace", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    importation = models.ForeignKey(
        Importation,
        verbose_name="import",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    nom_fichier = models.CharField("fichier", max_length=200)
    empreinte = models.CharField("SHA-256 du fichier", max_length=64)
    auteur = models.ForeignKey(Agent, verbose_name="importé par", on_delete=models.PROTECT, related_name="+")
    horodatage = models.DateTimeField("importé le", auto_now_add=True)

    class Meta:
        verbose_name = "tableau annuel"
        verbose_name_plural = "tableaux annuels"
        ordering = ["-annee", "structure_id", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "annee", "version"], name="medecine_legale_tableau_version"
            ),
            models.UniqueConstraint(
                fields=["structure", "annee"],
                condition=Q(est_en_vigueur=True),
                name="medecine_legale_tableau_en_vigueur",
            ),
            models.CheckConstraint(
                condition=Q(annee__gte=1985, annee__lte=2100), name="medecine_legale_tableau_annee"
            ),
        ]

    def __str__(self) -> str:
        return f"Tableau annuel {self.annee}, version {self.version}"


class LigneTableauAnnuel(ModeleProtege):
    """A quantity of a table; `date_debut` is the 1 January of its year, where the time series puts it."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": ACTE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": TABLEAU_ANNUEL_IMPORTER}

    structure = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    tableau = models.ForeignKey(TableauAnnuel, on_delete=models.PROTECT, related_name="lignes")
    date_debut = models.DateField("année")
    rubrique = models.CharField("rubrique", max_length=30, choices=Rubrique)
    quantite = models.PositiveIntegerField("quantité")
    est_remplacee = models.BooleanField("remplacée", default=False)

    class Meta:
        verbose_name = "ligne de tableau annuel"
        verbose_name_plural = "lignes de tableaux annuels"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["tableau", "rubrique"], name="medecine_legale_tableau_rubrique"),
            models.CheckConstraint(
                condition=Q(date_debut__month=1, date_debut__day=1), name="medecine_legale_tableau_janvier"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rubrique_display()} : {self.quantite}"
