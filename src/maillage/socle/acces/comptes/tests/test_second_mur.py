"""What PostgreSQL refuses even if the code forgot to ask."""

import datetime as dt

import pytest
from django.db import DatabaseError

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Habilitation

HORS_PORTEE = pytest.raises(DatabaseError, match="hors de votre portée")
DEMAIN = dt.date(2099, 1, 1)


def donner(auteur, agent, role="essai.operateur", **place):
    with agir_comme(auteur):
        return Habilitation.objects.create(agent=agent, role=role, date_debut=dt.date(2026, 1, 1), **place)


def test_nothing_is_given_outside_ones_places_nor_to_oneself(
    administratrice, operatrice, umj_lille, umj_amiens, nord, france
):
    assert donner(administratrice, operatrice, "essai.responsable", organisation=umj_lille).pk
    for agent, place in (
        (operatrice, {"organisation": umj_amiens}),
        (operatrice, {"territoire": nord}),
        (operatrice, {"territoire": france}),
        (administratrice, {"organisation": umj_lille}),
    ):
        with HORS_PORTEE:
            donner(administratrice, agent, **place)


def test_a_territory_covers_what_is_inside_it_and_nothing_above(
    compte, operatrice, umj_lille, umj_amiens, nord, somme, hauts_de_france
):
    regional = compte("rene", "essai.national", territoire=nord)
    assert donner(regional, operatrice, "essai.responsable", organisation=umj_lille).pk
    assert donner(regional, operatrice, "essai.superviseur", territoire=nord).pk
    for place in ({"organisation": umj_amiens}, {"territoire": somme}, {"territoire": hauts_de_france}):
        with HORS_PORTEE:
            donner(regional, operatrice, **place)


def test_neither_a_foreign_habilitation_nor_ones_own_is_changed_moved_or_deleted(
    administratrice, operatrice, etranger, umj_lille, umj_amiens
):
    for ligne in (etranger.habilitations.get(), administratrice.habilitations.get()):
        for changer in (
            lambda h: Habilitation.objects.filter(pk=h.pk).update(date_fin=DEMAIN),
            lambda h: Habilitation.objects.filter(pk=h.pk).delete(),
        ):
            with HORS_PORTEE, agir_comme(administratrice):
                changer(ligne)
    with HORS_PORTEE, agir_comme(administratrice):
        operatrice.habilitations.update(organisation=umj_amiens)


def test_who_has_no_place_gives_nothing(creer_agent, operatrice, umj_lille):
    with HORS_PORTEE:
        donner(creer_agent("gaelle"), operatrice, organisation=umj_lille)
