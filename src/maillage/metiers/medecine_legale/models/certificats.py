"""Templates of certificates, their versions, and how each certificate reached who asked for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from maillage.metiers.medecine_legale import droits
from maillage.metiers.medecine_legale.enums import ModeRemise, NatureCertificat
from maillage.metiers.medecine_legale.models.actes import ActeMedicoLegal, code
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.models import DocumentProduit


class ModeleCertificat(ModeleProtege):
    """The layout that a structure gives its certificates from a day on. It is never changed: another follows it."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": droits.CERTIFICAT_ETABLIR}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": droits.MODELE_GERER}

    structure = models.ForeignKey(
        Organisation, verbose_name="structure", on_delete=models.PROTECT, related_name="+"
    )
    titre = models.CharField("titre", max_length=120)
    entete = models.CharField("mention d’en-tête", max_length=300, blank=True)
    blocs = models.JSONField("blocs")
    date_debut = models.DateField("en vigueur à partir du")
    auteur = models.ForeignKey(
        Agent, verbose_name="publié par", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    horodatage_creation = models.DateTimeField("publié le", auto_now_add=True)

    class Meta:
        verbose_name = "modèle de certificat"
        verbose_name_plural = "modèles de certificat"
        ordering = ["-date_debut", "-id"]

    def __str__(self) -> str:
        return f"Modèle du {self.date_debut:%d/%m/%Y}"


class Certificat(ModeleProtege):
    """One version of the certificate of an act. The one that nothing replaces is in force; the others are kept."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": droits.ACTE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": droits.CERTIFICAT_ETABLIR}

    structure = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    acte = models.ForeignKey(ActeMedicoLegal, on_delete=models.PROTECT, related_name="certificats")
    rang = models.PositiveSmallIntegerField("version")
    nature = code(NatureCertificat, "nature", facultatif=False)
    document = models.OneToOneField(
        DocumentProduit,
        verbose_name="document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    modele = models.ForeignKey(
        ModeleCertificat,
        verbose_name="modèle",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    itt_jours = models.PositiveSmallIntegerField(
        "incapacité totale de travail (jours)", null=True, blank=True
    )
    date_reevaluation = models.DateField("à réévaluer à partir du", null=True, blank=True)
    motif = models.CharField("motif de la nouvelle version", max_length=300, blank=True)
    date_etablissement = models.DateField("établi le")
    date_remise = models.DateField("remis le", null=True, blank=True)
    delai_jours = models.PositiveIntegerField("délai de la réquisition à la remise", null=True, blank=True)
    remplace = models.OneToOneField(
        "self",
        verbose_name="remplace",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="remplace_par",
    )
    auteur = models.ForeignKey(
        Agent, verbose_name="établi par", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = "certificat"
        verbose_name_plural = "certificats"
        ordering = ["acte_id", "-rang"]
        constraints = [
            models.UniqueConstraint(fields=["acte", "rang"], name="medecine_legale_certificat_version"),
            models.CheckConstraint(
                condition=Q(rang=1, nature=NatureCertificat.INITIAL, remplace__isnull=True)
                | Q(rang__gt=1, remplace__isnull=False) & ~Q(motif="") & ~Q(nature=NatureCertificat.INITIAL),
                name="medecine_legale_certificat_suite",
            ),
            models.CheckConstraint(
                condition=Q(date_remise__isnull=True) | Q(date_remise__gte=F("date_etablissement")),
                name="medecine_legale_certificat_remise",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()} du {self.date_etablissement:%d/%m/%Y}"


class Remise(ModeleProtege):
    """How a certificate reached its requester. For a link, only the prints of its token and of its code are kept."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": droits.CERTIFICAT_ETABLIR}

    structure = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    certificat = models.ForeignKey(Certificat, on_delete=models.PROTECT, related_name="remises")
    mode = code(ModeRemise, "mode", facultatif=False)
    destinataire = models.CharField("destinataire", max_length=200)
    courriel = models.EmailField("adresse électronique", blank=True)
    empreinte_jeton = models.CharField("empreinte du jeton", max_length=64, blank=True)
    empreinte_code = models.CharField("empreinte du code", max_length=64, blank=True)
    date_remise = models.DateField("remis le")
    horodatage_creation = models.DateTimeField("enregistrée le", auto_now_add=True)
    horodatage_expiration = models.DateTimeField("expire le", null=True, blank=True)
    tentatives = models.PositiveSmallIntegerField("codes faux", default=0)
    nombre_ouvertures = models.PositiveIntegerField("ouvertures", default=0)
    horodatage_ouverture = models.DateTimeField("ouvert la première fois le", null=True, blank=True)
    horodatage_revocation = models.DateTimeField("révoqué le", null=True, blank=True)
    motif_revocation = models.CharField("motif de la révocation", max_length=300, blank=True)
    auteur = models.ForeignKey(
        Agent, verbose_name="remis par", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = "remise"
        verbose_name_plural = "remises"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["empreinte_jeton"], condition=~Q(empreinte_jeton=""), name="medecine_legale_jeton"
            ),
            models.CheckConstraint(
                # At the end of retention a delivery keeps neither whom it went to nor his address.
                condition=~Q(mode=ModeRemise.LIEN)
                | Q(destinataire="", courriel="")
                | ~Q(courriel="")
                & ~Q(empreinte_jeton="")
                & ~Q(empreinte_code="")
                & Q(horodatage_expiration__isnull=False),
                name="medecine_legale_remise_lien",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_mode_display()} le {self.date_remise:%d/%m/%Y}"
