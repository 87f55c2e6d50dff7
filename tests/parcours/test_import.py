"""A spreadsheet of acts: its columns are named, its report read, its differences seen, applied, then undone."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.monde import EN_TETES_IMPORT, LIGNE_IMPORTEE

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


def test_a_small_spreadsheet_is_taken_over_then_undone(ouvrir, monde, travailler):
    monde.enregistrer("I-1")
    jour = f"{timezone.localdate():%d/%m/%Y}"
    lignes = [LIGNE_IMPORTEE.format(numero=numero, jour=jour) for numero in ("I-1", "I-2", "I-3", "I-4")]
    lignes[3] = lignes[3].replace("Féminin", "")
    contenu = "\n".join([EN_TETES_IMPORT.replace("Numéro interne", "Dossier"), *lignes]).encode("cp1252")
    page = ouvrir(monde.alice, "/echanges/imports/")
    page.click("a:has-text('Importer : Actes')")
    page.set_input_files(
        "input[type=file]", {"name": "reprise.csv", "mimeType": "text/csv", "buffer": contenu}
    )
    page.click("button:has-text('Lire le fichier')")
    expect(page.locator("h1")).to_contain_text("Associer les colonnes")
    page.get_by_label("Numéro interne").select_option(label="Dossier")
    page.click("button:has-text('Vérifier le fichier')")
    expect(page.locator(".ml-faits")).to_contain_text("Lignes lues")
    expect(
        page.locator("#a-corriger ~ .fr-table, section[aria-labelledby=a-corriger]").first
    ).to_contain_text("Genre")
    expect(page.locator("section[aria-labelledby=differences]")).to_be_visible()
    page.check("#sans_les_erreurs")
    page.click("button:has-text('Importer')")
    travailler()
    expect(page.locator(".fr-alert__title")).to_have_text("Import terminé")
    page.goto("/medecine_legale/actes/?recherche=I-3")
    expect(page.locator("#liste-resultats")).to_contain_text("I-3")
    page.go_back()
    page.click("a:has-text('Annuler cet import')")
    page.click("button:has-text('Annuler l’import')")
    expect(page.locator("main .fr-badge")).to_have_text("Annulée")
    page.goto("/medecine_legale/actes/?recherche=I-3")
    expect(page.locator("#liste-resultats")).to_contain_text("Aucun résultat")
    assert page.plaintes == []
