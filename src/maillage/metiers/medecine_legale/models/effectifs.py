"""Monthly staffing: what was declared, what is expected, what was signed."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q

from maillage.commun.textes import mois_annee
from maillage.metiers.medecine_legale.droits import EFFECTIF_LIRE, EFFECTIF_SAISIR, EFFECTIF_SIGNER
from maillage.metiers.medecine_legale.enums import StatutEtatEffectif
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation


class EtatEffectif(ModeleProtege):
    """Staffing of a structure in a month. It exists as soon as it is expected, before any figure is typed."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": EFFECTIF_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": EFFECTIF_SAISIR}

    structure = models.ForeignKey(
        Organisation, verbose_name="structure", on_delete=models.PROTECT, related_name="etats_effectif"
    )
    mois = models.DateField("mois", help_text="Premier jour du mois.")
    statut = models.CharField(
        "statut", max_length=10, choices=StatutEtatEffectif, default=StatutEtatEffectif.ATTENDU
    )
    rang = models.PositiveSmallIntegerField("nombre de signatures", default=0)
    empreinte = models.CharField("empreinte des valeurs signées", max_length=64, blank=True)
    auteur_validation = models.ForeignKey(
        Agent, verbose_name="validé par", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    horodatage_validation = models.DateTimeField("validé le", null=True, blank=True)
    auteur_signature = models.ForeignKey(
        Agent, verbose_name="signé par", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    horodatage_signature = models.DateTimeField("signé le", null=True, blank=True)

    class Meta:
        verbose_name = "état mensuel des effectifs"
        verbose_name_plural = "états mensuels des effectifs"
        ordering = ["-mois", "structure_id"]
        constraints = [
            models.UniqueConstraint(fields=["structure", "mois"], name="medecine_legale_mois_unique"),
            models.CheckConstraint(condition=Q(mois__day=1), name="medecine_legale_mois_premier"),
            models.CheckConstraint(
                condition=~Q(statut=StatutEtatEffectif.SIGNE)
                | Q(horodatage_signature__isnull=False, auteur_signature__isnull=False)
                & ~Q(empreinte="")
                & Q(rang__gte=1),
                name="medecine_legale_mois_signature",
            ),
        ]

    def __str__(self) -> str:
        return f"Effectifs, {mois_annee(self.mois)}"

    @property
    def est_signe(self) -> bool:
        return self.statut == StatutEtatEffectif.SIGNE


class LigneEffectif(ModeleProtege):
    """Full-time equivalents of one profession in a month. No line: not filled in, which is not zero."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": EFFECTIF_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": EFFECTIF_SAISIR}

    structure = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    etat = models.ForeignKey(EtatEffectif, on_delete=models.PROTECT, related_name="lignes")
    mois = models.DateField("mois")
    profession = models.CharField("profession", max_length=60)
    etp = models.DecimalField("équivalent temps plein", max_digits=7, decimal_places=2)

    class Meta:
        verbose_name = "effectif d’une profession"
        verbose_name_plural = "effectifs par profession"
        ordering = ["mois", "id"]
        constraints = [
            models.UniqueConstraint(fields=["etat", "profession"], name="medecine_legale_effectif_unique"),
            models.CheckConstraint(condition=Q(etp__gte=0), name="medecine_legale_effectif_positif"),
        ]
        indexes = [models.Index(fields=["structure", "mois"], name="effectif_structure_mois")]

    def __str__(self) -> str:
        return f"{self.profession} : {self.etp}"


class ReferenceEffectif(ModeleProtege):
    """Expected staffing of a profession, from a month until a later reference."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": EFFECTIF_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": EFFECTIF_SIGNER}

    structure = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    date_debut = models.DateField("en vigueur à partir du")
    profession = models.CharField("profession", max_length=60)
    etp = models.DecimalField("équivalent temps plein", max_digits=7, decimal_places=2)

    class Meta:
        verbose_name = "effectif de référence"
        verbose_name_plural = "effectifs de référence"
        ordering = ["-date_debut", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "date_debut", "profession"], name="medecine_legale_reference_unique"
            ),
            models.CheckConstraint(
                condition=Q(etp__gte=0, date_debut__day=1), name="medecine_legale_reference_juste"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profession} : {self.etp} à partir du {self.date_debut:%d/%m/%Y}"


class ExerciceEffectif(ModeleProtege):
    """A year of staffing: open, then closed once its twelve months are signed."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": EFFECTIF_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": EFFECTIF_SIGNER}

    structure = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="exercices_effectif")
    annee = models.PositiveSmallIntegerField("année")
    auteur_cloture = models.ForeignKey(
        Agent, verbose_name="clos par", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    horodatage_cloture = models.DateTimeField("clos le", null=True, blank=True)

    class Meta:
        verbose_name = "exercice des effectifs"
        verbose_name_plural = "exercices des effectifs"
        ordering = ["-annee", "structure_id"]
        constraints = [
            models.UniqueConstraint(fields=["structure", "annee"], name="medecine_legale_exercice_unique"),
            models.CheckConstraint(
                condition=Q(auteur_cloture__isnull=True, horodatage_cloture__isnull=True)
                | Q(auteur_cloture__isnull=False, horodatage_cloture__isnull=False),
                name="medecine_legale_exercice_cloture",
            ),
        ]

    def __str__(self) -> str:
        return f"Effectifs, année {self.annee}"

    @property
    def est_clos(self) -> bool:
        return self.horodatage_cloture is not None

    @property
    def date_cloture_due(self) -> dt.date:
        """Declarations of a year are final before 5 January of the next one (circular of 25 April 2012)."""
        return dt.date(self.annee + 1, 1, 5)
