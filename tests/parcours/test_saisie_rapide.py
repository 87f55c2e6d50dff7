"""The two commonest acts, entered by keyboard: every key press is counted, and so is the machine's time.

A person presses a key every quarter of a second: 30 presses are 7.5 s, to which the measured time of the machine is
added (nothing is slept). Reading the paper is not counted; the entry of the current national tool takes 50 s.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]

TOUCHES_MAXIMALES = 30
SECONDES_MAXIMALES = 20.0
SECONDES_PAR_TOUCHE = 0.25
NUMERO_PV = "2026/04521/117"


class Compteur:
    """A keyboard whose presses are counted, modifiers included."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.touches = 0

    def taper(self, texte: str) -> None:
        for caractere in texte:
            self.page.keyboard.press(caractere)
            self.touches += 1

    def presser(self, touche: str) -> None:
        self.page.keyboard.press(touche)
        self.touches += len(touche.split("+"))


@contextmanager
def _chronometrer(page: Page, record_property: object, quoi: str) -> Iterator[Compteur]:
    """From the list of acts to the record of the act."""
    compteur = Compteur(page)
    debut = time.monotonic()
    yield compteur
    machine = time.monotonic() - debut
    secondes = compteur.touches * SECONDES_PAR_TOUCHE + machine
    record_property(quoi, f"{compteur.touches} keys, machine {machine:.1f} s, in all {secondes:.1f} s")  # type: ignore[operator]
    print(f"{quoi}: {compteur.touches} keys, machine {machine:.1f} s, in all {secondes:.1f} s")  # noqa: T201
    assert compteur.touches <= TOUCHES_MAXIMALES
    assert secondes <= SECONDES_MAXIMALES


@pytest.fixture
def liste(ouvrir, monde):
    """The list of acts of somebody who already entered some: a requester is known, a place and a number follow."""
    assert monde.acte
    page = ouvrir(monde.alice, "/medecine_legale/actes/")
    expect(page.locator("h1")).to_contain_text("Actes")
    return page


def test_a_victim_under_a_new_requisition_takes_at_most_thirty_keys_and_twenty_seconds(
    liste, record_property
):
    page = liste
    with _chronometrer(page, record_property, "victim, new requisition") as clavier:
        clavier.presser("n")
        expect(page.locator("h1")).to_have_text("Saisir un acte")
        clavier.presser("1")  # profile: victim, and on to the number
        clavier.taper(NUMERO_PV)
        clavier.presser("Tab")
        clavier.presser("1")  # the latest requester, and on to the hour
        clavier.taper("m")  # now
        clavier.presser("Tab")
        clavier.presser("6")  # 18 and over
        clavier.presser("1")  # woman
        clavier.presser("1")  # blows
        clavier.presser("Tab")
        clavier.presser("1")  # by the partner
        clavier.presser("Control+Enter")
        expect(page.locator("h1")).to_contain_text("Acte 2026-00042")
    contenu = page.locator("main")
    for dit in (
        "Somatique",
        "18 ans et plus",
        "Féminin",
        "Coups et blessures",
        "Conjugale",
        "Commissariat de Lille",
        NUMERO_PV,
        "Unité médico-judiciaire",
    ):
        expect(contenu).to_contain_text(dit)
    assert page.plaintes == []


def test_a_person_in_custody_under_a_new_requisition_takes_at_most_thirty_keys_and_twenty_seconds(
    liste, record_property
):
    page = liste
    with _chronometrer(page, record_property, "custody, new requisition") as clavier:
        clavier.presser("n")
        expect(page.locator("h1")).to_have_text("Saisir un acte")
        clavier.presser("2")  # profile: custody
        clavier.taper(NUMERO_PV)
        expect(page.locator("[name=natures_violence]")).to_have_count(0)
        clavier.presser("Tab")
        clavier.presser("1")
        clavier.taper("0215")
        clavier.presser("Tab")
        clavier.presser("2")  # of age
        clavier.presser("2")  # man
        clavier.presser("Control+Enter")
        expect(page.locator("h1")).to_contain_text("Acte 2026-00042")
    expect(page.locator("main")).to_contain_text("Nuit profonde")
    assert page.plaintes == []


def test_another_person_of_the_same_report_takes_half_of_it(liste, record_property, monde):
    page = liste
    page.goto(f"/medecine_legale/actes/nouveau/?profil=victime&requisition={monde.requisition.pk}")
    with _chronometrer(page, record_property, "same report, another victim") as clavier:
        for rang, dernier in enumerate(("Control+Shift+Enter", "Control+Enter")):
            expect(page.locator("#id_heure_debut")).to_be_focused()
            expect(page.locator("#id_numero_interne")).to_have_value(f"2026-0004{rang + 2}")
            clavier.taper("m")
            clavier.presser("Tab")
            clavier.presser("6")
            clavier.presser("1")
            clavier.presser("1")
            clavier.presser("Tab")
            clavier.presser("1")
            clavier.presser(dernier)
        expect(page.locator("h1")).to_contain_text("Acte 2026-00043")


def test_a_number_already_used_is_told_while_it_is_typed_with_a_link_to_its_act(liste, monde):
    page = liste
    page.goto("/medecine_legale/actes/nouveau/")
    page.fill("#id_numero_interne", "2026 00041")
    avis = page.locator("#reperes-numero_interne")
    expect(avis).to_contain_text("Ce numéro désigne déjà")
    expect(avis.locator("a")).to_have_attribute("href", f"/medecine_legale/actes/{monde.acte.pk}/")
    page.fill("#id_numero_pv", monde.requisition.numero_pv.replace("/", " "))
    expect(page.locator("#reperes-numero_pv")).to_contain_text("PV connu")
    assert page.plaintes == []
