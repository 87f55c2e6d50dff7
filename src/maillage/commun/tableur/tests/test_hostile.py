"""Files made to hurt: they are refused in French, and neither memory nor time runs away."""

import zipfile
from pathlib import Path

import pytest

from maillage.commun.tableur import ErreurTableur, Feuille, Limites, ecrire_ods, ecrire_xlsx, ouvrir

NS = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def refait(tmp_path: Path, feuille: bytes, nom: str = "piege.xlsx") -> Path:
    modele = tmp_path / "modele.xlsx"
    ecrire_xlsx(modele, [Feuille("A", ["a"], [[1]])])
    with (
        zipfile.ZipFile(modele) as source,
        zipfile.ZipFile(tmp_path / nom, "w", zipfile.ZIP_DEFLATED) as sortie,
    ):
        for membre in source.namelist():
            sortie.writestr(membre, feuille if membre.endswith("sheet1.xml") else source.read(membre))
    return tmp_path / nom


def refus(chemin: Path, limites: Limites | None = None) -> str:
    with pytest.raises(ErreurTableur) as capture, ouvrir(chemin, limites=limites) as lecture:
        list(lecture.lignes())
    return str(capture.value)


def test_a_zip_bomb_is_refused(tmp_path):
    chemin = refait(tmp_path, b"<worksheet>" + b" " * 30_000_000)
    assert chemin.stat().st_size < 100_000
    assert "refusé par sécurité" in refus(chemin, Limites(octets_decompresses=10_000_000))


def test_a_zip_that_lies_about_its_sizes_is_measured_for_real(tmp_path):
    chemin = refait(tmp_path, b"<worksheet>" + b" " * 30_000_000)
    octets = chemin.read_bytes().replace((30_000_011).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    chemin.write_bytes(octets)
    assert "refusé par sécurité" in refus(chemin, Limites(octets_decompresses=10_000_000))


def test_two_cells_at_opposite_corners_do_not_eat_the_memory(tmp_path):
    chemin = refait(
        tmp_path,
        b"<worksheet " + NS + b'><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
    )
    message = refus(chemin)
    assert "trop de mémoire" in message or "au-delà de ce qui est accepté" in message


def test_rows_and_columns_are_bounded(tmp_path):
    chemin = tmp_path / "a.xlsx"
    ecrire_xlsx(chemin, [Feuille("A", ["a", "b"], [[1, 2]] * 50)])
    assert "jusqu'à la ligne 51" in refus(chemin, Limites(lignes=20))
    (tmp_path / "a.csv").write_bytes(b"a;b\n" + b"1;2\n" * 50)
    assert "dépasse 20 lignes" in refus(tmp_path / "a.csv", Limites(lignes=20))


def test_a_workbook_cut_short_is_refused(tmp_path):
    for nom, ecriture in (("a.xlsx", ecrire_xlsx), ("a.ods", ecrire_ods)):
        chemin = tmp_path / nom
        ecriture(chemin, [Feuille("A", ["a"], [[1]] * 100)])
        chemin.write_bytes(chemin.read_bytes()[:-300])
        assert "abîmé ou incomplet" in refus(chemin)


def test_other_archives_are_named(tmp_path):
    for membre, attendu in (
        ("word/document.xml", "document texte"),
        ("a.txt", "archive ZIP"),
        ("ppt/a.xml", "présentation"),
    ):
        with zipfile.ZipFile(tmp_path / "z.xlsx", "w") as archive:
            archive.writestr(membre, "x")
        assert attendu in refus(tmp_path / "z.xlsx")


def test_an_encrypted_ods_is_told(tmp_path):
    with zipfile.ZipFile(tmp_path / "z.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert "mot de passe" in refus(tmp_path / "z.ods")


def test_closing_early_ends_the_reading_process(tmp_path):
    ecrire_xlsx(tmp_path / "a.xlsx", [Feuille("A", ["a"], ([n] for n in range(20_000)))])
    with ouvrir(tmp_path / "a.xlsx") as lecture:
        assert next(lecture.lignes()).valeurs == (0,)
