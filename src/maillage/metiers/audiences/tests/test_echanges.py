"""The roll by a file: nothing before the agreement, nothing typed overwritten without a choice, nothing in clear."""

import datetime as dt

import pytest
from django.utils import timezone

from maillage.metiers.audiences import references
from maillage.metiers.audiences.actions.identites import Coffre
from maillage.metiers.audiences.echanges import ROLE
from maillage.metiers.audiences.models import Affaire, Audience, Audiencement, Infraction, Partie, Prevention
from maillage.metiers.audiences.taches import appliquer_la_conservation
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.echanges.enums import NatureLigne
from maillage.socle.echanges.imports.actions import appliquer_import, deposer_import
from maillage.socle.echanges.imports.application import appliquer
from maillage.socle.echanges.imports.presentation import Presentation
from maillage.socle.echanges.models import LigneImportee

EN_TETES = (
    "Date d’audience;Heure;Numéro de parquet;Rang de la personne;Qualité;Nom;Prénoms;Adresse;Mode de poursuite;"
    "NATINF;Remplacer"
)
JUSTE = {
    "date": f"{timezone.localdate() + dt.timedelta(days=10):%d/%m/%Y}", "heure": "13:30",
    "numero_parquet": "26 325 000 123", "personne": "1", "statut": "Prévenu", "nom": "Lefèvre", "prenoms": "Zoé",
    "adresse": "", "mode_poursuite": "COPJ", "natinf": "7151", "remplacer": "",
}  # fmt: skip


def ligne(**champs):
    return ";".join({**JUSTE, **champs}.values())


@pytest.fixture
def nomenclature(db):
    references.charger()


@pytest.fixture
def deposer(tmp_path, alice, sixieme, nomenclature):
    def deposer(*lignes):
        chemin = tmp_path / "role.csv"
        chemin.write_text("\n".join((EN_TETES, *lignes)), encoding="utf-8")
        with agir_comme(alice):
            return deposer_import(
                agent=alice, declaration=ROLE, organisation=sixieme, chemin=chemin, nom_fichier="role.csv"
            )

    return deposer


@pytest.fixture
def importer(deposer, alice):
    def importer(*lignes):
        importation = deposer(*lignes)
        with agir_comme(alice):
            appliquer_import(agent=alice, importation=importation)
            appliquer(importation.pk)
            importation.refresh_from_db()
            assert importation.message == ""
        return importation

    return importer


def identite(rang=1):
    partie = Partie.objects.select_related("affaire__cle").get(rang=rang)
    return Coffre(partie.affaire).identite(partie)


def test_a_roll_makes_hearing_case_persons_and_offences_once_agreed_and_nothing_before(
    deposer, importer, alice
):
    deux = (
        ligne(),
        ligne(personne="2", nom="Durand"),
        ligne(personne="3", statut="Victime", natinf="", nom="Roy"),
    )
    deposer(*deux)
    with agir_comme(alice):
        assert Audience.objects.count() == 0
    importer(*deux)
    with agir_comme(alice):
        assert (Audience.objects.get().dossiers, Affaire.objects.count(), Partie.objects.count()) == (1, 1, 3)
        assert (Infraction.objects.get().qualification, Prevention.objects.count()) == ("VOL", 2)


def test_names_wait_sealed_and_are_shown_to_whoever_imports(deposer, alice):
    importation = deposer(ligne())
    with agir_comme(alice):
        etagees = str(list(LigneImportee.objects.values_list("valeurs", flat=True)))
        assert "26 325 000 123" in etagees and "Lef" not in etagees
        (vue,) = Presentation(importation).apercu(NatureLigne.NOUVELLE)
        assert "Lefèvre" in [changement.apres for changement in vue.changements]


def test_what_was_typed_is_kept_what_was_empty_is_filled_and_a_choice_replaces(deposer, importer, alice):
    importer(ligne())
    suite = ligne(nom="Lefebvre", adresse="3 rue des Lilas")
    importation = deposer(suite)
    with agir_comme(alice):
        (vue,) = Presentation(importation).apercu(NatureLigne.MODIFIEE)
        assert [(c.champ, c.avant, c.apres) for c in vue.changements] == [
            ("Nom", "Lefèvre", "Lefebvre"), ("Adresse", "", "3 rue des Lilas")]  # fmt: skip
    importer(suite)
    with agir_comme(alice):
        assert (identite().nom, identite().adresse) == ("Lefèvre", "3 rue des Lilas")
    importer(ligne(nom="Lefebvre", remplacer="oui"))
    with agir_comme(alice):
        assert (identite().nom, identite().adresse) == ("Lefebvre", "3 rue des Lilas")


def test_another_date_is_another_passage_and_what_left_the_file_stays(importer, alice):
    importer(ligne(), ligne(numero_parquet="26 325 000 999", nom="Roy"))
    plus_tard = f"{timezone.localdate() + dt.timedelta(days=40):%d/%m/%Y}"
    importer(ligne(date=plus_tard))
    with agir_comme(alice):
        assert (Affaire.objects.count(), Audiencement.objects.count(), Partie.objects.count()) == (2, 3, 2)


def test_each_wrong_cell_is_named(deposer, alice):
    importation = deposer(
        ligne(natinf="999999"), ligne(personne="2", nom=""), ligne(personne="3", numero_parquet="x")
    )
    with agir_comme(alice):
        lignes = LigneImportee.objects.filter(importation=importation, nature=NatureLigne.ERREUR)
        assert [erreur[0] for une in lignes.order_by("numero") for erreur in une.erreurs] == [
            "natinf", "nom", "numero_parquet"]  # fmt: skip


def test_the_lines_of_an_imported_roll_go_at_the_end_of_retention(importer, alice):
    importer(ligne())
    for mois, nombre in ((11, 1), (13, 0)):
        appliquer_la_conservation(timezone.now() + dt.timedelta(days=31 * mois))
        with agir_comme(alice):
            assert LigneImportee.objects.count() == nombre
