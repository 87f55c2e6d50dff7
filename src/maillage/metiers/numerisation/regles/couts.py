"""What scanning costs: the pages of an accepted lot, at the price of its agreement. A refused lot costs nothing."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

PRIX_MAXIMAL = Decimal(10)
"""Euros a page: beyond, it was typed in the wrong unit."""


def cout_centimes(pages: int, prix: Decimal | None) -> int | None:
    """Centimes, before tax, rounded once for the whole lot; None when the agreement gives no price."""
    if prix is None:
        return None
    return int((pages * prix * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
