"""The half-yearly declaration: what the professional adds, and what a direction asks of those it received."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.db.models import F, FilteredRelation, Q
from django.utils import timezone

from maillage.commun.textes import cle_recherche, date_longue
from maillage.metiers.protection.droits import ENQUETE_SUIVRE
from maillage.metiers.protection.enums import TypeMandataire
from maillage.metiers.protection.forms.filtres import choix
from maillage.metiers.protection.models import Declaration, Inscription, Mandataire
from maillage.metiers.protection.regles.enquete import semestre
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.enums import TypeTerritoire
from maillage.socle.annuaire.models import Agent, Territoire
from maillage.socle.interface.filtres import FiltreListe

SEMESTRES = 6


def semestres(jour: dt.date) -> list[dt.date]:
    """Last days of the latest half-years, the latest first."""
    fins = [semestre(jour)]
    while len(fins) < SEMESTRES:
        fins.append(semestre(fins[-1]) if fins[-1].month == 12 else dt.date(fins[-1].year - 1, 12, 31))  # noqa: PLR2004
    return fins


class DeclarationForm(forms.Form):
    date_arrete = forms.TypedChoiceField(label="Situation arrêtée au", coerce=dt.date.fromisoformat)
    nombre_secretaires = forms.IntegerField(
        label="Secrétaires spécialisés",
        min_value=0,
        max_value=1_000,
        initial=0,
        widget=forms.NumberInput(attrs={"data-largeur": "court"}),
    )
    autres_activites = forms.CharField(
        label="Autres activités exercées",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vide : aucune.",
    )
    quotite = forms.IntegerField(
        label="Part du temps consacrée aux mesures",
        min_value=0,
        max_value=100,
        initial=100,
        widget=forms.NumberInput(attrs={"data-unite": "%", "data-largeur": "court"}),
    )

    def __init__(self, *args: Any, precedente: Declaration | None, **kwargs: Any) -> None:
        initial = {}
        if precedente is not None:
            champs = ("nombre_secretaires", "autres_activites", "quotite")
            initial = {champ: getattr(precedente, champ) for champ in champs}
        super().__init__(*args, **{**kwargs, "initial": initial})
        fins = semestres(timezone.localdate())
        self.fields["date_arrete"].choices = [  # type: ignore[attr-defined]
            (fin.isoformat(), f"{date_longue(fin)}") for fin in fins
        ]


def attendus(agent: Agent) -> Any:
    """Professionals of the directions that the agent follows."""
    return Mandataire.objects.filter(autorite__in=perimetre(agent, ENQUETE_SUIVRE)).select_related(
        "organisation", "autorite__commune__departement"
    )


class FiltreDeclaration(FiltreListe):
    """Those who had to declare at the end of a half-year (individuals on a list), and those who did."""

    essentiels = ("recherche", "semestre", "etat", "departement")
    criteres: ClassVar[dict[str, str]] = {"type": "type", "departement": "autorite__commune__departement"}

    recherche = forms.CharField(label="Mandataire")
    semestre = forms.ChoiceField(label="Semestre arrêté au")
    etat = forms.ChoiceField(
        label="Déclaration", choices=[("", "Toutes"), ("recue", "Reçue"), ("manquante", "Manquante")]
    )
    departement = forms.ModelChoiceField(
        label="Département", queryset=Territoire.objects.none(), empty_label="Tous"
    )
    type = forms.ChoiceField(label="Type", choices=choix(TypeMandataire))

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        fins = semestres(timezone.localdate())
        self.fields["semestre"].choices = [  # type: ignore[attr-defined]
            ("", f"{date_longue(fins[0])} (dernier)"),
            *((fin.isoformat(), date_longue(fin)) for fin in fins[1:]),
        ]
        if agent is not None:
            suivis = Territoire.objects.filter(
                type=TypeTerritoire.DEPARTEMENT,
                communes__organisations__in=perimetre(agent, ENQUETE_SUIVRE),
                communes__organisations__type="direction_departementale",
            )
            self.fields["departement"].queryset = suivis.distinct().order_by("code")  # type: ignore[attr-defined]

    @property
    def fin(self) -> dt.date:
        self.is_valid()
        dit = self.cleaned_data.get("semestre")
        return dt.date.fromisoformat(dit) if dit else semestre(timezone.localdate())

    def filtrer(self, queryset: Any) -> Any:
        inscrits = Inscription.objects.au(self.fin).values("mandataire")
        queryset = queryset.annotate(
            recue=FilteredRelation("declarations", condition=Q(declarations__date_arrete=self.fin)),
            declaration_id=F("recue__id"),
            chiffres=F("recue__chiffres"),
            quotite=F("recue__quotite"),
            secretaires=F("recue__nombre_secretaires"),
            activites=F("recue__autres_activites"),
            horodatage_recue=F("recue__horodatage"),
        ).filter(Q(type=TypeMandataire.INDIVIDUEL, pk__in=inscrits) | Q(declaration_id__isnull=False))
        queryset = super().filtrer(queryset)
        match self.cleaned_data.get("etat"):
            case "recue":
                return queryset.filter(declaration_id__isnull=False)
            case "manquante":
                return queryset.filter(declaration_id=None)
        return queryset

    def rechercher(self, queryset: Any, texte: str) -> Any:
        return queryset.filter(organisation__cle_recherche__contains=cle_recherche(texte))
