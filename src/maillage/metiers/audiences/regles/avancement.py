"""Where a passage stands and what it lacks, read from what happened. Nobody types a progress.

The steps that apply depend on how the passage ended: an adjournment has no debates and no minute, a reserved judgment
has its minute on the day it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from maillage.metiers.audiences.enums.audiences import APRES_AUDIENCE, Etape, StatutPassage
from maillage.metiers.audiences.enums.renvois import FamilleRenvoi

COMPLET = 100


@dataclass(frozen=True, slots=True)
class Faits:
    """What is known of a passage. Persons are named by their rank in the case, never by their name."""

    jugeables: frozenset[int] = frozenset()
    non_identifies: frozenset[int] = frozenset()
    non_convoques: frozenset[int] = frozenset()
    sans_infraction: frozenset[int] = frozenset()
    est_appele: bool = False
    est_debattu: bool = False
    decides: frozenset[int] = frozenset()
    """Accused whose decision is given; not those whose judgment is reserved."""
    reserves: frozenset[int] = frozenset()
    incompletes: frozenset[int] = frozenset()
    """Accused whose decision cannot be signed yet: words that were not read, or something that the law asks."""
    sans_nature: frozenset[int] = frozenset()
    """Accused who are judged, and of whom nobody said whether it is in their presence, to be served, or by default."""
    est_coupable: bool = False
    famille_renvoi: str = ""
    etapes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Manque:
    """What a step lacks, in words."""

    etape: Etape
    texte: str


def statut(faits: Faits) -> StatutPassage:
    """A judgment of all wins over the date fixed for civil interests; an adjournment, over what was begun."""
    if faits.jugeables and faits.jugeables <= faits.decides:
        return StatutPassage.JUGE
    if faits.famille_renvoi == FamilleRenvoi.DELIBERE:
        return StatutPassage.DELIBERE
    if faits.famille_renvoi:
        return StatutPassage.RENVOYE
    if faits.jugeables and faits.jugeables <= faits.decides | faits.reserves:
        return StatutPassage.DELIBERE
    if faits.est_debattu:
        return StatutPassage.DEBATTU
    return StatutPassage.APPELE if faits.est_appele else StatutPassage.INSCRIT


def applicables(faits: Faits) -> tuple[Etape, ...]:
    """The steps of this passage, in order; as long as it has no end, those of a judgment."""
    fin = statut(faits)
    sans = set()
    if fin == StatutPassage.RENVOYE:
        sans = {Etape.DEBATTU, Etape.MINUTE_ETABLIE, Etape.MINUTE_SIGNEE}
    elif fin == StatutPassage.DELIBERE:
        sans = {Etape.MINUTE_ETABLIE, Etape.MINUTE_SIGNEE, Etape.PIECES_REMISES}
    elif fin == StatutPassage.JUGE and not faits.est_coupable:
        sans = {Etape.PIECES_REMISES}
    return tuple(etape for etape in Etape if etape not in sans)


def faites(faits: Faits) -> frozenset[Etape]:
    fin = statut(faits)
    est_fini = fin in (StatutPassage.JUGE, StatutPassage.RENVOYE, StatutPassage.DELIBERE)
    lues = {
        Etape.PREPARE: not list(_preparation(faits)),
        Etape.APPELE: faits.est_appele,
        Etape.DEBATTU: faits.est_debattu,
        Etape.DECIDE: est_fini and not faits.incompletes,
        **{etape: etape in faits.etapes for etape in APRES_AUDIENCE},
    }
    return frozenset(etape for etape, est_faite in lues.items() if est_faite)


def avancement(faits: Faits) -> int:
    """Percentage of the applicable steps done, rounded down: 100 is everything."""
    voulues, obtenues = applicables(faits), faites(faits)
    return COMPLET * sum(etape in obtenues for etape in voulues) // len(voulues)


def manques(faits: Faits) -> list[Manque]:
    """What is missing, in the order of the work."""
    obtenues = faites(faits)
    liste: list[Manque] = []
    for etape in applicables(faits):
        if etape in obtenues:
            continue
        if etape == Etape.PREPARE:
            liste += [Manque(etape, texte) for texte in _preparation(faits)]
        elif etape == Etape.DECIDE:
            liste += [Manque(etape, texte) for texte in _decision(faits)]
        elif etape == Etape.MINUTE_SIGNEE:
            liste += [Manque(etape, texte) for texte in _signature(faits)]
        else:
            liste.append(Manque(etape, A_FAIRE[etape]))
    return liste


A_FAIRE = {
    Etape.APPELE: "L’affaire n’a pas été appelée.",
    Etape.DEBATTU: "Aucun débat n’est noté.",
    Etape.NOTE_SIGNEE: "La note n’est pas signée par le greffier.",
    Etape.NOTE_VISEE: "La note n’est pas visée par le président.",
    Etape.MINUTE_ETABLIE: "La minute n’est pas mise en forme.",
    Etape.MINUTE_SIGNEE: "La minute n’est pas signée.",
    Etape.PIECES_REMISES: "Les pièces ne sont pas remises ou adressées.",
    Etape.REPORTE: "L’issue n’est pas reportée au registre.",
}


def _preparation(faits: Faits) -> Iterator[str]:
    if not faits.jugeables:
        yield "Aucun prévenu n’est enregistré."
    for rang in sorted(faits.non_identifies):
        yield f"L’identité de la partie {rang} est incomplète."
    for rang in sorted(faits.non_convoques):
        yield f"Le mode de convocation de la partie {rang} manque."
    for rang in sorted(faits.sans_infraction):
        yield f"Aucune infraction n’est reprochée à la partie {rang}."


def _decision(faits: Faits) -> Iterator[str]:
    restants = sorted(faits.jugeables - faits.decides - faits.reserves)
    if faits.incompletes:
        for rang in sorted(faits.incompletes):
            yield f"La décision de la partie {rang} est à compléter avant signature."
    elif restants:
        for rang in restants:
            yield f"Rien n’est décidé pour la partie {rang}."
    else:
        yield "L’issue n’est pas enregistrée."


def _signature(faits: Faits) -> Iterator[str]:
    for rang in sorted(faits.sans_nature & faits.decides):
        yield f"La nature du jugement de la partie {rang} est à fixer."
    yield A_FAIRE[Etape.MINUTE_SIGNEE]


def moyenne(avancements: list[int]) -> int:
    """The progress of a hearing: the mean of its passages, rounded down; nothing on the roll is nothing done."""
    return sum(avancements) // len(avancements) if avancements else 0


def peut_etre_signee(faits: Faits) -> str:
    """Why the minute cannot be signed yet; empty when it can."""
    if statut(faits) != StatutPassage.JUGE:
        return "L’affaire n’est pas jugée."
    if faits.incompletes:
        return "Une décision est à compléter avant signature."
    if faits.sans_nature & faits.decides:
        return "La nature du jugement (contradictoire, à signifier, par défaut) est à fixer avant signature."
    return ""
