"""Who may advise today: the gate before the roster, opened by proofs that expire.

Only a doctor registered as practising or « retraité actif », insured for this activity, may advise (CSP, art.
R. 6316-1, L. 1142-2). What else the network asks (card, charter, training) is its own gate.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from maillage.metiers.avis.enums.eligibilite import GenrePiece, StatutOrdinal

ALERTES = (60, 30, 7)
"""Days before the expiry of a proof when its owner and the coordinator are told."""
PEUVENT_EXERCER = frozenset({StatutOrdinal.EN_EXERCICE, StatutOrdinal.RETRAITE_ACTIF})
SANS_EXPIRATION = frozenset({GenrePiece.RPPS, GenrePiece.ORDRE, GenrePiece.CHARTE, GenrePiece.CARTE})
"""Proofs that may be without an end; the others always have one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A proof: verified by somebody, until a day if it has an end."""

    genre: str
    est_verifiee: bool = True
    date_debut: dt.date | None = None
    date_expiration: dt.date | None = None
    mentionne_teleexpertise: bool = True
    """For the insurance: the activity is named in the contract."""

    def vaut(self, jour: dt.date) -> bool:
        return (
            self.est_verifiee
            and (self.date_debut is None or self.date_debut <= jour)
            and (self.date_expiration is None or jour <= self.date_expiration)
        )


@dataclass(frozen=True)
class DossierSpecialiste:
    """What is known of a specialist, for one line: its specialties are codes of TRE_R38."""

    statut_ordinal: str
    specialites: frozenset[str]
    mode_remuneration: str
    pieces: tuple[Piece, ...] = ()
    filieres: frozenset[int] = field(default_factory=frozenset)
    est_actif: bool = True


def motifs_d_ineligibilite(
    dossier: DossierSpecialiste, jour: dt.date, *, specialites_filiere: Collection[str] = ()
) -> list[str]:
    """What prevents this specialist from advising on that day, in French; nothing: he may.

    `specialites_filiere`: the codes that the line covers; empty, only the person is looked at.
    """
    motifs = []
    if not dossier.est_actif:
        motifs.append("A quitté le réseau")
    if dossier.statut_ordinal not in PEUVENT_EXERCER:
        motifs.append(f"Statut ordinal : {StatutOrdinal(dossier.statut_ordinal).label.lower()}")
    if specialites_filiere and not dossier.specialites & set(specialites_filiere):
        motifs.append("Spécialité ordinale hors de la filière")
    if not dossier.mode_remuneration:
        motifs.append("Mode de rémunération non choisi")
    par_genre = (
        _motif_piece(genre, [p for p in dossier.pieces if p.genre == genre], jour) for genre in GenrePiece
    )
    return [*motifs, *(motif for motif in par_genre if motif)]


def _motif_piece(genre: GenrePiece, siennes: list[Piece], jour: dt.date) -> str:
    valables = [piece for piece in siennes if piece.vaut(jour)]
    if not valables:
        expirees = [p.date_expiration for p in siennes if p.date_expiration and p.date_expiration < jour]
        if expirees and not any(not p.est_verifiee for p in siennes):
            return f"{genre.label} : expirée le {max(expirees):%d/%m/%Y}"
        return f"{genre.label} : {'à vérifier' if siennes else 'manquante'}"
    if genre == GenrePiece.RCP and not any(piece.mentionne_teleexpertise for piece in valables):
        return f"{genre.label} : la téléexpertise n’y figure pas"
    if genre not in SANS_EXPIRATION and all(piece.date_expiration is None for piece in valables):
        return f"{genre.label} : sans date d’expiration"
    return ""


def est_eligible(
    dossier: DossierSpecialiste, jour: dt.date, *, specialites_filiere: Collection[str] = ()
) -> bool:
    return not motifs_d_ineligibilite(dossier, jour, specialites_filiere=specialites_filiere)


def eligible_jusqu_au(dossier: DossierSpecialiste, jour: dt.date) -> dt.date | None:
    """The last day on which today's proofs all hold; None when one of them does not, or none has an end."""
    fins = []
    for genre in GenrePiece:
        valables = [piece for piece in dossier.pieces if piece.genre == genre and piece.vaut(jour)]
        if not valables:
            return None
        if all(piece.date_expiration for piece in valables):
            fins.append(max(piece.date_expiration for piece in valables if piece.date_expiration))
    return min(fins) if fins else None


def a_alerter(pieces: Iterable[Piece], jour: dt.date) -> list[tuple[Piece, int]]:
    """Proofs whose end is exactly one of the days of warning away, with how many days are left.

    A proof already renewed (another of its kind lasts longer) warns nobody.
    """
    connues = [piece for piece in pieces if piece.est_verifiee and piece.date_expiration]
    return [
        (piece, reste)
        for piece in connues
        if piece.date_expiration
        and (reste := (piece.date_expiration - jour).days) in ALERTES
        and not any(
            autre.genre == piece.genre
            and autre.date_expiration
            and autre.date_expiration > piece.date_expiration
            for autre in connues
        )
    ]
