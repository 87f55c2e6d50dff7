"""What is counted of a request: delays, what became of it, what it avoided. Nothing that names anyone.

A projection, written by `actions.faits` alone in the name of the technical account: it has no history of its own, and
outlives the content of the request.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from maillage.metiers.avis import droits
from maillage.metiers.avis.enums.bilan import ConduitePrevue, RecoursTrenteJours, SuiteAdressage
from maillage.metiers.avis.enums.demandes import StatutDemande
from maillage.metiers.avis.enums.urgences import Urgence
from maillage.metiers.avis.models.champs import code, vers
from maillage.metiers.avis.models.demandes import Demande
from maillage.metiers.avis.models.reseau import Filiere
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Organisation


def compteur(libelle: str) -> Any:
    return models.PositiveSmallIntegerField(libelle, default=0)


def minutes(libelle: str) -> Any:
    """None when it has not happened."""
    return models.PositiveIntegerField(libelle, null=True, blank=True)


class FaitDemande(ModeleProtege):
    """A request sent, at the date when it was, and what it has become."""

    perimetres: ClassVar[dict[str, Droit]] = {"gestionnaire": droits.STATISTIQUES_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"gestionnaire": droits.STATISTIQUES_LIRE}

    demande = models.OneToOneField(
        Demande, verbose_name="demande", on_delete=models.CASCADE, related_name="fait"
    )
    gestionnaire = vers(Organisation, "organisation qui tient la filière", db_index=False)
    filiere = vers(Filiere, "filière", db_index=False)
    praticien = models.BigIntegerField("praticien, par un nombre")
    """Which requests are of the same practitioner, to count how many ask; it leads nowhere from here."""
    date = models.DateField("envoyée le")
    urgence = code(Urgence, "urgence", facultatif=False)
    statut = code(StatutDemande, "état", facultatif=False)
    conduite_prevue = code(ConduitePrevue, "conduite prévue")
    minutes_prise = minutes("minutes d’ouverture jusqu’à la prise en charge")
    minutes_reponse = minutes("minutes d’ouverture jusqu’à la réponse")
    heures_reponse = minutes("heures jusqu’à la réponse")
    est_a_temps = models.BooleanField("répondue dans le délai", default=False)
    minutes_avis = minutes("minutes passées par le spécialiste")
    propositions = compteur("propositions")
    refus = compteur("refus")
    expirations = compteur("propositions sans réponse")
    complements = compteur("compléments demandés")
    est_cloturee = models.BooleanField("clôturée par le praticien", default=False)
    est_sans_retour = models.BooleanField("clôturée sans retour", default=False)
    suite = code(SuiteAdressage, "suite")
    satisfaction = models.PositiveSmallIntegerField("apport pour le praticien", null=True, blank=True)
    apport_patient = models.PositiveSmallIntegerField("apport pour le patient", null=True, blank=True)
    est_patient_informe = models.BooleanField("patient informé de la réponse", default=False)
    est_consentie = models.BooleanField("consentement enregistré", default=False)
    recours = code(RecoursTrenteJours, "recours à trente jours")

    class Meta:
        verbose_name = "demande comptée"
        verbose_name_plural = "demandes comptées"
        ordering = ["id"]
        indexes = [models.Index(fields=["gestionnaire", "date"], name="avis_fait_gestionnaire")]

    def __str__(self) -> str:
        return f"Demande du {self.date:%d/%m/%Y}"
