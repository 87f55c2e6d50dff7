"""Every address of the project, asked by everybody: the answers are those of the rights table, and no other."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.adresses import adresses, demander, est_page, resumer
from tests.listes import LISTES, LISTES_FINIES
from tests.monde import ARGUMENTS, PLACES, Monde
from tests.pages import a_des_lignes, defauts
from tests.table_droits import SANS_JETON, SANS_MARQUE, TABLE

VUES = dict(adresses())
CLES = (
    (), ("pk",), ("genre",), ("cle",), ("code",), ("jeton",), ("pk", "piece"), ("pk", "verbe"), ("pk", "format_"),
    ("code", "format_"), ("uidb36", "key"), ("pk", "genre"), ("format_",), ("structure",), ("structure", "annee"),
    ("structure", "annee", "mois"), ("champ",), ("champ", "pk"),
    ("annee",), ("annee", "format_"), ("pk", "section"), ("pk", "etape"), ("pk", "partie"),
    ("pk", "infraction"), ("filiere",), ("pk", "adressage"), ("mois",), ("pk", "numero"),
    ("fournisseur",),
)  # fmt: skip
PAR_GROUPE = 8


def groupes() -> dict[str, list[str]]:
    """Addresses by cast and service, a few at a time."""
    par_troupe: dict[str, list[str]] = defaultdict(list)
    for nom, ligne in TABLE.items():
        par_troupe[f"{ligne.troupe}-{nom.partition(':')[0]}"].append(nom)
    return {
        f"{troupe}-{debut // PAR_GROUPE}": noms[debut : debut + PAR_GROUPE]
        for troupe, noms in par_troupe.items()
        for debut in range(0, len(noms), PAR_GROUPE)
    }


GROUPES = groupes()


def test_every_address_is_in_the_table_and_the_table_holds_no_other():
    assert set(TABLE) == set(VUES), f"to add: {set(VUES) - set(TABLE)}; gone: {set(TABLE) - set(VUES)}"


def test_every_view_says_what_it_does_or_is_on_the_commented_list():
    assert {nom for nom, vue in VUES.items() if not hasattr(vue, "acces")} == SANS_MARQUE


def test_a_view_declares_what_the_table_says():
    dits = {nom: (vue.acces.genre, vue.acces.droit) for nom, vue in VUES.items() if nom not in SANS_MARQUE}
    assert dits == {nom: (TABLE[nom].genre, TABLE[nom].droit) for nom in dits}


@pytest.mark.django_db
@pytest.mark.parametrize("noms", GROUPES.values(), ids=GROUPES)
def test_each_person_gets_what_the_table_says(monde, noms):
    """Also: every page that somebody gets is a valid page, and a refusal tells nothing.

    Addresses of one cast are asked together: it is made once, and each request is undone.
    """
    troupe = TABLE[noms[0]].troupe
    temoins = {place: monde.client(monde.place(troupe, place)).cookies.output(header="") for place in PLACES}
    fautes = [faute for nom in noms for faute in _ecarts(monde, nom, temoins)]
    assert not fautes, "\n".join(fautes)


def _ecarts(monde: Monde, nom: str, temoins: dict[str, str]) -> set[str]:
    """What differs from the table, and what is wrong in the pages."""
    ligne = TABLE[nom]
    arguments = ARGUMENTS[nom](monde) if nom in ARGUMENTS else {}
    obtenu, fautes = {}, set()
    for place in PLACES:
        for methode, attendu in (("GET", ligne.get), ("POST", ligne.post)):
            client = Client()
            client.cookies.load(temoins[place])
            reponse = demander(client, methode, nom, arguments)
            obtenu[methode, place] = resumer(reponse)
            if est_page(reponse):
                page = reponse.content.decode()
                fautes |= set(defauts(page))
                if nom not in LISTES and nom not in LISTES_FINIES and a_des_lignes(page):
                    fautes.add("this page lists rows: write in tests/listes.py how to make many")
            if attendu.split()[PLACES.index(place)] == "404":
                fautes |= set(_indiscretions(reponse))
    for methode, attendu in (("GET", ligne.get), ("POST", ligne.post)):
        donne = " ".join(obtenu[methode, place] for place in PLACES)
        if donne != attendu:
            fautes.add(f"{methode} gives {donne}, the table says {attendu}")
    return {f"{nom}: {faute}" for faute in fautes}


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
        "numero": 1,
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
