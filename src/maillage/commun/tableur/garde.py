"""Guard against formula injection in exported cells, and its exact inverse when our own file comes back.

A text that a spreadsheet would evaluate (it begins with =, +, -, @, a tab or a carriage return, possibly after
spaces or apostrophes) receives a leading apostrophe. A plain signed number written as text ("-12,5",
"+33 6 12 34 56 78") cannot call anything and stays as it is. Numbers and dates are never turned into text.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from maillage.commun.tableur.lignes import Valeur

_DANGEREUX = re.compile("^[ '\xa0\u202f]*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NOMBRE_SIGNE = re.compile(r"[+\-][\d \xa0\u202f.,]*\d%?\Z|[+\-]\Z")
_AMORCES = frozenset(" '\xa0\u202f=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # first characters worth a closer look
# Characters no XML 1.0 document may hold; lone surrogates cannot be encoded at all.
_INTERDITS_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def est_formule(texte: str) -> bool:
    """Tell whether a spreadsheet would evaluate this text."""
    return bool(_DANGEREUX.match(texte)) and not _NOMBRE_SIGNE.match(texte)


def proteger(valeur: Valeur) -> Valeur:
    """The value as it may be written in a cell."""
    return proteger_texte(valeur) if isinstance(valeur, str) else valeur


def proteger_texte(texte: str) -> str:
    return "'" + texte if texte[:1] in _AMORCES and est_formule(texte) else texte


def sont_ordinaires(textes: Collection[str]) -> bool:
    """Tell, at one look, that none of these texts needs any guard; False proves nothing."""
    return "".join(textes).isprintable() and _AMORCES.isdisjoint({texte[:1] for texte in textes})


def retirer_garde(texte: str) -> str:
    """Inverse of ``proteger`` on texts: ``retirer_garde(proteger(x)) == x`` for every text x."""
    return texte[1:] if texte.startswith("'") and _DANGEREUX.match(texte[1:]) else texte


def sans_caracteres_interdits(texte: str) -> str:
    """Leave nothing that XML forbids; a printable text, the common case, is returned at once."""
    return texte if texte.isprintable() else _INTERDITS_XML.sub("", texte)
