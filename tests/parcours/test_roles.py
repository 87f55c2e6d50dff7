"""The day of each role of forensic medicine, in a real browser: signs in, does the task, meets one closed door.

A line of `PARCOURS` is a role: who plays it, what has to exist before, the task done by clicks, then a button that is
not there and an address that answers 404. The same line is a section of the guide (docs/guide/medecine_legale.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.utils import timezone
from playwright.sync_api import Page, expect

from maillage.metiers.medecine_legale import references
from maillage.metiers.medecine_legale.actions.effectifs import enregistrer_effectifs, professions
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Agent, Appartenance, Territoire
from maillage.socle.annuaire.rattachement import recalculer_rattachements
from tests.monde import MOT_DE_PASSE, SECRET, Monde

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]

RACINE = "/medecine_legale"


# --- who plays


def _au_ressort(monde: Monde) -> Agent:
    """A supervisor of the court of appeal of Lille only: Amiens is another's."""
    ressort = Territoire.objects.create(type="cour_appel", code="CA59", nom="Cour d’appel de Douai")
    Appartenance.objects.create(territoire=ressort, organisation=monde.lille)
    return monde._agent("appel", "superviseur_regional", ressort)


def _ministere(nom: str) -> Callable[[Monde], Agent]:
    return lambda monde: monde._agent(nom, "superviseur_national", monde.france)


def _a_lille(nom: str, role: str) -> Callable[[Monde], Agent]:
    return lambda monde: monde._agent(nom, role, monde.lille)


# --- what exists before


def un_acte(monde: Monde) -> None:
    assert monde.acte


def cinq_actes(monde: Monde) -> None:
    """Enough for a figure that no secrecy hides."""
    for rang in range(5):
        monde.enregistrer(f"2026-0010{rang}")


def des_professions(_monde: Monde) -> None:
    with agir_comme(agent_systeme()):
        references.charger_autres_listes()


def un_mois_saisi(monde: Monde) -> None:
    des_professions(monde)
    mois = timezone.localdate().replace(month=1, day=1)
    with agir_comme(monde.adele):
        valeurs = {code: Decimal("1.5") for code in professions(mois)}
        enregistrer_effectifs(agent=monde.adele, structure=monde.lille, valeurs={mois: valeurs})


def un_requerant(monde: Monde) -> None:
    assert monde.commissariat
    recalculer_rattachements()


def un_acte_a_facturer(monde: Monde) -> None:
    assert monde.memoire
    monde.enregistrer("2026-00501", monde.recevoir("2026/00501"))


# --- the task of the day


def cocher(page: Page, champ: str, valeur: str) -> None:
    """Click the words of an option, as a finger does, unless it is already chosen."""
    option = page.locator(f"[name={champ}][value={valeur}]")
    if not option.is_checked():
        page.click(f"label[for={option.get_attribute('id')}]")


def signer_le_mois(page: Page) -> None:
    page.click("nav >> text=Effectifs")
    page.locator("[data-grille] tbody th a").first.click()
    page.click("text=Valider ce mois")
    page.click("text=Signer ce mois")
    page.click("main button:has-text('Signer')")
    expect(page.locator("main h1")).to_contain_text("Signé")
    expect(page.locator("main")).to_contain_text("Empreinte des valeurs signées")


def saisir_les_effectifs(page: Page) -> None:
    page.click("nav >> text=Effectifs")
    page.locator("[data-grille] tbody input").first.fill("4,5")
    page.click("text=Enregistrer la grille")
    expect(page.locator("[data-grille] tbody input").first).to_have_value("4,5")


def saisir_un_acte(page: Page) -> None:
    page.click("nav >> text=Actes")
    page.click("main >> text=Saisir un acte")
    page.check("#profil-garde_a_vue", force=True)
    expect(page.locator("[name=natures_violence]")).to_have_count(0)
    page.fill("#id_numero_pv", "2026/00900")
    page.fill("[name=autre_requerant_recherche]", "commiss")
    expect(page.locator("#id_autre_requerant option:checked")).to_have_text("Commissariat de Lille")
    page.fill("#id_heure_debut", "02:15")
    cocher(page, "types_examen", "somatique")
    cocher(page, "lieu", "commissariat")
    page.fill("#id_numero_interne", "2026-00901")
    cocher(page, "age", "majeur")
    cocher(page, "genre", "masculin")
    page.click("button[data-enregistre]")
    expect(page.locator("h1")).to_contain_text("Acte 2026-00901")
    expect(page.locator("main")).to_contain_text("Nuit profonde")


def saisir_et_declarer(page: Page) -> None:
    saisir_un_acte(page)
    saisir_les_effectifs(page)


def lire_un_acte_sans_identite(page: Page) -> None:
    page.click("nav >> text=Actes")
    page.click(".ml-ligne__lien")
    expect(page.locator("h1")).to_contain_text("Acte 2026-00041")
    expect(page.locator("main")).to_contain_text("Coups et blessures")
    page.click("nav >> text=Historique")
    expect(page.locator(".ml-historique")).to_contain_text("a consulté la fiche")


def lire_les_chiffres(page: Page) -> None:
    page.click("nav >> text=Statistiques")
    expect(page.locator(".ml-phrase")).to_contain_text(re.compile(r"Actes réalisés, .* : 5\b"))
    page.click("nav[aria-label=Statistiques] >> text=Vivant")
    expect(page.locator("main")).to_contain_text("Par type d’examen")
    page.select_option("#filtre_lieu", "national")
    page.click("text=Actualiser")
    expect(page.locator(".ml-surtitre").first).to_contain_text("France")


def lire_les_effectifs(page: Page) -> None:
    page.click("nav >> text=Statistiques")
    page.click("nav[aria-label=Statistiques] >> text=Effectifs")
    expect(page.locator("main")).to_contain_text("un mois manquant n’est pas un zéro")


def ouvrir_un_indicateur(page: Page) -> None:
    page.click("nav >> text=Indicateurs")
    page.get_by_role("link", name="Actes réalisés", exact=True).click()
    expect(page.locator(".ml-phrase")).to_contain_text("Actes réalisés : 5")


def lire_le_ressort(page: Page) -> None:
    page.click("nav >> text=Réquisitions")
    page.click(".ml-ligne__lien")
    expect(page.locator("main")).to_contain_text("seule la structure les voit")
    page.click("nav >> text=Statistiques")
    expect(page.locator(".ml-phrase")).to_contain_text("Unité médico-judiciaire de Lille")


def ajouter_un_lieu(page: Page) -> None:
    page.click("nav >> text=Administration")
    page.click("nav >> text=Profils et listes")
    page.click("main >> text=Lieux")
    page.click("text=Ajouter une valeur")
    page.fill("#id_libelle", "Maison de justice")
    page.locator("[name=profils]").first.check(force=True)
    page.fill("#id_motif", "Demande des structures")
    page.click("button[data-enregistre]")
    expect(page.locator("main table")).to_contain_text("Maison de justice")


def saisir_hors_structure(page: Page) -> None:
    page.click("nav >> text=Saisir")
    expect(page.locator("#profil")).to_have_value("garde_a_vue")
    page.fill("#id_numero_pv", "2026/00815")
    page.fill("[name=autre_requerant_recherche]", "commiss")
    expect(page.locator("#id_autre_requerant option:checked")).to_have_text("Commissariat de Lille")
    cocher(page, "age", "majeur")
    cocher(page, "genre", "masculin")
    page.click("button[data-enregistre]")
    expect(page.locator("h1")).to_contain_text("Acte ")


def etablir_un_memoire(page: Page) -> None:
    page.click("nav >> text=Facturation")
    page.locator("[name=choix]").first.check(force=True)
    page.click("text=Établir un mémoire")
    expect(page.locator("#montants")).to_contain_text("Total")
    page.select_option("#id_juridiction", label="Tribunal de Lille")
    page.click("button[data-enregistre]")
    expect(page.locator("main")).to_contain_text("avant la forclusion")


@dataclass(frozen=True)
class Parcours:
    """A role and its day. `ferme` is an address; {acte} and {lille} stand for objects of Lille."""

    role: str
    qui: Callable[[Monde], Agent]
    avant: Callable[[Monde], None]
    tache: Callable[[Page], None]
    ferme: str
    sans: str
    largeur: str = "bureau"


PARCOURS = (
    Parcours("structure-administrator", lambda m: m.adele, un_mois_saisi, signer_le_mois,
             "/profils/nouveau/", "Administration"),
    Parcours("generic-operator", _a_lille("gilles", "gestionnaire_general"),
             lambda m: (un_requerant(m), des_professions(m))[0], saisir_et_declarer,
             "/effectifs/{lille}/reference/", "Effectif de référence"),
    Parcours("act-operator", lambda m: m.alice, un_requerant, saisir_un_acte,
             "/effectifs/{lille}/reference/", "Enregistrer la grille"),
    Parcours("staffing-operator", _a_lille("edith", "gestionnaire_effectifs"), des_professions,
             saisir_les_effectifs, "/actes/nouveau/", "Effectif de référence"),
    Parcours("guest-inspector", lambda m: m.ines, un_acte, lire_un_acte_sans_identite,
             "/actes/{acte}/certificat/", "Établir le certificat"),
    Parcours("regional-health-agency", lambda m: m.denis, cinq_actes, lire_les_chiffres,
             "/facturation/", "Saisir un acte"),
    Parcours("court-of-appeal", _au_ressort, un_acte, lire_le_ressort, "/requisitions/nouvelle/",
             "Recevoir une réquisition"),
    Parcours("ministry-of-health", _ministere("sante"), un_mois_saisi, lire_les_effectifs,
             "/conservation/", "Administration"),
    Parcours("ministry-of-justice", _ministere("justice"), cinq_actes, lire_les_chiffres,
             "/memoires/", "Facturation"),
    Parcours("ministry-of-the-interior", _ministere("interieur"), cinq_actes, ouvrir_un_indicateur,
             "/actes/{acte}/corriger/", "Saisir un acte"),
    Parcours("super-administrator", lambda m: m.nadia, un_acte, ajouter_un_lieu, "/actes/nouveau/",
             "Saisir un acte"),
    Parcours("proximity-practitioner", lambda m: m.luc, un_requerant, saisir_hors_structure,
             "/effectifs/{lille}/{annee}/", "Effectifs", "telephone"),
    Parcours("billing-clerk", _a_lille("felix", "facturation"), un_acte_a_facturer, etablir_un_memoire,
             "/actes/{acte}/certificat/", "Établir le certificat"),
)  # fmt: skip


def se_connecter(page: Page, agent: Agent) -> None:
    page.fill("#id_login", agent.email)
    page.fill("#id_password", MOT_DE_PASSE)
    page.keyboard.press("Enter")
    expect(page.locator("#id_code, main h1:text-is('Accueil')")).to_be_visible()
    if page.locator("#id_code").count():
        code = format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))
        page.fill("#id_code", code)
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Accueil")


@pytest.mark.parametrize("parcours", PARCOURS, ids=lambda parcours: parcours.role)
def test_each_role_does_its_day_and_meets_its_limit(ouvrir, monde, parcours):
    agent = parcours.qui(monde)
    parcours.avant(monde)
    page = ouvrir(None, "/comptes/connexion/", largeur=parcours.largeur)
    se_connecter(page, agent)
    parcours.tache(page)
    assert page.plaintes == []
    page.locator("header a.ml-marque").click()
    commandes = page.locator("a:visible, button:visible").filter(
        has_text=re.compile(rf"^\s*{parcours.sans}\s*$")
    )
    expect(commandes).to_have_count(0)
    ferme = parcours.ferme.format(
        acte=monde.acte.pk if "{acte}" in parcours.ferme else "",
        lille=monde.lille.pk,
        annee=timezone.localdate().year,
    )
    reponse = page.goto(RACINE + ferme)
    assert reponse is not None
    assert reponse.status == 404
    expect(page.locator("h1")).to_be_visible()
