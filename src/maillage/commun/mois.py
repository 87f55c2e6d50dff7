"""A month, as a person types it: Firefox and Safari show a plain field where others have one for months."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms

from maillage.commun.textes import MOIS

_ANNEE_D_ABORD = re.compile(r"(?P<annee>\d{4})[-/. ](?P<mois>\d{1,2})")
_MOIS_D_ABORD = re.compile(r"(?P<mois>\d{1,2}|\D+?)[-/. ]+(?P<annee>\d{4})")


def lire_mois(texte: str) -> date | None:
    """Return the first day of « 2026-11 », « 11/2026 » or « novembre 2026 »; None when it is not a month."""
    propre = texte.strip().lower()
    lu = _ANNEE_D_ABORD.fullmatch(propre) or _MOIS_D_ABORD.fullmatch(propre)
    if lu is None:
        return None
    mois = lu["mois"]
    rang = int(mois) if mois.isdecimal() else MOIS.index(mois) + 1 if mois in MOIS else 0
    try:
        return date(int(lu["annee"]), rang, 1)
    except ValueError:
        return None


class SaisieMois(forms.TextInput):
    """A field for a month; the placeholder is for browsers that have none."""

    def __init__(self) -> None:
        super().__init__({"type": "month", "placeholder": "mm/aaaa"})


class ChampMois(forms.CharField):
    """Gives the first day of the month."""

    widget = SaisieMois

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%Y-%m}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> Any:
        texte = super().to_python(value)
        if not texte:
            return None
        mois = lire_mois(texte)
        if mois is None:
            raise forms.ValidationError(
                f"« {texte} » n’est pas un mois : écrivez-le comme 11/2026.", "invalid"
            )
        return mois
