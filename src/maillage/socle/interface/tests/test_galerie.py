"""Each page type in a real browser, both themes, both widths: nothing serious for axe, nothing refused by the policy.

`MAILLAGE_GALERIE=folder pytest …/test_galerie.py` also keeps the screenshots.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings as reglages

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
AXE = Path(os.environ.get("MAILLAGE_AXE", reglages.NPM / "axe-core" / "axe.min.js"))
DOSSIER = os.environ.get("MAILLAGE_GALERIE", "")


def examiner(page) -> list[str]:
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


@pytest.mark.parametrize(
    ("theme", "largeur", "sombre"),
    [
        ("neutre", "bureau", False),
        ("neutre", "telephone", True),
        ("dsfr", "bureau", True),
        ("dsfr", "telephone", False),
    ],
)
def test_every_page_type_is_accessible_and_within_its_width(ouvrir, theme, largeur, sombre):
    fautes = []
    page = ouvrir("/galerie/accueil/", theme=theme, largeur=largeur, sombre=sombre)
    racine = page.url.split("/galerie/")[0]
    for nom in PAGES:
        page.goto(f"{racine}/galerie/{nom}" if "?" in nom else f"{racine}/galerie/{nom}/")
        if DOSSIER:
            suffixe = "-sombre" if sombre else ""
            chemin = f"{DOSSIER}/{theme}-{largeur}-{nom.translate(SANS)}{suffixe}.png"
            page.screenshot(path=chemin, full_page=True)
        fautes += [f"{nom}: {faute}" for faute in examiner(page) + page.plaintes]
        page.plaintes.clear()
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            fautes.append(f"{nom}: wider than the screen")
    assert not fautes, "\n".join(fautes)
