"""The spreadsheet of an inventory: each line gets its label once confirmed, each wrong cell is named."""

import pytest

from maillage.metiers.numerisation.echanges import INVENTAIRE
from maillage.metiers.numerisation.models import Dossier, IdentiteDossier
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.echanges.enums import NatureLigne
from maillage.socle.echanges.imports.actions import appliquer_import, deposer_import
from maillage.socle.echanges.imports.application import appliquer
from maillage.socle.echanges.models import LigneImportee

pytestmark = pytest.mark.django_db
EN_TETES = "Numéro;Nom;Prénom;Date de naissance;NIR;Épaisseur;Armoire;Dernière visite"
JUSTE = "LIL-1;Lefèvre;Zoé;01/05/1962;;Gros;A-12;04/03/2019"


@pytest.fixture
def deposer(tmp_path, rachel, centre):
    def deposer(*lignes):
        chemin = tmp_path / "inventaire.csv"
        chemin.write_text("\n".join((EN_TETES, *lignes)), encoding="utf-8")
        with agir_comme(rachel):
            return deposer_import(
                agent=rachel, declaration=INVENTAIRE, organisation=centre, chemin=chemin,
                nom_fichier="inventaire.csv",
            )  # fmt: skip

    return deposer


def test_each_line_gets_its_label_once_confirmed_and_again_changes_nothing(deposer, rachel):
    importation = deposer(JUSTE, "LIL-2;Martel;Paul;;;;;")
    with agir_comme(rachel):
        assert not Dossier.objects.exists()
        staged = LigneImportee.objects.filter(importation=importation)
        assert not any("Lefèvre" in str(ligne.valeurs) for ligne in staged)
        appliquer_import(agent=rachel, importation=importation)
        appliquer(importation.pk)
        premier, second = Dossier.objects.order_by("numero")
        assert (premier.reference, premier.epaisseur, premier.rayonnage) == ("LIL-1", "gros", "A-12")
        assert second.date_limite is None and IdentiteDossier.objects.count() == 2
    encore = deposer(JUSTE)
    with agir_comme(rachel):
        natures = set(LigneImportee.objects.filter(importation=encore).values_list("nature", flat=True))
        assert natures == {NatureLigne.IDENTIQUE}


def test_a_wrong_cell_is_named_with_its_line(deposer, rachel):
    importation = deposer("LIL-1;Lefèvre;Zoé;01/05/2062;262059912345600;Gros;A-12;")
    with agir_comme(rachel):
        ligne = LigneImportee.objects.get(importation=importation)
        assert ligne.nature == NatureLigne.ERREUR
        assert {erreur[0] for erreur in ligne.erreurs} == {"date_naissance", "nir"}
