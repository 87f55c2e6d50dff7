import io
import zipfile
from dataclasses import replace

from maillage.socle.documents.edition import rendre_docx
from maillage.socle.documents.tests.exemple import ATTESTATION, IDENTITE, genre_attestation


def corps(octets: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        return archive.read("word/document.xml").decode()


def test_the_draft_carries_the_data_escaped() -> None:
    genre = genre_attestation()
    xml = corps(rendre_docx(genre, replace(ATTESTATION, nom="Lefèvre & <b>fils</b> {{ 7 * 7 }}"), IDENTITE))
    assert "Lefèvre &amp; &lt;b&gt;fils&lt;/b&gt; {{ 7 * 7 }}" in xml
    assert "1er\u00a0novembre\u00a02026" in xml
    assert "1\u202f250,50\u00a0€" in xml
    assert "Stagiaire" in xml
    assert "{%" not in xml


def test_the_same_data_give_the_same_draft() -> None:
    genre = genre_attestation()
    assert rendre_docx(genre, ATTESTATION, IDENTITE) == rendre_docx(genre, ATTESTATION, IDENTITE)
