"""A draw that anybody can do again: each piece is ranked by SHA-256 of the seed and of its identifier.

The seed is made once the population is closed, and kept with the fingerprint of that population. The order in which
the pieces are given changes nothing, and `sha256sum` is enough to check.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Tirage:
    """What is written down of a draw, so that it can be done again."""

    graine: str
    population: int
    empreinte_population: str
    retenus: tuple[str, ...]


def _rang(graine: str, identifiant: str) -> bytes:
    return hashlib.sha256(f"{graine}\x1f{identifiant}".encode()).digest()


def empreinte_population(identifiants: Collection[str]) -> str:
    """Fingerprint of who could be drawn, whatever the order."""
    return hashlib.sha256("\n".join(sorted(identifiants)).encode()).hexdigest()


def tirer(graine: str, identifiants: Collection[str], taille: int) -> Tirage:
    """Draw `taille` pieces, all of them if there are fewer."""
    uniques = set(identifiants)
    if not graine:
        raise ValueError("Un tirage demande une graine.")
    if len(uniques) != len(identifiants):
        raise ValueError("La même pièce figure deux fois dans la population.")
    ordre = sorted(uniques, key=lambda identifiant: (_rang(graine, identifiant), identifiant))
    return Tirage(graine, len(uniques), empreinte_population(uniques), tuple(ordre[: max(taille, 0)]))


def ecarts_au_tirage(tirage: Tirage, identifiants: Collection[str]) -> list[str]:
    """Do it again from the seed: what differs from what was written down, in sentences; nothing when all is right."""
    if empreinte_population(identifiants) != tirage.empreinte_population:
        return [
            f"La population a changé depuis le tirage : {tirage.population} pièces alors, "
            f"{len(set(identifiants))} aujourd’hui, ou d’autres pièces."
        ]
    refait = tirer(tirage.graine, set(identifiants), len(tirage.retenus))
    if refait.retenus != tirage.retenus:
        return ["La liste tirée n’est pas celle que donne la graine."]
    return []


def part_a_revoir(population: int, part: float) -> int:
    """Number of pieces checked twice, at least one as soon as there is something."""
    return min(population, ceil(population * part))
