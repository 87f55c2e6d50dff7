"""A frozen period says for ever what was signed, and shows what changed since."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.indicateurs.gel import GelImpossible, arreter_periode, ecarts, est_intact, photographier
from maillage.socle.indicateurs.models import GelPeriode
from maillage.socle.indicateurs.periode import Periode

ANNEE = Periode.annee(2025)
MAINTENANT = datetime(2026, 1, 5, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
JOUR = MAINTENANT.date()


@pytest.fixture
def annee(actes: Any, honores: Any, umj_lille: Any, saisir: Any) -> None:
    saisir(umj_lille, date(2025, 3, 1), 40)
    saisir(umj_lille, date(2025, 4, 1), 2, "gav", honores=1)


def arreter(agent: Any, organisation: Any, periode: Periode = ANNEE, motif: str = "") -> GelPeriode:
    with agir_comme(agent):
        return arreter_periode(
            agent=agent,
            organisation=organisation,
            domaine="Essai",
            periode=periode,
            motif=motif,
            maintenant=MAINTENANT,
        )


@pytest.mark.usefixtures("annee")
def test_a_later_correction_is_a_difference_and_changes_nothing_signed(
    responsable, umj_lille, saisir
) -> None:
    gel = arreter(responsable, umj_lille)
    assert gel.valeurs["essai.actes"]["total"] == "42"
    saisir(umj_lille, date(2025, 4, 30), 1, "gav")
    with agir_comme(responsable):
        gel = GelPeriode.objects.get(pk=gel.pk)
        assert est_intact(gel)
        actuel = photographier(responsable, umj_lille, "Essai", ANNEE, JOUR)
    trouves = [(e.indicateur, e.axe, e.libelle, e.arrete, e.actuel) for e in ecarts(gel.valeurs, actuel)]
    assert trouves[:4] == [
        ("Actes", "", "Total", "42", "43"),
        ("Actes", "Mois", "avril 2025", "2", "3"),
        ("Actes", "Profil", "Garde à vue", "2", "3"),
        ("Actes", "Type d’examen", "Somatique", "42", "43"),
    ]


@pytest.mark.usefixtures("annee")
def test_a_second_freeze_needs_a_reason_and_keeps_the_first(responsable, umj_lille, saisir) -> None:
    premier = arreter(responsable, umj_lille)
    saisir(umj_lille, date(2025, 4, 30), 1, "gav")
    with pytest.raises(GelImpossible, match="donnez le motif"):
        arreter(responsable, umj_lille)
    second = arreter(responsable, umj_lille, motif="Acte retrouvé")
    assert (premier.rang, second.rang) == (1, 2)
    assert second.valeurs["essai.actes"]["total"] == "43"
    with agir_comme(responsable):
        assert GelPeriode.objects.count() == 2


@pytest.mark.usefixtures("annee")
@pytest.mark.parametrize("verbe", ["update", "delete"])
def test_a_frozen_period_cannot_be_rewritten_even_by_its_author(responsable, umj_lille, verbe) -> None:
    gel = arreter(responsable, umj_lille)
    ordres = {
        "update": "UPDATE indicateurs_gelperiode SET empreinte = 'x' WHERE id = %s",
        "delete": "DELETE FROM indicateurs_gelperiode WHERE id = %s",
    }
    with pytest.raises(DatabaseError, match="ne se modifie pas"), agir_comme(responsable):
        connection.cursor().execute(ordres[verbe], [gel.pk])


@pytest.mark.usefixtures("annee")
def test_figures_changed_in_the_database_no_longer_match_their_seal(responsable, umj_lille) -> None:
    gel = arreter(responsable, umj_lille)
    gel.valeurs["essai.actes"]["total"] = "41"
    assert not est_intact(gel)


@pytest.mark.usefixtures("annee")
def test_nobody_freezes_another_structure_nor_a_period_that_is_not_over(
    responsable, alice, umj_lille, umj_amiens
) -> None:
    with pytest.raises(AccesRefuse):
        arreter(alice, umj_lille)
    with pytest.raises(AccesRefuse):
        arreter(responsable, umj_amiens)
    with pytest.raises(GelImpossible, match="pas terminée"):
        arreter(responsable, umj_lille, Periode.annee(2026))


@pytest.mark.usefixtures("annee")
def test_a_period_is_frozen_from_the_screen_after_being_seen(
    responsable, chloe, umj_lille, client: Client
) -> None:
    with time_machine.travel(MAINTENANT, tick=False):
        client.force_login(responsable)
        choix = {"domaine": "Essai", "organisation": umj_lille.pk, "debut": "2025-01", "fin": "2025-12"}
        adresse = reverse("indicateurs:arreter")
        assert "Voir les chiffres à arrêter" in client.get(adresse).content.decode()
        apercu = client.get(adresse, choix)
        assert "Actes\u00a0: 42" in apercu.content.decode()
        assert client.get(adresse, choix | {"fin": "2026-01"}).status_code == 422
        reponse = client.post(adresse, choix, follow=True)
        page = reponse.content.decode()
        assert "Les chiffres signés sont intacts." in page
        assert "sont ceux qui ont été arrêtés" in page
        assert "Essai, 2025" in client.get(reverse("indicateurs:gels")).content.decode()
        client.force_login(chloe)
        assert client.get(reponse.redirect_chain[-1][0]).status_code == 404
