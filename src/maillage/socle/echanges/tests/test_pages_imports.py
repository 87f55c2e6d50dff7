"""The pages of an import, through the whole request; and Chloé, who must never see them."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from maillage.commun.tableur import Feuille, ecrire_xlsx
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Organisation
from maillage.socle.echanges import taches
from maillage.socle.echanges.enums import StatutImport
from maillage.socle.echanges.models import Importation, LigneImportee
from maillage.socle.echanges.tests.conftest import EN_TETES

BON = "590000001;Centre A;autre;01/02/2020\n590000002;Centre B;ministere;\n"


@pytest.fixture
def poster(client, declaration, alice, umj_lille):
    def faire(contenu: str | bytes, nom="o.csv"):
        octets = contenu if isinstance(contenu, bytes) else f"{EN_TETES}\n{contenu}".encode()
        client.force_login(alice)
        return client.post(
            reverse("echanges:import_deposer", args=[declaration.code]),
            {"fichier": SimpleUploadedFile(nom, octets), "organisation": umj_lille.pk},
            follow=True,
        )

    return faire


def contenu(reponse) -> str:
    return reponse.content.decode()


def dernier(alice) -> Importation:
    with agir_comme(alice):
        return Importation.objects.latest("pk")


def test_the_whole_way_from_drop_to_undo(client, poster, alice):
    page = contenu(poster(BON))
    assert "Importer 2\xa0lignes" in page and "Étape 3 sur 4" in page
    pk = dernier(alice).pk
    page = contenu(client.post(reverse("echanges:import_appliquer", args=[pk]), follow=True))
    assert "Import en cours" in page and 'hx-get="/echanges/imports/' in page
    taches.appliquer_import(pk, alice.pk)
    assert client.get(reverse("echanges:import_avancement", args=[pk]))["HX-Refresh"] == "true"
    page = contenu(client.get(reverse("echanges:import", args=[pk])))
    assert "Import terminé" in page and "Annuler cet import" in page
    assert Organisation.objects.filter(finess="590000001").exists()
    assert "2" in contenu(client.get(reverse("echanges:import_annuler", args=[pk])))
    page = contenu(client.post(reverse("echanges:import_annuler", args=[pk]), follow=True))
    assert "tout est redevenu comme avant" in page
    assert not Organisation.objects.filter(finess="590000001").exists()


def test_fifty_wrong_lines_show_fifty_messages_and_download_as_a_file(client, poster, alice):
    page = contenu(poster("\n".join(f"{590000200 + n};Centre;autre;31/02/2020" for n in range(50))))
    assert page.count("n’existe pas dans le calendrier") == 50
    assert '<button class="fr-btn">Importer' not in page
    pk = dernier(alice).pk
    reponse = client.get(reverse("echanges:import_rapport", args=[pk, "csv"]))
    texte = b"".join(reponse.streaming_content).decode("utf-8-sig")
    lignes = list(csv.reader(io.StringIO(texte), delimiter=";"))
    assert lignes[0] == ["Ligne", "Colonne", "Ce qu’il faut corriger"]
    assert lignes[1] == [
        "2",
        "Date d’ouverture (D)",
        "La date « 31/02/2020 » n’existe pas dans le calendrier.",
    ]
    assert len(lignes) == 51
    classeur = client.get(reverse("echanges:import_rapport", args=[pk, "xlsx"]))
    assert b"".join(classeur.streaming_content).startswith(b"PK")
    assert not Organisation.objects.exclude(finess="").exists()


@pytest.mark.parametrize(
    ("octets", "attendu"),
    [
        (b"%PDF-1.7", "Ce fichier est un document PDF, pas un tableau"),
        (b"PK\x03\x04", "abîmé ou incomplet"),
        (b"<html><table>", "une page web"),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_refused_beside_the_field(poster, alice, octets, attendu):
    reponse = poster(octets)
    assert reponse.status_code == 422
    assert attendu in contenu(reponse)
    with agir_comme(alice):
        assert not Importation.objects.exists()


def test_mixed_encodings_show_the_reason(poster):
    page = contenu(poster(b"FINESS;Nom;Nature\n1;\xc3\xa9t\xc3\xa9;autre\n2;\xe9t\xe9;autre\n"))
    assert "mélange deux encodages" in page and "Déposer un autre fichier" in page


def test_wrong_headers_lead_to_the_mapping_page(client, poster, alice):
    page = contenu(poster(b"identifiant;intitule;genre\n590000001;Centre A;autre\n"))
    assert "Étape 2 sur 4" in page and 'name="colonne_finess"' in page
    pk = dernier(alice).pk
    adresse = reverse("echanges:import_colonnes", args=[pk])
    refus = client.post(adresse, {"colonne_finess": "0"})
    assert refus.status_code == 422
    assert "Associez une colonne à « Dénomination »." in contenu(refus)
    page = contenu(
        client.post(adresse, {"colonne_finess": "0", "colonne_nom": "1", "colonne_type": "2"}, follow=True)
    )
    assert "Importer 1\xa0ligne<" in page


def test_differences_are_shown_before_and_after_with_labels(poster, alice):
    with agir_comme(alice):
        Organisation.objects.create(finess="590000001", nom="Ancien nom", type="ministere")
    page = contenu(poster("590000001;Nouveau nom;autre;\n"))
    assert "<del>Ancien nom</del> → <ins>Nouveau nom</ins>" in page
    assert "<del>ministère</del> → <ins>autre organisme</ins>" in page


def test_lines_to_correct_are_left_out_only_on_purpose(client, poster, alice):
    poster("590000001;Centre A;autre;\n590000002;;autre;\n")
    importation = dernier(alice)
    adresse = reverse("echanges:import_appliquer", args=[importation.pk])
    assert "Des lignes sont à corriger" in contenu(client.post(adresse, follow=True))
    client.post(adresse, {"sans_les_erreurs": "oui"})
    assert dernier(alice).statut == StatutImport.EN_APPLICATION


def test_an_abandoned_file_leaves_nothing(client, poster, alice):
    poster(BON)
    page = contenu(client.post(reverse("echanges:import_abandonner", args=[dernier(alice).pk]), follow=True))
    assert "rien n’a été importé" in page
    with agir_comme(alice):
        assert not LigneImportee.objects.exists()


def test_the_list_and_the_template_workbook(client, poster, alice, declaration):
    poster(BON)
    page = contenu(client.get(reverse("echanges:imports")))
    assert "o.csv" in page and "Importer : Organisations" in page
    reponse = client.get(reverse("echanges:import_modele", args=[declaration.code]))
    assert b"".join(reponse.streaming_content).startswith(b"PK")


def test_chloe_and_the_visitor_see_nothing(client, poster, alice, chloe):
    poster(BON)
    pk = dernier(alice).pk
    noms = ["import", "import_colonnes", "import_avancement", "import_annuler"]
    commandes = ["import_appliquer", "import_abandonner", "import_relancer"]
    client.force_login(chloe)
    assert all(client.get(reverse(f"echanges:{nom}", args=[pk])).status_code == 404 for nom in noms)
    assert all(client.post(reverse(f"echanges:{nom}", args=[pk])).status_code == 404 for nom in commandes)
    assert "o.csv" not in contenu(client.get(reverse("echanges:imports")))
    client.logout()
    assert all(client.get(reverse(f"echanges:{nom}", args=[pk])).status_code == 302 for nom in noms)


def test_an_agent_without_the_right_has_no_page(client, creer_agent, declaration):
    client.force_login(creer_agent("zoe"))
    assert client.get(reverse("echanges:imports")).status_code == 404
    assert client.get(reverse("echanges:import_deposer", args=[declaration.code])).status_code == 404


def test_another_sheet_may_be_chosen_before_its_columns_are_known(client, poster, alice, tmp_path):
    feuilles = [
        Feuille("Notice", ["À lire", "Suite"], [["bonjour", "x"]]),
        Feuille("Données", ["FINESS", "Nom", "Nature"], [["590000001", "Centre A", "autre"]]),
    ]
    ecrire_xlsx(tmp_path / "c.xlsx", feuilles)
    page = contenu(poster((tmp_path / "c.xlsx").read_bytes(), "c.xlsx"))
    assert "Feuille du classeur" in page
    adresse = reverse("echanges:import_colonnes", args=[dernier(alice).pk])
    page = contenu(client.post(adresse, {"feuille": "Données"}, follow=True))
    assert "Importer 1\xa0ligne<" in page
