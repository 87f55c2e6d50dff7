"""Every address of the project, asked by everybody: the answers are those of the rights table, and no other."""

from __future__ import annotations

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.adresses import adresses, demander, est_page, resumer
from tests.listes import LISTES, LISTES_FINIES
from tests.monde import ARGUMENTS, PLACES
from tests.pages import a_des_lignes, defauts
from tests.table_droits import SANS_JETON, SANS_MARQUE, TABLE

VUES = dict(adresses())
CLES = (
    (), ("pk",), ("genre",), ("cle",), ("code",), ("jeton",), ("pk", "piece"), ("pk", "verbe"), ("pk", "format_"),
    ("code", "format_"), ("uidb36", "key"), ("pk", "genre"), ("format_",), ("structure",), ("structure", "annee"),
    ("structure", "annee", "mois"), ("champ",), ("champ", "pk"),
    ("annee",), ("annee", "format_"), ("pk", "section"), ("pk", "etape"), ("pk", "partie"),
    ("pk", "infraction"), ("filiere",), ("pk", "adressage"), ("mois",),
)  # fmt: skip


def test_every_address_is_in_the_table_and_the_table_holds_no_other():
    assert set(TABLE) == set(VUES), f"to add: {set(VUES) - set(TABLE)}; gone: {set(TABLE) - set(VUES)}"


def test_every_view_says_what_it_does_or_is_on_the_commented_list():
    assert {nom for nom, vue in VUES.items() if not hasattr(vue, "acces")} == SANS_MARQUE


@pytest.mark.parametrize("nom", sorted(set(TABLE) - SANS_MARQUE))
def test_a_view_declares_what_the_table_says(nom):
    acces = VUES[nom].acces
    assert (acces.genre, acces.droit) == (TABLE[nom].genre, TABLE[nom].droit)


@pytest.mark.django_db
@pytest.mark.parametrize("nom", TABLE)
def test_each_person_gets_what_the_table_says(monde, nom):
    """Also: every page that somebody gets is a valid page, and a refusal tells nothing."""
    ligne = TABLE[nom]
    arguments = ARGUMENTS[nom](monde) if nom in ARGUMENTS else {}
    obtenu, fautes = {}, []
    for place in PLACES:
        client = monde.client(monde.place(ligne.troupe, place))
        for methode, attendu in (("GET", ligne.get), ("POST", ligne.post)):
            reponse = demander(client, methode, nom, arguments)
            obtenu[methode, place] = resumer(reponse)
            if est_page(reponse):
                page = reponse.content.decode()
                fautes += defauts(page)
                if nom not in LISTES and nom not in LISTES_FINIES and a_des_lignes(page):
                    fautes.append("this page lists rows: write in tests/listes.py how to make many")
            if attendu.split()[PLACES.index(place)] == "404":
                fautes += _indiscretions(reponse)
    for methode, attendu in (("GET", ligne.get), ("POST", ligne.post)):
        assert " ".join(obtenu[methode, place] for place in PLACES) == attendu, methode
    assert not fautes, "\n".join(sorted(set(fautes)))


def _indiscretions(reponse: HttpResponseBase) -> list[str]:
    texte = reponse.content.decode()
    return [f"a refusal says {mot!r}" for mot in ("2026/00123", "2026-00041", "Lefèvre") if mot in texte]


@pytest.mark.django_db
def test_no_address_accepts_a_form_without_its_token():
    client = Client(enforce_csrf_checks=True)
    reponses = {nom: client.post(_adresse_quelconque(nom), {"essai": "1"}).status_code for nom in VUES}
    assert {nom for nom, statut in reponses.items() if statut not in (403, 405)} <= set(SANS_JETON)


def _adresse_quelconque(nom: str) -> str:
    """Return the address with arguments that lead nowhere."""
    bidon = {
        "pk": 1,
        "piece": 1,
        "filiere": 1,
        "adressage": 1,
        "partie": 1,
        "infraction": 1,
        "structure": 1,
        "annee": 2026,
        "mois": 1,
        "format_": "csv",
        "uidb36": "1",
        "key": "faux-lien",
    }
    for cles in CLES:
        try:
            return reverse(nom, kwargs={cle: bidon.get(cle, "x") for cle in cles})
        except NoReverseMatch:
            continue
    raise AssertionError(f"{nom} takes other arguments: add them to CLES")
