"""A hearing kept by keyboard, with the network cut in the middle: every line is there, once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from maillage.metiers.audiences.models import LigneNote
from maillage.socle.acces.contexte import agir_comme

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


def test_lines_typed_without_network_wait_sealed_and_are_written_once_when_it_comes_back(ouvrir, monde):
    passage, greffiere = monde.audiences.passage, monde.audiences.gisele
    page = ouvrir(greffiere, f"/audiences/{passage.audience_id}/direct/")
    expect(page.locator("#etat")).to_contain_text("Tout est enregistré")
    page.keyboard.press("a")
    expect(page.locator("#lignes > li")).to_have_count(1)
    page.context.set_offline(True)
    for touche, texte in (("n", "Un incident."), ("r", "Deux mois.")):
        page.keyboard.press(touche)
        page.keyboard.type(texte)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#composer-texte")).to_have_value("")
        page.keyboard.press("Escape")
    expect(page.locator("#etat")).to_have_text("2 éléments en attente, hors ligne")
    expect(page.locator("#attente")).to_contain_text("Réquisitions : Deux mois.")
    page.context.set_offline(False)
    expect(page.locator("#lignes > li")).to_have_count(3)
    expect(page.locator("#attente")).to_be_empty()
    page.reload()
    expect(page.locator("#lignes > li")).to_have_count(3)
    expect(page.locator("#dossiers")).to_contain_text("Débattu")
    with agir_comme(greffiere):
        assert [ligne.genre for ligne in LigneNote.objects.order_by("horodatage")] == [
            "appel", "libre", "requisitions"]  # fmt: skip
