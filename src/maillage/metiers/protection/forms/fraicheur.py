"""What a direction asks of the age of the data of its professionals."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from maillage.metiers.protection.droits import ENQUETE_SUIVRE
from maillage.metiers.protection.enums import Fraicheur, TypeMandataire
from maillage.metiers.protection.forms.filtres import choix, selon_la_fraicheur
from maillage.metiers.protection.models import Inscription, Mandataire, RappelFraicheur
from maillage.metiers.protection.regles.charge import SEUILS_FRAICHEUR
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.filtres import FiltreListe

ORIGINE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def suivis(agent: Agent) -> Any:
    """Professionals on a list today, of the directions followed, with the reminders since their last word."""
    requete = Mandataire.objects.filter(
        Exists(Inscription.objects.ouvertes().filter(mandataire=OuterRef("pk"))),
        autorite__in=perimetre(agent, ENQUETE_SUIVRE),
    ).select_related("organisation", "autorite__commune__departement")
    for seuil in SEUILS_FRAICHEUR:
        envoyes = RappelFraicheur.objects.filter(
            mandataire=OuterRef("pk"),
            palier=seuil,
            horodatage__gt=Coalesce(OuterRef("horodatage_confirmation"), ORIGINE),
        ).order_by("-id")
        requete = requete.annotate(**{f"rappel_{seuil}": Subquery(envoyes.values("horodatage")[:1])})
    return requete


class FiltreFraicheur(FiltreListe):
    essentiels = ("recherche", "donnees", "type", "rappel")
    criteres: ClassVar[dict[str, str]] = {"type": "type", "direction": "autorite"}

    recherche = forms.CharField(label="Nom ou commune")
    donnees = forms.ChoiceField(label="Données", choices=choix(Fraicheur, "Toutes"))
    type = forms.ChoiceField(label="Type", choices=choix(TypeMandataire))
    rappel = forms.ChoiceField(
        label="Rappels",
        choices=[
            ("", "Tous"),
            ("aucun", "Aucun rappel"),
            *((str(seuil), f"Rappelés à {seuil} jours") for seuil in SEUILS_FRAICHEUR),
        ],
    )
    direction = forms.ModelChoiceField(
        label="Direction", queryset=Organisation.objects.none(), empty_label="Toutes"
    )

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        if agent is not None:
            self.fields["direction"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
                pk__in=perimetre(agent, ENQUETE_SUIVRE), type=TypeOrganisation.DIRECTION_DEPARTEMENTALE
            ).order_by("nom", "id")

    def filtrer(self, queryset: Any) -> Any:
        queryset = super().filtrer(queryset)
        if donnees := self.cleaned_data.get("donnees"):
            queryset = queryset.filter(selon_la_fraicheur(donnees))
        match self.cleaned_data.get("rappel"):
            case "aucun":
                return queryset.filter(Q(**{f"rappel_{seuil}": None for seuil in SEUILS_FRAICHEUR}))
            case "30" | "45" | "60" as seuil:
                return queryset.filter(**{f"rappel_{seuil}__isnull": False})
        return queryset

    def rechercher(self, queryset: Any, texte: str) -> Any:
        return queryset.rechercher(texte)
