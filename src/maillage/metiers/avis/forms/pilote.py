"""What is said of a pilot."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from maillage.metiers.avis.actions.pilote import SEUILS_PROPOSES
from maillage.metiers.avis.droits import PILOTE_GERER
from maillage.metiers.avis.enums.pilote import Comparaison, DecisionPhase, Echelle, QualiteMembre
from maillage.metiers.avis.forms.champs import ChoixAuClavier
from maillage.metiers.avis.regles.mesures import MESURES
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.selection import ChampListe

SEUIL = "seuil_"


class ProgrammeForm(forms.Form):
    gestionnaire = ChampListe(Organisation.objects.none(), label="Porté par", empty_label=None)
    nom = forms.CharField(label="Nom du programme", max_length=120)
    objectif = forms.CharField(
        label="Ce qu’il doit montrer",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    date_debut = forms.DateField(label="Commence le")

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gestionnaire"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            pk__in=perimetre(agent, PILOTE_GERER), type=TypeOrganisation.COMMUNAUTE_SOIGNANTE
        ).order_by("nom")
        self.fields["date_debut"].initial = timezone.localdate()


class PhaseForm(forms.Form):
    """A period, a scale, and a threshold for each measure proposed; empty: none."""

    nom = forms.CharField(label="Nom de la phase", max_length=120)
    echelle = forms.ChoiceField(label="À l’échelle de", choices=Echelle.choices)
    date_debut = forms.DateField(label="Du")
    date_fin = forms.DateField(label="Au", help_text="Inclus.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, (comparaison, valeur) in SEUILS_PROPOSES.items():
            self.fields[f"{SEUIL}{code}"] = forms.FloatField(
                label=f"{MESURES[code].libelle}, {Comparaison(comparaison).label}",
                required=False,
                min_value=0,
                max_value=100,
                initial=valeur,
                help_text=MESURES[code].definition,
                widget=forms.NumberInput(attrs={"data-largeur": "court", "data-unite": "%"}),
            )

    @property
    def seuils(self) -> dict[str, float]:
        return {
            nom.removeprefix(SEUIL): valeur
            for nom, valeur in self.cleaned_data.items()
            if nom.startswith(SEUIL) and valeur is not None
        }

    @property
    def valeurs(self) -> dict[str, Any]:
        return {nom: v for nom, v in self.cleaned_data.items() if not nom.startswith(SEUIL)}


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label="Le groupe décide de", choices=DecisionPhase.choices, widget=ChoixAuClavier()
    )
    motif = forms.CharField(label="Pourquoi", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class MembreForm(forms.Form):
    nom = forms.CharField(label="Nom", max_length=120)
    qualite = forms.ChoiceField(label="Qualité", choices=QualiteMembre.choices)
    est_responsable = forms.BooleanField(label="Conduit le projet", required=False)


class ReunionForm(forms.Form):
    date = forms.DateField(label="Date")
    lieu = forms.CharField(label="Lieu", max_length=120, required=False)
    ordre_du_jour = forms.CharField(
        label="Ordre du jour", max_length=4_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    participants = forms.CharField(label="Participants", max_length=1_000, required=False)
    decisions = forms.CharField(
        label="Décisions", max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class ActionForm(forms.Form):
    libelle = forms.CharField(label="Action", max_length=300)
    responsable = forms.CharField(label="Par qui", max_length=120)
    date_echeance = forms.DateField(label="Pour le")
