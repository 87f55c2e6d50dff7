"""What is decided, typed once: a campaign, a centre, an edition of the contract."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from maillage.metiers.numerisation.enums.boites import ModeCopie
from maillage.metiers.numerisation.regles.couts import PRIX_MAXIMAL
from maillage.metiers.numerisation.regles.echantillonnage import NQA
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Organisation

COURT = {"data-largeur": "court", "autocomplete": "off"}
NIVEAUX = [(str(valeur), f"{valeur} %".replace(".", ",")) for valeur in NQA]


class CampagneForm(forms.Form):
    service = forms.ChoiceField(label="Service de santé au travail")
    nom = forms.CharField(label="Nom", max_length=120)
    perimetre = forms.CharField(
        label="Dossiers concernés",
        required=False,
        max_length=2000,
        help_text="Quels dossiers, depuis quand, lesquels restent en papier.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    date_debut = forms.DateField(label="Début", initial=timezone.localdate)
    date_fin = forms.DateField(label="Fin prévue", required=False)

    def __init__(self, *args: Any, services: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.services = {str(service.pk): service for service in services}
        self.fields["service"].choices = [(cle, s.nom) for cle, s in self.services.items()]  # type: ignore[attr-defined]


class CentreForm(forms.Form):
    organisation = forms.ChoiceField(label="Centre")
    code = forms.RegexField(
        r"^[0-9A-Za-z]{2,6}$",
        label="Code des étiquettes",
        help_text="De 2 à 6 lettres ou chiffres, imprimé sur chaque étiquette. Il ne change plus.",
        error_messages={"invalid": "De 2 à 6 lettres ou chiffres, sans espace ni accent."},
        widget=forms.TextInput(attrs=COURT),
    )

    def __init__(self, *args: Any, centres: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.centres = {str(centre.pk): centre for centre in centres}
        self.fields["organisation"].choices = [(cle, c.nom) for cle, c in self.centres.items()]  # type: ignore[attr-defined]


class ConventionForm(forms.Form):
    """The edition of a contract, as the quality department reads it."""

    prestataire = forms.ModelChoiceField(
        Organisation.objects.filter(type=TypeOrganisation.PRESTATAIRE_NUMERISATION).order_by("nom", "pk"),
        label="Prestataire",
        empty_label=None,
    )
    date_effet = forms.DateField(label="En vigueur à partir du", initial=timezone.localdate)
    reference = forms.CharField(label="Référence du contrat", max_length=120, required=False)
    mode = forms.ChoiceField(label="Copie fiable par", choices=ModeCopie.choices)
    resolution = forms.IntegerField(
        label="Résolution",
        min_value=200,
        max_value=600,
        initial=300,
        widget=forms.NumberInput(attrs={**COURT, "data-unite": "points par pouce"}),
    )
    est_couleur = forms.BooleanField(label="En couleur, 24 bits", required=False, initial=True)
    nqa_majeur = forms.TypedChoiceField(
        label="Défauts majeurs acceptés", choices=NIVEAUX, coerce=Decimal, initial="1.0",
        help_text="Niveau de qualité acceptable, norme ISO 2859-1. Un défaut critique n’est jamais accepté.",
    )  # fmt: skip
    nqa_mineur = forms.TypedChoiceField(
        label="Défauts mineurs acceptés", choices=NIVEAUX, coerce=Decimal, initial="2.5"
    )
    delai_livraison_jours = forms.IntegerField(
        label="Délai pour livrer un lot", min_value=1, max_value=365, initial=20,
        widget=forms.NumberInput(attrs={**COURT, "data-unite": "jours"}),
    )  # fmt: skip
    delai_garde_jours = forms.IntegerField(
        label="Garde du papier après la mise à disposition", min_value=0, max_value=3650, initial=180,
        widget=forms.NumberInput(attrs={**COURT, "data-unite": "jours"}),
    )  # fmt: skip
    prix_page = forms.DecimalField(
        label="Prix d’une page", min_value=0, max_value=PRIX_MAXIMAL, max_digits=6, decimal_places=4, required=False,
        help_text="Hors taxe. Vide : aucun coût n’est montré. Le service et ce prestataire le lisent seuls.",
        widget=forms.NumberInput(attrs={**COURT, "data-unite": "€"}),
    )  # fmt: skip
