"""A ranking that says why: each candidate has notes, each note a weight, a value between 0 and 1 and a sentence.

The score is the weighted mean of the notes that apply, out of a hundred; what each brought is kept beside it, so that
the screen, the document and the journal tell the same reasons. The ranking advises; somebody decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

C = TypeVar("C")
CENT = 100


@dataclass(frozen=True)
class Critere:
    """What is looked at, and how much it weighs."""

    code: str
    libelle: str
    poids: int


@dataclass(frozen=True)
class Note:
    """What was found about one candidate: 1 is the best, 0 the worst."""

    critere: Critere
    valeur: float
    phrase: str

    def __post_init__(self) -> None:
        if not 0 <= self.valeur <= 1:
            raise ValueError(f"{self.critere.code}: a note is between 0 and 1, not {self.valeur}.")


@dataclass(frozen=True)
class Classe(Generic[C]):
    """A candidate in his place."""

    rang: int
    candidat: C
    notes: tuple[Note, ...]
    score: float

    @property
    def apports(self) -> list[tuple[Note, float]]:
        """What each note brought to the score, and what it could at most bring."""
        total = sum(note.critere.poids for note in self.notes) or 1
        return [(note, CENT * note.critere.poids * note.valeur / total) for note in self.notes]

    def raisons(self) -> list[dict[str, Any]]:
        """The notes as plain values, to be kept with the decision."""
        return [
            {
                "code": note.critere.code,
                "libelle": note.critere.libelle,
                "poids": note.critere.poids,
                "valeur": round(note.valeur, 3),
                "phrase": note.phrase,
            }
            for note in self.notes
        ]


def score(notes: Sequence[Note]) -> float:
    """Weighted mean out of a hundred; nothing looked at: zero."""
    total = sum(note.critere.poids for note in notes)
    return CENT * sum(note.critere.poids * note.valeur for note in notes) / total if total else 0.0


def classer(
    candidats: Iterable[tuple[C, Sequence[Note]]], *, departage: Callable[[C], Any]
) -> list[Classe[C]]:
    """Best first. At equal scores (to the tenth shown), `departage` decides, so that the order is always the same."""
    notes = [(candidat, tuple(liste), score(liste)) for candidat, liste in candidats]
    notes.sort(key=lambda ligne: (-round(ligne[2], 1), departage(ligne[0])))
    return [
        Classe(rang, candidat, liste, total) for rang, (candidat, liste, total) in enumerate(notes, start=1)
    ]


def decroissance(valeur: float, *, ideal: float, limite: float) -> float:
    """1 up to `ideal`, then straight down to 0 at `limite`."""
    if limite <= ideal:
        raise ValueError("The limit is beyond the ideal.")
    return min(max((limite - valeur) / (limite - ideal), 0.0), 1.0)
