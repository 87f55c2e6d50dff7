from typing import Any

import pytest

from maillage.socle.echanges.droits import IMPORTER
from maillage.socle.echanges.imports import IMPORTS, Colonne, Genre, declarer_import
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
