"""What a certificate says and the act does not."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.metiers.medecine_legale.actions import Identite
from maillage.metiers.medecine_legale.models import ActeMedicoLegal


class CertificatForm(forms.Form):
    nom = forms.CharField(label="Nom", max_length=100)
    prenom = forms.CharField(label="Prénom", max_length=100)
    date_naissance = forms.DateField(label="Date de naissance", required=False)
    constatations = forms.CharField(
        label="Constatations",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Doléances, examen, lésions décrites, retentissement fonctionnel et psychique.",
    )

    def __init__(self, *args: Any, acte: ActeMedicoLegal, identite: Identite | None, **kwargs: Any) -> None:
        if identite:
            kwargs["initial"] = {champ: getattr(identite, champ) for champ in self.base_fields}
        super().__init__(*args, **kwargs)
        self.acte = acte

    @property
    def identite(self) -> Identite:
        return Identite(**self.cleaned_data)
