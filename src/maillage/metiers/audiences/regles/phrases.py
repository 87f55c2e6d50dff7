"""Short cuts of the note: `#renvoi` becomes the sentence kept under that name."""

from __future__ import annotations

import re
from collections.abc import Mapping

RACCOURCI = re.compile(r"[a-z0-9][a-z0-9_-]{1,29}")
_MARQUE = re.compile(r"(?<![\w#])#([a-z0-9][a-z0-9_-]{1,29})", re.IGNORECASE)


def controler_raccourci(raccourci: str) -> str:
    """Why a short cut cannot be; empty when it can."""
    if RACCOURCI.fullmatch(raccourci):
        return ""
    return (
        "Un raccourci a au moins deux lettres ou chiffres, sans accent ni espace, par exemple « interets »."
    )


def developper(texte: str, phrases: Mapping[str, str]) -> str:
    """The text with its short cuts written in full; one that is not known stays as it was typed."""
    return _MARQUE.sub(lambda lu: phrases.get(lu.group(1).lower(), lu.group(0)), texte)
