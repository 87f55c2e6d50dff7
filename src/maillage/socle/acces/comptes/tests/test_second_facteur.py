"""A second factor: compulsory where the role says so, sealed in the database, asked at each sign-in."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse

from maillage.socle.acces.comptes.tests.conftest import MOT_DE_PASSE


def code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def se_connecter(agent, client=None):
    client = client or Client()
    return client, client.post("/comptes/connexion/", {"login": agent.email, "password": MOT_DE_PASSE})


@pytest.fixture
def secret(administratrice):
    secret = generate_totp_secret()
    TOTP.activate(administratrice, secret)
    return secret


def test_an_administrator_without_second_factor_reaches_only_the_page_that_sets_one_up(administratrice):
    client, _ = se_connecter(administratrice)
    for nom in ("comptes:mon_compte", "comptes:liste"):
        assert client.get(reverse(nom))["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    htmx = client.get(reverse("comptes:liste"), headers={"HX-Request": "true"})
    assert htmx["HX-Redirect"] == reverse("mfa_index")
    assert client.post("/comptes/deconnexion/").status_code == 302


def test_an_operator_is_not_obliged(operatrice):
    client, _ = se_connecter(operatrice)
    assert client.get(reverse("comptes:mon_compte")).status_code == 200


def test_enrolling_opens_the_pages_and_gives_recovery_codes(administratrice):
    client, _ = se_connecter(administratrice)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    reponse = client.post(reverse("mfa_activate_totp"), {"code": code(secret)}, follow=True)
    assert reponse.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("comptes:liste")).status_code == 200
    assert {a.type for a in Authenticator.objects.order_by("id")} == {"totp", "recovery_codes"}


def test_the_password_alone_no_longer_opens(administratrice, secret):
    client, reponse = se_connecter(administratrice)
    assert reponse["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("comptes:mon_compte")).status_code == 302
    faux = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert faux.status_code == 200
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert client.get(reverse("comptes:mon_compte")).status_code == 200


def test_codes_cannot_be_tried_without_end(administratrice, secret):
    client, _ = se_connecter(administratrice)
    for _ in range(6):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert client.get(reverse("comptes:mon_compte")).status_code == 302


def test_the_secret_is_sealed_in_the_database(administratrice, secret):
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_the_last_factor_of_an_administrator_cannot_be_taken_away(administratrice, secret):
    client, _ = se_connecter(administratrice)
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(type="totp").exists()


def test_changing_the_second_factor_asks_the_password_again_after_five_minutes(operatrice, monkeypatch):
    client, _ = se_connecter(operatrice)
    session = client.session
    session["account_authentication_methods"] = [
        {**m, "at": time.time() - 600} for m in session["account_authentication_methods"]
    ]
    session.save()
    reponse = client.get(reverse("mfa_activate_totp"))
    assert reponse.status_code == 302
    assert reverse("account_reauthenticate") in reponse["Location"]
    client.post(reverse("account_reauthenticate"), {"password": MOT_DE_PASSE})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
