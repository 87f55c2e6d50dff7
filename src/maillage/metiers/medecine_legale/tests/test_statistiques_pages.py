"""The dashboard as it is shown: its tabs, its scopes, what it refuses."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale.indicateurs import (
    ACTES,
)
from maillage.metiers.medecine_legale.indicateurs.publications import verifier_somme
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.indicateurs.calcul import calculer
from maillage.socle.indicateurs.periode import Periode


@pytest.mark.parametrize("onglet", ["global", "vivant", "thanato", "charge", "effectifs"])
@pytest.mark.parametrize("lieu", ["perimetre", "national", "region-32"])
def test_each_tab_shows_its_figures_for_each_scope(connecter, ministere, activite, onglet, lieu):
    page = connecter(ministere).get(reverse("medecine_legale:statistiques"), {"onglet": onglet, "lieu": lieu})
    assert page.status_code == 200
    assert "<table" in page.content.decode()


def test_a_unit_sees_its_own_figures_and_the_country_but_not_another_unit(
    connecter, alice, activite, umj_amiens
):
    navigateur = connecter(alice)
    adresse = reverse("medecine_legale:statistiques")
    janvier = timezone.localdate().replace(month=1, day=1)
    annee_derniere = {"debut": f"{janvier.year - 1}-01", "fin": f"{janvier:%Y-%m}"}
    page = navigateur.get(adresse, annee_derniere).content.decode()
    assert "Par service requérant" in page
    assert navigateur.get(adresse, {"lieu": f"structure-{umj_amiens.pk}"}).status_code == 404
    national = navigateur.get(adresse, {"lieu": "national"}).content.decode()
    assert "Par service requérant" not in national
    assert "Chiffres publiés ailleurs" in national
    assert "Les parties publiées font 1\u202f360" in national


def test_a_region_with_one_other_unit_does_not_tell_its_workload(connecter, alice, activite):
    page = connecter(alice).get(
        reverse("medecine_legale:statistiques"), {"onglet": "charge", "lieu": "region-32"}
    )
    assert "ne sont pas montrés" in page.content.decode()


def test_a_period_that_cannot_be_read_is_refused_not_replaced(connecter, alice, activite):
    page = connecter(alice).get(reverse("medecine_legale:statistiques"), {"debut": "2026-13"})
    assert page.status_code == 400
    assert "n’est pas un mois" in page.content.decode()


def test_a_published_sum_that_does_not_add_up_is_said():
    assert verifier_somme("1008", "491+241+276") == ""
    assert "1\u202f360" in verifier_somme("1368", "682+363+315")
    assert verifier_somme("260000", "") == ""


def test_whoever_has_no_right_to_statistics_is_refused(creer_agent, umj_lille):
    passant = creer_agent("passant")
    with agir_comme(passant), pytest.raises(AccesRefuse):
        calculer(ACTES, passant, Periode.annee_en_cours(timezone.localdate()))
