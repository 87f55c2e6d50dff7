"""What a direction asks of « what if », and what a court answers to a proposal."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.metiers.protection.droits import LISTE_TENIR
from maillage.metiers.protection.enums import Arbitrage
from maillage.metiers.protection.forms.directions import ChampDirection
from maillage.socle.annuaire.models import Agent


class SimulationForm(forms.Form):
    autorite = ChampDirection()
    arbitrage = forms.ChoiceField(
        label="Chercher d’abord à",
        choices=Arbitrage.choices,
        initial=Arbitrage.EQUILIBRE,
        widget=forms.RadioSelect(attrs={"data-touche": "a"}),
    )

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["autorite"].preparer(agent, LISTE_TENIR)  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    motif = forms.CharField(
        label="Motif", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Conservé avec la proposition et dans l’historique. Aucune donnée sur la personne.",
    )  # fmt: skip
