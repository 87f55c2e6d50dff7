import datetime as dt
from typing import Any

import pytest

from maillage.commun.tableur import Ligne
from maillage.socle.echanges.droits import IMPORTER
from maillage.socle.echanges.imports import IMPORTS, Colonne, Contexte, Genre, declarer_import
from maillage.socle.echanges.imports.conversion_lot import Convertisseur
from maillage.socle.echanges.imports.correspondance import deviner, signature

A = Colonne("a", "A", est_obligatoire=True)


def rien(lot, contexte):
    return []


def declarer(**options):
    complets: dict[str, Any] = {"droit": IMPORTER, "colonnes": [A], "appliquer": rien}
    return declarer_import("essai.faux", "Faux", **(complets | options))


@pytest.mark.parametrize(
    ("options", "raison"),
    [
        ({"droit": "inconnu.de.tous"}, "undeclared right"),
        ({"colonnes": []}, "no column"),
        ({"colonnes": [A, A]}, "same code twice"),
        ({"cle": ("b",), "existants": dict}, "not compulsory"),
        ({"cle": ("a",)}, "goes with"),
        ({"existants": dict}, "goes with"),
        ({"colonnes": [Colonne("c", "C", Genre.CHOIX)]}, "a choice goes with"),
    ],
)
def test_a_declaration_that_cannot_work_is_refused_at_start(options, raison):
    with pytest.raises(ValueError, match=raison):
        declarer(**options)
    assert "essai.faux" not in IMPORTS


def test_a_code_is_declared_once(declaration):
    with pytest.raises(ValueError, match="declared twice"):
        declarer_import(declaration.code, "x", droit=IMPORTER, colonnes=[A], appliquer=declaration.appliquer)


def test_headers_are_recognised_without_case_nor_accents(declaration):
    trouvee = deviner(declaration, ["Observations", "denomination", "NATURE", "finess", "Date d'ouverture"])
    assert trouvee.rangs == {"nom": 1, "type": 2, "finess": 3, "ouverture": 4}
    assert trouvee.est_sure


def test_a_close_header_is_guessed_but_not_sure(declaration):
    trouvee = deviner(declaration, ["N° FINES", "Dénominations", "Nature"])
    assert trouvee.rangs == {"finess": 0, "nom": 1, "type": 2}
    assert not trouvee.est_sure


def test_a_missing_compulsory_column_is_named(declaration):
    trouvee = deviner(declaration, ["Nature", "n'importe quoi"])
    assert [colonne.code for colonne in trouvee.manquantes] == ["finess", "nom"]


def test_the_same_headers_have_the_same_signature():
    assert signature(["Numéro", "Date"]) == signature([" numero", "DATE"]) != signature(["Date", "Numéro"])


def test_a_cell_with_several_values_is_split_unless_it_is_one_label(db, alice):
    colonne = Colonne(
        "examens",
        "Examens",
        Genre.CHOIX,
        choix={"bio": "Biologie", "autre": "Autre, à préciser"},
        est_multiple=True,
    )
    libre = Colonne("mots", "Mots", est_multiple=True)
    contexte = Contexte(alice, None, dt.date(2026, 11, 21))
    lot = [
        Ligne(2, ("Biologie | autre", "a; b")),
        Ligne(3, ("Autre, à préciser", None)),
        Ligne(4, ("Bio, rien", "=1")),
    ]
    converties = Convertisseur([colonne, libre], {"examens": 0, "mots": 1}, contexte).convertir(lot)
    assert [ligne.valeurs for ligne, _ in converties[:2]] == [
        {"examens": ["bio", "autre"], "mots": ["a", "b"]},
        {"examens": ["autre"], "mots": []},
    ]
    assert [erreur.message for erreur in converties[2][1]] == [
        "« rien » n’est pas une valeur possible. Valeurs possibles : Biologie, Autre, à préciser.",
        "La cellule contient une formule (« =1 »). Remplacez-la par sa valeur (collage spécial, valeurs).",
    ]
