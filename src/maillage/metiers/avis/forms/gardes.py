"""What a specialist says of his time, and what he does of a duty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from maillage.commun.textes import compter
from maillage.metiers.avis.actions.disponibilites import QUOTA_MAXIMUM, Semaine
from maillage.metiers.avis.actions.echanges import dire
from maillage.metiers.avis.enums.gardes import DemiJournee, Preference
from maillage.metiers.avis.models import Garde, Specialiste

JOURS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")
A_TOUS = ""


class QuotaForm(forms.Form):
    quota = forms.TypedChoiceField(
        label="Demi-journées de garde par semaine, au plus",
        coerce=int,
        choices=[(0, "Aucune en ce moment")]
        + [(n, compter(n, "demi-journée", "demi-journées")) for n in range(1, QUOTA_MAXIMUM + 1)],
        widget=forms.Select(attrs={"data-largeur": "moyen"}),
        help_text="Et autant en renfort. Vos gardes déjà publiées ne changent pas.",
    )


class SemaineForm(forms.Form):
    """One choice a half-day, named `j0_matin`, `j0_apres_midi` and so on."""

    def __init__(self, *args: Any, jours: Sequence[int], semaine: Semaine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.jours = tuple(jours)
        for jour in self.jours:
            for demi in DemiJournee:
                self.fields[f"j{jour}_{demi}"] = forms.ChoiceField(
                    label=f"{JOURS[jour]}, {demi.label.lower()}",
                    choices=[("", "Disponible"), *Preference.choices],
                    required=False,
                    initial=semaine.get((jour, str(demi)), ""),
                )

    @property
    def lignes(self) -> list[tuple[str, list[Any]]]:
        """Each day with its two fields, for the table of the page."""
        return [(JOURS[jour], [self[f"j{jour}_{demi}"] for demi in DemiJournee]) for jour in self.jours]

    @property
    def semaine(self) -> dict[tuple[int, str], str]:
        return {
            (jour, str(demi)): self.cleaned_data[f"j{jour}_{demi}"]
            for jour in self.jours
            for demi in DemiJournee
        }


class AbsenceForm(forms.Form):
    date_debut = forms.DateField(label="Du")
    date_fin = forms.DateField(
        label="Au", required=False, help_text="Inclus. Laissez vide pour un seul jour."
    )
    demi_journee = forms.ChoiceField(
        label="Quand",
        choices=[("", "Toute la journée"), *DemiJournee.choices],
        required=False,
        widget=forms.Select(attrs={"data-largeur": "moyen"}),
    )

    @property
    def periode(self) -> tuple[dt.date, dt.date]:
        debut = self.cleaned_data["date_debut"]
        return debut, self.cleaned_data["date_fin"] or debut


class PropositionForm(forms.Form):
    """To all, to one colleague, or against one of a colleague's duties."""

    a_qui = forms.ChoiceField(label="À qui ?", required=False)
    contre = forms.ChoiceField(
        label="Contre une de ses gardes ?",
        required=False,
        help_text="Facultatif : vous prenez cette garde, votre confrère prend la vôtre.",
    )

    def __init__(
        self, *args: Any, confreres: Sequence[Specialiste], gardes: Sequence[Garde], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._confreres = {str(c.pk): c for c in confreres}
        self._gardes = {str(g.pk): g for g in gardes}
        self.fields["a_qui"].choices = [  # type: ignore[attr-defined]
            (A_TOUS, "À tous les confrères de la filière"),
            *((cle, str(confrere)) for cle, confrere in self._confreres.items()),
        ]
        self.fields["contre"].choices = [  # type: ignore[attr-defined]
            ("", "Non, je cherche seulement quelqu’un"),
            *((cle, f"{garde.specialiste}, {dire(garde)}") for cle, garde in self._gardes.items()),
        ]

    @property
    def destinataire(self) -> Specialiste | None:
        return self._confreres.get(self.cleaned_data["a_qui"])

    @property
    def garde(self) -> Garde | None:
        return self._gardes.get(self.cleaned_data["contre"])

    def clean(self) -> dict[str, Any]:
        dites = super().clean() or self.cleaned_data
        garde, qui = self._gardes.get(dites.get("contre", "")), dites.get("a_qui")
        if garde is not None and qui and str(garde.specialiste_id) != qui:
            self.add_error("contre", "Cette garde est celle d’un autre confrère que celui choisi.")
        return dites


def demain() -> dt.date:
    return timezone.localdate() + dt.timedelta(days=1)
