import hashlib
import io
import json
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from maillage.socle.documents.donnees import encoder
from maillage.socle.documents.rendu import RenduImpossible, rendre_images, rendre_pdf
from maillage.socle.documents.tests.exemple import ATTESTATION, IDENTITE, genre_attestation


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return rendre_pdf(genre_attestation(), ATTESTATION, IDENTITE)


def texte_de(pdf: bytes) -> str:
    """The text as a reader extracts it, spaces removed (Typst places words, not spaces)."""
    from maillage.socle.documents.tests.texte import extraire_texte

    return extraire_texte(pdf)


def test_it_claims_pdf_a_3a_and_pdf_ua_1_tagged_in_french(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as ouvert:
        with ouvert.open_metadata() as meta:
            assert meta["pdfaid:part"] == "3"
            assert meta["pdfaid:conformance"] == "A"
            assert meta["pdfuaid:part"] == "1"
            assert meta["dc:title"] == "Attestation de présence à une formation"
        assert str(ouvert.Root.Lang).startswith("fr")
        assert bool(ouvert.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in ouvert.Root
        assert bool(ouvert.Root.ViewerPreferences.DisplayDocTitle)


def test_the_data_are_attached_as_the_source_of_the_document(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as ouvert:
        piece = ouvert.attachments["donnees.json"]
        assert piece.relationship == pikepdf.Name.Source
        assert piece.get_file().mime_type == "application/json"
        assert len(ouvert.Root.AF) == 1
        contenu = json.loads(piece.get_file().read_bytes())
    assert contenu["donnees"] == encoder(ATTESTATION)
    assert contenu["genre"] == "essai.attestation"
    assert contenu["schema"] == 2
    assert contenu["numero"] == "2026-000123"
    assert contenu["horodatage"] == "2026-11-21T10:30:00+01:00"


def test_every_font_is_embedded_and_comes_from_a_package(pdf: bytes) -> None:
    noms = set()
    with pikepdf.open(io.BytesIO(pdf)) as ouvert:
        for objet in ouvert.objects:
            if isinstance(objet, pikepdf.Dictionary) and objet.get("/Type") == "/FontDescriptor":
                noms.add(str(objet.FontName).split("+")[-1])
                assert "/FontFile3" in objet or "/FontFile2" in objet
    assert noms <= {
        "SourceSansPro-Regular",
        "SourceSansPro-Semibold",
        "SourceSansPro-Bold",
        "DejaVuSansMono",
    }
    assert "SourceSansPro-Regular" in noms


def test_the_same_data_give_the_same_bytes_in_another_process(pdf: bytes) -> None:
    assert rendre_pdf(genre_attestation(), ATTESTATION, IDENTITE) == pdf
    programme = (
        "import hashlib;from maillage.socle.documents.tests.exemple import *;"
        "from maillage.socle.documents.rendu import rendre_pdf;"
        "print(hashlib.sha256(rendre_pdf(genre_attestation(), ATTESTATION, IDENTITE)).hexdigest())"
    )
    autre = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", programme],
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[4]), "TZ": "America/Cayenne"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert autre.stdout.strip() == hashlib.sha256(pdf).hexdigest()


def test_what_a_person_types_is_never_executed() -> None:
    piege = '#sys.inputs.enveloppe #read("/config/settings/base.py") $x^2$ \\ *gras* "'
    pdf = rendre_pdf(genre_attestation(), replace(ATTESTATION, observations=piege), IDENTITE)
    assert "".join(piege.split()) in texte_de(pdf)


def test_dates_numbers_and_codes_are_printed_in_french(pdf: bytes) -> None:
    texte = texte_de(pdf)
    for attendu in (
        "Sessiondu1ernovembre2026",
        "9h05",
        "3octobre2026à16h05",
        "1250,50€",
        "2230,50€",
        "Stagiaire",
        "Codedecontrôle:7KQ2-M9XD-4TRB-VN6H",
        "page1/",
        "N°2026-000123",
    ):
        assert attendu in texte, attendu


def test_a_name_in_greek_cyrillic_or_vietnamese_is_printed() -> None:
    for nom in ("Ольга Иванова", "Ελένη", "Nguyễn Thị Ánh", "Şükrü Łukasz"):
        pdf = rendre_pdf(genre_attestation(), replace(ATTESTATION, nom=nom), IDENTITE)
        assert "".join(nom.split()) in texte_de(pdf)


def test_a_character_no_font_has_is_named_in_the_message() -> None:
    with pytest.raises(RenduImpossible, match="« 日 » ne peut pas être imprimé"):
        rendre_pdf(genre_attestation(), replace(ATTESTATION, nom="日本"), IDENTITE)


def test_a_long_table_repeats_its_header_and_counts_its_pages() -> None:
    long = replace(ATTESTATION, modules=ATTESTATION.modules * 40)
    pages = rendre_images(genre_attestation(), long, IDENTITE, ppi=20)
    assert len(pages) == 4
    assert all(page.startswith(b"\x89PNG") for page in pages)
    texte = texte_de(rendre_pdf(genre_attestation(), long, IDENTITE))
    assert "page4/4" in texte
    assert texte.count("Durée(h)") >= 3


def test_a_draft_has_neither_number_nor_code_and_says_so() -> None:
    projet = replace(IDENTITE, numero="", code_controle="", adresse_controle="", filigrane="PROJET")
    texte = texte_de(rendre_pdf(genre_attestation(), ATTESTATION, projet))
    assert "PROJET" in texte
    assert "Codedecontrôle" not in texte
    assert "N°" not in texte


def test_threads_render_at_the_same_time() -> None:
    resultats: dict[int, bytes] = {}

    def rendre(rang: int) -> None:
        resultats[rang] = rendre_pdf(genre_attestation(), replace(ATTESTATION, nom=f"n{rang}"), IDENTITE)

    fils = [threading.Thread(target=rendre, args=(rang,)) for rang in range(6)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert len({hashlib.sha256(pdf).digest() for pdf in resultats.values()}) == 6
