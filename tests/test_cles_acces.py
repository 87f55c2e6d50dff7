"""A passkey, from enrolment to signing in with it, in a real browser with a virtual authenticator."""

import pytest
from django.urls import reverse

from maillage.config.cli import navigateur as chromium

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
MOT_DE_PASSE = "Soleil-d'hiver-59"


@pytest.fixture
def page(monkeypatch):
    # Playwright keeps an event loop in this thread; Django would refuse the queries that the test itself makes.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with chromium.ouvrir(pour_tests=True) as navigateur:
        contexte = navigateur.new_context(locale="fr-FR")
        page = contexte.new_page()
        cdp = contexte.new_cdp_session(page)
        cdp.send("WebAuthn.enable")
        cdp.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        yield page
        contexte.close()


def test_a_passkey_is_added_then_opens_the_account_without_any_password(
    page, live_server, creer_agent, settings
):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the test server has no TLS
    agent = creer_agent("alice")
    agent.set_password(MOT_DE_PASSE)
    agent.save()
    refus: list[str] = []
    page.on("console", lambda message: refus.append(message.text) if message.type == "error" else None)

    def aller(nom: str) -> None:
        page.goto(f"{live_server.url}{reverse(nom)}")

    aller("account_login")
    page.fill("[name=login]", agent.email)
    page.fill("[name=password]", MOT_DE_PASSE)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    page.wait_for_url(f"{live_server.url}/")
    aller("mfa_add_webauthn")
    page.fill("[name=name]", "Poste du bureau")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(f"**{reverse('mfa_view_recovery_codes')}")
    aller("mfa_list_webauthn")
    assert "Poste du bureau" in page.inner_text("main")

    page.context.clear_cookies()
    aller("comptes:mon_compte")
    assert reverse("account_login") in page.url
    page.click("#passkey_login")
    page.wait_for_url(f"{live_server.url}{reverse('comptes:mon_compte')}")
    assert agent.email in page.inner_text("main")
    assert refus == []
