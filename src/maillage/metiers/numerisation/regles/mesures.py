"""Measures read from counts by value: no mean of means, no sampling."""

from __future__ import annotations

from collections.abc import Mapping


def centile(effectifs: Mapping[int, int], rang: int) -> int | None:
    """The smallest value under or at which so many percent of them are (nearest rank); None when there is none."""
    total = sum(effectifs.values())
    vus = 0
    for valeur in sorted(effectifs):
        vus += effectifs[valeur]
        if vus * 100 >= rang * total and vus:
            return valeur
    return None
