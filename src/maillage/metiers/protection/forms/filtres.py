"""Filters of the lists."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from maillage.commun.calendrier import ajouter_mois
from maillage.commun.textes import cle_recherche
from maillage.metiers.protection.actions.mesures import TRIBUNAUX
from maillage.metiers.protection.droits import MESURE_LIRE
from maillage.metiers.protection.enums import (
    Fraicheur,
    Langue,
    LieuVie,
    Nature,
    Specialite,
    StatutMesure,
    TypeMandataire,
)
from maillage.metiers.protection.models import Mandataire
from maillage.metiers.protection.regles import ALERTES_MOIS
from maillage.metiers.protection.regles.charge import SEUILS_FRAICHEUR
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.enums import TypeTerritoire
from maillage.socle.annuaire.models import Agent, Organisation, Territoire
from maillage.socle.interface.filtres import FiltreListe

TERMES = {
    "depassee": "Terme dépassé",
    **{f"{mois}_mois": f"Dans moins de {mois} mois" for mois in reversed(ALERTES_MOIS)},
}


def tribunaux_de(agent: Agent, droit: Droit = MESURE_LIRE) -> QuerySet[Organisation]:
    """Courts where the agent holds the right, by name."""
    return Organisation.objects.filter(pk__in=perimetre(agent, droit), type__in=TRIBUNAUX).order_by(
        "nom", "id"
    )


def choix(enumeration: Any, vide: str = "Tous") -> list[tuple[str, str]]:
    return [("", vide), *enumeration.choices]


class FiltreMandataire(FiltreListe):
    essentiels = ("recherche", "type", "departement", "dispo")
    criteres: ClassVar[dict[str, str]] = {
        "type": "type",
        "signes": "est_langue_signes",
        "tribunal": "zones__tribunal",
    }

    recherche = forms.CharField(label="Nom ou commune")
    type = forms.ChoiceField(label="Type", choices=choix(TypeMandataire))
    departement = forms.ModelChoiceField(
        label="Département", queryset=Territoire.objects.none(), empty_label="Tous"
    )
    dispo = forms.ChoiceField(
        label="Disponibilité",
        choices=[
            ("", "Toutes"),
            ("places", "A des places"),
            ("sur", "En surcapacité"),
            ("suspendu", "Interrompu"),
        ],
    )
    nature = forms.ChoiceField(label="Mesure acceptée", choices=choix(Nature, "Toutes"))
    specialite = forms.ChoiceField(label="Spécialité", choices=choix(Specialite, "Toutes"))
    langue = forms.ChoiceField(label="Langue", choices=choix(Langue, "Toutes"))
    signes = forms.BooleanField(label="Langue des signes")
    tribunal = forms.ModelChoiceField(
        label="Souhaite ce tribunal", queryset=Organisation.objects.none(), empty_label="Tous"
    )
    donnees = forms.ChoiceField(label="Données", choices=choix(Fraicheur, "Toutes"))

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        if agent is not None:
            departements = Territoire.objects.filter(type=TypeTerritoire.DEPARTEMENT).order_by("code")
            self.fields["departement"].queryset = departements  # type: ignore[attr-defined]
            self.fields["tribunal"].queryset = tribunaux_de(agent)  # type: ignore[attr-defined]

    def filtrer(self, queryset: Any) -> Any:
        self.is_valid()
        departement = self.cleaned_data.get("departement")
        if departement:
            queryset = queryset.inscrits(departement.pk)
        queryset = super().filtrer(queryset.avec_places(departement.pk if departement else None))
        for champ, critere in (("nature", "natures"), ("specialite", "specialites"), ("langue", "langues")):
            if valeur := self.cleaned_data.get(champ):
                queryset = queryset.filter(**{f"{critere}__contains": [valeur]})
        if donnees := self.cleaned_data.get("donnees"):
            queryset = queryset.filter(selon_la_fraicheur(donnees))
        match self.cleaned_data.get("dispo"):
            case "places":
                return queryset.filter(places__gt=0, est_suspendu=False)
            case "sur":
                return queryset.filter(places__lt=0)
            case "suspendu":
                return queryset.filter(est_suspendu=True)
        return queryset

    def rechercher(self, queryset: Any, texte: str) -> Any:
        return queryset.rechercher(texte)


def selon_la_fraicheur(code: str) -> Q:
    """Rows whose last confirmation has this age."""
    bornes = [timezone.now() - dt.timedelta(days=jours) for jours in SEUILS_FRAICHEUR]
    champ = "horodatage_confirmation"
    match Fraicheur(code):
        case Fraicheur.RECENTE:
            return Q(**{f"{champ}__gt": bornes[0]})
        case Fraicheur.A_CONFIRMER:
            return Q(**{f"{champ}__lte": bornes[0], f"{champ}__gt": bornes[1]})
        case Fraicheur.ANCIENNE:
            return Q(**{f"{champ}__lte": bornes[1], f"{champ}__gt": bornes[2]})
    return Q(**{f"{champ}__lte": bornes[2]}) | Q(**{champ: None})


class FiltreInscription(FiltreListe):
    essentiels = ("recherche", "departement", "jour", "type")
    criteres: ClassVar[dict[str, str]] = {"departement": "departement", "type": "mandataire__type"}

    recherche = forms.CharField(label="Nom ou commune")
    departement = forms.ModelChoiceField(
        label="Département", queryset=Territoire.objects.none(), empty_label="Tous"
    )
    jour = forms.DateField(label="Liste au")
    type = forms.ChoiceField(label="Type", choices=choix(TypeMandataire))

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        if agent is not None:
            self.fields["departement"].queryset = Territoire.objects.filter(  # type: ignore[attr-defined]
                type=TypeTerritoire.DEPARTEMENT
            ).order_by("code")

    def filtrer(self, queryset: Any) -> Any:
        queryset = super().filtrer(queryset)
        return queryset.au(self.cleaned_data.get("jour") or timezone.localdate())

    def rechercher(self, queryset: Any, texte: str) -> Any:

        for mot in cle_recherche(texte).split():
            queryset = queryset.filter(organisation__cle_recherche__contains=mot)
        return queryset


class FiltreMesure(FiltreListe):
    essentiels = ("recherche", "statut", "nature", "terme")
    criteres: ClassVar[dict[str, str]] = {
        "statut": "statut",
        "nature": "nature",
        "cabinet": "cabinet__iexact",
        "lieu": "lieu_vie",
        "tribunal": "tribunal",
        "type": "type_gestionnaire",
        "nomination_du": "date_nomination__gte",
        "nomination_au": "date_nomination__lte",
    }

    recherche = forms.CharField(label="Numéro RG ou de dossier")
    statut = forms.ChoiceField(label="Statut", choices=choix(StatutMesure))
    nature = forms.ChoiceField(label="Nature", choices=choix(Nature, "Toutes"))
    terme = forms.ChoiceField(label="À renouveler", choices=[("", "Toutes"), *TERMES.items()])
    cabinet = forms.CharField(label="Cabinet")
    lieu = forms.ChoiceField(label="Lieu de vie", choices=choix(LieuVie))
    type = forms.ChoiceField(label="Type de mandataire", choices=choix(TypeMandataire))
    tribunal = forms.ModelChoiceField(
        label="Tribunal", queryset=Organisation.objects.none(), empty_label="Tous"
    )
    nomination_du = forms.DateField(label="Nomination du")
    nomination_au = forms.DateField(label="Nomination au")

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        if agent is not None:
            tribunaux = Organisation.objects.filter(type__in=TRIBUNAUX, est_active=True)
            self.fields["tribunal"].queryset = tribunaux.order_by("nom", "id")  # type: ignore[attr-defined]

    def filtrer(self, queryset: Any) -> Any:
        queryset = super().filtrer(queryset)
        aujourd_hui = timezone.localdate()
        terme = self.cleaned_data.get("terme")
        if terme == "depassee":
            return queryset.filter(date_terme__lt=aujourd_hui)
        if terme:
            fin = ajouter_mois(aujourd_hui, int(terme.split("_")[0]))
            return queryset.filter(date_terme__range=(aujourd_hui, fin))
        return queryset

    def rechercher(self, queryset: Any, texte: str) -> Any:
        return queryset.rechercher(texte)


def mandataires_de(agent: Agent, droit: Droit) -> QuerySet[Mandataire]:
    """Professionals on behalf of whom the agent works, by name."""
    tenus = Mandataire.objects.filter(organisation__in=perimetre(agent, droit))
    return tenus.select_related("organisation__commune__departement", "personne").order_by(
        "organisation__nom", "id"
    )
