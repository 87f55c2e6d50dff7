"""Every page of sign-in is in French and draws itself for whoever may see it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

ANGLAIS = re.compile(r"\b(Sign In|Password|Security Key|Authenticator|Recovery|Confirm|Cancel)\b")


@pytest.mark.parametrize(
    "nom",
    [
        "account_login",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
    ],
)
def test_an_anonymous_page_is_drawn_in_french(nom):
    reponse = Client().get(reverse(nom))
    assert reponse.status_code == 200
    assert not ANGLAIS.search(re.sub(r"<[^>]+>", " ", reponse.content.decode()))


@pytest.mark.parametrize(
    "nom",
    [
        "account_logout",
        "account_change_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "usersessions_list",
        "comptes:mon_compte",
        "comptes:delegations",
    ],
)
def test_a_page_of_ones_own_account_is_drawn_in_french(nom, operatrice):
    from maillage.socle.acces.comptes.tests.test_connexion import se_connecter

    client, _ = se_connecter()
    reponse = client.get(reverse(nom))
    assert reponse.status_code == 200
    assert not ANGLAIS.search(
        re.sub(r"<script.*?</script>|<[^>]+>", " ", reponse.content.decode(), flags=re.DOTALL)
    )


def test_signing_in_is_slowed_down_with_a_page_that_says_so(operatrice, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "reset_password": "1/m/ip"}
    client = Client()
    for _ in range(2):
        reponse = client.post(reverse("account_reset_password"), {"email": "a@exemple.invalid"})
    assert reponse.status_code == 429
    assert "Attendez" in reponse.content.decode()
