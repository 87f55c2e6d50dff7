"""What a sample allows to say: exact probabilities, without approximation nor library."""

from __future__ import annotations

from collections.abc import Callable
from math import comb, exp, lgamma, log, log1p

_PRECISION = 1e-10


def binomiale_au_plus(nombre: int, taille: int, part: float) -> float:
    """Probability of finding at most `nombre` defects in `taille` pieces when that share of them is defective."""
    if nombre >= taille or part <= 0:
        return 1.0
    if nombre < 0 or part >= 1:
        return 0.0
    termes = (
        lgamma(taille + 1)
        - lgamma(k + 1)
        - lgamma(taille - k + 1)
        + k * log(part)
        + (taille - k) * log1p(-part)
        for k in range(nombre + 1)
    )
    return min(1.0, sum(map(exp, termes)))


def hypergeometrique_au_plus(nombre: int, taille: int, defectueux: int, population: int) -> float:
    """The same when the sample is drawn without replacement from a population that is counted."""
    favorables = sum(
        comb(defectueux, k) * comb(population - defectueux, taille - k)
        for k in range(max(0, taille - (population - defectueux)), min(nombre, defectueux, taille) + 1)
    )
    return favorables / comb(population, taille)


def part_maximale(nombre: int, taille: int, risque: float) -> float:
    """The defective share with which `nombre` defects or fewer in `taille` would be seen with probability `risque`."""
    if nombre >= taille:
        return 1.0
    return _dichotomie(lambda part: binomiale_au_plus(nombre, taille, part) - risque)


def defectueux_maximal(nombre: int, taille: int, population: int, risque: float) -> int:
    """Most defective pieces that such a sample does not exclude, in a population that is counted."""
    bas, haut = nombre, population - (taille - nombre)
    while bas < haut:
        milieu = (bas + haut + 1) // 2
        if hypergeometrique_au_plus(nombre, taille, milieu, population) > risque:
            bas = milieu
        else:
            haut = milieu - 1
    return bas


def _dichotomie(decroissante: Callable[[float], float]) -> float:
    bas, haut = 0.0, 1.0
    while haut - bas > _PRECISION:
        milieu = (bas + haut) / 2
        bas, haut = (milieu, haut) if decroissante(milieu) > 0 else (bas, milieu)
    return (bas + haut) / 2
