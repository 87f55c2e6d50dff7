"""Entered once: a requisition becomes an act, a certificate, a figure, a deadline and a history.

The secretary of Lille does it by keyboard only, then without JavaScript; the one of Amiens sees none of it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.parcours.conftest import Clavier

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"
DES_FICHES = re.compile(r"/(requisitions|actes)/\d+/")


def test_one_entry_by_keyboard_feeds_everything_and_the_other_unit_sees_nothing(ouvrir, monde):
    page = ouvrir(monde.alice if monde.commissariat else None)
    visitees: set[str] = set()
    page.on("framenavigated", lambda cadre: visitees.add(cadre.url))
    clavier = Clavier(page)
    recevoir_au_clavier(page, clavier)
    saisir_au_clavier(page, clavier)
    certifier_au_clavier(page, clavier)
    telecharger_au_clavier(page, clavier)
    retrouver_au_clavier(page, clavier)
    assert page.plaintes == []
    fiches = sorted(adresse for adresse in visitees if DES_FICHES.search(adresse))
    assert len(fiches) >= 4, fiches
    ailleurs = ouvrir(monde.chloe)
    for adresse in fiches:
        reponse = ailleurs.goto(adresse)
        assert reponse is not None and reponse.status == 404, adresse
        assert "Lefèvre" not in ailleurs.content() and "2026/00777" not in ailleurs.content()


def recevoir_au_clavier(page: Page, clavier: Clavier) -> None:
    expect(page.locator("main")).to_contain_text("Rien à faire")
    clavier.activer("a[href='/medecine_legale/requisitions/']")
    expect(page.locator("h1")).to_contain_text("Réquisitions")
    clavier.presser("n")
    expect(page.locator("h1")).to_have_text("Recevoir une réquisition")
    clavier.ecrire("[name=requerant_recherche]", "commiss")
    expect(page.locator("#id_requerant option:checked")).to_have_text("Commissariat de Lille")
    clavier.ecrire("#id_numero_pv", "2026/00777")
    clavier.ecrire("#id_date_limite", f"0101{timezone.localdate().year + 1}")
    clavier.ecrire("#id_mission", "Examiner la victime, fixer l’incapacité totale de travail.")
    clavier.deposer("#id_fichier", "requisition.pdf", PDF)
    clavier.activer("button[name=saisir_acte]")


def saisir_au_clavier(page: Page, clavier: Clavier) -> None:
    expect(page.locator("h1")).to_have_text("Saisir un acte")
    expect(page.locator("#id_requisition option:checked")).to_contain_text("2026/00777")
    clavier.ecrire("#id_heure_debut", "1005")
    for champ, option in (
        ("age", "6"),  # 18 ans et plus
        ("genre", "1"),
        ("natures_violence", "1"),
        ("contextes_violence", "1"),
    ):
        clavier.aller(f"[name={champ}]")
        clavier.presser(option)
    clavier.ecrire("#id_numero_interne", "2026-00777")
    clavier.ecrire("#id_itt_jours", "5")
    clavier.ecrire("#id_nom", "Lefèvre")
    clavier.ecrire("#id_prenom", "Zoé")
    clavier.presser("Control+Enter")
    expect(page.locator("h1")).to_contain_text("Acte 2026-00777")


def certifier_au_clavier(page: Page, clavier: Clavier) -> None:
    clavier.presser("c")
    expect(page.locator("h1")).to_have_text("Établir le certificat de constatation")
    expect(page.locator("#id_nom")).to_have_value("Lefèvre")
    clavier.ecrire("#id_constatations", "Ecchymose de trois centimètres à la joue gauche.")
    clavier.presser("Control+Enter")
    expect(page.locator("main")).to_contain_text("Certificat initial du")


def telecharger_au_clavier(page: Page, clavier: Clavier) -> None:
    clavier.aller("a[href$='/fichier/']")
    with page.expect_download() as telechargement:
        clavier.presser("Enter")
    assert telechargement.value.suggested_filename.endswith(".pdf")
    contenu = Path(telechargement.value.path()).read_bytes()
    assert contenu.startswith(b"%PDF-") and len(contenu) > 5000


def retrouver_au_clavier(page: Page, clavier: Clavier) -> None:
    """The list, the figure, the deadline and the history know of it, and nobody told them."""
    clavier.activer("a[href='/medecine_legale/actes/']")
    expect(page.locator("h1")).to_contain_text("Actes")
    clavier.presser("j")
    expect(page.locator(".ml-ligne[data-courante]")).to_contain_text("2026-00777")
    clavier.presser("Enter")
    expect(page.locator("h1")).to_contain_text("Acte 2026-00777")
    clavier.activer("a[href$='/historique/']")
    expect(page.locator(".ml-historique")).to_contain_text("Alice a consulté la fiche")
    expect(page.locator(".ml-historique")).to_contain_text("Alice a créé")
    clavier.presser("h")
    expect(page.locator("main")).to_contain_text("Répondre à la réquisition")
    expect(page.locator(".ml-chiffres")).to_contain_text(re.compile(r"Actes réalisés, \d{4}\s*1\b"))
    clavier.activer("a[href='/indicateurs/medecine_legale.actes/']")
    expect(page.locator("h1")).to_have_text("Actes réalisés")
    expect(page.locator(".ml-phrase")).to_contain_text("Actes réalisés : 1")


def test_the_same_entry_is_done_without_javascript(ouvrir, monde):
    page = ouvrir(
        monde.alice if monde.commissariat else None,
        "/medecine_legale/requisitions/nouvelle/",
        javascript=False,
    )
    page.fill("[name=requerant_recherche]", "commiss")
    page.fill("#id_numero_pv", "2026/00778")
    page.fill("#id_mission", "Examiner la personne gardée à vue.")
    page.set_input_files("#id_fichier", {"name": "r.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.click("button[name=saisir_acte]")
    page.check("#profil-garde_a_vue")
    page.click("button[name=changer_profil]")
    expect(page.locator("[name=natures_violence]")).to_have_count(0)
    page.fill("#id_numero_interne", "2026-00778")
    page.fill("#id_heure_debut", "02:15")
    page.check("[name=age][value=majeur]")
    page.check("[name=genre][value=masculin]")
    page.click("button[data-enregistre]")
    expect(page.locator("h1")).to_contain_text("Acte 2026-00778")
    expect(page.locator("main")).to_contain_text("Nuit profonde")
    page.goto("/medecine_legale/actes/?recherche=2026-00778")
    page.click(".ml-ligne__lien")
    page.click("text=Établir le certificat")
    page.fill("#id_nom", "Lefèvre")
    page.fill("#id_prenom", "Zoé")
    page.fill("#id_constatations", "État compatible avec la garde à vue.")
    page.click("button[data-enregistre]")
    with page.expect_download() as telechargement:
        page.click("a[href$='/fichier/']")
    assert Path(telechargement.value.path()).read_bytes().startswith(b"%PDF-")
