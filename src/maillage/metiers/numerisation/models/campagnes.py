"""What is decided: a scope, the centres that take part, the contract's editions and their quality levels."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from maillage.metiers.numerisation import droits
from maillage.metiers.numerisation.enums.boites import ModeCopie
from maillage.metiers.numerisation.models.champs import choix, jour, nombre, vers
from maillage.metiers.numerisation.regles.couts import PRIX_MAXIMAL
from maillage.metiers.numerisation.regles.echantillonnage import NQA
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation

NIVEAUX = [(valeur, f"{valeur} %".replace(".", ",")) for valeur in NQA]


def niveau(libelle: str, defaut: str) -> models.DecimalField:
    """An acceptance quality limit: one of those of the standard's tables."""
    return models.DecimalField(
        libelle, max_digits=4, decimal_places=2, choices=NIVEAUX, default=Decimal(defaut)
    )


class Campagne(ModeleProtege):
    """A scope decided: which records of which centres, from when. It names nobody, so every professional reads it."""

    perimetres: ClassVar[dict[str, Droit]] = {"service": droits.CAMPAGNE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"service": droits.CAMPAGNE_GERER}
    lecture_partout: ClassVar[Droit | None] = droits.CAMPAGNE_LIRE

    service = vers(Organisation, "service de santé au travail", db_index=False)
    nom = models.CharField("nom", max_length=120)
    perimetre = models.TextField("dossiers concernés", blank=True)
    date_debut = jour("début", facultatif=False)
    date_fin = jour("fin prévue")

    class Meta:
        verbose_name = "campagne de numérisation"
        verbose_name_plural = "campagnes de numérisation"
        ordering = ["-date_debut", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["service", "nom"], name="numerisation_campagne_unique"),
            models.CheckConstraint(
                condition=Q(date_fin__isnull=True) | Q(date_fin__gte=F("date_debut")),
                name="numerisation_campagne_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class Centre(ModeleProtege):
    """A centre that takes part, and the code printed on its labels."""

    perimetres: ClassVar[dict[str, Droit]] = {"organisation": droits.CAMPAGNE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"service": droits.CAMPAGNE_GERER}
    lecture_partout: ClassVar[Droit | None] = droits.CAMPAGNE_LIRE

    organisation = models.OneToOneField(
        Organisation, verbose_name="centre", on_delete=models.PROTECT, related_name="+"
    )
    service = vers(Organisation, "service de santé au travail")
    campagne = vers(Campagne, "campagne en cours", related_name="centres")
    code = models.CharField(
        "code des étiquettes",
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^[0-9A-Z]{2,6}$", "De 2 à 6 lettres majuscules ou chiffres.")],
    )

    class Meta:
        verbose_name = "centre"
        verbose_name_plural = "centres"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Convention(ModeleProtege):
    """An edition of the contract with a provider: what is scanned, how, and what quality is accepted."""

    perimetres: ClassVar[dict[str, Droit]] = {
        "service": droits.CONVENTION_LIRE,
        "prestataire": droits.CONVENTION_LIRE,
    }
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"service": droits.CAMPAGNE_GERER}

    campagne = vers(Campagne, "campagne", related_name="conventions")
    service = vers(Organisation, "service de santé au travail")
    prestataire = vers(Organisation, "prestataire")
    edition = nombre("édition", default=1)
    date_effet = jour("en vigueur à partir du", facultatif=False)
    mode = choix(ModeCopie, "copie fiable par", facultatif=False, default=ModeCopie.PROCEDE)
    resolution = nombre("résolution (points par pouce)", default=300)
    est_couleur = models.BooleanField("en couleur, 24 bits", default=True)
    delai_livraison_jours = nombre("jours pour livrer un lot", default=20)
    delai_garde_jours = nombre("jours de garde du papier après la mise à disposition", default=180)
    nqa_majeur = niveau("défauts majeurs acceptés", "1.0")
    nqa_mineur = niveau("défauts mineurs acceptés", "2.5")
    prix_page = models.DecimalField(
        "prix d’une page (euros hors taxe)",
        max_digits=6,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(PRIX_MAXIMAL)],
    )
    """None: not said, and no cost is shown."""
    reference = models.CharField("référence du contrat", max_length=120, blank=True)
    auteur = vers(Agent, "enregistrée par")

    class Meta:
        verbose_name = "convention de numérisation"
        verbose_name_plural = "conventions de numérisation"
        ordering = ["campagne_id", "prestataire_id", "edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["campagne", "prestataire", "edition"], name="numerisation_convention_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"Convention, édition {self.edition}"
