"""Keyboard, drafts and partial refreshes in a real browser, and the same pages without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.urls("maillage.socle.interface.tests.galerie"),
    pytest.mark.django_db(transaction=True),
]


def test_a_list_is_read_opened_and_come_back_to_by_keyboard(ouvrir):
    page = ouvrir("/galerie/liste/")
    for touche in "jjj":
        page.keyboard.press(touche)
    page.keyboard.press("k")
    assert page.locator(".ml-ligne[data-courante] a").inner_text() == "2026-04111"
    page.keyboard.press("x")
    assert page.locator("#lot").inner_text().startswith("1 ligne cochée")
    page.keyboard.press("Enter")
    page.wait_for_url("**/galerie/fiche/**")
    page.go_back()
    assert page.locator(".ml-ligne[data-courante] a").inner_text() == "2026-04111"
    page.keyboard.press("n")
    page.wait_for_url("**/galerie/saisie/")
    assert page.plaintes == []


def test_slash_searches_and_question_mark_shows_the_keys_of_the_page(ouvrir):
    page = ouvrir("/galerie/liste/")
    page.keyboard.press("?")
    assert page.locator("dialog#raccourcis").is_visible() and page.get_by_text("Ligne suivante").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog#raccourcis").is_visible()
    page.keyboard.press("/")
    page.keyboard.type("zzz j")
    page.locator("#recherche-resultats").get_by_text("Rien trouvé").wait_for()
    assert page.locator(".ml-ligne[data-courante]").count() == 0


def test_typing_in_the_filter_refreshes_the_rows_the_count_and_the_address(ouvrir):
    page = ouvrir("/galerie/liste/")
    page.locator("#filtre_recherche").press_sequentially("33")
    page.locator("#liste-compte", has_text=re.compile(r"^1\s")).wait_for()
    expect(page.locator(".ml-ligne")).to_have_count(1)
    expect(page).to_have_url(re.compile("recherche=33"))
    page.locator(".ml-tag-retirable").click()
    page.wait_for_function("document.querySelectorAll('.ml-ligne').length > 1")
    assert page.plaintes == []


def test_more_criteria_come_when_they_are_opened_then_filter_like_the_others(ouvrir):
    page = ouvrir("/galerie/liste/?tri=texte")
    assert page.locator("#filtre_nuit").count() == 0
    page.get_by_text("Plus de critères").focus()
    page.keyboard.press("Enter")
    page.locator("#filtre_nuit").wait_for()
    assert page.url.endswith("/galerie/liste/?tri=texte")
    page.get_by_label("Actes de nuit seulement").check()
    page.locator(".ml-tag-retirable").wait_for()
    assert "nuit=on" in page.url and "criteres" not in page.url
    assert page.locator("#filtre_unite").is_visible()
    assert page.plaintes == []


def test_more_criteria_without_javascript_are_a_link_to_the_same_page(ouvrir):
    page = ouvrir("/galerie/liste/?recherche=33", javascript=False)
    page.get_by_text("Plus de critères").click()
    page.get_by_role("link", name="Afficher tous les critères").click()
    page.get_by_label("Unité requérante").wait_for()
    expect(page.locator(".ml-ligne")).to_have_count(1)


def test_numbers_choose_an_option_and_ctrl_enter_sends_then_the_errors_take_the_focus(ouvrir):
    page = ouvrir("/galerie/saisie/")
    page.locator("#id_profil_0").focus()
    page.keyboard.press("3")
    assert page.locator("#id_profil_2").is_checked()
    page.keyboard.press("Control+Enter")
    page.locator(".ml-erreurs").wait_for()
    assert page.evaluate("document.activeElement.classList.contains('ml-erreurs')")
    assert page.locator("#id_profil_2").is_checked()
    page.locator(".ml-erreurs a", has_text="Numéro de PV").click()
    assert page.evaluate("document.activeElement.id") == "id_numero_pv"


def test_what_is_typed_is_kept_on_the_server_and_survives_the_end_of_the_session(ouvrir):
    page = ouvrir("/galerie/saisie/")
    etat = page.locator("[data-etat-brouillon]")
    page.locator("#id_numero_pv").press_sequentially("02417/2026")
    etat.get_by_text("Brouillon enregistré à").wait_for(timeout=15_000)
    page.context.clear_cookies()
    page.locator("#id_unite").fill("Brigade de Cassel")
    page.locator("[data-enregistre]").click()
    etat.get_by_text("Votre session a expiré").wait_for()
    assert page.locator("#id_unite").input_value() == "Brigade de Cassel" and page.url.endswith("/saisie/")


def test_a_cut_of_the_network_keeps_what_is_typed_and_says_so(ouvrir):
    page = ouvrir("/galerie/saisie/")
    page.context.set_offline(True)
    page.locator("#id_unite").fill("Brigade de Cassel")
    page.locator("[data-enregistre]").click()
    page.locator("[data-etat-brouillon]").get_by_text("Connexion interrompue").wait_for()
    assert page.locator("#id_unite").input_value() == "Brigade de Cassel"


@pytest.mark.parametrize("theme", ["neutre", "dsfr"])
def test_lists_and_forms_work_without_javascript(ouvrir, theme):
    page = ouvrir("/galerie/liste/", theme=theme, javascript=False)
    page.locator("#filtre_recherche").fill("33")
    page.get_by_role("button", name="Filtrer").click()
    expect(page.locator(".ml-ligne")).to_have_count(1)  # a click returns before its page is whole
    page.locator(".ml-vues summary").click()
    page.locator("#vue-nom").fill("Trente-trois")
    page.locator(".ml-vues").get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("link", name="Trente-trois")).to_be_visible()
    page.goto(page.url.split("/galerie")[0] + "/galerie/saisie/")
    page.locator("[data-enregistre]").click()
    assert "points à corriger" in page.locator(".ml-erreurs").inner_text()


def test_no_page_is_heavier_than_150_kilobytes(ouvrir):
    """HTML, style sheets and scripts once compressed; fonts are kept by the browser for good."""
    page = ouvrir("/galerie/liste/")
    poids = page.evaluate(
        """async () => {
            let total = 0;
            for (const e of [location.href, ...performance.getEntriesByType('resource').map(e => e.name)]) {
                if (/\\.woff2/.test(e)) continue;
                const octets = await (await fetch(e)).blob();
                total += (await new Response(octets.stream().pipeThrough(new CompressionStream('gzip'))).blob()).size;
            }
            return total;
        }"""
    )
    assert poids < 150_000
