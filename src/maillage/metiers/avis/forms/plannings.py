"""What a coordinator asks of a roster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from maillage.metiers.avis.droits import GARDE_GERER
from maillage.metiers.avis.forms.champs import ChoixAuClavier
from maillage.metiers.avis.models import Filiere, Garde, Specialiste
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.selection import ChampListe

DUREES = {4: "4 semaines", 8: "8 semaines", 12: "12 semaines", 26: "26 semaines"}


class PlanningForm(forms.Form):
    filiere = ChampListe(Filiere.objects.none(), label="Filière", empty_label=None)
    date_debut = forms.DateField(label="À partir du")
    semaines = forms.TypedChoiceField(
        label="Pendant",
        coerce=int,
        choices=list(DUREES.items()),
        initial=8,
        widget=forms.Select(attrs={"data-largeur": "moyen"}),
    )
    avec_renfort = forms.BooleanField(
        label="Prévoir un renfort à chaque demi-journée",
        required=False,
        initial=True,
        help_text="Il est sollicité si le premier n’a pas pris la demande à temps.",
    )

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["filiere"].queryset = filieres_de(agent)  # type: ignore[attr-defined]

    @property
    def periode(self) -> tuple[dt.date, dt.date]:
        debut = self.cleaned_data["date_debut"]
        return debut, debut + dt.timedelta(weeks=self.cleaned_data["semaines"], days=-1)


def filieres_de(agent: Agent, droit: Droit = GARDE_GERER) -> Any:
    """Lines whose rosters this agent keeps, or may read."""
    return (
        Filiere.objects.filter(gestionnaire__in=perimetre(agent, droit), est_active=True)
        .select_related("gestionnaire__commune__departement")
        .order_by("nom", "id")
    )


PERSONNE = "personne"


class AttributionForm(forms.Form):
    """Who holds a half-day; each name says what speaks against him."""

    specialiste = forms.ChoiceField(label="Spécialiste", widget=ChoixAuClavier())
    motif = forms.CharField(
        label="Motif",
        max_length=300,
        required=False,
        help_text="Le planning est publié : le motif est conservé, les intéressés sont prévenus.",
    )

    def __init__(
        self,
        *args: Any,
        garde: Garde,
        membres: Sequence[Specialiste],
        empechements: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._membres = {str(m.pk): m for m in membres}
        self.fields["specialiste"].choices = [  # type: ignore[attr-defined]
            *(
                (cle, f"{m}, {empechements[m.pk]}" if empechements.get(m.pk) else f"{m}, libre")
                for cle, m in sorted(self._membres.items(), key=lambda un: bool(empechements.get(un[1].pk)))
            ),
            (PERSONNE, "Personne pour l’instant"),
        ]
        self.fields["specialiste"].initial = str(garde.specialiste_id or PERSONNE)
        if not garde.est_publiee:
            del self.fields["motif"]

    @property
    def choisi(self) -> Specialiste | None:
        return self._membres.get(self.cleaned_data["specialiste"])
