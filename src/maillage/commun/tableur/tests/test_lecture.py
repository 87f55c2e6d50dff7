import datetime as dt
import json
from pathlib import Path

import pytest
import xlsxwriter

from maillage.commun.tableur import ErreurTableur, Feuille, Limites, ecrire_ods, ecrire_xlsx, ouvrir

TEXTE = "N° interne;Prénom;Lieu\r\n2026-1;Éléonore;Hôpital d'été à Œuvre\r\n2026-2;Gaël;Maïs\r\n"


def ecrire(tmp_path: Path, contenu: bytes, nom: str = "f.csv") -> Path:
    chemin = tmp_path / nom
    chemin.write_bytes(contenu)
    return chemin


def refus(chemin: Path, **options: object) -> str:
    with pytest.raises(ErreurTableur) as capture, ouvrir(chemin, **options) as lecture:  # type: ignore[arg-type]
        list(lecture.lignes())
    return str(capture.value)


@pytest.mark.parametrize(
    "encodage", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850"]
)
def test_the_same_text_is_read_in_every_encoding(tmp_path, encodage):
    texte = TEXTE.replace("Œ", "O") if encodage == "cp850" else TEXTE
    with ouvrir(ecrire(tmp_path, texte.encode(encodage))) as lecture:
        assert lecture.entetes == ("N° interne", "Prénom", "Lieu")
        lignes = list(lecture.lignes())
    assert [ligne.numero for ligne in lignes] == [2, 3]
    assert lignes[0].valeurs[1] == "Éléonore" and lignes[1].valeurs[2] == "Maïs"
    assert lecture.encodage == encodage


@pytest.mark.parametrize("separateur", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, separateur):
    texte = TEXTE.replace(";", separateur).replace("Maïs", '"Maïs; ou, blé"')
    with ouvrir(ecrire(tmp_path, texte.encode())) as lecture:
        assert len(lecture.entetes) == 3
        assert [ligne.valeurs[2] for ligne in lecture.lignes()][1] == "Maïs; ou, blé"


def test_one_column_and_no_delimiter(tmp_path):
    with ouvrir(ecrire(tmp_path, b"code\n27718\n20243\n")) as lecture:
        assert [ligne.valeurs for ligne in lecture.lignes()] == [("27718",), ("20243",)]


def test_line_numbers_follow_the_file_through_quoted_line_breaks_and_blank_lines(tmp_path):
    with ouvrir(ecrire(tmp_path, b'a;b\n1;"x\ny"\n\n;\n2;z\n')) as lecture:
        assert [(ligne.numero, ligne.valeurs) for ligne in lecture.lignes()] == [
            (2, ("1", "x\ny")),
            (6, ("2", "z")),
        ]


def test_a_file_may_be_read_twice(tmp_path):
    lecture = ouvrir(ecrire(tmp_path, TEXTE.encode()))
    assert list(lecture.lignes()) == list(lecture.lignes())


def test_too_many_cells_are_told_on_their_line(tmp_path):
    with ouvrir(ecrire(tmp_path, b"a;b\n1;2\n1;2;3\n")) as lecture:
        lignes = list(lecture.lignes())
    assert lignes[0].anomalie is None
    assert "3 cellules pour 2 colonnes" in (lignes[1].anomalie or "")


def test_mixed_encodings_are_refused_with_the_lines(tmp_path):
    message = refus(ecrire(tmp_path, "a;b\nété;1\n".encode() + "hôpital;2\n".encode("cp1252")))
    assert "mélange deux encodages" in message and "ligne 2" in message and "ligne 3" in message
    message = refus(
        ecrire(tmp_path, b"a;b\n" + "l'été à côté;1\n".encode("cp1252") + "l'été à côté;2\n".encode("cp850"))
    )
    assert "Windows" in message and "DOS" in message
    assert "Ligne 3" in refus(ecrire(tmp_path, b"\xef\xbb\xbfa;b\n1;2\n\xe9t\xe9;3\n"))


def test_a_file_too_big_is_refused_before_it_is_read(tmp_path):
    chemin = tmp_path / "gros.csv"
    with chemin.open("wb") as flux:
        flux.truncate(200 * 1024 * 1024)  # a sparse file: reading it would fail otherwise ("binary")
    assert "pèse 200 Mo, au-delà de la limite de 100 Mo" in refus(chemin)
    assert "pèse 1 ko" in refus(ecrire(tmp_path, TEXTE.encode()), limites=Limites(octets=10))


@pytest.mark.parametrize(
    ("contenu", "attendu"),
    [
        (b"", "vide"),
        (b"%PDF-1.7 blah", "un document PDF"),
        (b"\x89PNG\r\n\x1a\n", "une image"),
        (b"<html><table></table></html>", "une page web"),
        (b"<?xml version='1.0'?><a/>", "un fichier XML"),
        (bytes(range(256)) * 8, "un fichier binaire"),
        (b"PK\x03\x04 and then nothing", "abîmé ou incomplet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "bureautique"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "abîmé"),
        (b"\n\n;;\n", "aucune donnée"),
        (b'a;b\n"' + b"x" * 200_000, "guillemet ouvert"),
    ],
)
def test_what_is_no_spreadsheet_is_named_and_refused(tmp_path, contenu, attendu):
    message = refus(ecrire(tmp_path, contenu, "actes.xlsx"))
    assert attendu in message
    assert message.endswith(".")


def classeur(tmp_path: Path) -> Path:
    chemin = tmp_path / "c.xlsx"
    with xlsxwriter.Workbook(str(chemin)) as sortie:
        vide = sortie.add_worksheet("Lisez-moi")
        page = sortie.add_worksheet("Actes")
        page.activate()
        vide.hide()
        page.merge_range("B2:E2", "Activité 2026")
        page.write_row(3, 1, ["Numéro", "Date", "", "Numéro", "SIRET"])
        page.write(4, 1, "2026-1")
        page.write_datetime(4, 2, dt.datetime(2026, 3, 4), sortie.add_format({"num_format": "dd/mm/yyyy"}))
        page.write_formula(4, 4, "=1+1", None, 2)
        page.write_number(4, 5, 73282932000074)
    return chemin


def test_a_workbook_with_title_merged_and_repeated_headers(tmp_path):
    with ouvrir(classeur(tmp_path)) as lecture:
        assert lecture.feuille == "Actes" and lecture.feuilles == ("Actes",)
        assert lecture.ligne_entete == 4
        assert lecture.entetes[1:] == ("Numéro", "Date", "(colonne D sans titre)", "Numéro (2)", "SIRET")
        (ligne,) = lecture.lignes()
    assert ligne.numero == 5
    assert ligne.valeurs[1:] == ("2026-1", dt.date(2026, 3, 4), None, 2, 73282932000074)
    avis = " ".join(lecture.avertissements)
    assert "colonne D n'a pas de titre" in avis and "se répète en colonne E" in avis
    assert "1 formule (la première en E5)" in avis and "aucune formule n'est exécutée" in avis


def test_an_unknown_sheet_lists_those_that_exist(tmp_path):
    assert "Feuilles présentes : « Actes »" in refus(classeur(tmp_path), feuille="Mars")


def test_ods_and_xlsx_come_back_as_written(tmp_path):
    lignes = [
        ["=1+1", 5, -2.5, dt.date(2026, 1, 2), dt.datetime(2026, 1, 2, 14, 5), None],
        ["b", 1, 1.5, None, None, "x"],
    ]
    for nom, ecriture in (("a.ods", ecrire_ods), ("a.xlsx", ecrire_xlsx)):
        ecriture(tmp_path / nom, [Feuille("Données", ["t", "e", "r", "j", "i", "v"], lignes)])
        with ouvrir(tmp_path / nom) as lecture:
            assert [list(ligne.valeurs) for ligne in lecture.lignes()] == lignes
            assert lecture.format == nom[-len(lecture.format) :]


def test_json_arrays_and_json_lines(tmp_path):
    objets = [{"a": 1, "b": "é"}, {"a": 2, "c": ["x", "y"]}]
    for contenu in (json.dumps(objets), "\n".join(map(json.dumps, objets))):
        with ouvrir(ecrire(tmp_path, contenu.encode())) as lecture:
            assert lecture.entetes == ("a", "b", "c")
            assert [(x.numero, x.valeurs) for x in lecture.lignes()] == [
                (1, (1, "é", None)),
                (2, (2, None, "x|y")),
            ]


@pytest.mark.parametrize(
    ("contenu", "attendu"),
    [
        (b'[{"a": 1}, {"a": ', "n'est pas refermé|syntaxe JSON"),
        (b'[{"a": 1}, 3]', "chaque élément doit être un objet"),
        (b'{"a": 1} oups', "élément 2"),
        (b"[" * 100_000, "imbriqués"),
        (b'[{"a":1}]{"b":2}', "élément"),
    ],
)
def test_json_that_cannot_be_read_says_where(tmp_path, contenu, attendu):
    message = refus(ecrire(tmp_path, contenu))
    assert any(morceau in message for morceau in attendu.split("|"))
