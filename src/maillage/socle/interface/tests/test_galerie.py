"""Each page type in a real browser, both themes at night: nothing serious for axe, nothing refused by the policy.

By day they are examined with the real pages (tests/parcours/test_accessibilite.py).

`MAILLAGE_GALERIE=folder pytest …/test_galerie.py` also keeps the screenshots.
"""

import os

import pytest
from tests.axe import examiner

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
DOSSIER = os.environ.get("MAILLAGE_GALERIE", "")


@pytest.mark.parametrize(("theme", "largeur"), [("neutre", "telephone"), ("dsfr", "bureau")])
def test_every_page_type_is_accessible_and_within_its_width(ouvrir, theme, largeur):
    fautes = []
    page = ouvrir("/galerie/accueil/", theme=theme, largeur=largeur, sombre=True)
    racine = page.url.split("/galerie/")[0]
    for nom in PAGES:
        page.goto(f"{racine}/galerie/{nom}" if "?" in nom else f"{racine}/galerie/{nom}/")
        if DOSSIER:
            page.screenshot(path=f"{DOSSIER}/{theme}-{largeur}-{nom.translate(SANS)}.png", full_page=True)
        fautes += [f"{nom}: {faute}" for faute in examiner(page) + page.plaintes]
        page.plaintes.clear()
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            fautes.append(f"{nom}: wider than the screen")
    assert not fautes, "\n".join(fautes)
