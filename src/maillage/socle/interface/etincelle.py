"""Sparkline: the course of a figure, beside it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString

from maillage.socle.interface.formats import Nombre


def etincelle(valeurs: Sequence[Nombre | None], titre: str) -> SafeString:
    """A line of a word's size, its last point marked."""
    connues = [float(v) for v in valeurs if v is not None]
    if len(connues) <= 1:
        return SafeString("")
    bas, haut = min(connues), max(connues)
    etendue = (haut - bas) or 1
    pas = 92 / (len(valeurs) - 1)
    points = [
        (4 + rang * pas, 26 - (float(valeur) - bas) / etendue * 20)
        for rang, valeur in enumerate(valeurs)
        if valeur is not None
    ]
    trace = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return SafeString(
        f'<svg class="ml-etincelle" viewBox="0 0 100 32" role="img" aria-label="{escape(titre)}">'
        f'<polyline points="{trace}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="3"/></svg>'
    )
