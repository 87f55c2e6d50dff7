"""Every page of the cast in a real browser, both themes, wide and narrow: nothing serious for axe, nothing cut.

What is proper to a page is examined once, wide, in the neutral theme. One that shows a class that none before it did is
examined with its frame, again when folded to the width of a phone, and in the other theme for what a style sheet can
spoil: the markup is the same. The width is measured in each look.

`MAILLAGE_GALERIE=folder pytest tests/parcours/test_accessibilite.py` also keeps the screenshots.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from playwright.sync_api import Error as Erreur
from playwright.sync_api import Page

from maillage.socle.interface.theme import feuilles
from tests.axe import AXE, examiner
from tests.monde import ARGUMENTS
from tests.parcours.conftest import LARGEURS
from tests.table_droits import SANS_MARQUE, TABLE

pytestmark = [pytest.mark.navigateur, pytest.mark.lent, pytest.mark.django_db(transaction=True)]
DOSSIER = os.environ.get("MAILLAGE_GALERIE", "")
TELECHARGEMENT = "Download is starting"
SEULES = os.environ.get("MAILLAGE_PAGES", "")
ASPECTS = [("neutre", "bureau"), ("neutre", "telephone"), ("dsfr", "telephone"), ("dsfr", "bureau")]
SUFFISANTS = ASPECTS[:-1]
"""A page that shows nothing new is wide enough in a wide window, whatever dresses it."""
PARTS = 2
PAGE, CADRE = "main", "html"
TOUTES: list[str] = []
DE_STYLE = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]

CHARGER_AXE = """adresse => new Promise((oui, non) => {
    const script = Object.assign(document.createElement("script"), {src: adresse, onload: oui, onerror: non});
    document.head.append(script);
})"""
HABILLER = """async ([theme, feuilles]) => {
    if (document.body.classList.contains(`ml-theme-${theme}`)) return;
    const liens = [...document.querySelectorAll("link[rel=stylesheet]")];
    const anciens = liens.filter(lien => Object.values(feuilles).flat().includes(lien.getAttribute("href")));
    await Promise.all(feuilles[theme].map(href => new Promise((oui, non) => {
        const lien = document.createElement("link");
        anciens[0].before(Object.assign(lien, {rel: "stylesheet", href, onload: oui, onerror: non}));
    })));
    anciens.forEach(lien => lien.remove());
    for (const nom in feuilles) document.body.classList.toggle(`ml-theme-${nom}`, nom === theme);
}"""


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


def depasse(page: Page) -> list[str]:
    trop_large = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return ["wider than the screen"] if trop_large else []


def classes(page: Page) -> set[str]:
    return set(page.evaluate("[...document.querySelectorAll('[class]')].flatMap(e => [...e.classList])"))


def montrer(page: Page, theme: str, largeur: str) -> None:
    """The same page in another window, dressed by another theme."""
    large, haut = LARGEURS[largeur]
    page.set_viewport_size({"width": large, "height": haut})
    page.evaluate(HABILLER, [theme, {nom: [static(f) for f in feuilles(nom)] for nom in ("neutre", "dsfr")}])


def visiter(page: Page, nom: str, *, est_nouvelle: bool) -> Iterator[str]:
    """What is wrong of an open page, look by look."""
    page.evaluate(CHARGER_AXE, static("axe/axe.min.js"))
    for rang, (theme, largeur) in enumerate(ASPECTS if est_nouvelle or DOSSIER else SUFFISANTS):
        montrer(page, theme, largeur)
        if DOSSIER:
            page.screenshot(path=f"{DOSSIER}/{nom.replace(':', '-')}-{theme}-{largeur}.png", full_page=True)
        fautes = depasse(page)
        if rang == 0:
            fautes += examiner(page, CADRE if est_nouvelle else PAGE)
        elif est_nouvelle:
            fautes += examiner(page, CADRE, TOUTES if theme == "neutre" else DE_STYLE)
        fautes += page.plaintes  # type: ignore[attr-defined]
        page.plaintes.clear()  # type: ignore[attr-defined]
        yield from (f"{nom}, {theme}, {largeur}: {faute}" for faute in fautes)


@pytest.fixture
def axe(settings):
    """Serve axe beside our own scripts: the policy of our pages then lets it in, and the browser keeps it."""
    settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, ("axe", AXE.parent)]
    finders.get_finder.cache_clear()
    yield
    finders.get_finder.cache_clear()


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible_and_within_its_width(ouvrir, identifier, monde, axe, part):
    monde.notifier(3)
    page = ouvrir(None, "/aide/")
    fautes: list[str] = []
    vues: set[str] = set()
    for nom in pages()[part::PARTS]:
        agent = None if nom == "account_login" else monde.place(TABLE[nom].troupe, "proprietaire")
        identifier(page.context, agent)
        if not aller(page, reverse(nom, kwargs=ARGUMENTS[nom](monde) if nom in ARGUMENTS else {})):
            continue
        siennes = classes(page)
        fautes += visiter(page, nom, est_nouvelle=not siennes <= vues)
        vues |= siennes
    assert not fautes, "\n".join(fautes)
