import csv
import datetime as dt
import io
import json
import tracemalloc
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as tirer

from maillage.commun.tableur import (
    ErreurTableur,
    Feuille,
    Lots,
    ecrire_csv,
    ecrire_json_lignes,
    ecrire_ods,
    ecrire_xlsx,
    excel,
    ods,
    ouvrir,
)

ENTETES = ["Texte", "Entier", "Décimal", "Jour", "Instant", "Vide"]
LIGNES = [
    ['=HYPERLINK("x")', -5, Decimal("2.50"), dt.date(2026, 1, 2), dt.datetime(2026, 1, 2, 14, 5), None],
    ["l'été\nà deux lignes", 12, 1.5, dt.date(2025, 12, 31), dt.datetime(2025, 3, 4, 8, 0), None],
]


def test_csv_opens_at_once_in_a_french_spreadsheet():
    octets = b"".join(ecrire_csv(Feuille("A", ENTETES, LIGNES)))
    assert octets.startswith(b"\xef\xbb\xbfTexte;Entier")
    lignes = list(csv.reader(io.StringIO(octets.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert lignes[1] == ['\'=HYPERLINK("x")', "-5", "2,50", "02/01/2026", "02/01/2026 14:05", ""]


def test_json_lines_keep_values_as_they_are():
    premier = json.loads(b"".join(ecrire_json_lignes(Feuille("A", ENTETES, LIGNES))).splitlines()[0])
    assert (
        premier["Texte"] == '=HYPERLINK("x")'
        and premier["Jour"] == "2026-01-02"
        and premier["Décimal"] == 2.5
    )


@pytest.mark.parametrize("moteur", ["rapide", "classique"])
def test_both_xlsx_engines_write_the_same_cells(tmp_path, moteur):
    ecrire_xlsx(
        tmp_path / "a.xlsx", [Feuille("A", ENTETES, LIGNES), Feuille("B/C", ["x"], [["y"]])], moteur=moteur
    )
    with ouvrir(tmp_path / "a.xlsx") as lecture:
        assert lecture.feuilles == ("A", "B C")
        assert lecture.nature.formules == 0
        lignes = [list(ligne.valeurs) for ligne in lecture.lignes()]
    assert lecture.entetes == tuple(ENTETES)
    assert lignes[0] == [
        '=HYPERLINK("x")',
        -5,
        2.5,
        dt.date(2026, 1, 2),
        dt.datetime(2026, 1, 2, 14, 5),
        None,
    ]
    assert lignes[1][0] == "l'été\nà deux lignes"


@pytest.mark.parametrize("ecriture", [ecrire_xlsx, ecrire_ods])
def test_hostile_values_never_break_the_file(tmp_path, ecriture):
    valeurs = [
        "a\x00b\x1f",
        "x" * 40_000,
        float("nan"),
        float("inf"),
        2**70,
        "\ud800",
        "<&>\"'",
        dt.time(14, 5),
        True,
    ]
    ecriture(tmp_path / "a.zip", [Feuille("[A]:*?/\\" * 9, [str(n) for n in range(9)], [valeurs])])
    with ouvrir(tmp_path / "a.zip") as lecture:
        (ligne,) = lecture.lignes()
    assert ligne.valeurs[0] == "ab" and ligne.valeurs[6] == "<&>\"'" and ligne.valeurs[7:] == ("14:05", "oui")
    assert str(ligne.valeurs[4]) == str(2**70)


@pytest.mark.parametrize("ecriture", [ecrire_xlsx, ecrire_ods])
def test_an_empty_export_still_has_its_headers(tmp_path, ecriture):
    ecriture(tmp_path / "a.zip", [Feuille("A", ENTETES, [])])
    with ouvrir(tmp_path / "a.zip") as lecture:
        assert lecture.entetes == tuple(ENTETES) and not list(lecture.lignes())


@pytest.mark.parametrize("ecriture", [ecrire_xlsx, ecrire_ods])
def test_more_rows_than_a_sheet_holds_is_a_french_refusal(tmp_path, monkeypatch, ecriture):
    monkeypatch.setattr(excel, "LIGNES_MAX", 10)
    monkeypatch.setattr(ods, "LIGNES_MAX", 10)
    with pytest.raises(ErreurTableur, match="Choisissez le format CSV"):
        ecriture(tmp_path / "a.zip", [Feuille("A", ["a"], ([n] for n in range(11)))])


def test_an_error_of_the_source_is_not_hidden(tmp_path):
    def lignes():
        yield [1]
        raise RuntimeError("coupure")

    with pytest.raises(RuntimeError, match="coupure"):
        ecrire_xlsx(tmp_path / "a.xlsx", [Feuille("A", ["a"], lignes())])


VALEURS = [
    tirer.none(), tirer.text(max_size=4), tirer.sampled_from(["=1+1", "+33", "été", "-"]), tirer.booleans(),
    tirer.integers(), tirer.floats(), tirer.decimals(allow_nan=False), tirer.dates(), tirer.datetimes(), tirer.times(),
]  # fmt: skip


@given(
    tirer.lists(tirer.sampled_from(VALEURS), min_size=1, max_size=3).flatmap(
        lambda v: tirer.lists(tirer.one_of(v))
    )
)
def test_a_column_is_written_as_its_cells_are_one_by_one(colonne):
    assert list(map(repr, excel._convertir(colonne))) == [repr(excel.cellule(valeur)) for valeur in colonne]


def test_batches_of_columns_are_read_as_rows():
    assert list(Lots([[("a", "b"), (1, 2)], [("c",), (3,)]])) == [("a", 1), ("b", 2), ("c", 3)]


def test_headers_must_differ():
    with pytest.raises(ValueError, match="répétés"):
        Feuille("A", ["a", "a"], [])


@pytest.mark.parametrize("format_", ["csv", "xlsx", "ods"])
def test_writing_holds_one_batch_in_memory(tmp_path, format_):
    feuille = Feuille("A", ["a", "b"], (["texte assez long pour compter " * 3, n] for n in range(20_000)))
    tracemalloc.start()
    if format_ == "csv":
        for _ in ecrire_csv(feuille):
            pass
    else:
        {"xlsx": ecrire_xlsx, "ods": ecrire_ods}[format_](tmp_path / "a", [feuille])
    pic = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert pic < 3_000_000
