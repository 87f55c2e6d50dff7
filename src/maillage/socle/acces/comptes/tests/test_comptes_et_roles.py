"""Closing and opening accounts again, the dates of roles, and the history both leave."""

import datetime as dt

import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse

from maillage.socle.acces.comptes import actions
from maillage.socle.acces.comptes.tests.conftest import (
    AUJOURD_HUI,
    MOT_DE_PASSE,
    UN_JOUR,
    connecte,
    faire,
)
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.droits import COMPTES_GERER
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent
from maillage.socle.journal.models import Evenement


def test_closing_an_account_ends_its_session_for_good(administratrice, operatrice):
    client = Client()
    client.post("/comptes/connexion/", {"login": operatrice.email, "password": MOT_DE_PASSE})
    page = reverse("comptes:mon_compte")
    assert client.get(page).status_code == 200
    faire(administratrice, actions.desactiver_agent, cible=operatrice, motif="Départ")
    assert client.get(page).status_code == 302
    faire(administratrice, actions.reactiver_agent, cible=operatrice)
    assert client.get(page).status_code == 302  # the old session does not come back with the account


def test_what_is_done_to_an_account_is_in_its_history_with_its_reason(administratrice, operatrice):
    faire(administratrice, actions.desactiver_agent, cible=operatrice, motif="Départ en retraite")
    with agir_comme(administratrice):
        motifs = list(
            Evenement.objects.filter(objet_type="annuaire_agent", objet_id=operatrice.pk).values_list(
                "motif", flat=True
            )
        )
    assert motifs == ["Compte désactivé : Départ en retraite"]


def test_a_lost_second_factor_is_taken_away_and_the_person_is_told(
    administratrice, operatrice, sans_second_facteur
):
    TOTP.activate(operatrice, generate_totp_secret())
    client = connecte(administratrice)
    adresse = reverse("comptes:retirer_second_facteur", args=[operatrice.pk])
    assert client.get(adresse).status_code == 200
    client.post(adresse, {"motif": "Téléphone perdu"})
    assert not Authenticator.objects.filter(user=operatrice).exists()
    (message,) = mail.outbox
    assert message.to == [operatrice.email]
    fiche = client.get(reverse("comptes:agent", args=[operatrice.pk])).content.decode()
    assert "Double authentification retirée : Téléphone perdu" in fiche


def test_ending_a_role_takes_the_right_away_at_once(administratrice, compte, umj_lille):
    responsable = compte("remi", "essai.responsable", umj_lille)
    assert perimetre(responsable, COMPTES_GERER) == {umj_lille.pk}
    faire(administratrice, actions.clore_habilitation, habilitation=responsable.habilitations.get())
    assert perimetre(Agent.objects.get(pk=responsable.pk), COMPTES_GERER) == frozenset()


def test_a_dated_role_opens_and_closes_on_its_days(administratrice, operatrice, umj_lille):
    demain = AUJOURD_HUI() + UN_JOUR
    faire(
        administratrice,
        actions.accorder_habilitation,
        cible=operatrice,
        role="essai.responsable",
        organisation=umj_lille,
        date_debut=demain,
        date_fin=demain,
    )
    assert perimetre(Agent.objects.get(pk=operatrice.pk), COMPTES_GERER) == frozenset()
    midi = dt.datetime.combine(demain, dt.time(12), tzinfo=dt.UTC)
    for jours, voit in ((0, True), (1, False)):
        with time_machine.travel(midi + dt.timedelta(days=jours), tick=False):
            agent = Agent.objects.get(pk=operatrice.pk)
            assert bool(perimetre(agent, COMPTES_GERER)) is voit
