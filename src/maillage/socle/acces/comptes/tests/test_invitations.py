"""An invited colleague: his link, his password, the account he may already have."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from maillage.socle.acces.comptes import actions
from maillage.socle.acces.comptes.tests.conftest import (
    MOT_DE_PASSE,
    faire,
    inviter,
    lien,
)
from maillage.socle.annuaire.models import Agent


def test_an_invited_colleague_chooses_his_own_password_and_the_link_serves_once(administratrice, umj_lille):
    agent = inviter(administratrice, organisation=umj_lille, email="Neuve@Exemple.invalid ")
    assert agent.email == "neuve@exemple.invalid"
    assert not agent.has_usable_password()
    adresse = lien(mail.outbox[0])
    client = Client()
    assert client.get(adresse).status_code == 200
    faible = client.post(adresse, {"password1": "court", "password2": "court"})
    assert faible.status_code == 422
    reponse = client.post(adresse, {"password1": MOT_DE_PASSE, "password2": MOT_DE_PASSE})
    assert reponse["Location"] == reverse("account_login")
    assert client.get(reverse("comptes:mon_compte")).status_code == 302  # the link signs nobody in
    assert client.get(adresse).status_code == 410
    assert Agent.objects.get(pk=agent.pk).check_password(MOT_DE_PASSE)


def test_an_invitation_dies_after_a_week_or_with_the_account(administratrice, umj_lille):
    agent = inviter(administratrice, organisation=umj_lille)
    adresse = lien(mail.outbox[0])
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=8), tick=False):
        assert Client().get(adresse).status_code == 410
    faire(administratrice, actions.desactiver_agent, cible=agent, motif="Erreur de saisie")
    assert Client().get(adresse).status_code == 410


def test_inviting_someone_who_has_an_account_adds_a_role_and_keeps_the_name(
    administratrice, etranger, umj_lille
):
    agent = inviter(administratrice, organisation=umj_lille, email=etranger.email)
    assert agent.pk == etranger.pk
    assert str(Agent.objects.get(pk=etranger.pk)) == "Chloe"
    assert "nouvel accès" in mail.outbox[0].body
    with pytest.raises(ValidationError, match="déjà ce rôle"):
        inviter(administratrice, organisation=umj_lille, email=etranger.email)
