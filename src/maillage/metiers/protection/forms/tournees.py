"""The week of visits that a professional asks for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from maillage.metiers.protection.droits import MESURE_TENIR
from maillage.metiers.protection.forms.filtres import mandataires_de
from maillage.metiers.protection.models import Mandataire
from maillage.socle.annuaire.models import Agent

JOURS = [("0", "Lundi"), ("1", "Mardi"), ("2", "Mercredi"), ("3", "Jeudi"), ("4", "Vendredi")]
LIEUX_MAX = 40
CRENEAUX = {"journee": "Toute la journée", "matin": "Le matin", "apres_midi": "L’après-midi"}
BORNES = {"journee": (0, 24 * 60), "matin": (0, 12 * 60 + 30), "apres_midi": (13 * 60 + 30, 24 * 60)}


def prochain_lundi() -> dt.date:
    jour = timezone.localdate()
    return jour + dt.timedelta(days=7 - jour.weekday())


class TourneeForm(forms.Form):
    mandataire = forms.ModelChoiceField(label="Mandataire", queryset=Mandataire.objects.none())
    semaine = forms.DateField(
        label="Semaine du", initial=prochain_lundi, help_text="Un jour de la semaine voulue."
    )
    jours = forms.MultipleChoiceField(
        label="Jours de visite", choices=JOURS, initial=["1", "3"], widget=forms.CheckboxSelectMultiple
    )
    debut = forms.TimeField(label="Départ", initial="09:00")
    fin = forms.TimeField(label="Retour avant", initial="17:30")
    domicile = forms.IntegerField(
        label="Visite à domicile", initial=45, min_value=10, max_value=180,
        widget=forms.NumberInput(attrs={"data-unite": "minutes", "data-largeur": "court"}),
    )  # fmt: skip
    etablissement = forms.IntegerField(
        label="Visite en établissement", initial=30, min_value=10, max_value=180,
        widget=forms.NumberInput(attrs={"data-unite": "minutes", "data-largeur": "court"}),
    )  # fmt: skip
    creneau = forms.ChoiceField(
        label="Établissements ouverts aux visites", choices=list(CRENEAUX.items()), initial="apres_midi"
    )

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choix = mandataires_de(agent, MESURE_TENIR)
        champ = self.fields["mandataire"]
        champ.queryset = choix  # type: ignore[attr-defined]
        propres = list(choix[:2])
        if propres:
            champ.initial = propres[0].pk
        if len(propres) == 1:
            champ.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        dites = super().clean() or self.cleaned_data
        debut, fin = dites.get("debut"), dites.get("fin")
        if debut and fin and fin <= debut:
            self.add_error("fin", "Le retour précède le départ.")
        return dites

    @property
    def dates(self) -> list[dt.date]:
        semaine = self.cleaned_data["semaine"]
        lundi = semaine - dt.timedelta(days=semaine.weekday())
        return [lundi + dt.timedelta(days=int(jour)) for jour in sorted(self.cleaned_data["jours"])]

    @property
    def horaires(self) -> tuple[int, int]:
        """First and last minute of a day."""
        return _minutes(self.cleaned_data["debut"]), _minutes(self.cleaned_data["fin"])


def _minutes(heure: dt.time) -> int:
    return heure.hour * 60 + heure.minute
