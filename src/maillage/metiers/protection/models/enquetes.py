"""What professionals owe the State: the half-yearly declaration and the annual survey, filled from the log."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from maillage.metiers.protection import droits
from maillage.metiers.protection.enums import StatutReponse
from maillage.metiers.protection.models.annuaire import Mandataire, code, vers
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation, Territoire

RENDU: dict[str, Droit] = {
    "organisation": droits.DECLARATION_ETABLIR,
    "autorite": droits.ENQUETE_SUIVRE,
}


class Declaration(ModeleProtege):
    """Half-yearly declaration to the judges, copy to the prefect (art. R. 472-10 CASF)."""

    perimetres: ClassVar[dict[str, Droit]] = {
        "organisation": droits.DECLARATION_LIRE,
        "autorite": droits.DECLARATION_LIRE,
    }
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"organisation": droits.DECLARATION_ETABLIR}

    organisation = vers(Organisation, "organisation")
    mandataire = vers(Mandataire, "mandataire", related_name="declarations")
    autorite = vers(Organisation, "direction")
    date_arrete = models.DateField("arrêtée au")
    nombre_secretaires = models.PositiveSmallIntegerField("secrétaires spécialisés", default=0)
    autres_activites = models.CharField("autres activités", max_length=500, blank=True)
    quotite = models.PositiveSmallIntegerField("part du temps consacrée aux mesures (%)", default=100)
    chiffres = models.JSONField("mesures par tribunal et par nature", default=list, blank=True)
    auteur = vers(Agent, "auteur")
    horodatage = models.DateTimeField("établie le", auto_now=True)

    class Meta:
        verbose_name = "déclaration semestrielle"
        verbose_name_plural = "déclarations semestrielles"
        ordering = ["-date_arrete", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandataire", "date_arrete"], name="protection_declaration_unique"
            ),
            models.CheckConstraint(
                condition=Q(quotite__lte=100),
                name="protection_declaration_quotite",
                violation_error_message="La part du temps ne dépasse pas 100 %.",
            ),
        ]

    def __str__(self) -> str:
        return f"Déclaration au {self.date_arrete:%d/%m/%Y}"

    @property
    def total(self) -> int:
        return sum(sum(tribunal["natures"].values()) for tribunal in self.chiffres)


class Enquete(ModeleProtege):
    """The survey of a year, opened by the national direction."""

    perimetres: ClassVar[dict[str, Droit]] = {"organisation": droits.ENQUETE_OUVRIR}
    lecture_partout: ClassVar[Droit | None] = droits.ANNUAIRE_LIRE

    organisation = vers(Organisation, "direction")
    annee = models.PositiveSmallIntegerField("année", unique=True)
    date_limite = models.DateField("à rendre avant le")
    auteur = vers(Agent, "auteur")
    horodatage = models.DateTimeField("ouverte le", auto_now_add=True)

    class Meta:
        verbose_name = "enquête annuelle"
        verbose_name_plural = "enquêtes annuelles"
        ordering = ["-annee"]

    def __str__(self) -> str:
        return f"Enquête {self.annee}"


class ReponseEnquete(ModeleProtege):
    """What one professional answers for one département."""

    perimetres: ClassVar[dict[str, Droit]] = RENDU

    enquete = vers(Enquete, "enquête", related_name="reponses")
    organisation = vers(Organisation, "organisation")
    mandataire = vers(Mandataire, "mandataire", related_name="reponses")
    autorite = vers(Organisation, "direction")
    departement = vers(Territoire, "département")
    statut = code(StatutReponse, "statut", facultatif=False, default=StatutReponse.ATTENDUE)
    chiffres = models.JSONField("tables comptées", default=dict, blank=True)
    complements: Any = models.JSONField("réponses saisies", default=dict, blank=True)
    horodatage_depot = models.DateTimeField("déposée le", null=True, blank=True)
    horodatage_validation = models.DateTimeField("validée le", null=True, blank=True)
    horodatage_gel = models.DateTimeField("comptée pour toujours le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "réponse à l’enquête"
        verbose_name_plural = "réponses à l’enquête"
        ordering = ["departement_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enquete", "mandataire", "departement"], name="protection_reponse_unique"
            ),
        ]
        indexes = [models.Index(fields=["enquete", "autorite", "statut"], name="reponse_suivi")]

    def __str__(self) -> str:
        return f"{self.mandataire}, {self.departement}"
