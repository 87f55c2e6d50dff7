"""Filters of the list of acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms

from maillage.metiers.medecine_legale.droits import ACTE_LIRE
from maillage.metiers.medecine_legale.enums import Reseau, StatutActe
from maillage.metiers.medecine_legale.forms.requisitions import structures
from maillage.metiers.medecine_legale.models import table_actes
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.filtres import FiltreListe
from maillage.socle.interface.selection import ChampListe


def avec_tous(champ: str) -> Callable[[], list[tuple[str, str]]]:
    """Choices of a filter, closed values included: older acts carry them."""
    return lambda: [("", "Tous"), *table_actes().choix(champ)]


def contient(libelle: str, champ: str) -> forms.TypedChoiceField:
    """One value that the list of the act must hold."""
    return forms.TypedChoiceField(
        label=libelle, choices=avec_tous(champ), coerce=lambda code: [code], empty_value=None, required=False
    )


class FiltreActe(FiltreListe):
    essentiels = ("recherche", "profil", "date_du")
    criteres: ClassVar[dict[str, str]] = {
        "profil": "profil",
        "statut": "statut",
        "structure": "structure",
        "requerant": "requerant",
        "juridiction": "juridiction",
        "date_du": "date_examen__gte",
        "date_au": "date_examen__lte",
        "type_examen": "types_examen__contains",
        "reseau": "reseau",
        "age": "age",
        "genre": "genre",
        "nature": "natures_violence__contains",
        "contexte": "contextes_violence__contains",
    }

    recherche = forms.CharField(label="Numéro interne ou de PV", required=False)
    profil = forms.ChoiceField(label="Profil", choices=avec_tous("profil"), required=False)
    date_du = forms.DateField(label="Du", required=False)
    date_au = forms.DateField(label="Au", required=False)
    statut = forms.ChoiceField(label="Statut", choices=[("", "Tous"), *StatutActe.choices], required=False)
    type_examen = contient("Type d’examen", "types_examen")
    reseau = forms.ChoiceField(label="Réseau", choices=[("", "Tous"), *Reseau.choices], required=False)
    age = forms.ChoiceField(label="Âge", choices=avec_tous("age"), required=False)
    genre = forms.ChoiceField(label="Genre", choices=avec_tous("genre"), required=False)
    nature = contient("Nature des violences", "natures_violence")
    contexte = contient("Contexte des violences", "contextes_violence")
    # Reached from the statistics only: too many to be listed, they are shown as a tag that can be removed.
    requerant = forms.ModelChoiceField(
        Organisation.objects.all(), label="Service requérant", widget=forms.HiddenInput
    )
    juridiction = forms.ModelChoiceField(
        Organisation.objects.all(), label="Juridiction", widget=forms.HiddenInput
    )
    structure = ChampListe(Organisation.objects.none(), label="Structure", empty_label="Toutes")

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        if agent is not None:
            self.fields["structure"].queryset = structures(agent, ACTE_LIRE)  # type: ignore[attr-defined]

    def rechercher(self, queryset: Any, texte: str) -> Any:
        return queryset.rechercher(texte)
