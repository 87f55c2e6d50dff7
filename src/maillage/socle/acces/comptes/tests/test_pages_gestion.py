"""Delegated account management as an administrator meets it, page by page."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.socle.acces.comptes.tests.conftest import AUJOURD_HUI, UN_JOUR, connecte
from maillage.socle.annuaire.models import Agent


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
    assert role.date_fin == AUJOURD_HUI() - UN_JOUR


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
    administratrice, compte, umj_lille, sans_second_facteur
):
    client = connecte(administratrice)

    def cout():
        with CaptureQueriesContext(connection) as requetes:
            client.get(reverse("comptes:liste"))
        return len(requetes)

    cout()
    un = cout()
    for rang in range(8):
        compte(f"agent{rang}", "essai.operateur", umj_lille)
    assert cout() == un
