"""The life of an import, from the file to the undo; at every refusal, nothing has changed."""

import dataclasses
import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from maillage.commun.tableur import ErreurTableur, Feuille, Limites, ecrire_ods, ecrire_xlsx
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.annuaire.models import Organisation
from maillage.socle.echanges import taches
from maillage.socle.echanges.enums import NatureLigne, StatutImport
from maillage.socle.echanges.imports import RefusImport, inserer
from maillage.socle.echanges.imports.actions import (
    abandonner_import,
    annuler_import,
    appliquer_import,
    associer_colonnes,
)
from maillage.socle.echanges.imports.declaration import IMPORTS
from maillage.socle.echanges.models import Importation, LigneImportee
from maillage.socle.journal.models import Evenement

TROIS = (
    "590000001;Centre A;tribunal judiciaire;01/02/2020\n590000002;Centre B;ministere;\n"
    "590000003;Centre C;Autre organisme;2021-03-04"
)


@pytest.fixture
def en_alice(alice):
    with agir_comme(alice):
        yield alice


def erreurs(importation):
    return [
        (numero, colonne, message)
        for numero, liste in LigneImportee.objects.filter(importation=importation, nature=NatureLigne.ERREUR)
        .order_by("numero")
        .values_list("numero", "erreurs")
        for colonne, message in liste
    ]


def finess():
    return sorted(Organisation.objects.exclude(finess="").values_list("finess", flat=True))


def test_a_good_file_is_analysed_and_nothing_is_written(deposer, en_alice):
    importation = deposer(TROIS)
    assert importation.statut == StatutImport.ANALYSEE
    assert (importation.nombre_lignes, importation.nombre_nouvelles, importation.nombre_erreurs) == (3, 3, 0)
    assert importation.description == "CSV, UTF-8, séparateur « ; »"
    assert finess() == []


def test_applying_writes_everything_in_one_job(deposer, en_alice, umj_lille):
    importation = deposer(TROIS)
    appliquer_import(agent=en_alice, importation=importation)
    assert finess() == []
    taches.appliquer_import(importation.pk, en_alice.pk)
    importation.refresh_from_db()
    assert importation.statut == StatutImport.APPLIQUEE
    assert finess() == ["590000001", "590000002", "590000003"]
    assert Organisation.objects.get(finess="590000001").type == "tribunal_judiciaire"
    assert importation.lignes.filter(objet_id=None).count() == 0


def test_the_same_job_run_twice_writes_once(deposer, en_alice):
    importation = deposer(TROIS)
    appliquer_import(agent=en_alice, importation=importation)
    for _ in range(2):
        taches.appliquer_import(importation.pk, en_alice.pk)
    assert len(finess()) == 3


def test_fifty_wrong_lines_give_fifty_messages_and_change_nothing(deposer, en_alice):
    bonnes = "\n".join(f"{590000100 + n};Centre {n};autre;" for n in range(20))
    fausses = "\n".join(f"{590000200 + n};Centre {n};autre;3{n % 10}/02/2020" for n in range(50))
    importation = deposer(f"{bonnes}\n{fausses}")
    trouvees = erreurs(importation)
    assert len(trouvees) == importation.nombre_erreurs == 50
    assert trouvees[0] == (22, "ouverture", "La date « 30/02/2020 » n’existe pas dans le calendrier.")
    with pytest.raises(ValidationError, match="à corriger"):
        appliquer_import(agent=en_alice, importation=importation)
    assert finess() == []


def test_good_lines_may_be_imported_without_the_wrong_ones_on_purpose(deposer, en_alice):
    importation = deposer("590000001;A;autre;\n590000002;;autre;\n")
    assert erreurs(importation) == [(3, "nom", "Valeur obligatoire.")]
    appliquer_import(agent=en_alice, importation=importation, sans_les_erreurs=True)
    taches.appliquer_import(importation.pk, en_alice.pk)
    importation.refresh_from_db()
    assert importation.est_partielle
    assert finess() == ["590000001"]


def test_rules_between_columns_duplicates_and_formulas_are_told_by_line(deposer, en_alice):
    importation = deposer(
        "590000001;A;autre;01/01/2199\n590000002;B;autre;\n590000002;C;autre;\n"
        "590000003;=1+1;autre;\n590000004;D;tribunal judicaire;\n590000005;E;autre;;;x"
    )
    assert erreurs(importation) == [
        (2, "ouverture", "La date d’ouverture est dans le futur."),
        (4, "finess", "Cette valeur figure déjà ligne 3 du fichier."),
        (
            5,
            "nom",
            "La cellule contient une formule (« =1+1 »). Remplacez-la par sa valeur (collage spécial, valeurs).",
        ),
        (
            6,
            "type",
            "« tribunal judicaire » n’est pas une valeur possible. Vouliez-vous dire « tribunal judiciaire » ?",
        ),
        (
            7,
            "",
            "La ligne compte 6 cellules pour 4 colonnes : un séparateur se trouve sans doute dans une cellule. "
            "Entourez cette cellule de guillemets.",
        ),
    ]


def test_differences_are_told_field_by_field(deposer, en_alice):
    Organisation.objects.create(finess="590000001", nom="Ancien nom", type="autre")
    Organisation.objects.create(finess="590000002", nom="Centre B", type="ministere")
    importation = deposer(TROIS)
    assert (importation.nombre_nouvelles, importation.nombre_modifiees, importation.nombre_identiques) == (
        1,
        1,
        1,
    )
    ligne = importation.lignes.get(nature=NatureLigne.MODIFIEE)
    assert ligne.avant == {"nom": "Ancien nom", "type": "autre", "ouverture": None}
    assert ligne.valeurs["nom"] == "Centre A"


def test_an_empty_cell_never_erases(deposer, en_alice):
    Organisation.objects.create(
        finess="590000001", nom="Centre A", type="autre", caracteristiques={"ouverture": "2020-01-01"}
    )
    assert deposer("590000001;Centre A;autre;").nombre_identiques == 1


@pytest.mark.parametrize("encodage", ["utf-8-sig", "cp1252", "cp850", "utf-16"])
def test_accents_survive_every_encoding(deposer, en_alice, encodage):
    importation = deposer(
        "FINESS;Dénomination;Nature\n590000001;Hôpital d'été à Nîmes;autre\n".encode(encodage)
    )
    assert importation.lignes.get().valeurs["nom"] == "Hôpital d'été à Nîmes"


@pytest.mark.parametrize(("nom", "ecrire"), [("o.xlsx", ecrire_xlsx), ("o.ods", ecrire_ods)])
def test_workbooks_are_read_like_text_files(deposer, en_alice, tmp_path, nom, ecrire):
    lignes = [[590000001, "Centre A", "autre", dt.date(2020, 2, 1)]]
    ecrire(tmp_path / "source", [Feuille("Données", ["FINESS", "Nom", "Nature", "Ouverture"], lignes)])
    importation = deposer((tmp_path / "source").read_bytes(), nom)
    assert importation.nombre_nouvelles == 1
    assert importation.lignes.get().valeurs["finess"] == "590000001"


def test_json_is_read_too(deposer, en_alice):
    objets = [{"finess": "590000001", "nom": "A", "type": "autre"}]
    assert deposer(json.dumps(objets).encode(), "o.json").nombre_nouvelles == 1


@pytest.mark.parametrize(
    ("contenu", "attendu"),
    [
        (b"%PDF-1.7", "un document PDF"),
        (b"", "vide"),
        (b"PK\x03\x04xx", "abîmé ou incomplet"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_and_not_kept(deposer, en_alice, contenu, attendu):
    with pytest.raises(ErreurTableur, match=attendu):
        deposer(contenu)
    assert not Importation.objects.exists()


def test_two_hundred_megabytes_are_refused_before_reading(
    declaration, en_alice, umj_lille, tmp_path, deposer
):
    from maillage.socle.echanges.imports.actions import deposer_import

    chemin = tmp_path / "gros.csv"
    with chemin.open("wb") as flux:
        flux.truncate(200 * 1024 * 1024)
    with pytest.raises(ErreurTableur, match="pèse 200 Mo, au-delà de la limite de 100 Mo"):
        deposer_import(
            agent=en_alice, declaration=declaration, organisation=umj_lille, chemin=chemin, nom_fichier="g"
        )
    assert not Importation.objects.exists()


def test_mixed_encodings_leave_an_import_refused_with_the_reason(deposer, en_alice):
    importation = deposer(b"FINESS;Nom;Nature\n1;\xc3\xa9t\xc3\xa9;autre\n2;\xe9t\xe9;autre\n")
    assert importation.statut == StatutImport.EN_ECHEC
    assert "mélange deux encodages" in importation.message
    assert not importation.lignes.exists()


def test_a_file_with_headers_only_is_refused(deposer, en_alice):
    importation = deposer("")
    assert importation.statut == StatutImport.EN_ECHEC
    assert "aucune ligne sous les titres" in importation.message


def test_too_many_lines_are_refused(deposer, en_alice):
    importation = deposer(TROIS, limites=Limites(lignes=3))
    assert importation.statut == StatutImport.EN_ECHEC
    assert "dépasse 3 lignes" in importation.message
    assert not importation.lignes.exists()


def test_wrong_headers_ask_for_the_mapping_which_is_then_remembered(deposer, en_alice):
    contenu = b"identifiant;intitule;genre\n590000001;Centre A;autre\n"
    importation = deposer(contenu)
    assert importation.statut == StatutImport.A_ASSOCIER
    with pytest.raises(ValidationError, match="« Dénomination », « Nature »"):
        associer_colonnes(agent=en_alice, importation=importation, rangs={"finess": 0})
    with pytest.raises(ValidationError, match="associée deux fois"):
        associer_colonnes(agent=en_alice, importation=importation, rangs={"finess": 0, "nom": 0, "type": 2})
    associer_colonnes(agent=en_alice, importation=importation, rangs={"finess": 0, "nom": 1, "type": 2})
    assert importation.statut == StatutImport.ANALYSEE
    suivante = deposer(contenu.replace(b"590000001", b"590000002"))
    assert suivante.statut == StatutImport.ANALYSEE
    assert suivante.correspondance == {"finess": 0, "nom": 1, "type": 2}


def test_a_failure_while_applying_leaves_nothing_and_says_why(deposer, en_alice):
    importation = deposer("590000001;Centre A;autre;\n590000002;interdit;autre;")
    appliquer_import(agent=en_alice, importation=importation)
    taches.appliquer_import(importation.pk, en_alice.pk)
    importation.refresh_from_db()
    assert importation.statut == StatutImport.ANALYSEE
    assert importation.message == "Ce nom est interdit. Rien n’a été enregistré."
    assert finess() == []


def test_a_failure_in_the_second_batch_undoes_the_first(deposer, en_alice, monkeypatch):
    monkeypatch.setattr("maillage.socle.echanges.imports.etagement.LOT", 2)
    importation = deposer(f"{TROIS}\n590000004;interdit;autre;")
    appliquer_import(agent=en_alice, importation=importation)
    taches.appliquer_import(importation.pk, en_alice.pk)
    assert finess() == []


def test_what_changed_since_the_report_stops_the_import(deposer, en_alice):
    importation = deposer(TROIS)
    appliquer_import(agent=en_alice, importation=importation)
    Organisation.objects.create(finess="590000002", nom="Arrivée entre-temps", type="autre")
    taches.appliquer_import(importation.pk, en_alice.pk)
    importation.refresh_from_db()
    assert "ligne 3 ont changé" in importation.message
    assert finess() == ["590000002"]


def test_an_import_is_undone_while_nothing_was_built_on_it(deposer, en_alice):
    Organisation.objects.create(finess="590000001", nom="Ancien nom", type="autre")
    importation = deposer("590000001;Nouveau nom;autre;\n590000002;Centre B;autre;")
    appliquer_import(agent=en_alice, importation=importation)
    taches.appliquer_import(importation.pk, en_alice.pk)
    assert finess() == ["590000001", "590000002"]
    annuler_import(agent=en_alice, importation=importation)
    assert finess() == ["590000001"]
    assert Organisation.objects.get(finess="590000001").nom == "Ancien nom"
    importation.refresh_from_db()
    assert importation.statut == StatutImport.ANNULEE


def test_an_import_on_which_something_was_built_stays(deposer, en_alice):
    importation = deposer(TROIS)
    appliquer_import(agent=en_alice, importation=importation)
    taches.appliquer_import(importation.pk, en_alice.pk)
    fille = Organisation.objects.create(
        nom="F", type="autre", parent=Organisation.objects.get(finess="590000002")
    )
    with pytest.raises(RefusImport, match="rattachés depuis"):
        annuler_import(agent=en_alice, importation=importation)
    fille.delete()
    Organisation.objects.filter(finess="590000003").update(nom="Corrigé à la main")
    with pytest.raises(RefusImport, match="ligne 4 a été modifiée"):
        annuler_import(agent=en_alice, importation=importation)
    assert len(finess()) == 3


def test_a_colleague_sees_the_import_and_a_stranger_does_not(deposer, alice, bruno, chloe):
    with agir_comme(alice):
        importation = deposer(TROIS)
    for agent, vus in ((bruno, 3), (chloe, 0)):
        with agir_comme(agent):
            assert Importation.objects.filter(pk=importation.pk).count() == (1 if vus else 0)
            assert LigneImportee.objects.count() == vus
            assert Importation.objects.visibles_par(agent).count() == (1 if vus else 0)


def test_nobody_imports_into_the_structure_of_another(deposer, chloe, umj_lille):
    with agir_comme(chloe), pytest.raises(AccesRefuse):
        deposer(TROIS, agent=chloe)


def test_the_right_is_asked_again_when_the_job_runs(deposer, alice, monkeypatch):
    with agir_comme(alice):
        importation = deposer(TROIS)
        appliquer_import(agent=alice, importation=importation)
    with agir_comme(agent_systeme()):
        alice.habilitations.all().update(date_fin=dt.date(2020, 12, 31))
    with pytest.raises(AccesRefuse):
        taches.appliquer_import(importation.pk, alice.pk)


def test_the_file_leaves_with_the_import(deposer, en_alice, django_capture_on_commit_callbacks):
    importation = deposer(TROIS)
    assert default_storage.exists(importation.fichier)
    nom = importation.fichier
    appliquer_import(agent=en_alice, importation=importation)
    with django_capture_on_commit_callbacks(execute=True):
        taches.appliquer_import(importation.pk, en_alice.pk)
    assert not default_storage.exists(nom)
    autre = deposer("590000009;Z;autre;")
    abandonner_import(agent=en_alice, importation=autre)
    assert autre.statut == StatutImport.ABANDONNEE
    assert not autre.lignes.exists()


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_in_the_middle_is_done_again_once(deposer, alice, travailler, declaration):
    with agir_comme(alice):
        importation = deposer(TROIS)
        appliquer_import(agent=alice, importation=importation)
    appels = []

    def mourir_une_fois(lot, contexte):
        crees = declaration.appliquer(lot, contexte)
        appels.append(len(crees))
        if len(appels) == 1:
            raise KeyboardInterrupt
        return crees

    IMPORTS[declaration.code] = dataclasses.replace(declaration, appliquer=mourir_une_fois)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        taches.appliquer_import(importation.pk, alice.pk)
    with agir_comme(alice):
        assert finess() == []
        assert Importation.objects.get().statut == StatutImport.EN_APPLICATION
    travailler()
    with agir_comme(alice):
        assert Importation.objects.get().statut == StatutImport.APPLIQUEE
        assert len(finess()) == 3
    assert appels == [3, 3]
    assert (
        ProcrastinateJob.objects.filter(task_name="echanges.appliquer_import", status="succeeded").count()
        == 1
    )


def test_rows_inserted_in_bulk_are_ordinary_rows(en_alice, umj_lille):
    champs = ["nom", "type", "parent", "caracteristiques", "sigle", "cle_recherche", "finess", "siret"]
    champs += ["adresse", "code_postal", "telephone", "courriel", "est_gestionnaire", "est_active"]
    vides = [""] * 8
    lignes = [
        [f"Centre \t{n}\n\\", "autre", umj_lille.pk, {"lits": n}, *vides, False, True] for n in range(3)
    ]
    ids = inserer(Organisation, champs, lignes)
    assert ids == inserer(Organisation, champs, []) + sorted(ids)
    crees = Organisation.objects.in_bulk(ids)
    assert [crees[pk].nom for pk in ids] == [ligne[0] for ligne in lignes]
    assert crees[ids[2]].caracteristiques == {"lits": 2}
    assert crees[ids[2]].parent == umj_lille
    assert Evenement.objects.filter(objet_type="annuaire_organisation", objet_id__in=ids).count() == 3
