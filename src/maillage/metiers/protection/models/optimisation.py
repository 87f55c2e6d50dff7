"""« What if »: a better distribution of a département's measures: figures for the direction, proposals for courts.

The direction reads sums, never a file; each proposal belongs to the court of its measure, which alone may decide.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maillage.metiers.protection import droits
from maillage.metiers.protection.enums import Arbitrage, GenreProposition, StatutProposition
from maillage.metiers.protection.models.annuaire import Mandataire, code, vers
from maillage.metiers.protection.models.mesures import Mesure
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation, Territoire


class Simulation(ModeleProtege):
    """One computation: what it sought, and the figures before and after. Sums alone."""

    perimetres: ClassVar[dict[str, Droit]] = {"autorite": droits.STATISTIQUES_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"autorite": droits.LISTE_TENIR}

    autorite = vers(Organisation, "direction")
    departement = vers(Territoire, "département")
    arbitrage = code(Arbitrage, "arbitrage", facultatif=False)
    examinees = models.PositiveIntegerField("mesures examinées")
    proposees = models.PositiveIntegerField("propositions")
    en_attente = models.PositiveIntegerField("dossiers sans mandataire", default=0)
    sans_place = models.PositiveIntegerField("mesures sans place")
    avant = models.JSONField("avant")
    apres = models.JSONField("après")
    auteur = vers(Agent, "auteur", db_index=False)
    horodatage = models.DateTimeField("calculée le", auto_now_add=True)

    class Meta:
        verbose_name = "simulation"
        verbose_name_plural = "simulations"
        ordering = ["-horodatage", "-id"]
        indexes = [models.Index(fields=["autorite", "-horodatage"], name="simulation_autorite")]

    def __str__(self) -> str:
        return f"Simulation du {timezone.localtime(self.horodatage):%d/%m/%Y}"


class Proposition(ModeleProtege):
    """Entrust this measure, or this case, to somebody else: the court accepts or puts aside, with a reason."""

    perimetres: ClassVar[dict[str, Droit]] = {"tribunal": droits.MESURE_DESIGNER}

    simulation = vers(Simulation, "simulation", related_name="propositions")
    tribunal = vers(Organisation, "tribunal", db_index=False)
    mesure = vers(Mesure, "mesure")
    genre = code(GenreProposition, "objet", facultatif=False, default=GenreProposition.TRANSFERT)
    actuel = vers(Mandataire, "mandataire actuel, ou sollicité", db_index=False)
    propose = vers(Mandataire, "mandataire proposé", db_index=False)
    km_avant = models.PositiveSmallIntegerField("kilomètres aujourd’hui")
    km_apres = models.PositiveSmallIntegerField("kilomètres proposés")
    statut = code(StatutProposition, "statut", facultatif=False, default=StatutProposition.PROPOSEE)
    motif = models.CharField("motif", max_length=500, blank=True)
    auteur = vers(Agent, "décidée par", est_facultatif=True, db_index=False)
    horodatage = models.DateTimeField("décidée le", null=True, blank=True)

    class Meta:
        verbose_name = "proposition"
        verbose_name_plural = "propositions"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["simulation", "mesure"], name="protection_proposition_unique"),
            models.CheckConstraint(
                condition=Q(statut=StatutProposition.PROPOSEE) | ~Q(motif=""),
                name="protection_proposition_motif",
                violation_error_message="Dites pourquoi : le motif est conservé.",
            ),
        ]
        indexes = [models.Index(fields=["tribunal", "statut", "-id"], name="proposition_tribunal")]

    def __str__(self) -> str:
        return f"{self.mesure} : {self.actuel} vers {self.propose}"
