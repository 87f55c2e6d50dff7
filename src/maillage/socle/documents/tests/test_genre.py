from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest

from maillage.socle.documents.genre import (
    GenreInconnu,
    GenreInvalide,
    declarer_genre,
    genres,
    obtenir_genre,
    oublier_genre,
)
from maillage.socle.documents.tests.exemple import droit_essai, genre_attestation

BASE: dict[str, Any] = {
    "code": "essai.note",
    "libelle": "Note",
    "gabarit": "attestation.typ",
    "droit": droit_essai("essai.note.emettre"),
    "construire": lambda _: NoteDonnees("a"),
}


@dataclass(frozen=True)
class NoteDonnees:
    SCHEMA: ClassVar[int] = 1
    texte: str


@pytest.fixture(autouse=True)
def _sans_trace() -> Iterator[None]:
    yield
    oublier_genre("essai.note")


def test_a_kind_is_found_by_its_code() -> None:
    genre = genre_attestation()
    assert obtenir_genre("essai.attestation") is genre
    assert genre in genres()
    assert genre.construire("Zoé").nom == "Zoé"
    with pytest.raises(GenreInconnu):
        obtenir_genre("essai.absent")


@pytest.mark.parametrize(
    ("faute", "message"),
    [
        ({"code": "Note"}, "service.genre"),
        ({"code": "essai.attestation"}, "deux fois"),
        ({"droit": "essai.note.emettre"}, "pas un droit déclaré"),
        ({"libelle": " "}, "libellé est obligatoire"),
        ({"gabarit": "absent.typ"}, "introuvable"),
        ({"gabarit": "/etc/hostname"}, "introuvable"),
        ({"gabarit": "../../../../../../../etc/hostname"}, "introuvable"),
        ({"conversions": {1: dict}}, "sans objet"),
        ({"gabarit": "sans_commun.typ"}, "commun.typ"),
        ({"gabarit": "dangereux.typ"}, "ne doit pas employer"),
        ({"docx": "note.docx"}, "champs inconnus .*'modules', 'nom'"),
    ],
)
def test_a_declaration_that_cannot_work_is_refused_at_start(faute: dict[str, Any], message: str) -> None:
    genre_attestation()
    with pytest.raises(GenreInvalide, match=message):
        declarer_genre(**{**BASE, "donnees": NoteDonnees, **faute})


def test_no_template_reads_anything_but_its_data() -> None:
    for chemin in Path(__file__).resolve().parents[3].rglob("modeles/*.typ"):
        if chemin.name != "dangereux.typ":
            assert "@preview" not in chemin.read_text(), chemin
