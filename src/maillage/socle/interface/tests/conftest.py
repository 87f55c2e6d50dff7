"""A browser, and the gallery opened in it."""

import pytest

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.interface.models import Notification

LARGEURS = {"bureau": (1440, 900), "telephone": (390, 844)}


@pytest.fixture
def alice_et_ses_lignes(creer_agent):
    agent = creer_agent("alice")
    with agir_comme(agent):
        Notification.objects.bulk_create([Notification(agent=agent, texte=str(n)) for n in range(10, 75)])
    return agent


@pytest.fixture
def ouvrir(navigateur, live_server, client, alice_et_ses_lignes, settings):
    """Open a page as Alice; everything that the policy refuses or that breaks is collected."""
    contextes = []

    def _ouvrir(chemin, *, theme="neutre", largeur="bureau", sombre=False, javascript=True):
        settings.MAILLAGE_THEME = theme
        client.force_login(alice_et_ses_lignes)
        contexte = navigateur.new_context(
            viewport={"width": LARGEURS[largeur][0], "height": LARGEURS[largeur][1]},
            color_scheme="dark" if sombre else "light",
            locale="fr-FR",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contextes.append(contexte)
        contexte.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        page = contexte.new_page()
        page.plaintes = []
        page.on("console", lambda m: page.plaintes.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.plaintes.append(str(e)))
        page.goto(f"{live_server.url}{chemin}")
        return page

    yield _ouvrir
    for contexte in contextes:
        contexte.close()
