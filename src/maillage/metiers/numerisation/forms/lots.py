"""What is typed of lots: a delivery, what is seen of a page, a verdict, whose a page is."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.metiers.numerisation.enums.controle import ClasseDefaut, NatureDefaut, Regime
from maillage.metiers.numerisation.enums.dossiers import EtatLot
from maillage.metiers.numerisation.enums.lots import IssueCodage
from maillage.metiers.numerisation.enums.pieces import Trait
from maillage.metiers.numerisation.regles.defauts import classe_de
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.filtres import FiltreListe


class FiltreLot(FiltreListe):
    essentiels = ("recherche", "etat", "date_du")
    criteres = {"etat": "etat", "date_du": "horodatage__date__gte", "date_au": "horodatage__date__lte"}

    recherche = forms.CharField(label="Numéro du lot", required=False)
    etat = forms.ChoiceField(label="État", choices=[("", "Tous"), *EtatLot.choices], required=False)
    date_du = forms.DateField(label="Livré du", required=False)
    date_au = forms.DateField(label="Livré au", required=False)

    def rechercher(self, queryset: Any, texte: str) -> Any:
        return queryset.filter(numero__icontains=texte)


class LivraisonForm(forms.Form):
    prestataire = forms.ModelChoiceField(
        label="Prestataire", queryset=Organisation.objects.none(), empty_label=None
    )
    archive = forms.FileField(label="Lot à livrer")

    def __init__(self, *args: Any, agent: Agent, droit: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        siennes = Organisation.objects.filter(pk__in=perimetre(agent, droit)).order_by("nom")
        champ = self.fields["prestataire"]
        assert isinstance(champ, forms.ModelChoiceField)  # noqa: S101 (declared above)
        champ.queryset = siennes
        if len(siennes) == 1:
            champ.initial, champ.widget = siennes[0], forms.HiddenInput()


class PageVueForm(forms.Form):
    """What is seen of a page: nothing ticked, it is right."""

    defauts = forms.MultipleChoiceField(
        label="Défauts",
        choices=[(n.value, f"{n.label} ({str(classe_de(n).label).lower()})") for n in NatureDefaut],
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-touche": "d"}),
        help_text="Rien de coché : la page est conforme.",
    )
    observation = forms.CharField(
        label="Observation",
        max_length=300,
        required=False,
        help_text="Sans nommer le salarié ni dire sa santé : le prestataire la lit.",
    )


class VerdictForm(forms.Form):
    observation = forms.CharField(
        label="Observation pour le prestataire",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Sans nommer personne.",
    )


class DecisionControleForm(forms.Form):
    classe = forms.ChoiceField(
        label="Classe de défauts", choices=[c for c in ClasseDefaut.choices if c[0] != "critique"]
    )
    regime = forms.ChoiceField(
        label="Décision",
        choices=[
            (Regime.RENFORCE.value, "Reprendre le contrôle, renforcé, après un arrêt"),
            (Regime.REDUIT.value, "Réduire le contrôle"),
        ],
        widget=forms.RadioSelect,
    )
    motif = forms.CharField(
        label="Pourquoi",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ce que le prestataire a corrigé, ou ce qui montre que sa production est régulière.",
    )


class SaisieForm(forms.Form):
    """What is written on the page, as it is written; an empty field says that it is not there."""

    nir = forms.CharField(
        label=Trait.NIR.label,
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"data-largeur": "moyen", "inputmode": "numeric", "autofocus": True}),
    )
    date_naissance = forms.CharField(
        label=Trait.DATE_NAISSANCE.label,
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"data-largeur": "court", "placeholder": "14/02/1961"}),
    )
    nom = forms.CharField(label=Trait.NOM.label, max_length=80, required=False)
    prenom = forms.CharField(label=Trait.PRENOM.label, max_length=80, required=False)
    numero = forms.CharField(
        label=Trait.NUMERO.label,
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"data-largeur": "moyen"}),
    )

    def traits(self) -> dict[Trait, str]:
        return {trait: self.cleaned_data.get(trait.value, "") for trait in Trait}


class ArbitrageForm(forms.Form):
    issue = forms.ChoiceField(label="Votre réponse", choices=IssueCodage, widget=forms.RadioSelect)
