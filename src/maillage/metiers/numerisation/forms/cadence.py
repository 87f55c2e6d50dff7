"""The plan of a centre."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.metiers.numerisation.droits import CADENCE_GERER
from maillage.metiers.numerisation.models import Centre
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.selection import ChampListe


class CadenceForm(forms.Form):
    centre = ChampListe(Organisation.objects.none(), label="Centre", empty_label=None)
    debut = forms.DateField(label="De la semaine du")
    fin = forms.DateField(label="À la semaine du", help_text="Incluse.")
    prevu = forms.IntegerField(
        label="Dossiers à numériser",
        min_value=0,
        max_value=20_000,
        widget=forms.NumberInput(attrs={"data-unite": "par semaine", "data-largeur": "court"}),
    )

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        participants = Centre.objects.values("organisation")
        champ: Any = self.fields["centre"]
        siens = Organisation.objects.filter(pk__in=perimetre(agent, CADENCE_GERER), id__in=participants)
        champ.queryset = siens.order_by("nom")
