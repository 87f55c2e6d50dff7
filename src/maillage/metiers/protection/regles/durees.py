"""How long a measure may last, and when it has to be looked at again. Each rule says its article.

The terms given here are the longest that the law allows; the judge sets the true one, which is entered with the
decision. When it is not known, the longest is presumed, for the shortest of the two regimes (first decision), and
the screen says so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.protection.enums import Nature

AN = 12
ALERTES_MOIS = (12, 6, 3)
"""A renewal takes months (certificate, hearing): the professional is told a year, six and three months ahead."""
RAPPELS_JOURS = (365, 183, 91)


@dataclass(frozen=True)
class RegimeDuree:
    """Months: presumed, longest at the first decision, longest at a renewal (0: no renewal), longest in all."""

    presumee: int
    premiere: int
    renouvellement: int
    totale: int
    article: str
    condition: str = ""


_CURATELLE = RegimeDuree(
    5 * AN,
    5 * AN,
    20 * AN,
    0,
    "art. 441 et 442 C. civ.",
    "Au-delà de cinq ans, le renouvellement demande l’avis conforme d’un médecin inscrit.",
)
_TUTELLE = RegimeDuree(
    5 * AN,
    10 * AN,
    20 * AN,
    0,
    "art. 441 et 442 C. civ.",
    "Au-delà de cinq ans, la décision est spécialement motivée, sur avis conforme d’un médecin inscrit.",
)

REGIMES: dict[Nature, RegimeDuree] = {
    Nature.SAUVEGARDE_JUSTICE: RegimeDuree(AN, AN, AN, 2 * AN, "art. 439 C. civ."),
    Nature.CURATELLE_SIMPLE: _CURATELLE,
    Nature.CURATELLE_RENFORCEE: _CURATELLE,
    Nature.TUTELLE: _TUTELLE,
    Nature.MESURE_ACCOMPAGNEMENT_JUDICIAIRE: RegimeDuree(
        2 * AN, 2 * AN, 2 * AN, 4 * AN, "art. 495-8 C. civ."
    ),
}
"""The other natures follow the measure that they go with, or have no term of their own."""

EFFET = {
    "art. 439 C. civ.": "À défaut de renouvellement, la sauvegarde prend fin.",
    "art. 441 et 442 C. civ.": "Sans renouvellement avant cette date, la mesure est caduque (art. 443 C. civ.).",
    "art. 495-8 C. civ.": "Sans renouvellement avant cette date, la mesure prend fin.",
}


@dataclass(frozen=True)
class Terme:
    """When a measure ends if nothing is decided, and why."""

    date: dt.date
    est_presume: bool
    article: str

    @property
    def effet(self) -> str:
        return EFFET[self.article]


def terme(nature: str, date_decision: dt.date, duree_mois: int | None) -> Terme | None:
    """The term of a measure decided on that day; None for a nature that has none of its own."""
    regime = REGIMES.get(Nature(nature))
    if regime is None:
        return None
    return Terme(
        ajouter_mois(date_decision, duree_mois or regime.presumee), duree_mois is None, regime.article
    )


def controler_duree(
    nature: str,
    duree_mois: int | None,
    *,
    est_renouvellement: bool,
    mois_deja_courus: int = 0,
) -> str | None:
    """Why the law does not allow this term; None when it does, or when no term was given."""
    if duree_mois is None:
        return None
    if duree_mois <= 0:
        return "Une durée se compte en mois, au moins un."
    regime = REGIMES.get(Nature(nature))
    if regime is None:
        return "Cette nature de mesure n’a pas de durée propre : laissez ce champ vide."
    maximum = regime.renouvellement if est_renouvellement else regime.premiere
    if duree_mois > maximum:
        quand = "un renouvellement" if est_renouvellement else "une première décision"
        return f"{_duree(maximum)} au plus pour {quand} ({regime.article})."
    if regime.totale and mois_deja_courus + duree_mois > regime.totale:
        return f"La durée totale ne peut dépasser {_duree(regime.totale).lower()} ({regime.article})."
    return None


def mois_entre(debut: dt.date, fin: dt.date) -> int:
    """Whole months from one day to the other."""
    mois = (fin.year - debut.year) * AN + fin.month - debut.month
    return max(mois - (fin.day < debut.day), 0)


def alertes(date_terme: dt.date) -> list[tuple[int, dt.date]]:
    """(months ahead, day) of each warning before a term."""
    return [(mois, ajouter_mois(date_terme, -mois)) for mois in ALERTES_MOIS]


def palier(date_terme: dt.date, aujourd_hui: dt.date) -> str:
    """Where a term stands: `depassee`, `3_mois`, `6_mois`, `12_mois`, or empty when it is further."""
    if date_terme < aujourd_hui:
        return "depassee"
    for mois, jour in reversed(alertes(date_terme)):
        if jour <= aujourd_hui:
            return f"{mois}_mois"
    return ""


def _duree(mois: int) -> str:
    if mois % AN:
        return f"{mois} mois"
    return "Un an" if mois == AN else f"{mois // AN} ans"
