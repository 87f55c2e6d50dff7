"""Every page of the cast in a real browser, both themes, wide and narrow: nothing serious for axe, nothing cut.

The markup is the same in both themes: in the second one axe looks only at the pages that show a class it has not seen.
The narrow page is the wide one folded: axe looks at it too when it shows such a class; its width is always measured.

`MAILLAGE_GALERIE=folder pytest tests/parcours/test_accessibilite.py` also keeps the screenshots.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings as reglages
from django.urls import reverse
from playwright.sync_api import Error as Erreur
from playwright.sync_api import Page

from tests.monde import ARGUMENTS
from tests.parcours.conftest import LARGEURS
from tests.table_droits import SANS_MARQUE, TABLE

pytestmark = [pytest.mark.navigateur, pytest.mark.lent, pytest.mark.django_db(transaction=True)]
AXE = Path(os.environ.get("MAILLAGE_AXE", reglages.NPM / "axe-core" / "axe.min.js"))
DOSSIER = os.environ.get("MAILLAGE_GALERIE", "")
TELECHARGEMENT = "Download is starting"
SEULES = os.environ.get("MAILLAGE_PAGES", "")


def pages() -> list[str]:
    noms = [
        nom
        for nom, ligne in TABLE.items()
        if ligne.get.startswith("200") and nom not in SANS_MARQUE | {"account_logout"} and SEULES in nom
    ]
    return [*noms, "account_login"] if SEULES in "account_login" else noms


def aller(page: Page, adresse: str) -> bool:
    """Open an address; False when it is no whole page: a file, or a fragment of a page."""
    try:
        reponse = page.goto(adresse)
    except Erreur as erreur:
        if TELECHARGEMENT in str(erreur):
            return False
        raise
    est_html = reponse is not None and reponse.headers["content-type"].startswith("text/html")
    return est_html and "<html" in reponse.text()


EXAMEN = "async () => (await axe.run(document, {resultTypes: ['violations'], preload: false})).violations"


def examiner(page: Page) -> list[str]:
    """What axe finds serious."""
    violations = page.evaluate(EXAMEN)
    return [
        f"{faute['id']}: {noeud['html'][:160]} {noeud['failureSummary'][:200]}"
        for faute in violations
        if faute["impact"] in {"serious", "critical"}
        for noeud in faute["nodes"][:2]
    ]


def depasse(page: Page) -> list[str]:
    trop_large = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return ["wider than the screen"] if trop_large else []


def classes(page: Page) -> set[str]:
    return set(page.evaluate("[...document.querySelectorAll('[class]')].flatMap(e => [...e.classList])"))


@pytest.mark.parametrize("moitie", [0, 1])
@pytest.mark.parametrize("theme", ["neutre", "dsfr"])
def test_every_page_is_accessible_and_within_its_width(ouvrir, monde, theme, moitie):
    monde.notifier(3)
    fautes: list[str] = []
    ouvertes: dict[int | None, Page] = {}
    vues: set[str] = set()
    for nom in pages()[moitie::2]:
        agent = None if nom == "account_login" else monde.place(TABLE[nom].troupe, "proprietaire")
        cle = agent.pk if agent else None
        if cle not in ouvertes:
            ouvertes[cle] = ouvrir(agent, "/aide/", theme=theme)
        page = ouvertes[cle]
        if not aller(page, reverse(nom, kwargs=ARGUMENTS[nom](monde) if nom in ARGUMENTS else {})):
            continue
        siennes = classes(page)
        est_nouvelle = not siennes <= vues
        vues |= siennes
        if est_nouvelle or theme == "neutre":
            page.evaluate(AXE.read_text(encoding="utf-8"))
        for largeur, (large, haut) in LARGEURS.items():
            page.set_viewport_size({"width": large, "height": haut})
            if DOSSIER:
                image = f"{DOSSIER}/{nom.replace(':', '-')}-{theme}-{largeur}.png"
                page.screenshot(path=image, full_page=True)
            trouvees = [*depasse(page), *page.plaintes]
            if est_nouvelle or (largeur == "bureau" and theme == "neutre"):
                trouvees += examiner(page)
            fautes += [f"{nom}, {largeur}: {faute}" for faute in trouvees]
            page.plaintes.clear()
    assert not fautes, "\n".join(fautes)
