"""The cast of the protection of adults: a service of Lille, its court, a professional of Amiens, the directions."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from maillage.metiers.protection import actions
from maillage.metiers.protection.actions.declarations import etablir_declaration
from maillage.metiers.protection.actions.enquetes import ouvrir_enquete
from maillage.metiers.protection.actions.reservations import ValeursReservation, reserver
from maillage.metiers.protection.models import (
    Absence,
    Declaration,
    EvenementMesure,
    Mandataire,
    Mesure,
    Proposition,
    ReponseEnquete,
    Reservation,
    Simulation,
)
from maillage.metiers.protection.regles import ValeursMesure
from maillage.metiers.protection.regles.designation import Cas
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Agent, Commune, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements

if TYPE_CHECKING:
    from tests.monde import Monde

# Owner, colleague, guest, other, supervisor.
TROUPES = {
    # the head of a service of Lille, a member, the registrar of Lille, a professional of Amiens, the direction of Nord
    "protection": ("farida", "fabien", "gaelle", "claude", "didier"),
    # the direction of Nord, a colleague, the direction of the région, that of Somme, the head of a service of Lille
    "direction": ("didier", "diane", "renee", "simon", "farida"),
}


class MondeProtection:
    """Built on demand beside the rest of the world."""

    def __init__(self, monde: Monde) -> None:
        self.monde = monde

    def _organisation(self, genre: str, nom: str, commune: Commune | None) -> Organisation:
        with agir_comme(agent_systeme()):
            organisation = Organisation.objects.create(
                type=genre, nom=nom, cle_recherche=nom.lower(), commune=commune, est_gestionnaire=True
            )
            recalculer_rattachements([organisation.pk])
        return organisation

    @cached_property
    def tribunal(self) -> Organisation:
        return self._organisation("tribunal_judiciaire", "Tribunal de Lille", self.monde.lille.commune)

    @cached_property
    def ddets_nord(self) -> Organisation:
        return self._organisation("direction_departementale", "Direction du Nord", self.monde.lille.commune)

    @cached_property
    def ddets_somme(self) -> Organisation:
        return self._organisation(
            "direction_departementale", "Direction de la Somme", self.monde.amiens.commune
        )

    def referencer(self, nom: str, genre: str, autorite: Organisation) -> Mandataire:
        commune = autorite.commune
        assert commune is not None
        with agir_comme(agent_systeme()):
            mandataire = actions.referencer_mandataire(
                agent=agent_systeme(), autorite=autorite, genre=genre, nom=nom, commune=commune
            )
            actions.publier_arrete(
                agent=agent_systeme(),
                autorite=autorite,
                departement=commune.departement,
                numero=f"2020-{mandataire.pk}",
                date_arrete=dt.date(2019, 12, 1),
                date_effet=dt.date(2020, 1, 1),
                inscrits=[actions.LigneListe(mandataire, nombre_autorise=5_000)],
            )
        return mandataire

    @cached_property
    def service(self) -> Mandataire:
        return self.referencer("Service de Lille", "service", self.ddets_nord)

    @cached_property
    def individuel_amiens(self) -> Mandataire:
        return self.referencer("Mandataire d’Amiens", "individuel", self.ddets_somme)

    def _agent(self, nom: str, role: str, **place: Any) -> Agent:
        return self.monde._creer(nom, f"protection.{role}", **place)

    @cached_property
    def farida(self) -> Agent:
        return self._agent("farida", "service_administrateur", organisation=self.service.organisation)

    @cached_property
    def fabien(self) -> Agent:
        return self._agent("fabien", "service_membre", organisation=self.service.organisation)

    @cached_property
    def gaelle(self) -> Agent:
        return self._agent("gaelle", "greffier", organisation=self.tribunal)

    @cached_property
    def claude(self) -> Agent:
        return self._agent(
            "claude", "mandataire_individuel", organisation=self.individuel_amiens.organisation
        )

    def _direction(self, nom: str, autorite: Organisation) -> Agent:
        commune = autorite.commune
        assert commune is not None
        return self._agent(nom, "direction_departementale", territoire=commune.departement)

    @cached_property
    def didier(self) -> Agent:
        return self._direction("didier", self.ddets_nord)

    @cached_property
    def diane(self) -> Agent:
        return self._direction("diane", self.ddets_nord)

    @cached_property
    def simon(self) -> Agent:
        return self._direction("simon", self.ddets_somme)

    @cached_property
    def renee(self) -> Agent:
        return self._agent("renee", "direction_regionale", territoire=self.monde.region)

    def ouvrir(self, numero: str, *, jours: int = 100) -> Mesure:
        """A measure opened so many days ago, five years at most from its term."""
        with agir_comme(self.farida):
            return actions.ouvrir_mesure(
                agent=self.farida,
                mandataire=self.service,
                tribunal=self.tribunal,
                valeurs=ValeursMesure(
                    numero_rg=numero,
                    nature="tutelle",
                    lieu_vie="domicile",
                    date_nomination=timezone.localdate() - dt.timedelta(days=jours),
                    civilite="madame",
                    annee_naissance=1950,
                ),
            )

    @cached_property
    def mesure(self) -> Mesure:
        return self.ouvrir("21/B/00167")

    @cached_property
    def evenement(self) -> EvenementMesure:
        mesure = self.mesure
        with agir_comme(self.farida):
            return EvenementMesure.objects.get(mesure=mesure)

    def reserver(self, numero: str) -> Reservation:
        commune = self.tribunal.commune
        assert commune is not None
        with agir_comme(self.gaelle):
            return reserver(
                agent=self.gaelle,
                tribunal=self.tribunal,
                mandataire=self.service,
                cas=Cas(
                    tribunal=self.tribunal.pk,
                    departement=commune.departement_id,
                    nature="tutelle",
                    lieu_vie="domicile",
                    commune=commune.pk,
                ),
                valeurs=ValeursReservation(numero, "madame", 1950, "refus"),
            )

    @cached_property
    def reservation(self) -> Reservation:
        return self.reserver("26/B/00001")

    @cached_property
    def declaration(self) -> Declaration:
        return self.declarer(1)

    def declarer(self, nombre: int) -> Declaration:
        with agir_comme(self.farida):
            return [
                etablir_declaration(
                    agent=self.farida,
                    mandataire=self.service,
                    date_arrete=dt.date(2026 - nombre - rang, 6, 30),
                    nombre_secretaires=0,
                    autres_activites="",
                    quotite=100,
                )
                for rang in range(nombre)
            ][-1]

    @cached_property
    def ministere(self) -> Organisation:
        return self._organisation("ministere", "Direction nationale", self.monde.lille.commune)

    @cached_property
    def nina(self) -> Agent:
        return self._agent("nina", "direction_nationale", territoire=self.monde.france)

    @cached_property
    def reponse(self) -> ReponseEnquete:
        """What the service answers for last year."""
        assert self.service
        assert self.ministere
        annee = timezone.localdate().year - 1
        with agir_comme(self.nina):
            ouvrir_enquete(
                agent=self.nina,
                organisation=self.ministere,
                annee=annee,
                date_limite=timezone.localdate() + dt.timedelta(days=30),
            )
        with agir_comme(self.farida):
            return ReponseEnquete.objects.select_related("enquete").get(mandataire=self.service)

    @cached_property
    def simulation(self) -> Simulation:
        commune = self.tribunal.commune
        assert commune is not None
        with agir_comme(agent_systeme()):
            return Simulation.objects.create(
                autorite=self.ddets_nord,
                departement=commune.departement,
                arbitrage="equilibre",
                examinees=1,
                proposees=1,
                sans_place=0,
                avant={"km": 40, "km_moyen": 40, "surcapacite": 1, "ecart": 9, "maximum": 110},
                apres={"km": 12, "km_moyen": 12, "surcapacite": 0, "ecart": 4, "maximum": 98},
                auteur=agent_systeme(),
            )

    @cached_property
    def proposition(self) -> Proposition:
        return self.proposer(self.mesure)

    def proposer(self, mesure: Mesure) -> Proposition:
        simulation = self.simulation
        with agir_comme(agent_systeme()):
            return Proposition.objects.create(
                simulation=simulation,
                tribunal=self.tribunal,
                mesure=mesure,
                actuel=self.service,
                propose=self.individuel_amiens,
                km_avant=40,
                km_apres=12,
            )

    @cached_property
    def absence(self) -> Absence:
        return self.absenter(1)

    def absenter(self, nombre: int) -> Absence:
        jour = timezone.localdate()
        with agir_comme(self.farida):
            absences = [
                actions.declarer_absence(
                    agent=self.farida, mandataire=self.service, date_debut=jour, date_fin=jour, motif="conge"
                )
                for _ in range(nombre)
            ]
        return absences[0]


def _mandataire(monde: Monde) -> dict[str, Any]:
    assert monde.protection.farida
    return {"pk": monde.protection.service.pk}


def _mesure(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.protection.mesure.pk}


def _evenement(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.protection.evenement.pk}


def _reservation(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.protection.reservation.pk}


ARGUMENTS_PROTECTION = {
    "protection:reserver": _mandataire,
    "protection:simulation": lambda m: {"pk": m.protection.simulation.pk},
    "protection:proposition_accepter": lambda m: {"pk": m.protection.proposition.pk},
    "protection:proposition_ecarter": lambda m: {"pk": m.protection.proposition.pk},
    **{f"protection:reservation{suite}": _reservation for suite in (
        "", "_accepter", "_decliner", "_retirer", "_ordonnance", "_ordonnance_docx")},
    **{f"protection:mandataire{suite}": _mandataire for suite in (
        "", "_inscriptions", "_historique", "_confirmer", "_modifier", "_zones", "_absence", "_suspendre",
        "_reprendre")},
    "protection:absence_retirer": lambda m: {"pk": m.protection.absence.pk},
    **{f"protection:mesure{suite}": _mesure for suite in ("", "_historique", "_corriger", "_transferer")},
    "protection:mesure_evenement": lambda m: {"pk": m.protection.mesure.pk, "genre": "fin"},
    "protection:evenement_corriger": _evenement,
    "protection:evenement_annuler": _evenement,
    "protection:declaration": lambda m: {"pk": m.protection.declaration.pk},
    **{f"protection:reponse{suite}": lambda m: {"pk": m.protection.reponse.pk} for suite in (
        "", "_deposer", "_valider", "_rendre")},
    "protection:reponse_section": lambda m: {"pk": m.protection.reponse.pk, "section": "observations"},
    "protection:enquete_agregat": lambda m: {"annee": m.protection.reponse.enquete.annee},
    "protection:enquete_exporter": lambda m: {"annee": m.protection.reponse.enquete.annee, "format_": "csv"},
    "api-v1:lire_mesure": lambda m: {"pk": m.protection.mesure.pk},
    "protection:stocks_exporter": lambda _: {"format_": "csv"},
    "protection:schema_exporter": lambda _: {"format_": "csv"},
    "protection:capacites_exporter": lambda _: {"format_": "csv"},
}  # fmt: skip
