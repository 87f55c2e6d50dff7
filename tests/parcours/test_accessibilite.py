"""Every page of the cast in a real browser, both themes, wide and narrow: nothing serious for axe, nothing cut.

`MAILLAGE_GALERIE=folder pytest tests/parcours/test_accessibilite.py` also keeps the screenshots.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings as reglages
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from tests.monde import ARGUMENTS
from tests.table_droits import SANS_MARQUE, TABLE

pytestmark = [pytest.mark.navigateur, pytest.mark.lent, pytest.mark.django_db(transaction=True)]
AXE = Path(os.environ.get("MAILLAGE_AXE", reglages.NPM / "axe-core" / "axe.min.js"))
DOSSIER = os.environ.get("MAILLAGE_GALERIE", "")
SEULES = os.environ.get("MAILLAGE_PAGES", "")


def pages() -> list[str]:
    noms = [
        nom
        for nom, ligne in TABLE.items()
        if ligne.get.startswith("200") and nom not in SANS_MARQUE | {"account_logout"} and SEULES in nom
    ]
    return [*noms, "account_login"] if SEULES in "account_login" else noms


def est_page(client: Client, adresse: str) -> bool:
    """A whole page: neither a file nor a fragment of a page."""
    reponse = client.get(adresse)
    reponse.close()
    est_html = not reponse.streaming and reponse["Content-Type"].startswith("text/html")
    return est_html and b"<html" in reponse.content


def examiner(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
    )
    return [
        f"{faute['id']}: {noeud['html'][:160]} {noeud['failureSummary'][:200]}"
        for faute in violations
        if faute["impact"] in {"serious", "critical"}
        for noeud in faute["nodes"][:2]
    ]


@pytest.mark.parametrize("largeur", ["bureau", "telephone"])
@pytest.mark.parametrize("theme", ["neutre", "dsfr"])
def test_every_page_is_accessible_and_within_its_width(ouvrir, connecter, monde, theme, largeur):
    monde.notifier(3)
    fautes: list[str] = []
    ouvertes: dict[int | None, Page] = {}
    for nom in pages():
        agent = None if nom == "account_login" else monde.place(TABLE[nom].troupe, "proprietaire")
        adresse = reverse(nom, kwargs=ARGUMENTS[nom](monde) if nom in ARGUMENTS else {})
        if not est_page(connecter(agent) if agent else Client(), adresse):
            continue
        cle = agent.pk if agent else None
        if cle not in ouvertes:
            ouvertes[cle] = ouvrir(agent, "/aide/", theme=theme, largeur=largeur)
        page = ouvertes[cle]
        page.goto(adresse)
        if DOSSIER:
            page.screenshot(path=f"{DOSSIER}/{nom.replace(':', '-')}-{theme}-{largeur}.png", full_page=True)
        fautes += [f"{nom}: {faute}" for faute in examiner(page) + page.plaintes]
        page.plaintes.clear()
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            fautes.append(f"{nom}: wider than the screen")
    assert not fautes, "\n".join(fautes)
