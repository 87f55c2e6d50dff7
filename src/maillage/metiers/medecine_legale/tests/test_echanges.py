"""Acts from a spreadsheet and back."""

import pytest
from django.urls import reverse

from maillage.metiers.medecine_legale.echanges import ACTES
from maillage.metiers.medecine_legale.models import ActeMedicoLegal
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.echanges.enums import NatureLigne
from maillage.socle.echanges.imports.actions import appliquer_import, deposer_import
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
