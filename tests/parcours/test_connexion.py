"""Signing in with a password, then the code of an application."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import expect

from tests.monde import MOT_DE_PASSE, SECRET
from tests.parcours.conftest import Clavier

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


def test_an_administrator_signs_in_with_her_password_then_her_code(ouvrir, monde):
    agent = monde.adele
    page = ouvrir(None, "/comptes/agents/")
    clavier = Clavier(page)
    clavier.ecrire("#id_login", agent.email)
    clavier.ecrire("#id_password", "un mot de passe faux")
    clavier.presser("Enter")
    expect(page.locator(".ml-erreurs, .fr-alert--error, .fr-error-text").first).to_be_visible()
    expect(page.locator("#id_login")).to_have_value(agent.email)
    clavier.ecrire("#id_password", MOT_DE_PASSE)
    clavier.presser("Enter")
    expect(page.locator("#id_code")).to_be_visible()
    clavier.ecrire(
        "#id_code", format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))
    )
    clavier.presser("Enter")
    expect(page.locator("h1")).to_contain_text("Comptes de ma structure")
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Accueil")
    page.locator(".ml-outil--compte").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.locator("#id_login")).to_be_visible()
    page.goto("/medecine_legale/actes/")
    expect(page.locator("#id_login")).to_be_visible()
