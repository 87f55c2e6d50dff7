"""Delegated account management: what an administrator may do, and every way of reaching beyond."""

import datetime as dt

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.socle.acces.comptes import actions, portee
from maillage.socle.acces.comptes.tests.conftest import MOT_DE_PASSE, lien
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.droits import COMPTES_GERER
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent, Habilitation, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements
from maillage.socle.journal.models import Evenement

AUJOURD_HUI = timezone.localdate
HIER = dt.timedelta(days=1)


def inviter(
    auteur, role="essai.operateur", *, organisation=None, territoire=None, email="neuve@exemple.invalid"
):
    with agir_comme(auteur):
        return actions.inviter_agent(
            auteur=auteur,
            email=email,
            nom="Neuve",
            prenom="Nora",
            role=role,
            organisation=organisation,
            territoire=territoire,
            date_debut=AUJOURD_HUI(),
        )


def faire(auteur, verbe, **arguments):
    with agir_comme(auteur):
        return verbe(auteur=auteur, **arguments)


def test_an_invited_colleague_chooses_his_own_password_and_the_link_serves_once(administratrice, umj_lille):
    agent = inviter(administratrice, organisation=umj_lille, email="Neuve@Exemple.invalid ")
    assert agent.email == "neuve@exemple.invalid"
    assert not agent.has_usable_password()
    adresse = lien(mail.outbox[0])
    client = Client()
    assert client.get(adresse).status_code == 200
    faible = client.post(adresse, {"password1": "court", "password2": "court"})
    assert faible.status_code == 422
    reponse = client.post(adresse, {"password1": MOT_DE_PASSE, "password2": MOT_DE_PASSE})
    assert reponse["Location"] == reverse("account_login")
    assert client.get(reverse("comptes:mon_compte")).status_code == 302  # the link signs nobody in
    assert client.get(adresse).status_code == 410
    assert Agent.objects.get(pk=agent.pk).check_password(MOT_DE_PASSE)


def test_an_invitation_dies_after_a_week_or_with_the_account(administratrice, umj_lille):
    agent = inviter(administratrice, organisation=umj_lille)
    adresse = lien(mail.outbox[0])
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=8), tick=False):
        assert Client().get(adresse).status_code == 410
    faire(administratrice, actions.desactiver_agent, cible=agent, motif="Erreur de saisie")
    assert Client().get(adresse).status_code == 410


def test_inviting_someone_who_has_an_account_adds_a_role_and_keeps_the_name(
    administratrice, etranger, umj_lille
):
    agent = inviter(administratrice, organisation=umj_lille, email=etranger.email)
    assert agent.pk == etranger.pk
    assert str(Agent.objects.get(pk=etranger.pk)) == "Chloe"
    assert "nouvel accès" in mail.outbox[0].body
    with pytest.raises(ValidationError, match="déjà ce rôle"):
        inviter(administratrice, organisation=umj_lille, email=etranger.email)


# --- Reaching too high or too far ---------------------------------------------------------------------------


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
            agent=partagee, role="essai.operateur", organisation=umj_amiens, date_debut=AUJOURD_HUI() + HIER
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


# --- Closing, opening again, dates, history -----------------------------------------------------------------


def connecte(agent):
    """Sign in without a second factor, whose own tests are elsewhere."""
    from django.conf import settings

    client = Client()
    assert settings.COMPTES_SECOND_FACTEUR is True
    client.force_login(agent)
    return client


@pytest.fixture
def sans_second_facteur(settings, monkeypatch):
    monkeypatch.setattr(
        "maillage.socle.acces.comptes.middleware.doit_avoir_second_facteur", lambda _agent: False
    )


def test_closing_an_account_ends_its_session_for_good(administratrice, operatrice):
    client = Client()
    client.post("/comptes/connexion/", {"login": operatrice.email, "password": MOT_DE_PASSE})
    page = reverse("comptes:mon_compte")
    assert client.get(page).status_code == 200
    faire(administratrice, actions.desactiver_agent, cible=operatrice, motif="Départ")
    assert client.get(page).status_code == 302
    faire(administratrice, actions.reactiver_agent, cible=operatrice)
    assert client.get(page).status_code == 302  # the old session does not come back with the account


def test_what_is_done_to_an_account_is_in_its_history_with_its_reason(administratrice, operatrice):
    faire(administratrice, actions.desactiver_agent, cible=operatrice, motif="Départ en retraite")
    with agir_comme(administratrice):
        motifs = list(
            Evenement.objects.filter(objet_type="annuaire_agent", objet_id=operatrice.pk).values_list(
                "motif", flat=True
            )
        )
    assert motifs == ["Compte désactivé : Départ en retraite"]


def test_a_lost_second_factor_is_taken_away_and_the_person_is_told(
    administratrice, operatrice, sans_second_facteur
):
    TOTP.activate(operatrice, generate_totp_secret())
    client = connecte(administratrice)
    adresse = reverse("comptes:retirer_second_facteur", args=[operatrice.pk])
    assert client.get(adresse).status_code == 200
    client.post(adresse, {"motif": "Téléphone perdu"})
    assert not Authenticator.objects.filter(user=operatrice).exists()
    (message,) = mail.outbox
    assert message.to == [operatrice.email]
    fiche = client.get(reverse("comptes:agent", args=[operatrice.pk])).content.decode()
    assert "Double authentification retirée : Téléphone perdu" in fiche


def test_ending_a_role_takes_the_right_away_at_once(administratrice, compte, umj_lille):
    responsable = compte("remi", "essai.responsable", umj_lille)
    assert perimetre(responsable, COMPTES_GERER) == {umj_lille.pk}
    faire(administratrice, actions.clore_habilitation, habilitation=responsable.habilitations.get())
    assert perimetre(Agent.objects.get(pk=responsable.pk), COMPTES_GERER) == frozenset()


def test_a_dated_role_opens_and_closes_on_its_days(administratrice, operatrice, umj_lille):
    demain = AUJOURD_HUI() + HIER
    faire(
        administratrice,
        actions.accorder_habilitation,
        cible=operatrice,
        role="essai.responsable",
        organisation=umj_lille,
        date_debut=demain,
        date_fin=demain,
    )
    assert perimetre(Agent.objects.get(pk=operatrice.pk), COMPTES_GERER) == frozenset()
    midi = dt.datetime.combine(demain, dt.time(12), tzinfo=dt.UTC)
    for jours, voit in ((0, True), (1, False)):
        with time_machine.travel(midi + dt.timedelta(days=jours), tick=False):
            agent = Agent.objects.get(pk=operatrice.pk)
            assert bool(perimetre(agent, COMPTES_GERER)) is voit


# --- Delegation for an absence ------------------------------------------------------------------------------


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
        Habilitation.objects.filter(agent=administratrice).update(date_fin=AUJOURD_HUI() - HIER)
    assert perimetre(Agent.objects.get(pk=operatrice.pk), COMPTES_GERER) == frozenset()


def test_the_lender_takes_it_back_and_a_third_person_cannot(
    delegation, administratrice, operatrice, etranger
):
    pret = delegation()
    with pytest.raises(AccesRefuse):
        faire(etranger, actions.clore_habilitation, habilitation=pret)
    faire(administratrice, actions.clore_habilitation, habilitation=pret)
    assert perimetre(Agent.objects.get(pk=operatrice.pk), COMPTES_GERER) == frozenset()


# --- The pages ----------------------------------------------------------------------------------------------


def test_the_pages_lead_from_the_invitation_to_the_history(administratrice, umj_lille, sans_second_facteur):
    client = connecte(administratrice)
    reponse = client.post(
        reverse("comptes:inviter"),
        {
            "email": "nora@exemple.invalid",
            "nom": "Neuve",
            "prenom": "Nora",
            "role": "essai.operateur",
            "organisation": umj_lille.pk,
            "date_debut": AUJOURD_HUI().isoformat(),
        },
        follow=True,
    )
    assert "L’invitation part à nora@exemple.invalid" in reponse.content.decode()
    nora = Agent.objects.get(email="nora@exemple.invalid")
    assert "Nora Neuve" in client.get(reverse("comptes:liste"), {"q": "neuv"}).content.decode()
    fiche = client.get(reverse("comptes:agent", args=[nora.pk])).content.decode()
    assert "Compte ouvert" in fiche
    assert "Invitation en attente" in fiche
    client.post(reverse("comptes:modifier", args=[nora.pk]), {"nom": "Neuville", "prenom": "Nora"})
    reponse = client.post(reverse("comptes:desactiver", args=[nora.pk]), {"motif": "Essai"}, follow=True)
    assert "Nora Neuville" in reponse.content.decode()
    assert "Compte désactivé : Essai" in reponse.content.decode()
    client.post(reverse("comptes:reactiver", args=[nora.pk]))
    reponse = client.post(
        reverse("comptes:accorder", args=[nora.pk]),
        {"role": "essai.responsable", "organisation": umj_lille.pk, "date_debut": AUJOURD_HUI().isoformat()},
        follow=True,
    )
    assert "Le rôle est accordé." in reponse.content.decode()
    role = nora.habilitations.get(role="essai.responsable")
    client.post(
        reverse("comptes:dates", args=[role.pk]), {"date_debut": "2026-01-01", "date_fin": "2099-01-01"}
    )
    role.refresh_from_db()
    assert role.date_fin == dt.date(2099, 1, 1)
    client.post(reverse("comptes:clore", args=[role.pk]))
    role.refresh_from_db()
    assert role.date_fin == AUJOURD_HUI() - HIER


def test_a_forged_form_gives_no_role_beyond_reach(
    administratrice, umj_lille, umj_amiens, sans_second_facteur
):
    client = connecte(administratrice)
    for role, organisation in (("essai.administrateur", umj_lille), ("essai.operateur", umj_amiens)):
        reponse = client.post(
            reverse("comptes:inviter"),
            {
                "email": "x@exemple.invalid",
                "nom": "X",
                "role": role,
                "organisation": organisation.pk,
                "date_debut": AUJOURD_HUI().isoformat(),
            },
        )
        assert reponse.status_code == 422
    assert not Agent.objects.filter(email="x@exemple.invalid").exists()


@pytest.mark.parametrize(
    "nom",
    [
        "agent",
        "modifier",
        "corriger_adresse",
        "renvoyer",
        "desactiver",
        "reactiver",
        "accorder",
        "retirer_second_facteur",
    ],
)
def test_the_page_of_somebody_elsewhere_does_not_exist(administratrice, etranger, nom, sans_second_facteur):
    client = connecte(administratrice)
    adresse = reverse(f"comptes:{nom}", args=[etranger.pk])
    assert {client.get(adresse).status_code, client.post(adresse, {}).status_code} <= {404, 405}
    assert client.post(adresse, {}).status_code in {404, 405}


@pytest.mark.parametrize("nom", ["dates", "clore"])
def test_a_role_elsewhere_has_no_page(administratrice, etranger, nom, sans_second_facteur):
    adresse = reverse(f"comptes:{nom}", args=[etranger.habilitations.get().pk])
    assert connecte(administratrice).post(adresse, {"date_debut": "2026-01-01"}).status_code == 404


@pytest.mark.parametrize("nom", ["liste", "inviter"])
def test_without_the_right_there_is_no_account_page(operatrice, nom):
    assert connecte(operatrice).get(reverse(f"comptes:{nom}")).status_code == 404
    assert Client().get(reverse(f"comptes:{nom}")).status_code == 302


def test_a_colleague_delegates_and_takes_back_from_his_account_page(
    administratrice, operatrice, sans_second_facteur
):
    client = connecte(administratrice)
    reponse = client.post(
        reverse("comptes:delegations"),
        {
            "habilitation": administratrice.habilitations.get().pk,
            "delegataire": operatrice.pk,
            "date_debut": AUJOURD_HUI().isoformat(),
            "date_fin": (AUJOURD_HUI() + dt.timedelta(days=3)).isoformat(),
        },
        follow=True,
    )
    assert "La délégation est enregistrée" in reponse.content.decode()
    pret = operatrice.habilitations.get(role="essai.administrateur")
    reponse = client.post(reverse("comptes:terminer_delegation", args=[pret.pk]), follow=True)
    assert "La délégation a pris fin." in reponse.content.decode()
    assert not operatrice.habilitations.filter(pk=pret.pk).exists()


def test_the_list_of_accounts_costs_the_same_for_one_and_for_many(
    administratrice, compte, umj_lille, sans_second_facteur, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = connecte(administratrice)

    def cout():
        with CaptureQueriesContext(
            connection,
        ) as requetes:
            client.get(reverse("comptes:liste"))
        return len(requetes)

    cout()
    un = cout()
    for rang in range(8):
        compte(f"agent{rang}", "essai.operateur", umj_lille)
    assert cout() == un
