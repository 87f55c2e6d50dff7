"""What an administrator types to speak to all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from maillage.socle.acces.service import services
from maillage.socle.interface.models import Annonce, DocumentSite


class AnnonceForm(forms.Form):
    texte = forms.CharField(
        label="Message",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Montré tel quel, avec ses liens. Ne nommez personne : il se lit sans être connecté.",
    )
    date_debut = forms.DateField(label="À partir du", initial=timezone.localdate)
    date_fin = forms.DateField(label="Jusqu’au (inclus)")
    service = forms.ChoiceField(
        label="Pour",
        required=False,
        help_text="La page de connexion ne montre que les messages destinés à tous.",
    )
    est_importante = forms.BooleanField(
        label="Important : montré en premier, comme une alerte", required=False
    )

    def __init__(self, *args: Any, annonce: Annonce | None = None, **kwargs: Any) -> None:
        if annonce is not None:
            champs = ("texte", "date_debut", "date_fin", "service", "est_importante")
            kwargs["initial"] = {champ: getattr(annonce, champ) for champ in champs}
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [  # type: ignore[attr-defined]
            ("", "Tout le monde, et la page de connexion"),
            *((service.label, service.libelle) for service in services()),
        ]


class DocumentSiteForm(forms.Form):
    texte = forms.CharField(
        label="Texte",
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Une ligne vide sépare les paragraphes, « ## » commence un titre, « - » un point de liste.",
    )
    fichier = forms.FileField(label="Ou un fichier PDF", required=False, help_text="10 Mo au plus.")
    motif = forms.CharField(label="Ce qui change", max_length=500, help_text="Conservé avec la version.")

    def __init__(self, *args: Any, courant: DocumentSite | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"texte": courant.texte if courant else ""}, **kwargs})

    @property
    def donnees(self) -> dict[str, Any]:
        """Arguments of `publier_document`: a file takes the place of the text."""
        fichier = self.cleaned_data["fichier"]
        return {
            "texte": "" if fichier else self.cleaned_data["texte"],
            "pdf": fichier.read() if fichier else b"",
            "motif": self.cleaned_data["motif"],
        }
