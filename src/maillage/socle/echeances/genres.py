"""Kinds of deadlines: each service declares its own, with the words the to-do list shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from maillage.socle.acces.vocabulaire import Droit


@dataclass(frozen=True)
class GenreEcheance:
    """One kind of deadline.

    `verbe` starts the line (« Rendre le certificat »); `bouton` is the command that leads to the page where it
    is done; `droit` is the right of whoever has to do it, so that a supervisor who may only read is not told
    he owes anything. `rappels` are numbers of days before the date on which a reminder is due. `est_reportable`
    allows a person to move the date with a reason; a date fixed by law never is. `est_levable` allows a person
    to mark it done by hand; most are lifted by the action that does the thing.
    """

    code: str
    libelle: str
    verbe: str
    bouton: str
    droit: Droit
    rappels: tuple[int, ...] = (7, 1)
    est_reportable: bool = False
    est_levable: bool = False


_genres: dict[str, GenreEcheance] = {}
GENRES: Mapping[str, GenreEcheance] = _genres


def declarer_genre_echeance(
    code: str,
    libelle: str,
    *,
    verbe: str,
    bouton: str,
    droit: Droit,
    rappels: tuple[int, ...] = (7, 1),
    est_reportable: bool = False,
    est_levable: bool = False,
) -> GenreEcheance:
    """Declare a kind of deadline. Raises ValueError on a bad code, a doubled one or an empty wording."""
    if "." not in code:
        raise ValueError(f"The kind {code!r} must start with its service: « service.genre ».")
    if not (libelle.strip() and verbe.strip() and bouton.strip()):
        raise ValueError(f"The kind {code!r} needs a label, a verb and a button.")
    if any(jours < 0 for jours in rappels):
        raise ValueError(f"The reminders of {code!r} are days before the date: none is negative.")
    if code in _genres:
        raise ValueError(f"The kind {code!r} is declared twice.")
    genre = GenreEcheance(code, libelle, verbe, bouton, droit, rappels, est_reportable, est_levable)
    _genres[code] = genre
    return genre
