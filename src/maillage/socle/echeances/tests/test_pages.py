import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.echeances.actions import creer_echeance
from maillage.socle.echeances.models import Echeance


@pytest.fixture
def alice(creer_agent, operateur, umj_lille):
    return creer_agent("alice", operateur, umj_lille)


@pytest.fixture
def devoir(alice, umj_lille, creer_agent):
    def devoir(genre, jours=0, rang=0):
        with agir_comme(alice):
            return creer_echeance(
                agent=alice,
                genre=genre,
                organisation=umj_lille,
                objet=creer_agent(f"objet{rang}"),
                libelle=f"Dossier {rang}",
                date_limite=timezone.localdate() + dt.timedelta(days=jours),
                url="/dossier/",
                base_legale="art. 1, 1 mois",
            )

    return devoir


def client(agent):
    client = Client()
    client.force_login(agent)
    return client


def test_the_list_shows_verb_object_date_text_and_button(alice, devoir, certificat):
    devoir(certificat, -1)
    page = client(alice).get(reverse("echeances:liste")).content.decode()
    for attendu in ("Rendre le certificat : Dossier 0", "En retard", "art. 1, 1 mois", "Rédiger"):
        assert attendu in page


def test_the_list_costs_the_same_for_one_line_and_for_many(alice, devoir, certificat):
    connecte, adresse = client(alice), reverse("echeances:liste")

    def cout():
        with CaptureQueriesContext(connection) as requetes:
            connecte.get(adresse)
        return len(requetes)

    devoir(certificat)
    cout()
    un = cout()
    for rang in range(1, 12):
        devoir(certificat, rang=rang)
    assert cout() == un


def test_a_line_is_marked_done_and_another_postponed_from_the_list(alice, devoir, effectif):
    connecte = client(alice)
    faite, reportee = devoir(effectif), devoir(effectif, rang=1)
    reponse = connecte.post(reverse("echeances:faite", args=[faite.pk]), follow=True)
    assert "marquée comme faite" in reponse.content.decode()
    nouvelle = timezone.localdate() + dt.timedelta(days=4)
    adresse = reverse("echeances:reporter", args=[reportee.pk])
    assert connecte.post(adresse, {"date_limite": nouvelle.isoformat(), "motif": ""}).status_code == 422
    assert connecte.get(adresse).status_code == 200
    connecte.post(adresse, {"date_limite": nouvelle.isoformat(), "motif": "Panne"})
    with agir_comme(alice):
        assert Echeance.objects.get(pk=faite.pk).statut == "faite"
        assert Echeance.objects.get(pk=reportee.pk).date_limite == nouvelle


def test_a_date_fixed_by_law_is_refused_with_its_text(alice, devoir, certificat):
    adresse = reverse("echeances:reporter", args=[devoir(certificat).pk])
    reponse = client(alice).post(adresse, {"date_limite": "2099-01-01", "motif": "Retard"})
    assert reponse.status_code == 422
    assert "art. 1, 1 mois" in reponse.content.decode()


def test_elsewhere_the_pages_of_a_line_do_not_exist(creer_agent, operateur, umj_amiens, devoir, effectif):
    ligne = devoir(effectif)
    chloe = client(creer_agent("chloe", operateur, umj_amiens))
    assert "Dossier 0" not in chloe.get(reverse("echeances:liste")).content.decode()
    for nom in ("faite", "reporter"):
        assert chloe.post(reverse(f"echeances:{nom}", args=[ligne.pk]), {}).status_code == 404


def test_who_may_only_read_has_no_command(creer_agent, superviseur, umj_lille, devoir, effectif):
    ligne = devoir(effectif)
    denis = client(creer_agent("denis", superviseur, umj_lille))
    page = denis.get(reverse("echeances:liste")).content.decode()
    assert "Dossier 0" in page
    assert "Reporter" not in page
    assert denis.post(reverse("echeances:faite", args=[ligne.pk])).status_code == 404


def test_without_the_right_there_is_no_list(creer_agent):
    assert client(creer_agent("gaelle")).get(reverse("echeances:liste")).status_code == 404
    assert Client().get(reverse("echeances:liste")).status_code == 302
