"""Forms of the calendar and of the roll."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from maillage.commun.mois import SaisieMois, lire_mois
from maillage.metiers.audiences.actions.audiences import ValeursAudience
from maillage.metiers.audiences.droits import AUDIENCE_TENIR, STATISTIQUES_LIRE
from maillage.metiers.audiences.enums import (
    COMPOSITION,
    NatureAudience,
    RoleMembre,
    StatutAudience,
    TypeAudience,
)
from maillage.metiers.audiences.models import Audience
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.filtres import FiltreListe
from maillage.socle.interface.selection import ChampListe


def chambres_de(agent: Agent, droit: Droit = AUDIENCE_TENIR) -> QuerySet[Organisation]:
    """Chambers where the agent holds the right, by name."""
    return Organisation.objects.filter(
        pk__in=perimetre(agent, droit), type=TypeOrganisation.CHAMBRE, est_active=True
    ).order_by("nom", "id")


class Motive(forms.Form):
    """A form that asks why when the hearing has risen."""

    motif = forms.CharField(
        label="Motif de la correction",
        max_length=500,
        required=False,
        help_text="L’audience est levée : le motif est conservé avec la correction.",
    )

    def __init__(self, *args: Any, est_correction: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not est_correction:
            del self.fields["motif"]

    @property
    def motif_saisi(self) -> str:
        return str(self.cleaned_data.get("motif", ""))


class AudienceForm(Motive):
    field_order = (
        "chambre",
        "date",
        "heure",
        "type",
        "nature",
        "salle",
        "dossiers_maximum",
        "minutes_prevues",
        "motif",
    )

    chambre = ChampListe(Organisation.objects.none(), label="Chambre", empty_label=None)
    date = forms.DateField(label="Date")
    heure = forms.TimeField(label="Heure", initial=dt.time(13, 30))
    type = forms.ChoiceField(
        label="Composition",
        choices=TypeAudience.choices,
        widget=forms.RadioSelect(attrs={"data-touche": "c"}),
        initial=TypeAudience.COLLEGIAL,
    )
    nature = forms.ChoiceField(
        label="Nature", choices=NatureAudience.choices, initial=NatureAudience.CORRECTIONNELLE
    )
    salle = forms.CharField(
        label="Salle", max_length=60, required=False, widget=forms.TextInput(attrs={"data-largeur": "moyen"})
    )
    dossiers_maximum = forms.IntegerField(
        label="Dossiers au plus", required=False, min_value=1, max_value=200,
        widget=forms.NumberInput(attrs={"data-largeur": "court"}),
    )  # fmt: skip
    minutes_prevues = forms.IntegerField(
        label="Durée prévue", required=False, min_value=1, max_value=1440,
        widget=forms.NumberInput(attrs={"data-largeur": "court", "data-unite": "minutes"}),
    )  # fmt: skip

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chambre"].queryset = chambres_de(agent)  # type: ignore[attr-defined]

    @property
    def valeurs(self) -> ValeursAudience:
        d = self.cleaned_data
        return ValeursAudience(
            date=d["date"],
            heure=d["heure"],
            type=d["type"],
            nature=d["nature"],
            salle=d["salle"],
            dossiers_maximum=d["dossiers_maximum"],
            minutes_prevues=d["minutes_prevues"],
        )


class CompositionForm(Motive):
    """One field a function; those who must sit come first."""

    def __init__(self, *args: Any, audience: Audience, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        voulus = COMPOSITION[TypeAudience(audience.type)]
        for role in (*voulus, *(r for r in RoleMembre if r not in voulus)):
            if audience.type == TypeAudience.JUGE_UNIQUE and role in (
                RoleMembre.ASSESSEUR_1,
                RoleMembre.ASSESSEUR_2,
            ):
                continue
            self.fields[role] = forms.CharField(
                label=str(role.label),
                max_length=150,
                required=False,
                widget=forms.TextInput(attrs={"data-largeur": "moyen", "autocomplete": "off"}),
            )
        if "motif" in self.fields:
            self.fields["motif"] = self.fields.pop("motif")

    @property
    def membres(self) -> dict[RoleMembre, str]:
        return {
            RoleMembre(nom): valeur for nom, valeur in self.cleaned_data.items() if nom in RoleMembre.values
        }


class AffaireForm(Motive):
    """A case on the roll. A number that the court knows finds its case."""

    field_order = ("numero_parquet", "heure", "date_saisine", "est_scelle", "motif")

    numero_parquet = forms.CharField(
        label="Numéro de parquet",
        max_length=40,
        widget=forms.TextInput(attrs={"data-largeur": "moyen", "autocomplete": "off"}),
        help_text="En entier, par exemple 26 325 000 123. Une affaire déjà connue est retrouvée.",
    )
    heure = forms.TimeField(label="Convoquée à", required=False)
    date_saisine = forms.DateField(label="Saisine du", required=False)
    est_scelle = forms.BooleanField(label="Scellés au dossier", required=False)


class PassageForm(Motive):
    field_order = ("heure", "date_saisine", "est_scelle", "numero_minute", "motif")

    heure = forms.TimeField(label="Convoquée à", required=False)
    date_saisine = forms.DateField(label="Saisine du", required=False)
    est_scelle = forms.BooleanField(label="Scellés au dossier", required=False)
    numero_minute = forms.RegexField(
        r"^\d{4}/\d+$",
        label="Numéro de minute",
        required=False,
        widget=forms.TextInput(attrs={"data-largeur": "court"}),
        help_text="Par exemple 2026/1234.",
        error_messages={"invalid": "Écrivez l’année, une barre, puis le numéro : 2026/1234."},
    )


class MotifForm(forms.Form):
    """What is undone says why."""

    motif = forms.CharField(label="Motif", max_length=500, help_text="Il est conservé avec la correction.")


class SeanceForm(Motive):
    field_order = ("debut", "fin", "motif")

    debut = forms.TimeField(label="Début")
    fin = forms.TimeField(
        label="Fin",
        required=False,
        help_text="Avant le début : le lendemain, pour une audience qui finit la nuit.",
    )


class FiltreAudience(FiltreListe):
    essentiels = ("chambre", "statut", "date_du", "date_au")
    criteres: ClassVar[dict[str, str]] = {
        "chambre": "chambre",
        "statut": "statut",
        "nature": "nature",
        "date_du": "date__gte",
        "date_au": "date__lte",
    }

    chambre = ChampListe(Organisation.objects.none(), label="Chambre", empty_label="Toutes")
    statut = forms.ChoiceField(label="État", choices=[("", "Tous"), *StatutAudience.choices])
    date_du = forms.DateField(label="Du")
    date_au = forms.DateField(label="Au")
    nature = forms.ChoiceField(label="Nature", choices=[("", "Toutes"), *NatureAudience.choices])
    a_finir = forms.BooleanField(label="Seulement celles qui restent à finir")

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        if agent is not None:
            self.fields["chambre"].queryset = chambres_de(agent, STATISTIQUES_LIRE)  # type: ignore[attr-defined]

    def filtrer(self, queryset: Any) -> Any:
        queryset = super().filtrer(queryset)
        return queryset.a_finir() if self.cleaned_data.get("a_finir") else queryset


class FiltreMois(forms.Form):
    """The month shown by the calendar, and by the steering page."""

    mois = forms.CharField(label="Mois", required=False, widget=SaisieMois)
    chambre = ChampListe(Organisation.objects.none(), label="Chambre", empty_label="Toutes", required=False)

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "filtre_%s", **kwargs})
        self.fields["chambre"].queryset = chambres_de(agent, STATISTIQUES_LIRE)  # type: ignore[attr-defined]

    @classmethod
    def lire(cls, criteres: QueryDict, agent: Agent) -> FiltreMois:
        """The month of the address, this one when it says none; shown in the field either way."""
        donnees = criteres.copy()
        if not donnees.get("mois"):
            donnees["mois"] = f"{timezone.localdate():%Y-%m}"
        return cls(donnees, agent=agent)

    def premier_jour(self, aujourd_hui: dt.date) -> dt.date:
        """The first of the month asked; this month when it is not one."""
        return lire_mois(self.data.get("mois", "")) or aujourd_hui.replace(day=1)

    @property
    def chambre_choisie(self) -> Organisation | None:
        self.is_valid()
        return self.cleaned_data.get("chambre")
