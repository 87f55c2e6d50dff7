"""When a mémoire must be presented, and what it may gather."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from maillage.commun.calendrier import terme

ACTES_MAXIMUM = 200
ALERTE_JOURS = 60


def date_forclusion(achevement: dt.date) -> dt.date:
    """Last day to present a mémoire: one year from the end of the mission (for missions ended since 31 December 2020).

    Counted from the act itself, which ends the mission at the earliest, and never prorogued: being early costs nothing.
    """
    return terme(achevement, annees=1)


def premier_jour_facturable(aujourd_hui: dt.date) -> dt.date:
    """Acts done before that day can no longer be claimed."""
    jour = terme(aujourd_hui, annees=-1)
    return jour if date_forclusion(jour) >= aujourd_hui else jour + dt.timedelta(days=1)


@dataclass(frozen=True)
class ActeAReunir:
    """What decides that acts may be claimed together."""

    structure: int
    juridiction: int | None
    requisition: int
    date: dt.date


def controler_reunion(actes: Iterable[ActeAReunir]) -> str:
    """Why these acts cannot be in one mémoire, in French; nothing when they can.

    One requisition, or a bordereau of one court and one month.
    """
    reunis = list(actes)
    requisitions = {acte.requisition for acte in reunis}
    refus = (
        (not reunis, "Choisissez au moins un acte."),
        (
            len(reunis) > ACTES_MAXIMUM,
            f"Un mémoire réunit {ACTES_MAXIMUM} actes au plus : établissez-en plusieurs.",
        ),
        (
            len({acte.structure for acte in reunis}) > 1,
            "Ces actes viennent de plusieurs structures : chacune établit son mémoire.",
        ),
        (
            len(requisitions) > 1 and len({acte.juridiction for acte in reunis}) > 1,
            "Ces réquisitions relèvent de juridictions différentes : un bordereau par juridiction.",
        ),
        (
            len(requisitions) > 1 and len({(acte.date.year, acte.date.month) for acte in reunis}) > 1,
            "Ces actes sont de plusieurs mois : un bordereau par mois, ou un mémoire par réquisition.",
        ),
    )
    return next((message for est_refuse, message in refus if est_refuse), "")
