"""An incident as one declares it, what the DPO says of it, what is done of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from maillage.metiers.numerisation.actions.numeros import lire_etiquette, trouver
from maillage.metiers.numerisation.droits import INCIDENT_DECLARER
from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette
from maillage.metiers.numerisation.enums.incidents import (
    EtatIncident,
    GraviteIncident,
    NatureAction,
    NatureIncident,
    Qualification,
)
from maillage.metiers.numerisation.models import Centre, Dossier
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.filtres import FiltreListe
from maillage.socle.interface.selection import ChampListe

SANS_NOM = "Ne nommez personne : le numéro du dossier suffit."


def texte_long(
    libelle: str, *, aide: str = "", lignes: int = 3, requis: bool = True, longueur: int = 2_000
) -> Any:
    return forms.CharField(
        label=libelle,
        max_length=longueur,
        required=requis,
        help_text=aide,
        widget=forms.Textarea(attrs={"rows": lignes}),
    )


class IncidentForm(forms.Form):
    nature = forms.ChoiceField(label="Ce qui s’est passé", choices=NatureIncident, widget=forms.RadioSelect)
    description = texte_long("En une phrase", aide=SANS_NOM)
    etiquette = forms.CharField(
        label="Dossier en cause",
        required=False,
        max_length=60,
        help_text="Scannez son étiquette, ou tapez-la. Vide si aucun dossier précis n’est en cause.",
        widget=forms.TextInput(attrs={"data-largeur": "moyen", "autocomplete": "off"}),
    )
    organisation = ChampListe(Organisation.objects.none(), label="Centre", empty_label=None)
    gravite = forms.ChoiceField(
        label="Gravité",
        choices=[("", "Celle qui est habituelle"), *GraviteIncident.choices],
        required=False,
        widget=forms.Select(attrs={"data-largeur": "moyen"}),
    )
    connaissance = forms.DateTimeField(
        label="Connu depuis",
        required=False,
        help_text="Vide : maintenant. Les soixante-douze heures d’une violation de données partent de là.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "data-largeur": "moyen"}),
    )

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agent = agent
        siennes = perimetre(agent, INCIDENT_DECLARER)
        centres = Centre.objects.filter(organisation__in=siennes).values("organisation")
        services = Centre.objects.filter(service__in=siennes).values("service")
        self.fields["organisation"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            Q(pk__in=centres) | Q(pk__in=services)
        ).order_by("nom")

    def clean_etiquette(self) -> Dossier | None:
        brut = self.cleaned_data["etiquette"].strip()
        if not brut:
            return None
        try:
            return trouver(self.agent, Dossier, lire_etiquette(brut, GenreEtiquette.DOSSIER))
        except ValidationError as refus:
            raise forms.ValidationError(refus.messages) from refus

    def valeurs(self) -> dict[str, Any]:
        lues = self.cleaned_data
        return {
            "nature": lues["nature"],
            "description": lues["description"],
            "dossier": lues["etiquette"],
            "organisation": lues["organisation"],
            "gravite": lues["gravite"],
            "connaissance": lues["connaissance"],
        }


class QualificationForm(forms.Form):
    qualification = forms.ChoiceField(
        label="Des données personnelles sont-elles en cause ?",
        choices=[
            (q.value, q.label)
            for q in (Qualification.AUCUNE, Qualification.SANS_RISQUE, Qualification.A_NOTIFIER)
        ],
        widget=forms.RadioSelect,
    )
    motif = texte_long(
        "Pourquoi",
        aide="Personnes et données concernées, effets probables. Conservé au registre des violations.",
    )


class NotificationForm(forms.Form):
    horodatage = forms.DateTimeField(
        label="Notifiée le",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "data-largeur": "moyen"}),
    )
    retard = texte_long("Motifs du retard", requis=False, aide="Au-delà de soixante-douze heures.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["horodatage"].initial = timezone.localtime().strftime("%Y-%m-%dT%H:%M")


class ActionForm(forms.Form):
    nature = forms.ChoiceField(label="Nature", choices=NatureAction, widget=forms.RadioSelect)
    libelle = forms.CharField(label="Ce qui sera fait", max_length=300, help_text=SANS_NOM)
    responsable = forms.CharField(
        label="Par qui", max_length=120, widget=forms.TextInput(attrs={"data-largeur": "moyen"})
    )
    date_echeance = forms.DateField(label="Pour le")


class ClotureForm(forms.Form):
    cause = texte_long("La cause", aide="Ce qui a permis que cela arrive.", lignes=2)
    suite = texte_long("Ce que l’on en retient", requis=False, lignes=2)


class FiltreIncident(FiltreListe):
    essentiels = ("recherche", "etat", "nature", "centre")
    criteres = {
        "etat": "etat",
        "nature": "nature",
        "centre": "organisation",
        "qualification": "qualification",
    }

    recherche = forms.CharField(label="Numéro, dossier ou boîte")
    etat = forms.ChoiceField(label="État", choices=[("", "Tous"), *EtatIncident.choices])
    nature = forms.ChoiceField(label="Nature", choices=[("", "Toutes"), *NatureIncident.choices])
    centre = forms.ModelChoiceField(Organisation.objects.none(), label="Centre", empty_label="Tous")
    qualification = forms.ChoiceField(
        label="Données personnelles", choices=[("", "Toutes"), *Qualification.choices]
    )

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        participants = Centre.objects.values("organisation")
        champ: Any = self.fields["centre"]
        champ.queryset = Organisation.objects.filter(pk__in=participants).order_by("nom")

    def rechercher(self, queryset: QuerySet[Any], texte: str) -> QuerySet[Any]:
        numero = texte.rpartition("-")[2]
        condition = Q(objet_libelle__icontains=texte)
        if numero.isdigit() and len(numero) < 10:  # noqa: PLR2004 (beyond, no number is so long)
            condition |= Q(pk=int(numero))
        return queryset.filter(condition)
