"""Filters of a list: a form read from the URL, a lookup for each field, and the filters in use said in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property

from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.formats import texte


class FiltreListe(forms.Form):
    """Filters of a list. `criteres` maps a field to the lookup it sets; `rechercher` handles the field `recherche`.

    For anything else, override `filtrer`, starting from `super().filtrer(queryset)`.
    """

    essentiels: ClassVar[Sequence[str]] = ("recherche",)
    criteres: ClassVar[dict[str, str]] = {}

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, auto_id="filtre_%s")
        self.agent = agent
        for champ in self.fields.values():
            champ.required = False

    @property
    def est_recherche(self) -> bool:
        self.is_valid()
        return bool((self.cleaned_data.get("recherche") or "").strip())

    def rechercher(self, queryset: QuerySet[Any], texte: str) -> QuerySet[Any]:
        raise NotImplementedError("Declare how to search, or no field `recherche`.")

    def filtrer(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        self.is_valid()
        valeurs = self.cleaned_data
        for champ, critere in self.criteres.items():
            valeur = valeurs.get(champ)
            if _est_renseigne(valeur):
                queryset = queryset.filter(**{critere: valeur})
        recherche = (valeurs.get("recherche") or "").strip()
        return self.rechercher(queryset, recherche) if recherche else queryset

    @cached_property
    def actifs(self) -> list[tuple[str, str, str]]:
        """(name, label, value in words) of each filter in use."""
        self.is_valid()
        return [
            (nom, str(champ.label or nom), _en_mots(champ, self.cleaned_data[nom]))
            for nom, champ in self.fields.items()
            if nom in self.cleaned_data and _est_renseigne(self.cleaned_data[nom])
        ]

    @property
    def a_secondaire(self) -> bool:
        return any(nom not in self.essentiels for nom in self.fields)

    def champs_essentiels(self) -> list[forms.BoundField]:
        return [self[nom] for nom in self.essentiels if nom in self.fields]

    def champs_secondaires(self) -> list[forms.BoundField]:
        return [self[nom] for nom in self.fields if nom not in self.essentiels]

    def a_secondaire_actif(self) -> bool:
        return any(nom not in self.essentiels for nom, _, _ in self.actifs) or any(
            nom not in self.essentiels for nom in self.errors
        )


def _est_renseigne(valeur: object) -> bool:
    return valeur not in (None, False, "", [])


def _en_mots(champ: forms.Field, valeur: Any) -> str:
    if isinstance(champ, forms.MultipleChoiceField | forms.TypedMultipleChoiceField):
        libelles = _libelles(champ.choices)
        return ", ".join(libelles.get(str(v), str(v)) for v in valeur)
    if isinstance(champ, forms.ModelMultipleChoiceField):
        return ", ".join(str(v) for v in valeur)
    if isinstance(champ, forms.ModelChoiceField):
        return champ.label_from_instance(valeur)
    if isinstance(champ, forms.ChoiceField):
        return _libelles(champ.choices).get(str(valeur), str(valeur))
    return texte(valeur)


def _libelles(choix: Any) -> dict[str, str]:
    resultat: dict[str, str] = {}
    for cle, libelle in choix:
        if isinstance(libelle, list | tuple):
            resultat.update({str(c): str(t) for c, t in libelle})
        else:
            resultat[str(cle)] = str(libelle)
    return resultat
