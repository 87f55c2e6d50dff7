import hashlib
import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from maillage.socle.documents.donnees import depuis_octets, vers_octets
from maillage.socle.documents.lecture import (
    TAILLE_MAXIMALE,
    TAILLE_MAXIMALE_DONNEES,
    DocumentRefuse,
    Provenance,
    extraire,
    lire_document,
)
from maillage.socle.documents.rendu import enveloppe, rendre_pdf
from maillage.socle.documents.tests.exemple import ATTESTATION, IDENTITE, genre_attestation

GENRES = ["essai.attestation"]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return rendre_pdf(genre_attestation(), ATTESTATION, IDENTITE)


def registre(*emis: bytes, reponse: Provenance = Provenance.AUTHENTIQUE) -> Callable[[str], Provenance]:
    connus = {hashlib.sha256(octets).hexdigest() for octets in emis}
    return lambda sha256: reponse if sha256 in connus else Provenance.INCONNU


def refus(octets: bytes, provenance: Callable[[str], Provenance], genres: list[str] = GENRES) -> str:
    with pytest.raises(DocumentRefuse) as erreur:
        lire_document(io.BytesIO(octets), genres=genres, provenance=provenance)
    assert erreur.value.message.endswith((".", "»."))
    return erreur.value.code


def piece(pdf: pikepdf.Pdf, contenu: bytes) -> pikepdf.AttachedFileSpec:
    return pikepdf.AttachedFileSpec(
        pdf,
        contenu,
        filename="donnees.json",
        description="",
        mime_type="application/json",
        creation_date="",
        mod_date="",
    )


def avec_piece(contenu: bytes | None, *, nom: str = "donnees.json", **options: Any) -> bytes:
    """A PDF of one empty page carrying this attachment."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if contenu is not None:
            pdf.attachments[nom] = piece(pdf, contenu)
        flux = io.BytesIO()
        pdf.save(flux, **options)
        return flux.getvalue()


def test_a_genuine_document_gives_its_data(pdf: bytes) -> None:
    lu = lire_document(io.BytesIO(pdf), genres=GENRES, provenance=registre(pdf))
    assert lu.donnees == ATTESTATION
    assert (lu.genre, lu.numero, lu.code_controle) == (
        "essai.attestation",
        "2026-000123",
        "7KQ2-M9XD-4TRB-VN6H",
    )
    assert lu.horodatage == IDENTITE.horodatage
    assert lu.sha256 == hashlib.sha256(pdf).hexdigest()


def test_one_byte_more_and_nothing_is_taken(pdf: bytes) -> None:
    assert refus(pdf + b"\n", registre(pdf)) == "modifie_ou_inconnu"


def test_a_document_saved_again_with_other_data_is_refused(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as ouvert:
        contenu = depuis_octets(ouvert.attachments["donnees.json"].get_file().read_bytes())
        contenu["donnees"]["jours"] = 99
        del ouvert.attachments["donnees.json"]
        ouvert.attachments["donnees.json"] = piece(ouvert, vers_octets(contenu))
        flux = io.BytesIO()
        ouvert.save(flux)
    assert extraire(flux.getvalue())["donnees"]["jours"] == 99
    assert refus(flux.getvalue(), registre(pdf)) == "modifie_ou_inconnu"


@pytest.mark.parametrize(
    ("reponse", "code"), [(Provenance.REMPLACE, "remplace"), (Provenance.ANNULE, "annule")]
)
def test_a_superseded_or_cancelled_document_gives_nothing(pdf: bytes, reponse: Provenance, code: str) -> None:
    assert refus(pdf, registre(pdf, reponse=reponse)) == code


def test_a_genuine_document_of_another_kind_is_refused(pdf: bytes) -> None:
    assert refus(pdf, registre(pdf), ["essai.autre"]) == "genre_refuse"


def test_an_old_version_is_converted_and_a_future_one_refused() -> None:
    contenu = enveloppe(genre_attestation(), ATTESTATION, IDENTITE)
    del contenu["donnees"]["jours"]
    contenu["schema"] = 1
    ancien = avec_piece(vers_octets(contenu))
    lu = lire_document(io.BytesIO(ancien), genres=GENRES, provenance=registre(ancien))
    assert lu.donnees.jours == 1
    contenu["schema"] = 3
    futur = avec_piece(vers_octets(contenu))
    assert refus(futur, registre(futur)) == "version_inconnue"
    contenu["maillage"] = 2
    autre_format = avec_piece(vers_octets(contenu))
    assert refus(autre_format, registre(autre_format)) == "version_inconnue"


def test_data_that_do_not_fit_are_refused_even_when_genuine() -> None:
    contenu = enveloppe(genre_attestation(), ATTESTATION, IDENTITE)
    contenu["donnees"]["jours"] = "deux"
    faux = avec_piece(vers_octets(contenu))
    assert refus(faux, registre(faux)) == "donnees_invalides"


class FluxSansFin:
    """An upload that never ends: what is read of it is counted."""

    lu = 0

    def read(self, taille: int = -1, /) -> bytes:
        assert taille > 0, "an upload is never read without a limit"
        self.lu += taille
        return b"%PDF-" + b"0" * (taille - 5)


def test_hostile_files_are_refused_with_a_reason(pdf: bytes) -> None:
    aucun = registre()
    sans_fin = FluxSansFin()
    with pytest.raises(DocumentRefuse, match="dépasse 20 Mo"):
        lire_document(sans_fin, genres=GENRES, provenance=aucun)
    assert sans_fin.lu == TAILLE_MAXIMALE + 1
    assert refus(b"", aucun) == "pas_un_pdf"
    assert refus(b"PK\x03\x04 tableur", aucun) == "pas_un_pdf"
    assert refus(b"%PDF-1.7\n" + b"\x00\xff" * 500, aucun) == "corrompu"
    assert refus(pdf[: len(pdf) // 2], aucun) == "corrompu"
    assert refus(avec_piece(b"{}", encryption=pikepdf.Encryption(owner="a", user="b")), aucun) == "chiffre"
    assert refus(avec_piece(b"{}", encryption=pikepdf.Encryption(owner="a", user="")), aucun) == "chiffre"
    assert refus(avec_piece(None), aucun) == "sans_donnees"
    assert refus(avec_piece(b"{}", nom="autre.json"), aucun) == "sans_donnees"
    assert refus(avec_piece(b"pas du json"), aucun) == "sans_donnees"
    assert refus(avec_piece(b"[" * 100_000), aucun) == "sans_donnees"
    assert refus(avec_piece(b'{"maillage": 1}'), aucun) == "sans_donnees"


def test_attached_data_too_large_are_refused_without_being_unfolded() -> None:
    bombe = b" " * (TAILLE_MAXIMALE_DONNEES + 1)
    assert refus(avec_piece(bombe, compress_streams=False), registre()) == "donnees_trop_lourdes"
    repliee = avec_piece(bombe, compress_streams=True)
    assert len(repliee) < 10_000
    assert refus(repliee, registre()) == "donnees_trop_lourdes"


def test_an_object_stream_that_unfolds_to_gigabytes_is_refused() -> None:
    compresseur = zlib.compressobj(9)
    corps = b"".join(compresseur.compress(b" " * 2**20) for _ in range(128)) + compresseur.flush()
    objets = [
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Names 5 0 R >>\nendobj\n",
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n",
        b"3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\n"
        b"stream\n%s\nendstream\nendobj\n" % (len(corps), corps),
    ]
    fichier = b"%PDF-1.7\n"
    positions = []
    for objet in objets:
        positions.append(len(fichier))
        fichier += objet
    croix = len(fichier)
    entrees = b"\x00\x00\x00\x00\x00" + b"".join(b"\x01" + p.to_bytes(3, "big") + b"\x00" for p in positions)
    entrees += b"\x01" + croix.to_bytes(3, "big") + b"\x00" + b"\x02" + (3).to_bytes(3, "big") + b"\x00"
    fichier += (
        b"4 0 obj\n<< /Type /XRef /Size 6 /W [1 3 1] /Root 1 0 R /Length %d >>\n"
        b"stream\n%s\nendstream\nendobj\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(entrees), entrees, croix)
    )
    assert refus(fichier, registre()) == "corrompu"
