"""Every address of the project, asked by everybody: the answers are those of the rights table, and no other."""

from __future__ import annotations

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.adresses import adresses, demander, est_page, resumer
from tests.monde import ARGUMENTS, PLACES
from tests.pages import defauts
from tests.table_droits import SANS_JETON, SANS_MARQUE, TABLE

VUES = dict(adresses())


def test_every_address_is_in_the_table_and_the_table_holds_no_other():
    assert set(TABLE) == set(VUES), f"to add: {set(VUES) - set(TABLE)}; gone: {set(TABLE) - set(VUES)}"


def test_every_view_says_what_it_does_or_is_on_the_commented_list():
    assert {nom for nom, vue in VUES.items() if not hasattr(vue, "acces")} == set(SANS_MARQUE)


@pytest.mark.parametrize("nom", TABLE)
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
                fautes += defauts(reponse.content.decode())
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
    accepte = set()
    for nom, vue in VUES.items():
        if vue.acces.genre in ("ecriture", "publique"):
            reponse = client.post(_adresse_quelconque(nom), {"essai": "1"})
            if reponse.status_code not in (403, 405):
                accepte.add(nom)
    assert accepte == set(SANS_JETON)


def _adresse_quelconque(nom: str) -> str:
    bidon = {"pk": 1, "piece": 1, "genre": "x", "cle": "x", "code": "x", "jeton": "x", "format_": "csv"}
    for cles in (
        (),
        ("pk",),
        ("genre",),
        ("cle",),
        ("code",),
        ("jeton",),
        ("pk", "piece"),
        ("pk", "format_"),
    ):
        try:
            return reverse(nom, kwargs={cle: bidon[cle] for cle in cles})
        except NoReverseMatch:
            continue
    return reverse(nom, kwargs={"uidb36": "1", "key": "faux-lien"})
