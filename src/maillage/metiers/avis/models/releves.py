"""A month of one specialist: acts and half-days, frozen when he signs it. It names no patient."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from maillage.commun.textes import mois_annee
from maillage.metiers.avis import droits
from maillage.metiers.avis.enums.eligibilite import ModeRemuneration
from maillage.metiers.avis.models.champs import code, vers
from maillage.metiers.avis.models.reseau import DuSpecialiste, Specialiste
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent


class ReleveActivite(DuSpecialiste):
    """What was done in a month and what it is worth, line by line, with the amounts of each day."""

    perimetres: ClassVar[dict[str, Droit]] = {
        "exercice": droits.RELEVE_LIRE,
        "gestionnaire": droits.RELEVE_LIRE,
    }
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"exercice": droits.RELEVE_TENIR}

    specialiste = models.ForeignKey(
        Specialiste, verbose_name="spécialiste", on_delete=models.PROTECT, related_name="releves"
    )
    mois = models.DateField("mois")
    remuneration = code(ModeRemuneration, "rémunération", facultatif=False)
    lignes = models.JSONField("actes", default=list)
    """Each: reference, date, filiere, rang, code, montant, motif, source, est_a_confirmer."""
    actes = models.PositiveIntegerField("actes")
    demi_journees = models.PositiveSmallIntegerField("demi-journées de garde")
    heures = models.DecimalField("heures de garde", max_digits=6, decimal_places=2)
    taux_horaire = models.DecimalField("taux horaire", max_digits=6, decimal_places=2, default=0)
    montant_actes = models.DecimalField("montant des actes", max_digits=9, decimal_places=2)
    montant_vacations = models.DecimalField("montant des vacations", max_digits=9, decimal_places=2)
    est_a_confirmer = models.BooleanField("montants à confirmer", default=False)
    auteur = vers(Agent, "signé par")
    horodatage = models.DateTimeField("signé le", auto_now_add=True)

    class Meta:
        verbose_name = "relevé d’activité"
        verbose_name_plural = "relevés d’activité"
        ordering = ["-mois", "specialiste_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["specialiste", "mois"],
                name="avis_releve_unique",
                violation_error_message="Le relevé de ce mois est déjà signé.",
            ),
            models.CheckConstraint(condition=models.Q(mois__day=1), name="avis_releve_mois"),
        ]
        indexes = [
            models.Index(fields=["gestionnaire", "-mois"], name="avis_releve_gestionnaire"),
            models.Index(fields=["exercice", "-mois"], name="avis_releve_exercice"),
        ]

    def __str__(self) -> str:
        return f"Relevé de {mois_annee(self.mois)}"

    @property
    def total(self) -> object:
        return self.montant_actes + self.montant_vacations
