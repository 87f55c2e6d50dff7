"""What each agent is told, and what nobody can work out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.indicateurs.calcul import Resultat, calculer
from maillage.socle.indicateurs.declarations import Indicateur
from maillage.socle.indicateurs.periode import Periode
from maillage.socle.indicateurs.secret import determinees

JOUR = date(2026, 11, 21)
ANNEE = Periode.annee_en_cours(JOUR)


def demander(indicateur: Indicateur, agent: Agent, par: tuple[str, ...] = (), **filtres: Any) -> Resultat:
    with agir_comme(agent):
        return calculer(indicateur, agent, ANNEE, par=par, filtres=filtres, jour=JOUR)


def chiffres(resultat: Resultat) -> dict[tuple[str, ...], int | str | None]:
    return {
        ligne.cles: "masqué" if ligne.est_masquee else (None if ligne.valeur is None else int(ligne.valeur))
        for ligne in resultat.lignes
    }


def test_a_year_is_said_in_a_sentence_compared_on_the_months_that_are_over(
    actes, alice, umj_lille, saisir
) -> None:
    saisir(umj_lille, date(2025, 3, 1), 1000)
    saisir(umj_lille, date(2025, 11, 30), 400)
    saisir(umj_lille, date(2026, 3, 1), 1032)
    saisir(umj_lille, date(2026, 11, 2), 7)
    resultat = demander(actes, alice)
    assert resultat.phrase == "Actes\u00a0: 1\u202f039, +3,2\u00a0% sur un an (janvier à octobre)"
    assert resultat.total.precedent == 1000


def test_a_ratio_is_the_ratio_of_the_sums_and_moves_in_points(honores, alice, umj_lille, saisir) -> None:
    saisir(umj_lille, date(2025, 3, 1), 100, honores=20)
    saisir(umj_lille, date(2026, 3, 1), 10, honores=10)
    saisir(umj_lille, date(2026, 4, 1), 90, honores=8)
    resultat = demander(honores, alice, par=("mois",))
    assert (
        resultat.phrase
        == "Rendez-vous honorés\u00a0: 18,0\u00a0%, −2,0\u00a0points sur un an (janvier à octobre)"
    )
    assert [ligne.texte for ligne in resultat.lignes][:5] == ["–", "–", "100,0", "8,9", "–"]


def test_empty_months_are_zero_and_every_month_is_there(actes, alice, umj_lille, saisir) -> None:
    saisir(umj_lille, date(2026, 2, 28), 6)
    resultat = demander(actes, alice, par=("mois",))
    assert [ligne.valeur for ligne in resultat.lignes] == [0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    assert resultat.lignes[1].libelles == ("février 2026",)


def test_an_act_of_two_kinds_counts_in_each_and_once_in_the_total(actes, alice, umj_lille, saisir) -> None:
    saisir(umj_lille, date(2026, 2, 1), 10, types=["som", "psy"])
    saisir(umj_lille, date(2026, 2, 1), 7, types=["psy"])
    resultat = demander(actes, alice, par=("type_examen",), organisation=[str(umj_lille.pk)])
    assert chiffres(resultat) == {("som",): 10, ("psy",): 17}
    assert resultat.total.valeur == 17
    les_deux = demander(actes, alice, type_examen=["som", "psy"], organisation=[str(umj_lille.pk)])
    assert les_deux.total.valeur == 17


def test_everyone_sees_national_figures_and_details_only_the_own_perimeter(
    actes, alice, chloe, umj_lille, umj_amiens, saisir
) -> None:
    saisir(umj_lille, date(2026, 2, 1), 100)
    saisir(umj_amiens, date(2026, 2, 1), 50)
    for agent, sienne, chiffre in ((alice, umj_lille, 100), (chloe, umj_amiens, 50)):
        resultat = demander(actes, agent, par=("organisation",))
        assert resultat.total.valeur == 150
        assert chiffres(resultat) == {(str(sienne.pk),): chiffre, ("*",): 150 - chiffre}
    with pytest.raises(AccesRefuse):
        demander(actes, alice, organisation=[str(umj_amiens.pk)])


def test_a_stranger_is_refused_and_the_table_itself_stays_shut(actes, creer_agent, umj_lille, saisir) -> None:
    saisir(umj_lille, date(2026, 2, 1), 100)
    gaelle = creer_agent("gaelle")
    with pytest.raises(AccesRefuse):
        demander(actes, gaelle)
    from django.db import connection

    with agir_comme(gaelle), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM stat_cumul_activite")
        assert cursor.fetchone() == (0,)


def test_the_application_cannot_write_a_counter(actes, alice) -> None:
    from django.db import ProgrammingError, connection

    with pytest.raises(ProgrammingError, match="permission denied"), agir_comme(alice):
        connection.cursor().execute("UPDATE stat_cumul_activite SET nombre = 9")


def test_a_small_cell_is_shown_to_its_owner_and_hidden_with_another_from_the_rest(
    actes, alice, chloe, umj_lille, umj_amiens, saisir
) -> None:
    saisir(umj_lille, date(2026, 2, 1), 3, "gav")
    saisir(umj_lille, date(2026, 2, 1), 40, "victime")
    saisir(umj_lille, date(2026, 2, 1), 60, "route")
    saisir(umj_amiens, date(2026, 2, 1), 10, "victime")
    assert chiffres(demander(actes, alice, par=("profil",)))[("gav",)] == 3
    resultat = demander(actes, chloe, par=("profil",))
    assert resultat.total.valeur == 113
    assert chiffres(resultat) == {("victime",): "masqué", ("gav",): "masqué", ("route",): 60}


@pytest.mark.parametrize("garde", [("gav",), ("victime",), ("victime", "route"), ("gav", "route")])
def test_changing_the_filters_does_not_give_a_hidden_cell_away(
    actes, chloe, umj_lille, umj_amiens, saisir, garde
) -> None:
    saisir(umj_lille, date(2026, 2, 1), 3, "gav")
    saisir(umj_lille, date(2026, 2, 1), 40, "victime")
    saisir(umj_lille, date(2026, 2, 1), 60, "route")
    saisir(umj_amiens, date(2026, 2, 1), 10, "victime")
    assert demander(actes, chloe, profil=garde).total.est_masquee
    assert demander(actes, chloe, profil=["route"]).total.valeur == 60
    assert demander(actes, chloe, profil=["route", "gav", "victime"], portee=["perimetre"]).total.valeur == 10


def test_a_hidden_month_is_not_given_away_by_a_shorter_period(actes, chloe, umj_lille, saisir) -> None:
    saisir(umj_lille, date(2026, 2, 1), 80, "gav")
    saisir(umj_lille, date(2026, 3, 1), 2, "gav")
    saisir(umj_lille, date(2026, 4, 1), 70, "gav")
    serie = demander(actes, chloe, par=("mois",))
    assert serie.total.valeur == 152
    assert [ligne.texte for ligne in serie.lignes][1:4] == ["80", "masqué", "masqué"]
    with agir_comme(chloe):
        deux_mois = calculer(actes, chloe, Periode.lire("2026-02", "2026-03"), jour=JOUR)
    assert deux_mois.total.est_masquee
    assert "secret statistique" in deux_mois.phrase


def test_a_territory_with_one_foreign_structure_is_hidden_and_cannot_be_subtracted(
    actes, chloe, umj_lille, umj_amiens, autres_unites, saisir, creer_agent, droits
) -> None:
    for unite in (umj_lille, *autres_unites):
        saisir(unite, date(2026, 2, 1), 100)
    saisir(umj_amiens, date(2026, 2, 1), 50)
    assert chiffres(demander(actes, chloe, par=("departement",))) == {("59",): 300, ("80",): 50}
    denis = creer_agent("denis", droits["lecteur"], autres_unites[0])
    assert chiffres(demander(actes, denis, par=("departement",))) == {("59",): "masqué", ("80",): "masqué"}
    assert chiffres(demander(actes, denis, par=("region",))) == {("32",): 350}


def test_a_supervisor_without_access_to_the_records_compares_structures_but_sees_no_small_cell(
    actes, creer_agent, droits, hauts_de_france, umj_lille, umj_amiens, saisir
) -> None:
    saisir(umj_lille, date(2026, 2, 1), 100)
    saisir(umj_amiens, date(2026, 2, 1), 2)
    denis = creer_agent("denis", droits["lecteur"], territoire=hauts_de_france)
    resultat = demander(actes, denis, par=("organisation",))
    assert resultat.total.valeur == 102
    assert set(chiffres(resultat).values()) == {"masqué"}


def test_a_figure_leads_to_its_records_only_where_the_agent_may_read_them_all(
    actes, alice, umj_lille, umj_amiens, saisir, settings
) -> None:
    saisir(umj_lille, date(2026, 2, 1), 100)
    saisir(umj_amiens, date(2026, 2, 1), 50)
    resultat = demander(actes, alice, par=("organisation",), profil=["victime"])
    assert resultat.total.lien == ""
    liens = {ligne.cles: ligne.lien for ligne in resultat.lignes}
    assert liens[("*",)] == ""
    assert liens[(str(umj_lille.pk),)].endswith(
        f"?profil=victime&structure={umj_lille.pk}&du=2026-01-01&au=2026-11-30"
    )


def test_a_figure_of_ones_own_perimeter_leads_to_its_records(
    actes, alice, umj_lille, umj_amiens, saisir
) -> None:
    saisir(umj_lille, date(2026, 2, 1), 100)
    saisir(umj_amiens, date(2026, 2, 1), 50)
    resultat = demander(actes, alice, par=("profil",), portee=["perimetre"])
    assert resultat.total.lien.endswith("?du=2026-01-01&au=2026-11-30")
    assert resultat.lignes[0].lien.endswith("?profil=victime&du=2026-01-01&au=2026-11-30")


def test_an_answer_costs_one_query_after_the_perimeters(
    actes, alice, umj_lille, saisir, django_assert_num_queries
) -> None:
    saisir(umj_lille, date(2026, 2, 1), 100)
    with agir_comme(alice):
        calculer(actes, alice, ANNEE, jour=JOUR)
        with django_assert_num_queries(1):
            calculer(actes, alice, ANNEE, par=("mois", "profil"), filtres={"type_examen": ["som"]}, jour=JOUR)
        with django_assert_num_queries(3):
            calculer(actes, alice, ANNEE, par=("organisation",), jour=JOUR)


def test_an_unknown_axis_is_refused(actes, alice) -> None:
    with pytest.raises(ValueError, match="Axe inconnu : taille"):
        demander(actes, alice, par=("taille",))


def test_minutes_are_hidden_where_their_count_is(actes, chloe, umj_lille, saisir) -> None:
    from dataclasses import replace

    minutes = replace(actes, code="essai.minutes", mesure="minutes")
    saisir(umj_lille, date(2026, 2, 1), 2)
    saisir(umj_lille, date(2026, 3, 1), 10)
    resultat = demander(minutes, chloe, par=("mois",))
    assert [ligne.texte for ligne in resultat.lignes][:3] == ["0", "masqué", "masqué"]
    assert resultat.total.valeur == Decimal(360)
    assert isinstance(umj_lille, Organisation)


PROFILS = ("victime", "gav", "route")


@pytest.mark.parametrize(
    "mois_par_profil",
    [
        {"victime": (40, 50, 60, 45), "gav": (3, 0, 12, 9), "route": (20, 2, 0, 1)},
        {"victime": (9, 8, 7, 6), "gav": (1, 1, 1, 1), "route": (2, 0, 30, 0)},
        {"victime": (5, 0, 0, 7), "gav": (0, 4, 0, 0), "route": (0, 0, 6, 1)},
    ],
)
def test_all_the_pages_together_give_no_hidden_cell_away(
    actes, chloe, umj_lille, saisir, mois_par_profil: dict[str, tuple[int, ...]]
) -> None:
    """A stranger opens every page of the year, every filter and every period, and solves the equations."""
    vrais = {(p, m + 1): n for p, suite in mois_par_profil.items() for m, n in enumerate(suite)}
    for (profil, mois), nombre in vrais.items():
        if nombre:
            saisir(umj_lille, date(2026, mois, 1), nombre, profil)
    equations: list[dict[tuple[str, int], int]] = []

    def lire(resultat: Resultat, profils: tuple[str, ...], mois: range) -> None:
        for ligne in [*resultat.lignes, resultat.total]:
            donnees = dict(zip(resultat.par, ligne.cles, strict=False))
            if ligne.est_masquee:
                continue
            retenus = (donnees["profil"],) if "profil" in donnees else profils
            instants = [int(donnees["mois"][5:])] if "mois" in donnees else mois
            cases = [(p, m) for p in retenus for m in instants if vrais.get((p, m))]
            assert ligne.valeur == sum(vrais[c] for c in cases)
            equations.append(dict.fromkeys(cases, 1))

    with agir_comme(chloe):
        for debut, fin in [(1, 11), (1, 2), (1, 3), (2, 3), (2, 11), (3, 4), (1, 1), (2, 2), (4, 11)]:
            periode = Periode.lire(f"2026-{debut:02d}", f"2026-{fin:02d}")
            for profils in [(), ("gav",), ("victime", "gav"), ("route", "gav"), PROFILS]:
                for par in [("mois",), ("profil",), ("mois", "profil")]:
                    filtres = {"profil": profils}
                    resultat = calculer(actes, chloe, periode, par=par, filtres=filtres, jour=JOUR)
                    lire(resultat, profils or PROFILS, range(debut, min(fin, 4) + 1))
    secretes = {case for case, nombre in vrais.items() if 0 < nombre < 5}
    assert determinees(equations) & secretes == set()
