"""Pages: what is shown to whom, at what cost, and the files they give."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from maillage.commun.tableur import ouvrir
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent
from maillage.socle.indicateurs.page import chiffre_cle


@pytest.fixture(autouse=True)
def aujourd_hui() -> Any:
    with time_machine.travel("2026-11-21T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def naviguer(client: Client) -> Any:
    def naviguer(agent: Agent, nom: str, *arguments: object, statut: int = 200, **parametres: object) -> Any:
        client.force_login(agent)
        reponse = client.get(reverse(f"indicateurs:{nom}", args=arguments), parametres)
        assert reponse.status_code == statut, reponse.content[:500]
        return reponse

    return naviguer


@pytest.fixture
def annee_saisie(actes: Any, honores: Any, umj_lille: Any, umj_amiens: Any, saisir: Any) -> None:
    for mois in range(1, 12):
        saisir(umj_lille, date(2025, mois, 1), 100 + mois)
        saisir(umj_lille, date(2026, mois, 1), 110 + mois, types=["som", "psy"])
        saisir(umj_lille, date(2026, mois, 2), 10, "gav")
        saisir(umj_amiens, date(2026, mois, 1), 50)
    saisir(umj_amiens, date(2026, 2, 1), 3, "route")


@pytest.mark.usefixtures("annee_saisie")
def test_the_page_says_a_sentence_then_draws_then_lists_and_links_to_the_records(naviguer, alice) -> None:
    page = naviguer(alice, "indicateur", "essai.actes").content.decode()
    assert "Actes\u00a0: 1\u202f386" in page
    assert page.count("<svg") >= 2
    assert "Garde à vue" in page
    assert "Nombre d’actes réalisés, par date d’examen." in page
    assert "Voir les données" in page


@pytest.mark.usefixtures("annee_saisie")
@pytest.mark.parametrize("par", ["profil", "type_examen", "organisation", "departement", "mois", "annee"])
def test_every_breakdown_and_scope_is_a_page_and_costs_no_more(
    naviguer, alice, par, django_assert_max_num_queries
) -> None:
    naviguer(alice, "indicateur", "essai.actes", par=par)
    for portee in ("perimetre", "national"):
        with django_assert_max_num_queries(25) as requetes:
            naviguer(
                alice, "indicateur", "essai.actes", par=par, portee=portee, debut="2025-06", fin="2026-11"
            )
        textes = [
            requete["sql"] or "" for requete in requetes.captured_queries
        ]  # none for a prepared statement
        notres = [texte for texte in textes if "cumul" in texte or "annuaire" in texte]
        assert len(notres) <= 10, "\n".join(notres)


@pytest.mark.usefixtures("annee_saisie")
def test_a_filter_is_a_tag_that_can_be_removed_and_stays_in_the_address(naviguer, alice) -> None:
    page = naviguer(alice, "indicateur", "essai.actes", profil="gav", type_examen="-").content.decode()
    assert "Profil : Garde à vue" in page
    assert "Type d’examen : Non renseigné" in page
    assert "profil=gav" in page


@pytest.mark.usefixtures("annee_saisie")
@pytest.mark.parametrize(
    ("parametres", "message"),
    [
        ({"debut": "hier"}, "« hier » n’est pas un mois"),
        ({"debut": "2026-05", "fin": "2026-01"}, "inversez les deux mois"),
        ({"debut": "1900-01", "fin": "2026-01"}, "dépasse 20 ans"),
    ],
)
def test_a_wrong_period_is_explained(naviguer, alice, parametres, message) -> None:
    page = naviguer(alice, "indicateur", "essai.actes", statut=400, **parametres).content.decode()
    assert message in page


@pytest.mark.usefixtures("annee_saisie")
def test_strangers_other_structures_and_unknown_indicators_are_not_found(
    naviguer, alice, creer_agent, umj_amiens
) -> None:
    naviguer(alice, "indicateur", "essai.inconnu", statut=404)
    naviguer(alice, "indicateur", "essai.actes", organisation=umj_amiens.pk, statut=404)
    naviguer(alice, "exporter", "essai.actes", "csv", organisation=umj_amiens.pk, statut=404)
    naviguer(alice, "exporter", "essai.actes", "exe", statut=404)
    gaelle = creer_agent("gaelle")
    for nom in ("indicateur", "methode"):
        naviguer(gaelle, nom, "essai.actes", statut=404)
    assert "Aucun indicateur" in naviguer(gaelle, "catalogue").content.decode()


@pytest.mark.usefixtures("annee_saisie")
def test_the_catalogue_defines_and_the_method_shows_the_exact_query(naviguer, alice) -> None:
    assert "Rendez-vous honorés" in naviguer(alice, "catalogue").content.decode()
    page = naviguer(alice, "methode", "essai.actes").content.decode()
    assert "FROM stat_acte\nWHERE (NOT est_annule)" in page
    assert "FROM stat_cumul_activite AS c" in page


@pytest.mark.usefixtures("annee_saisie")
@pytest.mark.parametrize("format_", ["csv", "xlsx", "ods"])
def test_a_file_gives_the_table_its_total_and_no_hidden_cell(naviguer, alice, format_, tmp_path) -> None:
    reponse = naviguer(alice, "exporter", "essai.actes", format_, par="profil", portee="national")
    chemin = Path(tmp_path) / f"f.{format_}"
    chemin.write_bytes(b"".join(reponse.streaming_content))
    with ouvrir(chemin) as lecture:
        assert lecture.entetes == ("Profil", "Valeur", "Un an avant", "Évolution (%)")
        lignes = {ligne.valeurs[0]: str(ligne.valeurs[1]) for ligne in lecture.lignes()}
    assert lignes["Total"].removesuffix(".0") == "1939"
    assert lignes["Route"] == "masqué"
    assert list(lignes.values()).count("masqué") >= 2
    assert reponse["Content-Disposition"].endswith(f'"essai_actes_2026-01_2026-11.{format_}"')


@pytest.mark.usefixtures("annee_saisie")
def test_the_json_has_codes_labels_and_null_for_what_is_hidden(naviguer, alice) -> None:
    reponse = naviguer(alice, "exporter", "essai.actes", "json", par="profil", portee="national")
    objet = json.loads(BytesIO(reponse.content).read())
    lignes = {ligne["profil"]: ligne for ligne in objet["lignes"]}
    assert lignes["route"] == {
        "profil": "route",
        "libelle": "Route",
        "valeur": None,
        "est_masquee": True,
        "un_an_avant": 0,
        "evolution": None,
    }
    assert objet["total"]["valeur"] == 1939
    assert "masquée" in objet["explications"]["Secret statistique"]


@pytest.mark.usefixtures("annee_saisie")
def test_the_home_figure_moves_with_the_entry_and_compares_the_months_that_are_over(
    actes, alice, creer_agent, umj_lille, saisir, django_assert_num_queries
) -> None:
    with agir_comme(alice):
        avant = chiffre_cle(actes, alice, date(2026, 11, 21))
        saisir(umj_lille, date(2026, 11, 21), 1)
        with django_assert_num_queries(1):
            apres = chiffre_cle(actes, alice, date(2026, 11, 21))
    assert avant and apres and avant.valeur is not None
    assert apres.valeur == avant.valeur + 1
    assert (apres.comparable, apres.precedent) == (Decimal(1255), Decimal(1055))
    assert len(apres.serie) == 11
    assert chiffre_cle(actes, creer_agent("gaelle"), date(2026, 11, 21)) is None
