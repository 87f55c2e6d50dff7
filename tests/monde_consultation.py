"""Incidents, the plan, reading and destruction: a service of two centres, and another that must never see it."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Any

from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from maillage.metiers.numerisation.actions import cadences, incidents
from maillage.metiers.numerisation.actions.inventaire import inventorier_tous
from maillage.metiers.numerisation.models import ActionCorrective, Dossier, Incident
from maillage.metiers.numerisation.regles.cadence import lundi
from maillage.metiers.numerisation.tests.lieux import ServiceEssai, creer_service, ligne
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent, Organisation

if TYPE_CHECKING:
    from tests.monde import Monde

TROUPES_CONSULTATION = {
    # a nurse, the assistant of her centre, who runs it, a doctor of another service, the DPO
    "consultation": ("ivan", "agathe", "rachel", "odile", "diane"),
    # who runs the deployment, a nurse, who runs a centre, a doctor of another service, the DPO
    "deploiement": ("armand", "ivan", "rachel", "odile", "diane"),
    # the DPO, a nurse, who runs a centre, a doctor of another service, the coordinating doctor
    "confidentialite": ("diane", "ivan", "rachel", "odile", "maud"),
}


class MondeConsultation:
    """Built on demand beside the rest of the world."""

    def __init__(self, monde: Monde) -> None:
        self.monde = monde

    @cached_property
    def lieu(self) -> ServiceEssai:
        return creer_service("du Nord", self.monde.lille.commune, ("059A", "059B"))

    @cached_property
    def centre(self) -> Organisation:
        return self.lieu.centres[0]

    def _agent(self, nom: str, role: str, lieu: Organisation) -> Agent:
        return self.monde._creer(nom, f"numerisation.{role}", lieu)

    @cached_property
    def ivan(self) -> Agent:
        return self._agent("ivan", "professionnel_sante", self.centre)

    @cached_property
    def agathe(self) -> Agent:
        return self._agent("agathe", "assistant_equipe", self.centre)

    @cached_property
    def rachel(self) -> Agent:
        return self._agent("rachel", "responsable_centre", self.centre)

    @cached_property
    def diane(self) -> Agent:
        return self._agent("diane", "dpo", self.lieu.service)

    @cached_property
    def maud(self) -> Agent:
        return self._agent("maud", "medecin_coordinateur", self.lieu.service)

    @cached_property
    def armand(self) -> Agent:
        """His role demands a second factor, and he has one."""
        agent = self._agent("armand", "administrateur", self.lieu.service)
        with agir_comme(agent):
            TOTP.activate(agent, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        return agent

    @cached_property
    def odile(self) -> Agent:
        autre = creer_service("de Somme", self.monde.amiens.commune, ("080A",))
        return self._agent("odile", "professionnel_sante", autre.centres[0])

    def inventorier(self, nombre: int) -> list[Dossier]:
        with agir_comme(self.agathe):
            lignes = [ligne("Lefèvre") for _ in range(nombre)]
            return inventorier_tous(agent=self.agathe, centre=self.centre, lignes=lignes)

    @cached_property
    def dossier(self) -> Dossier:
        return self.inventorier(1)[0]

    def signaler(self, nature: str = "retard") -> Incident:
        with agir_comme(self.agathe):
            return incidents.ouvrir(
                agent=self.agathe,
                organisation=self.centre,
                nature=nature,
                description="Une boîte est arrivée ouverte.",
                dossier=self.dossier,
            )

    @cached_property
    def incident(self) -> Incident:
        return self.signaler("fuite")

    def agir(self) -> ActionCorrective:
        with agir_comme(self.rachel):
            return incidents.ajouter_action(
                agent=self.rachel,
                incident=self.incident,
                nature="corrective",
                libelle="Changer les scellés",
                responsable="Qualité",
                date_echeance=timezone.localdate() + dt.timedelta(days=5),
            )

    @cached_property
    def action(self) -> ActionCorrective:
        return self.agir()

    def planifier(self, semaines: int = 1) -> None:
        debut = lundi(timezone.localdate()) - dt.timedelta(weeks=semaines)
        with agir_comme(self.armand):
            cadences.planifier(
                agent=self.armand,
                centre=self.centre,
                debut=debut,
                fin=debut + dt.timedelta(weeks=semaines - 1),
                prevu=10,
            )


def _incident(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.consultation.incident.pk}


def _action(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.consultation.action.pk}


ARGUMENTS_CONSULTATION: dict[str, Any] = {
    **{
        f"numerisation:incident{suite}": _incident
        for suite in ("", "_qualifier", "_notifier", "_agir", "_clore")
    },
    "numerisation:action_faite": _action,
    "numerisation:action_verifiee": _action,
    "numerisation:cadence_centre": lambda m: {"pk": m.consultation.centre.pk},
}
