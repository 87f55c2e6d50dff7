"""The nature of a judgment, from how the accused came and how he was reached: a table of decision."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.metiers.audiences.enums.decisions import NatureJugement

PRESENTS = frozenset({"CMP", "CMPAM"})
AVEC_MANDAT = "NCMPAM"
SANS_MANDAT = "NCMPSM"
"""Codes of the register's ways of appearing."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the nature of the judgment depends on.

    `est_atteint`: summoned in person, or known to have known of the summons (art. 410 CPP).
    `est_juge_en_son_absence`: he asked for it in writing (art. 411 CPP).
    """

    mode: str
    est_atteint: bool = False
    est_excuse: bool = False
    est_juge_en_son_absence: bool = False
    est_opposant: bool = False


@dataclass(frozen=True, slots=True)
class NatureProposee:
    """The nature and why; `alerte` says what the court should look at first."""

    nature: NatureJugement
    raison: str
    article: str
    alerte: str = ""
    est_a_confirmer: bool = False


def nature_du_jugement(situation: Situation) -> NatureProposee | None:
    """Art. 410, 411 and 412 CPP; none as long as nobody said how he came.

    An accused who is excused is neither judged contradictorily nor by default: the case should be adjourned
    (art. 410, al. 1).
    """
    if not situation.mode:
        return None
    if situation.mode in PRESENTS:
        return NatureProposee(NatureJugement.CONTRADICTOIRE, "le prévenu a comparu", "art. 410 CPP")
    return _absent(situation)


def _absent(situation: Situation) -> NatureProposee:
    s = situation
    n = NatureJugement
    if s.est_opposant:
        return NatureProposee(
            n.ITERATIF_DEFAUT,
            "l’opposant n’a pas comparu",
            "art. 494 CPP",
            alerte="vérifiez que la date lui a été notifiée",
            est_a_confirmer=True,
        )
    if s.mode == AVEC_MANDAT:
        return NatureProposee(
            n.CONTRADICTOIRE,
            "l’avocat muni d’un mandat a été entendu",
            "art. 411 CPP",
            alerte=""
            if s.est_juge_en_son_absence
            else "le mandat suppose une demande de jugement en l’absence",
        )
    if s.est_atteint:
        return NatureProposee(
            n.A_SIGNIFIER,
            "le prévenu, cité à personne ou informé, n’a pas comparu",
            "art. 410 CPP",
            alerte="l’excuse reconnue valable appelle un renvoi" if s.est_excuse else "",
        )
    if s.mode == SANS_MANDAT:
        return NatureProposee(
            n.A_SIGNIFIER,
            "le prévenu n’a pas été atteint, son avocat sans mandat a été entendu",
            "art. 412, al. 2 CPP",
        )
    return NatureProposee(n.DEFAUT, "le prévenu n’a pas été atteint et n’est pas représenté", "art. 412 CPP")
