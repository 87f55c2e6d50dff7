"""Each page type in a real browser, both themes, both widths: nothing serious for axe, nothing refused by the policy.

`MAILLAGE_GALERIE=folder pytest …/test_galerie.py` also keeps the screenshots.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings as reglages

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.interface.models import Notification

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.urls("maillage.socle.interface.tests.galerie"),
    pytest.mark.django_db(transaction=True),
]
PAGES = [
    "accueil",
    "accueil/?vide&message",
    "liste",
    "liste/?vide",
    "liste/?recherche=1&profil=Âge osseux",
    "fiche",
    "saisie",
    "bord",
    "composants",
    "confirmation",
    "allauth/password/change",
    "allauth/2fa",
]
SANS = str.maketrans("/?&=", "----")
LARGEURS = {"bureau": (1440, 900), "telephone": (390, 844)}
AXE = Path(os.environ.get("MAILLAGE_AXE", reglages.NPM / "axe-core" / "axe.min.js"))
DOSSIER = os.environ.get("MAILLAGE_GALERIE", "")


@pytest.fixture
def alice(creer_agent):
    agent = creer_agent("alice")
    with agir_comme(agent):
        Notification.objects.bulk_create([Notification(agent=agent, texte=str(n)) for n in range(10, 75)])
    return agent


@pytest.fixture
def ouvrir(navigateur, live_server, client, alice, settings):
    """Open a page as Alice; everything that the policy refuses or that breaks is collected."""
    contextes = []

    def _ouvrir(chemin, *, theme="neutre", largeur="bureau", sombre=False, javascript=True):
        settings.MAILLAGE_THEME = theme
        client.force_login(alice)
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


def examiner(page) -> list[str]:
    if "MAILLAGE_SANS_AXE" in os.environ:
        return []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    resultat = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
    )
    return [
        f"{faute['id']}: {noeud['html'][:160]} {noeud['failureSummary'][:300]}"
        for faute in resultat
        if faute["impact"] in {"serious", "critical"}
        for noeud in faute["nodes"][:3]
    ]


@pytest.mark.parametrize("sombre", [False, True], ids=["clair", "sombre"])
@pytest.mark.parametrize("largeur", LARGEURS)
@pytest.mark.parametrize("theme", ["neutre", "dsfr"])
def test_every_page_type_is_accessible_and_within_its_width(ouvrir, theme, largeur, sombre):
    fautes = []
    for nom in PAGES:
        page = ouvrir(
            f"/galerie/{nom}" if "?" in nom else f"/galerie/{nom}/",
            theme=theme,
            largeur=largeur,
            sombre=sombre,
        )
        if DOSSIER:
            suffixe = "-sombre" if sombre else ""
            page.screenshot(
                path=f"{DOSSIER}/{theme}-{largeur}-{nom.translate(SANS)}{suffixe}.png", full_page=True
            )
        fautes += [f"{nom}: {faute}" for faute in examiner(page) + page.plaintes]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            fautes.append(f"{nom}: wider than the screen")
    assert not fautes, "\n".join(fautes)
