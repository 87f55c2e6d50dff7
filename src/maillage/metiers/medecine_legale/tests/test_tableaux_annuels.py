"""Yearly tables: counts of before the acts, versioned, told apart in the series, and making no act."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale.actions.tableaux_annuels import enregistrer_tableau, quantites_de
from maillage.metiers.medecine_legale.echanges import TABLEAUX
from maillage.metiers.medecine_legale.indicateurs import ACTES, ACTIVITE_DECLAREE
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, TableauAnnuel
from maillage.metiers.medecine_legale.regles.tableaux_annuels import controler_tableau, total_actes
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.echanges.enums import StatutImport
from maillage.socle.echanges.imports.actions import (
    annuler_import,
    appliquer_import,
    deposer_import,
)
from maillage.socle.echanges.imports.application import appliquer
from maillage.socle.indicateurs.calcul import calculer
from maillage.socle.indicateurs.periode import Periode

ANNEE = timezone.localdate().year
ENTETES = "Exercice;Victimes;Gardes à vue;Autopsies;Toxicologie"
PERIODE = Periode.annee(2016)


@pytest.fixture
def importer(responsable, umj_lille, tmp_path):
    """Drop a file, map what is not known by name, apply: as the screens do."""

    def importer(*lignes, entetes=ENTETES, nom="onml.csv"):
        chemin = Path(tmp_path) / nom
        chemin.write_text("\n".join([entetes, *lignes]), encoding="utf-8")
        with agir_comme(responsable):
            importation = deposer_import(
                agent=responsable,
                declaration=TABLEAUX,
                organisation=umj_lille,
                chemin=chemin,
                nom_fichier=nom,
            )
            importation.refresh_from_db()
            if importation.statut == StatutImport.ANALYSEE and not importation.nombre_erreurs:
                appliquer_import(agent=responsable, importation=importation)
                appliquer(importation.pk)
                importation.refresh_from_db()
        return importation

    return importer


def annees(agent, indicateur, periode=PERIODE):
    with agir_comme(agent):
        return calculer(indicateur, agent, periode, filtres={"portee": ("perimetre",)}).total.valeur


def test_a_yearly_table_makes_figures_and_no_act(importer, responsable):
    importation = importer("2016;1200;800;40;310", "2017;1300;;41;")
    assert importation.statut == StatutImport.APPLIQUEE
    with agir_comme(responsable):
        assert ActeMedicoLegal.objects.count() == 0
        tableau = TableauAnnuel.objects.get(annee=2016)
        assert quantites_de(tableau) == {
            "victimes": 1200, "garde_a_vue": 800, "autopsies": 40, "toxicologie": 310,
        }  # fmt: skip
        assert (tableau.nom_fichier, tableau.empreinte) == ("onml.csv", importation.empreinte)
    assert annees(responsable, ACTIVITE_DECLAREE) == 2040
    assert not annees(responsable, ACTES)


def test_a_corrected_file_makes_a_version_and_undoing_it_gives_the_former_back(importer, responsable):
    importer("2016;1200;800;40;310")
    seconde = importer("2016;1250;;40;310", nom="corrige.csv")
    assert (seconde.nombre_nouvelles, seconde.nombre_modifiees) == (0, 1)
    with agir_comme(responsable):
        courant = TableauAnnuel.objects.get(est_en_vigueur=True)
        assert (courant.version, quantites_de(courant)["garde_a_vue"]) == (2, 800)
    assert annees(responsable, ACTIVITE_DECLAREE) == 2090
    with agir_comme(responsable):
        annuler_import(agent=responsable, importation=seconde)
        assert TableauAnnuel.objects.get(est_en_vigueur=True).version == 1
        assert TableauAnnuel.objects.count() == 2
    assert annees(responsable, ACTIVITE_DECLAREE) == 2040


def test_a_year_that_is_not_over_or_an_impossible_quantity_is_named(importer):
    importation = importer(f"{ANNEE};1;1;1;1", "2015;-3;1;1;1", "2014;;;;")
    assert importation.nombre_erreurs == 3
    assert controler_tableau(2015, {"victimes": 3}, annee_en_cours=2026) == {}
    assert total_actes({"victimes": 10, "autopsies": 2, "biologie": 900}) == 12


def test_only_who_administers_the_structure_imports_and_other_units_see_nothing(
    importer, alice, chloe, umj_lille, responsable
):
    importer("2016;1200;800;40;310")
    with agir_comme(alice), pytest.raises(AccesRefuse):
        enregistrer_tableau(
            agent=alice,
            structure=umj_lille,
            annee=2015,
            quantites={"victimes": 1},
            nom_fichier="x",
            empreinte="y",
        )
    with agir_comme(chloe):
        assert TableauAnnuel.objects.count() == 0
    with agir_comme(responsable), pytest.raises(ValidationError):
        enregistrer_tableau(
            agent=responsable, structure=umj_lille, annee=ANNEE, quantites={"victimes": 1}, nom_fichier="x",
            empreinte="y",
        )  # fmt: skip


def test_the_series_by_year_tells_the_two_sources_apart(importer, connecter, alice, acte):
    page = connecter(alice).get(reverse("medecine_legale:statistiques")).content.decode()
    assert "Tableaux annuels déclarés</a>" in page
    assert "Série par année" not in page
    importer("2016;1200;800;40;310")
    page = connecter(alice).get(reverse("medecine_legale:statistiques")).content.decode()
    assert "Série par année, avec les tableaux annuels" in page
    assert "jamais additionnées" in page
    bloc = page[page.index("Série par année") :]
    assert "2\u202f040" in bloc[: bloc.index("</section>")]
    with agir_comme(alice):
        fiche = TableauAnnuel.objects.get()
    page = connecter(alice).get(reverse("medecine_legale:tableau_annuel", args=[fiche.pk])).content.decode()
    assert "à confirmer" in page
    assert "non comptée dans les actes" in page
