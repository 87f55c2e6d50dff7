"""Territories and communes from the set-up packages, on a hand-made extract."""

import json

import pytest

from maillage.socle.annuaire import references
from maillage.socle.annuaire.models import Commune, Territoire

COMMUNES = [
    ("59350", "Lille", "commune-actuelle", ["59000", "59800"], 236234),
    ("59355", "Lomme", "commune-associee", ["59160"], 29000),
    ("59009", "Villeneuve-d'Ascq", "commune-actuelle", ["59491"], 62868),
    ("59000", "Hameau sans coordonnées", "commune-actuelle", ["59491"], 12),
]


@pytest.fixture
def paquet(tmp_path, settings, monkeypatch):
    donnees = tmp_path / references.PAQUET / "data"
    donnees.mkdir(parents=True)
    (donnees.parent / "package.json").write_text('{"version": "6.0.0"}')
    (donnees / "regions.json").write_text('[{"code": "32", "nom": "Hauts-de-France"}]')
    (donnees / "departements.json").write_text('[{"code": "59", "nom": "Nord", "region": "32"}]')
    (donnees / "communes.json").write_text(
        json.dumps(
            [
                {"code": code, "nom": nom, "type": genre, "region": "32", "departement": "59", "codesPostaux": codes,
                 "population": population}
                for code, nom, genre, codes, population in COMMUNES
            ]
        )
    )  # fmt: skip
    settings.NPM = tmp_path
    return tmp_path


def test_communes_take_their_place_in_the_tree_of_territories(db, paquet):
    references.charger()
    lille = Commune.objects.get(code_insee="59350")
    assert (lille.departement.nom, lille.departement.parent.nom, lille.departement.parent.parent.nom) == (
        "Nord",
        "Hauts-de-France",
        "France",
    )
    assert not Commune.objects.filter(code_insee="59355").exists()


def test_a_known_place_has_its_coordinates_and_its_neighbour_says_that_his_are_approximate(db, paquet):
    references.charger()
    lille, voisine = Commune.objects.get(code_insee="59350"), Commune.objects.get(code_insee="59000")
    ascq = Commune.objects.get(code_insee="59009")
    assert (round(lille.latitude, 1), round(lille.longitude, 1), lille.est_position_approchee) == (
        50.6,
        3.1,
        False,
    )
    assert (voisine.latitude, voisine.est_position_approchee) == (ascq.latitude, True)


def test_loading_again_changes_nothing_and_a_new_edition_updates(db, paquet):
    references.charger()
    Commune.objects.filter(code_insee="59350").update(nom="Autre")
    references.charger()
    assert Commune.objects.get(code_insee="59350").nom == "Autre"
    (paquet / references.PAQUET / "package.json").write_text('{"version": "7.0.0"}')
    references.charger()
    assert Commune.objects.get(code_insee="59350").nom == "Lille"
    assert Territoire.objects.filter(type="region").count() == 1
