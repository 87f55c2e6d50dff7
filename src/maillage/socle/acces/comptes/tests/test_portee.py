"""Every way of reaching too high or too far in the management of accounts."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from maillage.socle.acces.comptes import actions, portee
from maillage.socle.acces.comptes.tests.conftest import (
    AUJOURD_HUI,
    MOT_DE_PASSE,
    UN_JOUR,
    connecte,
    faire,
    inviter,
    lien,
)
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.annuaire.models import Agent, Habilitation, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements


@pytest.mark.parametrize(
    "role",
    ["essai.administrateur", "essai.national", "essai.superviseur", "autre.operateur", "essai.inconnu"],
)
def test_no_role_as_high_higher_territorial_foreign_or_unknown_is_given(administratrice, umj_lille, role):
    with pytest.raises(AccesRefuse):
        inviter(administratrice, role, organisation=umj_lille)
    assert not Agent.objects.filter(email="neuve@exemple.invalid").exists()
    assert mail.outbox == []


def test_no_role_is_given_in_another_structure_or_on_a_territory(administratrice, umj_amiens, france, nord):
    for place in (
        {"organisation": umj_amiens},
        {"territoire": france, "role": "essai.national"},
        {"territoire": nord, "role": "essai.superviseur"},
        {"territoire": nord},
        {},
    ):
        with pytest.raises(AccesRefuse):
            inviter(administratrice, **place)


def test_a_hospital_administrator_reaches_the_units_below_and_not_the_reverse(compte, umj_lille):
    with agir_comme(agent_systeme()):
        hopital = Organisation.objects.create(
            type="etablissement_sante", nom="CHU", commune=umj_lille.commune, est_gestionnaire=True
        )
        Organisation.objects.filter(pk=umj_lille.pk).update(parent=hopital)
        recalculer_rattachements([hopital.pk, umj_lille.pk])
    chef = compte("chef", "essai.administrateur", hopital)
    sous_chef = compte("sous", "essai.administrateur", umj_lille)
    assert inviter(chef, organisation=umj_lille).pk
    with pytest.raises(AccesRefuse):
        inviter(sous_chef, organisation=hopital, email="autre@exemple.invalid")


def test_a_territorial_administrator_gives_lower_roles_inside_the_territory_only(
    compte, umj_lille, umj_amiens, nord, somme, hauts_de_france
):
    regional = compte("rene", "essai.national", territoire=nord)
    assert inviter(regional, organisation=umj_lille).pk
    assert inviter(regional, "essai.superviseur", territoire=nord, email="s@exemple.invalid").pk
    for place in (
        {"organisation": umj_amiens},
        {"role": "essai.superviseur", "territoire": somme},
        {"role": "essai.superviseur", "territoire": hauts_de_france},
        {"role": "essai.national", "territoire": nord},
    ):
        with pytest.raises(AccesRefuse):
            inviter(regional, **place, email="x@exemple.invalid")


def test_nobody_raises_his_own_role_nor_touches_his_own_dates(administratrice, umj_lille):
    with pytest.raises(AccesRefuse):
        faire(
            administratrice,
            actions.accorder_habilitation,
            cible=administratrice,
            role="essai.operateur",
            organisation=umj_lille,
            date_debut=AUJOURD_HUI(),
        )
    with pytest.raises(AccesRefuse):
        inviter(administratrice, organisation=umj_lille, email=administratrice.email)
    with pytest.raises(AccesRefuse):
        faire(
            administratrice,
            actions.modifier_dates,
            habilitation=administratrice.habilitations.get(),
            date_debut=AUJOURD_HUI(),
            date_fin=None,
        )


def test_the_account_of_a_machine_is_not_turned_into_a_persons(administratrice, umj_lille):
    with agir_comme(agent_systeme()):
        machine = Agent.objects.create(email="a1b2@client.invalid", password="!")
        Habilitation.objects.create(
            agent=machine, role="essai.operateur", organisation=umj_lille, date_debut=AUJOURD_HUI()
        )
        assert machine not in portee.agents_visibles(administratrice)
    with pytest.raises(AccesRefuse):
        faire(administratrice, actions.corriger_adresse, cible=machine, email="pirate@exemple.invalid")


def test_an_operator_manages_nobody(operatrice, compte, umj_lille):
    bruno = compte("bruno", "essai.operateur", umj_lille)
    with pytest.raises(AccesRefuse):
        inviter(operatrice, organisation=umj_lille)
    for verbe, arguments in (
        (actions.modifier_identite, {"nom": "X", "prenom": "Y"}),
        (actions.desactiver_agent, {"motif": "x"}),
    ):
        with pytest.raises(AccesRefuse):
            faire(operatrice, verbe, cible=bruno, **arguments)


@pytest.mark.parametrize(
    ("verbe", "arguments"),
    [
        (actions.modifier_identite, {"nom": "X", "prenom": "Y"}),
        (actions.corriger_adresse, {"email": "pirate@exemple.invalid"}),
        (actions.desactiver_agent, {"motif": "x"}),
        (actions.reactiver_agent, {}),
        (actions.renvoyer_invitation, {}),
        (actions.retirer_second_facteur, {"motif": "x"}),
    ],
)
def test_an_account_outside_above_or_shared_with_another_structure_is_not_edited(
    administratrice, etranger, compte, umj_lille, umj_amiens, france, verbe, arguments
):
    partagee = compte("paule", "essai.operateur", umj_lille)
    with agir_comme(agent_systeme()):
        Habilitation.objects.create(
            agent=partagee,
            role="essai.operateur",
            organisation=umj_amiens,
            date_debut=AUJOURD_HUI() + UN_JOUR,
        )
    paire = compte("pair", "essai.administrateur", umj_lille)
    nationale = compte("nadia", "essai.national", territoire=france)
    for cible in (etranger, partagee, paire, nationale, administratrice, agent_systeme()):
        with pytest.raises(AccesRefuse):
            faire(administratrice, verbe, cible=cible, **arguments)
        assert Agent.objects.get(pk=cible.pk).email == cible.email


def test_giving_a_local_role_to_a_higher_account_does_not_capture_it(
    administratrice, compte, umj_lille, france
):
    nationale = compte("nadia", "essai.national", territoire=france)
    inviter(administratrice, organisation=umj_lille, email=nationale.email)
    with pytest.raises(AccesRefuse):
        faire(administratrice, actions.desactiver_agent, cible=nationale, motif="x")
    with pytest.raises(AccesRefuse):
        faire(administratrice, actions.modifier_identite, cible=nationale, nom="X", prenom="Y")


def test_a_role_held_elsewhere_is_neither_shown_nor_changed(administratrice, etranger, umj_lille):
    inviter(administratrice, organisation=umj_lille, email=etranger.email)
    ailleurs = etranger.habilitations.exclude(organisation=umj_lille).get()
    with agir_comme(administratrice):
        visibles = portee.habilitations_visibles(administratrice, etranger)
    assert [h.organisation_id for h in visibles] == [umj_lille.pk]
    for verbe, arguments in (
        (actions.clore_habilitation, {}),
        (actions.modifier_dates, {"date_debut": AUJOURD_HUI(), "date_fin": None}),
    ):
        with pytest.raises(AccesRefuse):
            faire(administratrice, verbe, habilitation=ailleurs, **arguments)


def test_the_address_of_an_accepted_account_is_out_of_reach_and_so_is_its_password(
    administratrice, operatrice, sans_second_facteur
):
    with pytest.raises(ValidationError, match="déjà activé"):
        faire(administratrice, actions.corriger_adresse, cible=operatrice, email="pirate@exemple.invalid")
    with pytest.raises(ValidationError, match="déjà choisi son mot de passe"):
        faire(administratrice, actions.renvoyer_invitation, cible=operatrice)
    assert mail.outbox == []
    connecte(administratrice).post(
        reverse("comptes:modifier", args=[operatrice.pk]),
        {"nom": "Alice", "password": "Pirate-pirate-1", "email": "pirate@exemple.invalid"},
    )
    operatrice.refresh_from_db()
    assert operatrice.check_password(MOT_DE_PASSE)
    assert operatrice.email == "alice@exemple.invalid"


def test_a_mistaken_address_is_corrected_before_activation_and_the_first_link_dies(
    administratrice, umj_lille
):
    agent = inviter(administratrice, organisation=umj_lille, email="faute@exemple.invalid")
    premier = lien(mail.outbox[0])
    faire(administratrice, actions.corriger_adresse, cible=agent, email="juste@exemple.invalid")
    assert mail.outbox[1].to == ["juste@exemple.invalid"]
    assert Client().get(premier).status_code == 410
