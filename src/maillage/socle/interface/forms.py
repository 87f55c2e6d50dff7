"""Forms of the common pages."""

from __future__ import annotations

from django import forms


class VueForm(forms.Form):
    liste = forms.CharField(max_length=80)
    nom = forms.CharField(max_length=60)
    parametres = forms.CharField(max_length=2000, required=False)
