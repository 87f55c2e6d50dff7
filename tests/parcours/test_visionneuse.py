"""A record on screen, by keyboard, in a real browser: nothing that the policy of the page refuses, nothing cut."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.axe import examiner
from tests.parcours.test_accessibilite import depasse

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


def test_a_nurse_opens_a_record_turns_its_sheet_and_searches_without_a_mouse(ouvrir, monde):
    dossier = monde.consultation.lisible
    page = ouvrir(monde.consultation.ivan, "/numerisation/consulter/")
    page.keyboard.type(dossier.etiquette.lisible)  # the field has the focus: a scanner is a keyboard
    page.keyboard.press("Enter")
    page.get_by_role("link", name=str(dossier)).press("Enter")
    page.get_by_label("Visite ou examen du salarié").press("Space")
    page.keyboard.press("Control+Enter")
    feuille = page.locator("[data-feuille]")
    expect(feuille.locator("img")).to_have_js_property("complete", True)
    assert feuille.locator("img").evaluate("image => image.naturalWidth") > 0
    page.keyboard.press("r")
    expect(feuille).to_have_attribute("data-quarts", "1")
    page.keyboard.press("+")
    expect(feuille).to_have_attribute("data-zoom", "2")
    page.keyboard.press("f")
    expect(page.locator("#chercher")).to_be_focused()
    assert examiner(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert [*depasse(page), *page.plaintes] == []


def test_nothing_of_a_page_is_printed_from_the_viewer_itself(ouvrir, monde):
    dossier = monde.consultation.lisible
    page = ouvrir(monde.consultation.ivan, f"/numerisation/consulter/{dossier.pk}/ouvrir/")
    page.get_by_label("Visite ou examen du salarié").press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-feuille] img")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("[data-feuille] img")).to_be_hidden()
    expect(page.locator(".vi-papier")).to_be_visible()
