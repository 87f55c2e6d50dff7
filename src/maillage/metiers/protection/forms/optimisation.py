"""What a direction asks of « what if », and what a court answers to a proposal."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.metiers.protection.droits import LISTE_TENIR
from maillage.metiers.protection.enums import Arbitrage
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation


class SimulationForm(forms.Form):
    autorite = forms.ModelChoiceField(label="Direction", queryset=Organisation.objects.none())
    arbitrage = forms.ChoiceField(
        label="Chercher d’abord à",
        choices=Arbitrage.choices,
        initial=Arbitrage.EQUILIBRE,
        widget=forms.RadioSelect(attrs={"data-touche": "a"}),
    )

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        directions = Organisation.objects.filter(
            pk__in=perimetre(agent, LISTE_TENIR), type=TypeOrganisation.DIRECTION_DEPARTEMENTALE
        ).order_by("nom", "id")
        champ = self.fields["autorite"]
        champ.queryset = directions  # type: ignore[attr-defined]
        propres = list(directions[:2])
        if len(propres) == 1:
            champ.initial = propres[0].pk
            champ.widget = forms.HiddenInput()


class DecisionForm(forms.Form):
    motif = forms.CharField(
        label="Motif", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Conservé avec la proposition et dans l’historique. Aucune donnée sur la personne.",
    )  # fmt: skip
