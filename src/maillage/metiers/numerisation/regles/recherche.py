"""Words found in the pages of one opened record: accents and case aside, several words in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from maillage.commun.textes import cle_recherche

AUTOUR = 8
"""Words shown on each side of what was found."""
LETTRES_MINIMALES = 2


@dataclass(frozen=True, slots=True)
class Trouvaille:
    """Words `debut` to `fin`, excluded, of a page, and what surrounds them."""

    debut: int
    fin: int
    avant: str
    texte: str
    apres: str


def _morceaux(texte: str) -> list[str]:
    """« L’arrêt-maladie » is three words."""
    reduits = (re.sub(r"[^a-z0-9]+", "", cle_recherche(morceau)) for morceau in re.split(r"[\s'’-]+", texte))
    return [reduit for reduit in reduits if reduit]


def termes(question: str) -> list[str]:
    """What is looked for; empty when there is too little to look for."""
    mots = _morceaux(question)
    return mots if sum(map(len, mots)) >= LETTRES_MINIMALES else []


def chercher(mots: Sequence[str], question: str) -> list[Trouvaille]:
    """Every place where the words follow one another; the last may be the beginning of a word."""
    voulus = termes(question)
    if not voulus:
        return []
    *entiers, dernier = voulus
    presents = [(rang, morceau) for rang, mot in enumerate(mots) for morceau in _morceaux(mot)]
    trouves = []
    for place in range(len(presents) - len(entiers)):
        suite = presents[place : place + len(voulus)]
        if [mot for _, mot in suite[:-1]] == entiers and suite[-1][1].startswith(dernier):
            trouves.append(_trouvaille(mots, suite[0][0], suite[-1][0] + 1))
    return trouves


def _trouvaille(mots: Sequence[str], debut: int, fin: int) -> Trouvaille:
    return Trouvaille(
        debut,
        fin,
        " ".join(mots[max(0, debut - AUTOUR) : debut]),
        " ".join(mots[debut:fin]),
        " ".join(mots[fin : fin + AUTOUR]),
    )
