"""Duties of the line of Lille: its specialist's, its roster's; read beside the cast of advice."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from maillage.metiers.avis.models import (
    ActionProjet,
    EchangeGarde,
    Filiere,
    Garde,
    Indisponibilite,
    Phase,
    Planning,
    Programme,
    ReleveActivite,
    Specialiste,
)
from maillage.socle.acces.contexte import agent_systeme, agir_comme

if TYPE_CHECKING:
    from tests.monde import Monde

TROUPES_GARDES = {
    # the specialist, who runs his line, a practitioner, who runs the line of Amiens, who steers the région
    "avis_gardes": ("sacha", "clarisse", "gaspard", "camille", "regine"),
}


class MondeGardes:
    """Built on demand beside the rest of the world."""

    def __init__(self, monde: Monde) -> None:
        self.monde = monde

    @property
    def filiere(self) -> Filiere:
        return self.monde.avis.filiere

    @property
    def specialiste(self) -> Specialiste:
        assert self.monde.avis.sacha  # his account
        return self.monde.avis.specialiste

    @cached_property
    def confrere(self) -> Specialiste:
        return self.monde.avis.inscrire("Tom")

    def planifier(self, statut: str = "publie", version: int = 1) -> Planning:
        demain = timezone.localdate() + dt.timedelta(days=1)
        with agir_comme(agent_systeme()):
            return Planning.objects.create(
                filiere=self.filiere,
                gestionnaire=self.filiere.gestionnaire,
                version=version,
                date_debut=demain,
                date_fin=demain + dt.timedelta(days=60),
                statut=statut,
                auteur=self.monde.avis.clarisse,
            )

    @cached_property
    def planning(self) -> Planning:
        return self.planifier()

    @cached_property
    def brouillon(self) -> Planning:
        return self.planifier("brouillon", 2)

    def garder(
        self, specialiste: Specialiste | None, rang: int = 0, planning: Planning | None = None
    ) -> Garde:
        """A duty of a day to come, one a half-day."""
        planning = planning or self.planning
        jour = planning.date_debut + dt.timedelta(days=rang // 2)
        debut = timezone.make_aware(dt.datetime.combine(jour, dt.time(8 + 5 * (rang % 2))))
        with agir_comme(agent_systeme()):
            return Garde.objects.create(
                planning=planning,
                filiere=planning.filiere,
                gestionnaire=planning.gestionnaire,
                specialiste=specialiste,
                exercice=specialiste.exercice if specialiste else None,
                date=jour,
                demi_journee="apres_midi" if rang % 2 else "matin",
                rang="premiere",
                horodatage_debut=debut,
                horodatage_fin=debut + dt.timedelta(hours=5),
                est_publiee=not planning.est_brouillon,
            )

    @cached_property
    def garde(self) -> Garde:
        return self.garder(self.specialiste)

    @cached_property
    def absence(self) -> Indisponibilite:
        moi, jour = self.specialiste, timezone.localdate() + dt.timedelta(days=200)
        with agir_comme(self.monde.avis.sacha):
            return Indisponibilite.objects.create(
                specialiste=moi,
                exercice=moi.exercice,
                gestionnaire=moi.gestionnaire,
                date_debut=jour,
                date_fin=jour,
            )

    def proposer(self, garde: Garde, par: Specialiste) -> EchangeGarde:
        with agir_comme(agent_systeme()):
            return EchangeGarde.objects.create(
                garde=garde,
                gestionnaire=garde.gestionnaire,
                genre="cession",
                demandeur=par,
                exercice=par.exercice,
                auteur=self.monde.avis.sacha,
            )

    @cached_property
    def echange(self) -> EchangeGarde:
        return self.proposer(self.garder(self.specialiste, 4), self.specialiste)

    @cached_property
    def offre(self) -> EchangeGarde:
        assert self.specialiste
        return self.proposer(self.garder(self.confrere, 5), self.confrere)

    @cached_property
    def releve(self) -> ReleveActivite:
        """A month signed, with one half-day and no act."""
        moi = self.specialiste
        with agir_comme(self.monde.avis.sacha):
            return self.signer(moi, dt.date(2026, 1, 1))

    def signer(self, moi: Specialiste, mois: dt.date) -> ReleveActivite:
        return ReleveActivite.objects.create(
            specialiste=moi,
            exercice=moi.exercice,
            gestionnaire=moi.gestionnaire,
            mois=mois,
            remuneration="acte",
            actes=0,
            demi_journees=1,
            heures=5,
            montant_actes=0,
            montant_vacations=0,
            auteur=self.monde.avis.sacha,
        )

    def ouvrir_programme(self, nom: str = "Pilote") -> Programme:
        cpts = self.monde.avis.cpts
        with agir_comme(self.monde.avis.clarisse):
            return Programme.objects.create(
                gestionnaire=cpts, nom=nom, date_debut=dt.date(2026, 1, 1), auteur=self.monde.avis.clarisse
            )

    @cached_property
    def programme(self) -> Programme:
        return self.ouvrir_programme()

    @cached_property
    def phase(self) -> Phase:
        programme = self.programme
        with agir_comme(self.monde.avis.clarisse):
            return Phase.objects.create(
                programme=programme,
                gestionnaire=programme.gestionnaire,
                rang=1,
                nom="Une communauté",
                echelle="cpts",
                date_debut=dt.date(2026, 1, 1),
                date_fin=dt.date(2026, 3, 31),
            )

    def agir(self, libelle: str = "Former") -> ActionProjet:
        programme = self.programme
        with agir_comme(self.monde.avis.clarisse):
            return ActionProjet.objects.create(
                programme=programme,
                gestionnaire=programme.gestionnaire,
                libelle=libelle,
                responsable="Clarisse",
                date_echeance=dt.date(2026, 12, 1),
            )

    @cached_property
    def action(self) -> ActionProjet:
        return self.agir()


def _garde(monde: Any) -> dict[str, Any]:
    return {"pk": monde.gardes.garde.pk}


def _planning(monde: Any) -> dict[str, Any]:
    return {"pk": monde.gardes.planning.pk}


ARGUMENTS_GARDES: dict[str, Any] = {
    "avis:garde_proposer": _garde,
    "avis:garde_attribuer": _garde,
    "avis:absence_retirer": lambda m: {"pk": m.gardes.absence.pk},
    "avis:echange_reprendre": lambda m: {"pk": m.gardes.offre.pk},
    "avis:echange_retirer": lambda m: {"pk": m.gardes.echange.pk},
    "avis:planning": _planning,
    "avis:planning_tableau": _planning,
    "avis:module": lambda _: {"code": "repondre"},
    "avis:releve_signer": lambda _: {"mois": "2026-01"},
    **{f"avis:{nom}": lambda m: {"pk": m.gardes.releve.pk} for nom in ("releve", "releve_csv")},
    **{
        f"avis:{nom}": lambda m: {"pk": m.gardes.programme.pk}
        for nom in ("programme", "phase_ajouter", "membre_ajouter", "reunion_ajouter", "action_ajouter")
    },
    "avis:phase_decider": lambda m: {"pk": m.gardes.phase.pk},
    "avis:action_faite": lambda m: {"pk": m.gardes.action.pk},
    **{
        f"avis:planning_{verbe}": lambda m: {"pk": m.gardes.brouillon.pk}
        for verbe in ("recalculer", "publier", "supprimer")
    },
}
