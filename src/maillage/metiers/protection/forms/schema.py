"""What is asked of the page of the schéma, and what a direction says of its needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from maillage.metiers.protection.droits import SCHEMA_FIXER
from maillage.metiers.protection.enums import TypeMandataire
from maillage.metiers.protection.forms.directions import ChampDirection
from maillage.metiers.protection.forms.filtres import choix
from maillage.socle.annuaire.models import Agent

ANNEES_AVANT, ANNEES_APRES = 3, 6
PAR = {"departement": "Département", "region": "Région"}


def annees() -> list[tuple[int, str]]:
    """A schéma lasts five years: those that one may speak of today."""
    courante = timezone.localdate().year
    return [(un, str(un)) for un in range(courante - ANNEES_AVANT, courante + ANNEES_APRES + 1)]


class SchemaForm(forms.Form):
    par = forms.ChoiceField(label="Par", choices=list(PAR.items()))
    annee = forms.TypedChoiceField(label="Objectifs de", coerce=int)
    type = forms.ChoiceField(label="Type de mandataire", choices=choix(TypeMandataire))

    def __init__(self, data: Any) -> None:
        courante = timezone.localdate().year
        dites = {nom: data.get(nom, "") for nom in self.base_fields}
        super().__init__(
            {**dites, "par": dites["par"] or "departement", "annee": dites["annee"] or courante},
            auto_id="schema_%s",
        )
        self.fields["annee"].choices = annees()  # type: ignore[attr-defined]
        for champ in self.fields.values():
            champ.required = False
        self.is_valid()

    @property
    def par_dit(self) -> str:
        return self.cleaned_data.get("par") or "departement"

    @property
    def annee_dite(self) -> int:
        return int(self.cleaned_data.get("annee") or timezone.localdate().year)

    @property
    def type_dit(self) -> str:
        return self.cleaned_data.get("type") or ""


def _places(libelle: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=libelle,
        min_value=0,
        max_value=1_000_000,
        required=False,
        widget=forms.NumberInput(attrs={"data-unite": "places", "data-largeur": "court"}),
    )


class ObjectifForm(forms.Form):
    autorite = ChampDirection()
    annee = forms.TypedChoiceField(label="Année", coerce=int)
    places_individuel = _places("Mandataires individuels")
    places_prepose = _places("Préposés d’établissement")
    places_service = _places("Services mandataires")
    points = forms.DecimalField(
        label="Points",
        min_value=0,
        max_digits=10,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"data-largeur": "court"}),
        help_text="Si le schéma compte aussi en points.",
    )
    reference = forms.CharField(
        label="Référence",
        max_length=200,
        help_text="Le schéma et la page : d’où vient ce chiffre. Il ne se devine pas.",
    )
    date_decision = forms.DateField(label="Schéma arrêté le")
    motif = forms.CharField(
        label="Motif du changement",
        max_length=500,
        required=False,
        help_text="Demandé quand un objectif est déjà enregistré pour cette année.",
    )

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["autorite"].preparer(agent, SCHEMA_FIXER)  # type: ignore[attr-defined]
        self.fields["annee"].choices = annees()  # type: ignore[attr-defined]
        self.fields["annee"].initial = timezone.localdate().year

    @property
    def objectif(self) -> dict[str, Any]:
        dites = dict(self.cleaned_data)
        places = {genre: dites.pop(f"places_{genre}") for genre in TypeMandataire.values}
        return {**dites, "places": places}
