"""Fields of the entry of acts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django import forms

from maillage.metiers.medecine_legale.regles import Valeur

_HEURE = re.compile(r"(\d{1,2})\s*(?:[:hH.]\s*)?(\d{2})?")


class ChampHeure(forms.TimeField):
    """A time typed as people write it: 1005, 10:05, 10h05, 9 h. `data-moments` offers « Maintenant » and others."""

    def __init__(self, **options: Any) -> None:
        attrs = {
            "inputmode": "numeric",
            "placeholder": "hhmm",
            "data-largeur": "court",
            "data-moments": "1",
            "autocomplete": "off",
        }
        super().__init__(widget=forms.TextInput(attrs=attrs), **options)
        self.error_messages["invalid"] = "Écrivez l’heure en chiffres, par exemple 1005 ou 10:05."

    def to_python(self, value: Any) -> dt.time | None:
        if value in self.empty_values or isinstance(value, dt.time):
            return value or None
        texte = str(value).strip().removesuffix(":00") if str(value).count(":") > 1 else str(value).strip()
        lu = _HEURE.fullmatch(texte)
        try:
            return dt.time(int(lu[1]), int(lu[2] or 0)) if lu else super().to_python(value)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, dt.time) else value


def choix(valeurs: Iterable[Valeur]) -> list[tuple[str, str]]:
    return [(valeur.code, valeur.libelle) for valeur in valeurs]


def un(
    libelle: str, valeurs: Iterable[tuple[str, str]], *, puis: str = "1", **options: Any
) -> forms.ChoiceField:
    """One among a few, by its number, which then goes to the next field, or to the one named by `puis`."""
    attrs = {"data-touche": "1", "data-avance": puis}
    widget = forms.RadioSelect(attrs=attrs)
    return forms.ChoiceField(label=libelle, choices=list(valeurs), widget=widget, required=False, **options)


def plusieurs(libelle: str, valeurs: Iterable[tuple[str, str]]) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple(attrs={"data-touche": "1"})
    return forms.MultipleChoiceField(label=libelle, choices=list(valeurs), widget=widget, required=False)
