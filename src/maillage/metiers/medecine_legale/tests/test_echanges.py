"""Acts from a spreadsheet and back."""

import pytest
from django.urls import reverse

from maillage.metiers.medecine_legale.echanges import ACTES
from maillage.metiers.medecine_legale.models import ActeMedicoLegal
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.echanges.enums import NatureLigne
from maillage.socle.echanges.imports.actions import appliquer_import, associer_colonnes, deposer_import
from maillage.socle.echanges.imports.application import appliquer
from maillage.socle.echanges.models import LigneImportee
from maillage.socle.journal.models import Evenement

EN_TETES = (
    "Numéro interne;Date d'examen;Profil;Heure de début;Types d'examen;Lieu;Âge personne;Genre personne;"
    "Nature violences;Contexte violences;Demandeur"
)
JUSTE = (
    "A-1;20/11/2026;Victime (vivante);10:05;Somatique;Unité médico-judiciaire;18 ans et plus;Féminin;"
    "Coups et blessures;Conjugale;Commissariat de Lille"
)


@pytest.fixture
def deposer(tmp_path, alice, umj_lille, commissariat):
    def deposer(*lignes: str, encodage: str = "utf-8"):
        chemin = tmp_path / "actes.csv"
        chemin.write_bytes("\n".join((EN_TETES, *lignes)).encode(encodage))
        return deposer_import(
            agent=alice, declaration=ACTES, organisation=umj_lille, chemin=chemin, nom_fichier="actes.csv"
        )

    return deposer


def erreurs(importation):
    lignes = LigneImportee.objects.filter(importation=importation, nature=NatureLigne.ERREUR).order_by(
        "numero"
    )
    return {ligne.numero: {colonne for colonne, _ in ligne.erreurs} for ligne in lignes}


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_right_file_makes_its_acts_with_what_follows_from_them(
    deposer, alice, umj_lille, commissariat, encodage
):
    with agir_comme(alice):
        importation = deposer(JUSTE, encodage=encodage)
        assert erreurs(importation) == {}
        assert ActeMedicoLegal.objects.count() == 0
        appliquer_import(agent=alice, importation=importation)
        appliquer(importation.pk)
        acte = ActeMedicoLegal.objects.get()
    assert (acte.structure, acte.requerant, acte.periode_journee) == (umj_lille, commissariat, "journee")
    assert (acte.profil, acte.age, acte.natures_violence, acte.auteur) == (
        "victime",
        "majeur",
        ["coups"],
        alice,
    )


def test_each_wrong_line_is_named_with_its_columns_and_nothing_is_written(deposer, alice):
    with agir_comme(alice):
        importation = deposer(
            JUSTE,
            JUSTE.replace("A-1", "A-2").replace("Féminin", ""),
            JUSTE.replace("A-1", "A-3").replace("20/11/2026", "31/02/2026"),
            JUSTE.replace("A-1", "A-4").replace("Victime (vivante)", "Victime morte"),
            JUSTE.replace("A-1", "A-5").replace("Somatique", "Autopsie"),
            JUSTE.replace("A-1", "A-6").replace("Commissariat de Lille", "Commissariat de Nulle-Part"),
            JUSTE.replace("A-1", "a 1"),
        )
        assert erreurs(importation) == {
            3: {"genre"},
            4: {"date_examen"},
            5: {"profil"},
            6: {"types_examen"},
            7: {"demandeur"},
            8: {"numero_interne"},
        }
        assert ActeMedicoLegal.objects.count() == 0


def test_importing_twice_changes_nothing_and_says_so(deposer, alice):
    with agir_comme(alice):
        premier = deposer(JUSTE)
        appliquer_import(agent=alice, importation=premier)
        appliquer(premier.pk)
        second = deposer(JUSTE)
        assert (second.nombre_nouvelles, second.nombre_modifiees, second.nombre_identiques) == (0, 0, 1)
        third = deposer(JUSTE.replace("Unité médico-judiciaire", "Commissariat"))
        assert third.nombre_modifiees == 1


def test_exporting_the_list_gives_the_visible_acts_in_words(connecter, alice, chloe, acte):
    page = connecter(alice).get(
        reverse("echanges:exporter", args=["medecine_legale.actes"]), {"format": "csv"}
    )
    contenu = b"".join(page.streaming_content).decode("utf-8-sig")
    assert "2026-00041" in contenu
    assert "Victime (vivante)" in contenu
    page = connecter(chloe).get(
        reverse("echanges:exporter", args=["medecine_legale.actes"]), {"format": "csv"}
    )
    assert "2026-00041" not in b"".join(page.streaming_content).decode("utf-8-sig")


def test_the_list_is_exported_as_it_is_filtered_and_the_export_is_traced(connecter, alice, acte):
    page = (
        connecter(alice).get(reverse("medecine_legale:requisitions"), {"recherche": "2026"}).content.decode()
    )
    adresse = reverse("echanges:exporter", args=["medecine_legale.requisitions"])
    assert f"{adresse}?recherche=2026" in page
    fichier = connecter(alice).get(adresse, {"recherche": "2026", "format": "csv"})
    assert "2026/00123/001" in b"".join(fichier.streaming_content).decode()
    with agir_comme(alice):
        assert Evenement.objects.filter(nature="export", agent=alice).exists()


PRECEDENT = (
    "ID;Numéro interne;Demandeur;Profil;Date d'examen;Auteur;Hôpital;Types d'examen;Examens;Genre personne;"
    "Âge personne;Horaire;Lieu;Nature violences;Contexte violences;Durée;Distance;Cause du décès"
)
LIGNES_PRECEDENTES = (
    "1;2023-1;;Victime (vivante);14/03/2023;a@b.fr;CHU;Somatique,Psychiatrique;Biologie;Féminin;+ de 18 ans;Journée;"
    "UMJ;"
    '"Coups blessures,Attentat/2016 Nice";Autre type/Scolaire;;;',
    "2;2023-2;;Gardé.e à vue;14/03/2023;a@b.fr;CHU;Somatique;;Masculin;Majeur;Nuit profonde;Service hosp. public;;;;;",
    "3;2023-3;;Victime (vivante);15/03/2023;a@b.fr;CHU;;;;;;;;;;;",
    "4;2023-4;;Autre activité/Assises;16/03/2023;a@b.fr;CHU;;;;;;;;;- de 4 heures;En visio;",
    "5;2023-5;;Personne décédée;16/03/2023;a@b.fr;CHU;Levée de corps;Anapath;Masculin;Non déterminé;Soirée;;;;;"
    "+ de 150 km;Suicide probable",
    "6;2023-6;;Victime (vivante);17/03/2023;a@b.fr;CHU;Somatique;;Féminin;3-17 ans;Matin;UMJ;Sexuelle;Conjugale;;;",
)


def test_an_export_of_the_previous_tool_is_taken_over_as_it_is_with_its_words(tmp_path, alice, umj_lille):
    chemin = tmp_path / "Report.csv"
    chemin.write_text("\n".join((PRECEDENT, *LIGNES_PRECEDENTES)), encoding="utf-8")
    with agir_comme(alice):
        importation = deposer_import(
            agent=alice, declaration=ACTES, organisation=umj_lille, chemin=chemin, nom_fichier="Report.csv"
        )
        assert erreurs(importation) == {}
        appliquer_import(agent=alice, importation=importation)
        appliquer(importation.pk)
        actes = {acte.numero_interne: acte for acte in ActeMedicoLegal.objects.all()}
    victime = actes["2023-1"]
    assert victime.natures_violence == ["attentat", "coups"]
    assert victime.attentat == "2016-07-14-nice"
    assert (victime.types_examen, victime.contextes_violence) == (
        ["psychiatrique", "somatique"],
        ["scolaire"],
    )
    assert (victime.age, victime.periode_journee) == ("majeur", "journee")
    assert (actes["2023-2"].profil, actes["2023-2"].lieu) == ("garde_a_vue", "service_public")
    assert actes["2023-3"].statut == "rendez_vous_non_honore"
    assert (actes["2023-4"].duree, actes["2023-4"].distance) == ("moins_4", "visio")
    assert (actes["2023-5"].cause_deces, actes["2023-5"].distance) == ("suicide_probable", "plus_150")
    assert actes["2023-6"].get_age_display() == "3-17 ans (ancien)"


def test_a_mapping_chosen_once_for_a_hospital_software_is_kept_for_its_next_file(tmp_path, alice, umj_lille):
    def deposer_logiciel(numero: str):
        chemin = tmp_path / f"{numero}.csv"
        chemin.write_text(f"IEP;QUAND;QUOI;T1\n{numero};16/03/2025;Assises;- de 4 heures\n", encoding="utf-8")
        return deposer_import(
            agent=alice, declaration=ACTES, organisation=umj_lille, chemin=chemin, nom_fichier="dpi.csv"
        )

    with agir_comme(alice):
        premier = deposer_logiciel("D-1")
        assert premier.statut == "a_associer"
        rangs = {"numero_interne": 0, "date_examen": 1, "profil": 2, "duree": 3}
        associer_colonnes(agent=alice, importation=premier, rangs=rangs)
        premier.refresh_from_db()
        assert set(premier.correspondance.values()) == {0, 1, 2, 3}
        second = deposer_logiciel("D-2")
        assert second.correspondance == premier.correspondance
        assert second.statut == "analysee"


def test_hundreds_of_acts_leave_their_history_their_figures_and_no_act_when_one_breaks_a_rule(
    deposer, alice, umj_lille
):
    lignes = [JUSTE.replace("A-1", f"M-{rang}") for rang in range(300)]
    with agir_comme(alice):
        importation = deposer(*lignes)
        appliquer_import(agent=alice, importation=importation)
        appliquer(importation.pk)
        assert ActeMedicoLegal.objects.filter(structure=umj_lille, auteur=alice).count() == 300
        assert (
            Evenement.objects.filter(objet_type="medecine_legale_actemedicolegal", nature="creation").count()
            == 300
        )
        second = deposer(*[ligne.replace("M-", "N-") for ligne in lignes])
        lieu = {"valeurs": {**second.lignes.first().valeurs, "lieu": "tribunal"}}
        LigneImportee.objects.filter(importation=second, numero=250).update(
            **lieu
        )  # behind the report's back
        appliquer_import(agent=alice, importation=second)
        appliquer(second.pk)
        second.refresh_from_db()
        assert "Rien n’a été enregistré" in second.message
        assert ActeMedicoLegal.objects.count() == 300
