"""A role lent to a colleague for an absence."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from maillage.socle.acces.comptes import actions
from maillage.socle.acces.comptes.tests.conftest import (
    AUJOURD_HUI,
    UN_JOUR,
    faire,
)
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.droits import COMPTES_GERER
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent, Habilitation


@pytest.fixture
def delegation(administratrice, operatrice):
    def deleguer(a=operatrice, par=administratrice, debut=0, fin=7, habilitation=None):
        return faire(
            par,
            actions.deleguer,
            habilitation=habilitation or par.habilitations.get(),
            delegataire=a,
            date_debut=AUJOURD_HUI() + dt.timedelta(days=debut),
            date_fin=AUJOURD_HUI() + dt.timedelta(days=fin),
        )

    return deleguer


def test_a_delegation_lends_the_role_and_ends_by_itself(delegation, operatrice, umj_lille):
    delegation()
    assert perimetre(Agent.objects.get(pk=operatrice.pk), COMPTES_GERER) == {umj_lille.pk}
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=9), tick=False):
        assert perimetre(Agent.objects.get(pk=operatrice.pk), COMPTES_GERER) == frozenset()


def test_what_was_lent_is_not_lent_again(delegation, operatrice, compte, umj_lille):
    pret = delegation()
    bruno = compte("bruno", "essai.operateur", umj_lille)
    with pytest.raises(ValidationError, match="délégué à nouveau"):
        delegation(a=bruno, par=operatrice, habilitation=pret)


def test_nobody_lends_the_role_of_another(delegation, administratrice, operatrice, compte, umj_lille):
    bruno = compte("bruno", "essai.operateur", umj_lille)
    with pytest.raises(AccesRefuse):
        delegation(a=bruno, par=operatrice, habilitation=administratrice.habilitations.get())


@pytest.mark.parametrize(
    ("debut", "fin", "message"),
    [(-1, 3, "dans le passé"), (3, 1, "précède"), (0, 200, "trois mois au plus")],
)
def test_a_delegation_has_sensible_dates(delegation, debut, fin, message):
    with pytest.raises(ValidationError, match=message):
        delegation(debut=debut, fin=fin)


def test_a_role_is_lent_to_a_colleague_of_the_same_place_only(delegation, etranger):
    with pytest.raises(ValidationError, match="même endroit"):
        delegation(a=etranger)


def test_a_delegation_never_outlives_the_role_it_comes_from(delegation, administratrice, operatrice):
    with agir_comme(agent_systeme()):
        Habilitation.objects.filter(agent=administratrice).update(
            date_fin=AUJOURD_HUI() + dt.timedelta(days=3)
        )
    with pytest.raises(ValidationError, match="Votre propre rôle prend fin"):
        delegation(fin=7)
    delegation(fin=3)
    with agir_comme(agent_systeme()):
        Habilitation.objects.filter(agent=administratrice).update(date_fin=AUJOURD_HUI() - UN_JOUR)
    assert perimetre(Agent.objects.get(pk=operatrice.pk), COMPTES_GERER) == frozenset()


def test_the_lender_takes_it_back_and_a_third_person_cannot(
    delegation, administratrice, operatrice, etranger
):
    pret = delegation()
    with pytest.raises(AccesRefuse):
        faire(etranger, actions.clore_habilitation, habilitation=pret)
    faire(administratrice, actions.clore_habilitation, habilitation=pret)
    assert perimetre(Agent.objects.get(pk=operatrice.pk), COMPTES_GERER) == frozenset()
