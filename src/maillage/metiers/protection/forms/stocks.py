"""What is asked of the page of stock and flux: months, lines, criteria. All of it is in the address."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from maillage.commun.calendrier import ajouter_mois
from maillage.commun.textes import date_longue
from maillage.metiers.protection.enums import Champ, LieuVie, Nature, TypeMandataire
from maillage.metiers.protection.forms.filtres import choix

MOIS_PROPOSES = 84
LIGNES = {
    "tribunal": "Tribunal",
    "departement": "Département",
    "type_gestionnaire": "Type de mandataire",
    "nature": "Nature",
    "champ": "Champ",
    "lieu_vie": "Lieu de vie",
}


def nom_mois(mois: dt.date) -> str:
    return date_longue(mois).partition("\N{NO-BREAK SPACE}")[2]


class StocksForm(forms.Form):
    debut = forms.ChoiceField(label="De")
    fin = forms.ChoiceField(label="À")
    lignes = forms.ChoiceField(label="Par", choices=list(LIGNES.items()))
    type_gestionnaire = forms.ChoiceField(label="Type de mandataire", choices=choix(TypeMandataire))
    nature = forms.ChoiceField(label="Nature", choices=choix(Nature, "Toutes"))
    champ = forms.ChoiceField(label="Champ", choices=choix(Champ))
    lieu_vie = forms.ChoiceField(label="Lieu de vie", choices=choix(LieuVie))

    def __init__(self, data: Any, *, aujourd_hui: dt.date) -> None:
        courant = aujourd_hui.replace(day=1)
        dernier = f"{ajouter_mois(courant, -1):%Y-%m}"
        dites = {nom: data.get(nom, "") for nom in self.base_fields}
        defauts = {"debut": dites["fin"] or dernier, "fin": dernier, "lignes": "tribunal"}
        super().__init__({**dites, **{n: d for n, d in defauts.items() if not dites[n]}}, auto_id="stocks_%s")
        mois = [ajouter_mois(courant, -rang) for rang in range(MOIS_PROPOSES)]
        proposes = [(f"{un:%Y-%m}", nom_mois(un)) for un in mois]
        for nom in ("debut", "fin"):
            self.fields[nom].choices = proposes  # type: ignore[attr-defined]
            self.fields[nom].initial = dernier
        for champ in self.fields.values():
            champ.required = False
        self.is_valid()

    def _mois(self, nom: str) -> dt.date:
        valeur = self.cleaned_data.get(nom) or self.fields[nom].initial
        return dt.date.fromisoformat(f"{valeur}-01")

    @property
    def periode(self) -> tuple[dt.date, dt.date]:
        """First and last month, in order whatever was asked."""
        debut, fin = self._mois("debut"), self._mois("fin")
        return (debut, fin) if debut <= fin else (fin, debut)

    @property
    def axe(self) -> str:
        return self.cleaned_data.get("lignes") or "tribunal"

    @property
    def criteres(self) -> dict[str, str]:
        noms = ("type_gestionnaire", "nature", "champ", "lieu_vie")
        return {nom: self.cleaned_data[nom] for nom in noms if self.cleaned_data.get(nom)}

    @property
    def essentiels(self) -> list[forms.BoundField]:
        return [self[nom] for nom in ("debut", "fin", "lignes")]

    @property
    def secondaires(self) -> list[forms.BoundField]:
        return [self[nom] for nom in ("type_gestionnaire", "nature", "champ", "lieu_vie")]
