"""How a structure is paid."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from maillage.metiers.medecine_legale.enums import ModeFinancement


class FinancementForm(forms.Form):
    mode = forms.ChoiceField(
        label="Mode de financement", choices=ModeFinancement.choices, widget=forms.RadioSelect
    )
    date_debut = forms.DateField(
        label="À partir du",
        initial=timezone.localdate,
        help_text="Les actes antérieurs gardent le mode de leur jour.",
    )
    motif = forms.CharField(
        label="Motif",
        max_length=500,
        help_text="Conservé dans l’historique : arrêté, circulaire, convention.",
    )
