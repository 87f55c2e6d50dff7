"""Control by sampling (ISO 2859-1): plans of a lot, its draw, what was seen, the verdict; a stop that was lifted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from maillage.metiers.numerisation.droits import CONTROLE_LIRE, CONTROLE_TENIR
from maillage.metiers.numerisation.enums.controle import ClasseDefaut, IssueControle, NatureDefaut, Regime
from maillage.metiers.numerisation.models.champs import choix, instant, vers
from maillage.metiers.numerisation.models.lots import DuLot, Lot
from maillage.metiers.numerisation.models.pages import Page
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation

LU: dict[str, Droit] = {"service": CONTROLE_LIRE, "prestataire": CONTROLE_LIRE}
SERVICE_SEUL: dict[str, Droit] = {"service": CONTROLE_TENIR}


class DuControle(DuLot):
    """Read by the service and the provider; written by who controls."""

    perimetres: ClassVar[dict[str, Droit]] = LU
    perimetres_ecriture: ClassVar[dict[str, Droit]] = SERVICE_SEUL

    class Meta:
        abstract = True


class Tirage(DuControle):
    """The draw of one delivery: its seed and the fingerprint of what could be drawn, so that anybody does it again."""

    lot = models.ForeignKey(Lot, verbose_name="lot", on_delete=models.PROTECT, related_name="tirages")
    livraison = models.PositiveSmallIntegerField("livraison")
    graine = models.CharField("graine", max_length=64)
    population = models.PositiveIntegerField("pages du lot")
    empreinte_population = models.CharField("empreinte de la population", max_length=64)
    taille = models.PositiveIntegerField("pages tirées")
    auteur = vers(Agent, "tiré par", db_index=False)
    horodatage = models.DateTimeField("tiré le", default=timezone.now)

    class Meta:
        verbose_name = "tirage"
        verbose_name_plural = "tirages"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "livraison"], name="numerisation_tirage_unique")
        ]
        indexes = [
            models.Index(fields=["service"], name="num_tirage_service"),
            models.Index(fields=["prestataire"], name="num_tirage_prestataire"),
        ]

    def __str__(self) -> str:
        return f"Tirage du lot {self.lot_id}, livraison {self.livraison}"


class PlanControle(DuControle):
    """The plan of one class of defects for one draw; with the verdict, how many defective pages were seen."""

    tirage = models.ForeignKey(Tirage, verbose_name="tirage", on_delete=models.PROTECT, related_name="plans")
    classe = choix(ClasseDefaut, "classe", facultatif=False)
    regime = choix(Regime, "contrôle", facultatif=False)
    nqa = models.DecimalField("niveau de qualité acceptable", max_digits=5, decimal_places=2)
    lettre = models.CharField("lettre-code", max_length=1)
    taille = models.PositiveIntegerField("pages à voir")
    accepte = models.PositiveIntegerField("défauts admis")
    defauts = models.PositiveIntegerField("pages en défaut", null=True, blank=True)
    est_premiere_presentation = models.BooleanField("première présentation", default=True)
    est_a_confirmer = models.BooleanField("plan à confirmer", default=False)

    class Meta:
        verbose_name = "plan de contrôle"
        verbose_name_plural = "plans de contrôle"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["tirage", "classe"], name="numerisation_plan_unique")]
        indexes = [
            models.Index(fields=["service"], name="num_plan_service"),
            models.Index(fields=["prestataire", "classe"], name="num_plan_prestataire"),
        ]

    def __str__(self) -> str:
        return f"Plan {self.get_classe_display()} du tirage {self.tirage_id}"


class PageTiree(ModeleProtege):
    """A page of the sample, and what the controller said of it."""

    perimetres: ClassVar[dict[str, Droit]] = SERVICE_SEUL

    service = vers(Organisation, "service", db_index=False)
    tirage = models.ForeignKey(Tirage, verbose_name="tirage", on_delete=models.PROTECT, related_name="pages")
    page = models.ForeignKey(Page, verbose_name="page", on_delete=models.PROTECT, related_name="tirages")
    rang = models.PositiveIntegerField("rang")
    issue = choix(IssueControle, "avis du contrôleur")
    auteur = vers(Agent, "vue par", est_facultatif=True, db_index=False)
    horodatage = instant("vue le")
    est_a_revoir = models.BooleanField("à revoir en aveugle", default=False)
    seconde_issue = choix(IssueControle, "avis du second contrôleur")
    auteur_seconde = vers(Agent, "revue par", est_facultatif=True, db_index=False)
    horodatage_seconde = instant("revue le")

    class Meta:
        verbose_name = "page tirée"
        verbose_name_plural = "pages tirées"
        ordering = ["rang"]
        constraints = [
            models.UniqueConstraint(fields=["tirage", "page"], name="numerisation_page_tiree_unique")
        ]
        indexes = [models.Index(fields=["service"], name="num_tiree_service")]

    def __str__(self) -> str:
        return f"Page {self.rang} du tirage {self.tirage_id}"


class Defaut(DuControle):
    """Something wrong on a page, seen by a controller (drawn or not) or by a machine."""

    lot = models.ForeignKey(Lot, verbose_name="lot", on_delete=models.PROTECT, related_name="defauts")
    page = vers(Page, "page")
    livraison = models.PositiveSmallIntegerField("livraison", default=1)
    nature = choix(NatureDefaut, "nature", facultatif=False)
    classe = choix(ClasseDefaut, "classe", facultatif=False)
    observation = models.CharField("observation", max_length=300, blank=True)
    auteur = vers(Agent, "vu par", db_index=False)
    horodatage = models.DateTimeField("le", default=timezone.now)

    class Meta:
        verbose_name = "défaut"
        verbose_name_plural = "défauts"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["page", "nature"], name="numerisation_defaut_unique")]
        indexes = [
            models.Index(fields=["service", "classe"], name="num_defaut_service"),
            models.Index(fields=["prestataire", "classe"], name="num_defaut_prestataire"),
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()}"


class Verdict(DuControle):
    """Accepted or refused, and why, in the sentences that the provider reads."""

    lot = models.ForeignKey(Lot, verbose_name="lot", on_delete=models.PROTECT, related_name="verdicts")
    tirage = models.OneToOneField(
        Tirage, verbose_name="tirage", on_delete=models.PROTECT, related_name="verdict"
    )
    livraison = models.PositiveSmallIntegerField("livraison")
    est_accepte = models.BooleanField("accepté")
    raisons = models.JSONField("raisons", default=list, blank=True)
    observation = models.CharField("observation", max_length=500, blank=True)
    auteur = vers(Agent, "prononcé par", db_index=False)
    horodatage = models.DateTimeField("le", default=timezone.now)

    class Meta:
        verbose_name = "verdict"
        verbose_name_plural = "verdicts"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["service", "horodatage"], name="num_verdict_service"),
            models.Index(fields=["prestataire", "horodatage"], name="num_verdict_prestataire"),
        ]

    def __str__(self) -> str:
        return f"Verdict du lot {self.lot_id}, livraison {self.livraison}"


class RepriseControle(DuControle):
    """Inspection stopped, and taken up again after what the provider did: by whom, why. Or reduced, by decision."""

    classe = choix(ClasseDefaut, "classe", facultatif=False)
    regime = choix(Regime, "nouveau contrôle", facultatif=False)
    motif = models.CharField("motif", max_length=500)
    auteur = vers(Agent, "décidé par", db_index=False)
    horodatage = models.DateTimeField("le", default=timezone.now)

    class Meta:
        verbose_name = "décision sur le contrôle"
        verbose_name_plural = "décisions sur le contrôle"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["service", "prestataire", "classe"], name="num_reprise_service"),
        ]

    def __str__(self) -> str:
        return f"{self.get_regime_display()} ({self.get_classe_display()})"
