"""What only the professional knows of the survey: the rest is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from maillage.commun.textes import cle_recherche
from maillage.metiers.protection.enums import StatutReponse, TypeMandataire
from maillage.metiers.protection.forms.filtres import choix
from maillage.metiers.protection.regles.conservation import ANNEES
from maillage.metiers.protection.regles.questionnaire import (
    Champ,
    Connu,
    Genre,
    Grille,
    Question,
    Section,
    champs,
)
from maillage.socle.interface.filtres import FiltreListe


@dataclass(frozen=True)
class Rangee:
    """A row of a grid, drawn."""

    libelle: str
    cellules: list[forms.BoundField]


@dataclass(frozen=True)
class Element:
    """What a section shows in turn: a question (`champ`), or a grid (`grille` and its rows)."""

    champ: forms.BoundField | None = None
    grille: Grille | None = None
    rangees: tuple[Rangee, ...] = ()


class SectionForm(forms.Form):
    """A section of the survey: one field a question or a cell, none compulsory, kept as typed."""

    def __init__(self, *args: Any, section: Section, connu: Connu, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section, self.connu = section, connu
        for champ in champs(section, connu):
            self.fields[champ.code] = _champ(champ)

    @property
    def elements(self) -> list[Element]:
        return [self._element(element) for element in self.section.elements]

    def _element(self, element: Question | Grille) -> Element:
        if isinstance(element, Question):
            return Element(champ=self[element.code])
        rangees = tuple(
            Rangee(libelle, [self[element.champ(code, colonne.code)] for colonne in element.colonnes])
            for code, libelle in element.lignes(self.connu)
        )
        return Element(grille=element, rangees=rangees)

    @property
    def reponses(self) -> dict[str, str]:
        """What was typed, as it is kept."""
        return {
            code: str(valeur)
            for code, valeur in self.cleaned_data.items()
            if valeur is not None and valeur != ""
        }


def _champ(champ: Champ) -> forms.Field:
    question = champ.question
    attrs: dict[str, str] = {"aria-label": champ.libelle} if champ.groupe else {}
    if question.unite:
        attrs["data-unite"] = question.unite
    options: dict[str, Any] = {"label": question.libelle, "required": False, "help_text": question.aide}
    match question.genre:
        case Genre.CHOIX:
            return forms.ChoiceField(
                choices=[("", "Choisir"), *question.choix], widget=forms.Select(attrs=attrs), **options
            )
        case Genre.TEXTE:
            return forms.CharField(
                max_length=2_000, widget=forms.Textarea(attrs={"rows": 3, **attrs}), **options
            )
        case Genre.DECIMAL:
            return forms.DecimalField(
                min_value=0, max_digits=14, decimal_places=2,
                widget=forms.NumberInput(attrs={"data-largeur": "court", **attrs}), **options,
            )  # fmt: skip
    return forms.IntegerField(
        min_value=question.minimum,
        max_value=question.maximum or 100_000_000,
        widget=forms.NumberInput(attrs={"data-largeur": "court", **attrs}),
        **options,
    )


class FiltreReponse(FiltreListe):
    essentiels = ("recherche", "annee", "statut", "type")
    criteres: ClassVar[dict[str, str]] = {
        "annee": "enquete__annee",
        "statut": "statut",
        "type": "mandataire__type",
    }

    recherche = forms.CharField(label="Mandataire")
    annee = forms.IntegerField(label="Année")
    statut = forms.ChoiceField(label="Statut", choices=choix(StatutReponse))
    type = forms.ChoiceField(label="Type", choices=choix(TypeMandataire))

    def rechercher(self, queryset: Any, texte: str) -> Any:
        return queryset.filter(organisation__cle_recherche__contains=cle_recherche(texte))


class OuvertureEnqueteForm(forms.Form):
    annee = forms.TypedChoiceField(label="Année sur laquelle porte l’enquête", coerce=int)
    date_limite = forms.DateField(label="À rendre avant le")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        annee = timezone.localdate().year
        self.fields["annee"].choices = [  # type: ignore[attr-defined]
            (un, str(un)) for un in range(annee - 1, annee - ANNEES, -1)
        ]
