"""A session written down; a survey opened, and answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from maillage.metiers.numerisation.actions.seances import roles_presents
from maillage.metiers.numerisation.enums.accompagnement import GenreSeance, QuestionSatisfaction
from maillage.metiers.numerisation.models import Campagne, Centre
from maillage.metiers.numerisation.regles.accompagnement import NOTE_MAXIMALE
from maillage.socle.interface.filtres import FiltreListe

COURT = {"data-largeur": "court", "autocomplete": "off"}
ECHELLE = {1: "1, pas du tout", 5: "5, tout à fait"}


class FiltreSeance(FiltreListe):
    essentiels = ("genre", "date_du")
    criteres = {"genre": "genre", "date_du": "date__gte", "date_au": "date__lte"}

    genre = forms.ChoiceField(label="Genre", choices=[("", "Tous"), *GenreSeance.choices], required=False)
    date_du = forms.DateField(label="Du", required=False)
    date_au = forms.DateField(label="Au", required=False)


class SeanceForm(forms.Form):
    """In the order in which it is told: what, when, where, who, and the paper."""

    genre = forms.ChoiceField(label="Séance de", choices=GenreSeance, widget=forms.RadioSelect)
    date = forms.DateField(label="Date", initial=timezone.localdate)
    sujet = forms.CharField(
        label="Sujet",
        max_length=200,
        help_text="Par exemple : le tri des pièces, les informations non transmissibles.",
    )
    piece = forms.FileField(
        label="Pièce",
        required=False,
        help_text="Feuille d’émargement ou support, en PDF ou en photo, 10 Mo au plus. Elle est chiffrée.",
    )

    def __init__(
        self,
        *args: Any,
        campagnes: list[Campagne],
        centres: list[Centre],
        est_du_service: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.campagnes = {str(campagne.pk): campagne for campagne in campagnes}
        self.centres = {str(centre.organisation_id): centre for centre in centres}
        if len(campagnes) > 1:
            self.fields["campagne"] = forms.ChoiceField(
                label="Campagne", choices=[(cle, c.nom) for cle, c in self.campagnes.items()]
            )
        tous = [("", "Tout le service")] if est_du_service else []
        choix = [*tous, *((cle, centre.organisation.nom) for cle, centre in self.centres.items())]
        if len(choix) > 1:
            self.fields["centre"] = forms.ChoiceField(
                label="Centre", choices=choix, required=not est_du_service
            )
        self.roles = roles_presents()
        for role in self.roles:
            self.fields[self.nom_du_role(role.code)] = forms.IntegerField(
                label=role.libelle,
                min_value=0,
                max_value=999,
                required=False,
                widget=forms.NumberInput(attrs=COURT),
            )
        self.order_fields(["genre", "campagne", "centre", "date", "sujet"])
        self.est_du_service = est_du_service

    @staticmethod
    def nom_du_role(code: str) -> str:
        return f"presents_{code.partition('.')[2]}"

    @property
    def simples(self) -> list[Any]:
        return [self[nom] for nom in self.fields if not nom.startswith("presents_") and nom != "piece"]

    @property
    def comptes(self) -> list[Any]:
        return [self[self.nom_du_role(role.code)] for role in self.roles]

    @property
    def donnees(self) -> dict[str, Any]:
        """Arguments of `enregistrer`."""
        lues = self.cleaned_data
        cle_centre = lues.get("centre", "" if self.est_du_service else next(iter(self.centres)))
        piece = lues["piece"]
        return {
            "campagne": self.campagnes[lues.get("campagne") or next(iter(self.campagnes))],
            "centre": self.centres[cle_centre].organisation if cle_centre else None,
            **{nom: lues[nom] for nom in ("genre", "date", "sujet")},
            "presents": {role.code: lues[self.nom_du_role(role.code)] or 0 for role in self.roles},
            "piece": piece.read() if piece else b"",
        }


class EnqueteForm(forms.Form):
    centre = forms.ChoiceField(label="Centre")

    def __init__(self, *args: Any, centres: list[Centre], **options: Any) -> None:
        super().__init__(*args, **options)
        self.centres = {str(centre.organisation_id): centre for centre in centres}
        self.fields["centre"].choices = [(cle, c.organisation.nom) for cle, c in self.centres.items()]  # type: ignore[attr-defined]


class ReponseForm(forms.Form):
    """Three questions, from 1 to 5."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for question in QuestionSatisfaction:
            self.fields[question.value] = forms.TypedChoiceField(
                label=question.label,
                choices=[(note, ECHELLE.get(note, str(note))) for note in range(1, NOTE_MAXIMALE + 1)],
                coerce=int,
                widget=forms.RadioSelect,
            )
