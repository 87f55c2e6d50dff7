"""Fictional data: real courts, invented professionals and measures. Never loaded in production."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from django.utils import timezone

from maillage.metiers.protection.actions.echeances import suivre_termes
from maillage.metiers.protection.actions.enquetes import ouvrir_enquete
from maillage.metiers.protection.actions.schema import fixer_objectif
from maillage.metiers.protection.demo.declarations import engendrer_declarations
from maillage.metiers.protection.demo.lieux import Departement, creer_lieux
from maillage.metiers.protection.demo.mandataires import COMPTES, Acteur, creer_mandataires
from maillage.metiers.protection.demo.mesures import ANNEES, ANNEES_DU_PAYS, engendrer
from maillage.metiers.protection.demo.reservations import engendrer_reservations
from maillage.metiers.protection.demo.verification import verifier
from maillage.metiers.protection.enums import TypeMandataire
from maillage.metiers.protection.models import Inscription, Mandataire, Mesure
from maillage.metiers.protection.taches import appliquer_la_conservation, rappeler_les_anciens
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF, creer_compte, organisation
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements

VILLE = "59350"
NATIONALE = "direction.nationale@demo.maillage.invalid"


def peupler(volume: str) -> None:
    """Make courts, professionals, lists, measures and accounts; the same ones each time for a day and a volume."""
    hasard = random.Random(f"protection {volume}")  # noqa: S311 (a fixed seed, for credible data)
    with agir_comme(agent_systeme(), motif=MOTIF):
        est_national = volume in ("national", "decennal")
        departements = creer_lieux(est_national=est_national)
        acteurs = creer_mandataires(departements, volume, hasard)
        annees = ANNEES_DU_PAYS if est_national else ANNEES
        engendrer(acteurs, hasard, agent_systeme(), annees=annees)
        tribunal = next(
            ressort.tribunal
            for d in departements
            for ressort in d.ressorts
            if ressort.commune.code_insee == VILLE
        )
        _creer_comptes(acteurs, tribunal)
        _ouvrir_enquete(tribunal)
        _reserver(tribunal)
        _fixer_objectifs(departements)
    if volume in ("petit", "regional"):
        engendrer_declarations(tribunal)
        rappeler_les_anciens(timezone.now())
    if volume == "petit":  # elsewhere the nightly job does it, once the demonstration is open
        appliquer_la_conservation(timezone.now())


def _fixer_objectifs(departements: list[Departement]) -> None:
    """A fictional objective where the pages are shown from; elsewhere the direction has not said it yet."""
    annee = timezone.localdate().year
    for departement in departements[:2]:
        places = dict.fromkeys(TypeMandataire.values, 0)
        for inscription in (
            Inscription.objects.ouvertes()
            .filter(departement=departement.territoire)
            .select_related("mandataire")
        ):
            places[inscription.mandataire.type] += inscription.nombre_autorise or 0
        fixer_objectif(
            agent=agent_systeme(),
            autorite=departement.direction,
            annee=annee,
            places={genre: round(nombre * 1.08) for genre, nombre in places.items()},
            points=None,
            reference="Objectif fictif de démonstration",
            date_decision=dt.date(annee - 1, 12, 15),
        )


def _ouvrir_enquete(tribunal: Organisation) -> None:
    """Last year's survey is open; each reply is counted when its professional opens it."""
    assert tribunal.commune is not None  # noqa: S101 (every court of the demonstration has one)
    ministere = organisation(
        TypeOrganisation.MINISTERE,
        "Direction nationale de la protection",
        tribunal.commune,
        est_gestionnaire=True,
    )
    recalculer_rattachements([ministere.pk])
    nationale = Agent.objects.get(email=NATIONALE)
    aujourd_hui = timezone.localdate()
    with agir_comme(nationale, motif=MOTIF):
        ouvrir_enquete(
            agent=nationale,
            organisation=ministere,
            annee=aujourd_hui.year - 1,
            date_limite=aujourd_hui + dt.timedelta(days=45),
        )


def _reserver(tribunal: Organisation) -> None:
    """Reservations by the judge of the cards, some of them at the professionals of the cards."""
    portes = {"moi": "mandataire@demo.maillage.invalid", "service": "service@demo.maillage.invalid"}
    comptes = {
        issue: Mandataire.objects.select_related("organisation").get(
            organisation__habilitations__agent__email=courriel
        )
        for issue, courriel in portes.items()
    }
    juge = Agent.objects.get(email="juge.lille@demo.maillage.invalid")
    engendrer_reservations(juge, tribunal, comptes)


def _creer_comptes(acteurs: list[Acteur], tribunal: Organisation) -> None:
    """The accounts of the sign-in cards; a professional's bears his own name, and has his deadlines."""
    genres = {
        "protection.mandataire_individuel": TypeMandataire.INDIVIDUEL,
        "protection.prepose": TypeMandataire.PREPOSE,
        "protection.service_administrateur": TypeMandataire.SERVICE,
    }
    for compte in COMPTES:
        if compte.territoire:
            creer_compte(compte)
        elif compte.role not in genres:
            creer_compte(compte, tribunal)
        else:
            mandataire = _premier(acteurs, genres[compte.role], tribunal)
            personne = mandataire.personne
            nomme = replace(compte, nom=personne.nom, prenom=personne.prenom) if personne else compte
            creer_compte(nomme, mandataire.organisation)
            tenues = Mesure.objects.filter(gestionnaire=mandataire.organisation)
            suivre_termes(tenues.a_renouveler().select_related("tribunal", "gestionnaire").order_by("id"))


def _premier(acteurs: list[Acteur], genre: TypeMandataire, tribunal: Organisation) -> Mandataire:
    return next(
        acteur.mandataire
        for acteur in acteurs
        if acteur.mandataire.type == genre
        and acteur.ressorts[0].tribunal == tribunal
        and not acteur.mandataire.est_suspendu
    )


def comptes() -> list[tuple[str, str]]:
    """One account per role: (who it is, in words; e-mail address)."""
    return [(compte.qui, compte.courriel) for compte in COMPTES]


__all__ = ["comptes", "peupler", "verifier"]
