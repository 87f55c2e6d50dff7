"""The spreadsheet of professionals: right lines make measures, each wrong cell is named; exports hold one's own."""

import pytest
from django.urls import reverse

from maillage.metiers.protection import actions
from maillage.metiers.protection.echanges import MESURES
from maillage.metiers.protection.models import EvenementMesure, Mesure, Mouvement
from maillage.metiers.protection.regles.tableur import TYPES, lire_type
from maillage.metiers.protection.tests.conftest import jour
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Organisation
from maillage.socle.echanges.enums import NatureLigne
from maillage.socle.echanges.imports.actions import annuler_import, appliquer_import, deposer_import
from maillage.socle.echanges.imports.application import appliquer
from maillage.socle.echanges.models import LigneImportee

pytestmark = pytest.mark.django_db

SIRET = "17959350000017"
EN_TETES = (
    "date_nomination;type;code_postal;ville;civilite;annee;numero_rg;numero_dossier;residence;tribunal_siret;"
    "tribunal_cabinet;antenne;date_fin;cause_sortie"
)
JUSTE = {
    "date_nomination": "15/03/2024", "type": "Curatelle renforcée aux biens et à la personne", "code_postal": "59000",
    "ville": "Lille", "civilite": "F", "annee": "1950", "numero_rg": "21/B/00167", "numero_dossier": "D-1",
    "residence": "domicile", "tribunal_siret": SIRET, "tribunal_cabinet": "3", "antenne": "", "date_fin": "",
    "cause_sortie": "",
}  # fmt: skip


def ligne(**champs):
    return ";".join({**JUSTE, **champs}.values())


@pytest.fixture
def tribunal_connu(tribunal):
    with agir_comme(agent_systeme()):
        Organisation.objects.filter(pk=tribunal.pk).update(siret=SIRET)
    return tribunal


@pytest.fixture
def deposer(tmp_path, alice, mandataire, tribunal_connu):
    def deposer(*lignes):
        chemin = tmp_path / "mesures.csv"
        chemin.write_text("\n".join((EN_TETES, *lignes)), encoding="utf-8")
        with agir_comme(alice):
            return deposer_import(
                agent=alice, declaration=MESURES, organisation=mandataire.organisation, chemin=chemin,
                nom_fichier="mesures.csv",
            )  # fmt: skip

    return deposer


@pytest.fixture
def importer(deposer, alice):
    def importer(*lignes):
        importation = deposer(*lignes)
        with agir_comme(alice):
            assert erreurs(importation) == {}
            appliquer_import(agent=alice, importation=importation)
            appliquer(importation.pk)
            importation.refresh_from_db()
        return importation

    return importer


def erreurs(importation):
    lignes = LigneImportee.objects.filter(importation=importation, nature=NatureLigne.ERREUR)
    return {une.numero: [tuple(erreur) for erreur in une.erreurs] for une in lignes.order_by("numero")}


def test_the_template_has_twenty_one_labels_of_type():
    assert len(TYPES) == 21
    assert lire_type("TUTELLE AUX BIENS") == ("tutelle", "protection_bien")
    assert lire_type("curatelle") == ("curatelle_simple", "")
    assert lire_type("masp") is None


def test_a_right_line_makes_a_measure_with_its_log_once_confirmed(deposer, importer, alice, lille):
    importation = deposer(ligne())
    with agir_comme(alice):
        assert erreurs(importation) == {}
        assert not Mesure.objects.exists()
    importer(ligne(), ligne(numero_rg="21B00168", type="maj", date_fin="01/02/2025", cause_sortie="Décès"))
    with agir_comme(alice):
        premiere, seconde = Mesure.objects.order_by("numero_rg")
        assert (premiere.numero_rg, premiere.nature, premiere.champ) == (
            "21B00167", "curatelle_renforcee", "protection_bien_personne")  # fmt: skip
        assert (premiere.commune, premiere.cabinet, premiere.date_terme) == (lille, "3", jour("2029-03-15"))
        assert (seconde.statut, seconde.cause_sortie) == ("eteinte", "deces")
        assert Mouvement.objects.filter(mesure=seconde).count() == 2


def test_the_same_file_again_changes_nothing(importer, deposer, alice):
    importer(ligne())
    again = deposer(ligne())
    with agir_comme(alice):
        natures = set(LigneImportee.objects.filter(importation=again).values_list("nature", flat=True))
        assert natures == {NatureLigne.IDENTIQUE}


def test_a_known_measure_takes_its_identifiers_and_its_end_and_keeps_its_life(importer, alice):
    importer(ligne())
    with agir_comme(alice):
        mesure = Mesure.objects.get()
        actions.changer_nature(agent=alice, mesure=mesure, date=jour("2025-01-10"), nature="tutelle")
    importer(ligne(tribunal_cabinet="4", date_fin="01/02/2026", cause_sortie="Mainlevée"))
    with agir_comme(alice):
        mesure.refresh_from_db()
        assert (mesure.cabinet, mesure.nature, mesure.statut, mesure.cause_sortie) == (
            "4", "tutelle", "eteinte", "mainlevee")  # fmt: skip


FAUTES = [
    ({"date_nomination": "31/02/2024"}, "date_nomination", "31/02/2024"),
    ({"date_nomination": "15/03/2999"}, "date_nomination", "futur"),
    ({"type": "tutelle partielle"}, "type", "tutelle partielle"),
    ({"code_postal": "59999"}, "code_postal", "59999"),
    ({"civilite": "X"}, "civilite", "F ou H"),
    ({"annee": "mille"}, "annee", "mille"),
    ({"annee": "2015"}, "annee", "majeure"),
    ({"numero_rg": "2021/B/00167"}, "numero_rg", "8 caractères"),
    ({"residence": "péniche"}, "residence", "péniche"),
    ({"tribunal_siret": "11111111111111"}, "tribunal_siret", "11111111111111"),
    ({"antenne": "Roubaix"}, "antenne", "Roubaix"),
    ({"date_fin": "01/02/2025"}, "cause_sortie", "cause"),
    ({"date_fin": "01/02/2020", "cause_sortie": "Décès"}, "date_fin", "pas encore ouverte"),
    ({"numero_rg": ""}, "numero_rg", "obligatoire"),
]


def test_each_kind_of_error_is_named_by_its_line_and_column_in_french(deposer, alice):
    lignes = [ligne(**{"numero_rg": f"21B{rang:05}", **faute}) for rang, (faute, _, _) in enumerate(FAUTES)]
    importation = deposer(*lignes, ligne(), ligne(numero_rg="21 b 00167"))
    with agir_comme(alice):
        trouvees = erreurs(importation)
    for rang, (_, colonne, mot) in enumerate(FAUTES):
        assert trouvees[rang + 2][0][0] == colonne, (rang, trouvees.get(rang + 2))
        assert mot in trouvees[rang + 2][0][1]
    doublon = trouvees[len(FAUTES) + 3]
    assert doublon[0][0] == "numero_rg"
    assert f"ligne {len(FAUTES) + 2}" in doublon[0][1]
    assert len(trouvees) == len(FAUTES) + 1


def test_an_undone_import_leaves_its_measures_readable_and_counted_nowhere(importer, alice):
    importation = importer(ligne())
    with agir_comme(alice):
        annuler_import(agent=alice, importation=importation)
        mesure = Mesure.objects.get()
        assert mesure.statut == "annulee"
        assert not Mouvement.objects.exists()
        assert EvenementMesure.objects.filter(est_annulation=True).count() == 1


def test_an_export_holds_ones_own_measures_and_no_other(importer, connecter, alice, chloe):
    importer(ligne())
    adresse = f"{reverse('echanges:exporter', args=['protection.mesures'])}?format=csv"
    assert b"21B00167" in b"".join(connecter(alice).get(adresse).streaming_content)
    assert b"21B00167" not in b"".join(connecter(chloe).get(adresse).streaming_content)
