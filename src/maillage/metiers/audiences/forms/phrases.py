"""A sentence of the library, and the filter of its list."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.metiers.audiences.forms.audiences import chambres_de
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.filtres import FiltreListe
from maillage.socle.interface.selection import ChampListe


class PhraseForm(forms.Form):
    raccourci = forms.CharField(
        label="Raccourci",
        max_length=31,
        widget=forms.TextInput(attrs={"data-largeur": "court", "autocomplete": "off"}),
        help_text="Dans la note, « # » puis ce mot, par exemple #interets.",
    )
    texte = forms.CharField(
        label="Phrase",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Jamais le nom de quelqu’un : elle sert à d’autres affaires.",
    )
    chambre = ChampListe(
        Organisation.objects.none(), label="Partagée avec", empty_label="Moi seulement", required=False
    )

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chambre"].queryset = chambres_de(agent)  # type: ignore[attr-defined]


class FiltrePhrase(FiltreListe):
    recherche = forms.CharField(label="Raccourci ou mot de la phrase")

    def rechercher(self, queryset: Any, texte: str) -> Any:
        return queryset.filter(texte__icontains=texte) | queryset.filter(
            raccourci__icontains=texte.lstrip("#")
        )
