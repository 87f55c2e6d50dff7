"""A practitioner outside any structure: five fields, his own acts, counted apart and together."""

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Requisition
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements

ADRESSE = "/medecine_legale/proximite/"


@pytest.fixture
def cabinet(umj_lille):
    with agir_comme(agent_systeme()):
        cabinet = Organisation.objects.create(
            type="reseau_proximite",
            nom="Cabinet du Dr Dervaux",
            commune=umj_lille.commune,
            est_gestionnaire=True,
        )
        recalculer_rattachements([cabinet.pk])
    return cabinet


@pytest.fixture
def luc(creer_agent, cabinet):
    return creer_agent("luc", "medecine_legale.praticien_proximite", cabinet)


def saisie(cabinet, commissariat, **champs):
    """What the short page posts: five answers, the rest as it was filled."""
    return {
        "structure": cabinet.pk,
        "profil": "garde_a_vue",
        "numero_pv": "2026/00815",
        "autre_requerant": commissariat.pk,
        "age": "majeur",
        "genre": "masculin",
        "date_examen": timezone.localdate().isoformat(),
        "heure_debut": "02:40",
        "lieu": "commissariat",
        "types_examen": ["somatique"],
        "numero_interne": "2026-0001",
        "statut": "realise",
        **champs,
    }


def test_five_answers_make_the_requisition_and_the_act_of_the_network(connecter, luc, cabinet, commissariat):
    page = connecter(luc).get(ADRESSE).content.decode()
    assert "2026-0001" in page or f"{timezone.localdate().year}-0001" in page
    reponse = connecter(luc).post(ADRESSE, saisie(cabinet, commissariat))
    with agir_comme(luc):
        acte = ActeMedicoLegal.objects.get()
        assert Requisition.objects.get().requerant == commissariat
    assert reponse.url == reverse("medecine_legale:acte", args=[acte.pk])
    assert (acte.reseau, acte.periode_journee, acte.praticien) == ("proximite", "nuit", luc.personne)


def test_what_is_wrong_in_the_folded_part_opens_it(connecter, luc, cabinet, commissariat):
    page = connecter(luc).post(ADRESSE, saisie(cabinet, commissariat, numero_interne=""))
    assert page.status_code == 422
    assert '<details class="ml-replie" open>' in page.content.decode()


def test_his_acts_are_seen_neither_by_a_unit_nor_by_another_practitioner(
    connecter, luc, cabinet, commissariat, alice, creer_agent, umj_amiens
):
    connecter(luc).post(ADRESSE, saisie(cabinet, commissariat))
    with agir_comme(agent_systeme()):
        autre = Organisation.objects.create(
            type="reseau_proximite", nom="Cabinet du Dr Autre", est_gestionnaire=True
        )
    for intrus in (alice, creer_agent("anne", "medecine_legale.praticien_proximite", autre)):
        with agir_comme(intrus):
            assert not ActeMedicoLegal.objects.exists()


def test_the_list_and_the_export_tell_the_network_apart(connecter, luc, cabinet, commissariat, denis, acte):
    connecter(luc).post(ADRESSE, saisie(cabinet, commissariat))
    adresse = reverse("medecine_legale:actes")
    tous = connecter(denis).get(adresse).content.decode()
    assert "2026-0001" in tous
    assert "2026-00041" in tous
    apart = connecter(denis).get(adresse, {"reseau": "proximite"}).content.decode()
    assert "2026-0001" in apart
    assert "2026-00041" not in apart
