"""The paper that goes."""

from __future__ import annotations

from django import forms

from maillage.metiers.numerisation.enums.acces import EtatDestruction, MethodeDestruction
from maillage.socle.interface.filtres import FiltreListe


class ConstatForm(forms.Form):
    date_execution = forms.DateField(label="Détruit le")
    methode = forms.ChoiceField(label="Comment", choices=MethodeDestruction, widget=forms.RadioSelect)
    executant = forms.CharField(
        label="Par qui", max_length=120, help_text="L’entreprise, et la référence de son bordereau."
    )
    poids_kg = forms.IntegerField(
        label="Poids",
        min_value=1,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"data-unite": "kg", "data-largeur": "court"}),
    )


class AbandonForm(forms.Form):
    motif = forms.CharField(label="Pourquoi", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class FiltreDestruction(FiltreListe):
    essentiels = ("etat",)
    criteres = {"etat": "etat"}

    etat = forms.ChoiceField(label="État", choices=[("", "Tous"), *EtatDestruction.choices])
