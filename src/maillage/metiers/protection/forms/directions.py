"""The direction in whose name one acts: chosen among one's own, or silent when there is only one."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation


class ChampDirection(forms.ModelChoiceField):
    """Departmental directions where the agent holds a right; `preparer` is called by the form."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": "Direction", "queryset": Organisation.objects.none(), **options})

    def preparer(self, agent: Agent, droit: Droit) -> None:
        directions = Organisation.objects.filter(
            pk__in=perimetre(agent, droit), type=TypeOrganisation.DIRECTION_DEPARTEMENTALE
        ).order_by("nom", "id")
        self.queryset = directions
        propres = list(directions[:2])
        if len(propres) == 1:
            self.initial = propres[0].pk
            self.widget = forms.HiddenInput()
