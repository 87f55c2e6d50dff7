"""What a professional says of himself, and what a direction says of a list."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from maillage.metiers.protection.actions.mesures import TRIBUNAUX
from maillage.metiers.protection.droits import LISTE_TENIR
from maillage.metiers.protection.enums import (
    Langue,
    MotifAbsence,
    MotifSuspension,
    Nature,
    Rythme,
    Specialite,
    TypeMandataire,
)
from maillage.metiers.protection.forms.directions import ChampDirection
from maillage.metiers.protection.forms.mesures import chercher_communes, communes_recentes
from maillage.metiers.protection.models import Inscription, Mandataire
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent, Commune, Organisation
from maillage.socle.interface.selection import ChampSelection, declarer_source

COMMUNES_PROPOSEES = 60

declarer_source(
    "protection.commune_liste", chercher=chercher_communes, recents=communes_recentes, droit=LISTE_TENIR
)
declarer_source(
    "protection.mandataire_liste",
    chercher=lambda agent, texte: (
        Mandataire.objects.visibles_par(agent).rechercher(texte).select_related("organisation").order_by("id")
    ),
    recents=lambda agent: (
        Mandataire.objects.visibles_par(agent)
        .filter(autorite__in=perimetre(agent, LISTE_TENIR))
        .select_related("organisation")
        .order_by("-id")
    ),
    droit=LISTE_TENIR,
)


def _coches(libelle: str, choix: Any, **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=libelle, choices=choix, widget=forms.CheckboxSelectMultiple, required=False, **options
    )


class ProfilForm(forms.Form):
    natures = _coches("Mesures que vous prenez", Nature.choices)
    langues = _coches("Langues", Langue.choices)
    est_langue_signes = forms.BooleanField(label="Langue des signes", required=False)
    specialites = _coches("Spécialités", Specialite.choices)
    rythme = forms.ChoiceField(label="Rythme", choices=Rythme.choices, widget=forms.RadioSelect)
    date_rythme_fin = forms.DateField(label="Jusqu’au", required=False)
    entrees_par_mois = forms.IntegerField(
        label="Nouvelles mesures au plus",
        required=False,
        min_value=0,
        max_value=500,
        widget=forms.NumberInput(attrs={"data-unite": "par mois", "data-largeur": "court"}),
    )

    def __init__(
        self, *args: Any, mandataire: Mandataire, inscriptions: list[Inscription], **kwargs: Any
    ) -> None:
        self.inscriptions = inscriptions
        initial = {champ: getattr(mandataire, champ) for champ in self.base_fields}
        super().__init__(*args, **{**kwargs, "initial": initial})
        for inscription in inscriptions:
            autorise = inscription.nombre_autorise
            self.fields[self._nom(inscription)] = forms.IntegerField(
                label=f"Mesures souhaitées, {inscription.departement}",
                required=False,
                min_value=0,
                max_value=autorise if autorise is not None else 20_000,
                initial=inscription.nombre_souhaite,
                widget=forms.NumberInput(attrs={"data-unite": "mesures", "data-largeur": "court"}),
                help_text=f"Autorisées : {autorise if autorise is not None else 'sans limite'}."
                " Vide : autant que vous y êtes autorisé.",
            )

    @staticmethod
    def _nom(inscription: Inscription) -> str:
        return f"souhait_{inscription.pk}"

    @property
    def souhaits(self) -> dict[int, int | None]:
        return {i.pk: self.cleaned_data[self._nom(i)] for i in self.inscriptions}

    @property
    def champs(self) -> dict[str, Any]:
        return {nom: self.cleaned_data[nom] for nom in self.base_fields}


class ZonesForm(forms.Form):
    tribunaux = forms.ModelMultipleChoiceField(
        label="Tribunaux",
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    communes = forms.ModelMultipleChoiceField(
        label="Communes",
        queryset=Commune.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Les plus peuplées de vos départements, et celles déjà choisies.",
    )

    def __init__(self, *args: Any, mandataire: Mandataire, departements: list[int], **kwargs: Any) -> None:
        zones = list(mandataire.zones.order_by("id"))
        initial = {
            "tribunaux": [zone.tribunal_id for zone in zones if zone.tribunal_id],
            "communes": [zone.commune_id for zone in zones if zone.commune_id],
        }
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.fields["tribunaux"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            type__in=TRIBUNAUX, commune__departement__in=departements
        ).order_by("nom", "id")
        premieres = Commune.objects.filter(departement__in=departements).order_by("-population", "id")
        proposees = [*premieres.values_list("pk", flat=True)[:COMMUNES_PROPOSEES], *initial["communes"]]
        self.fields["communes"].queryset = Commune.objects.filter(  # type: ignore[attr-defined]
            pk__in=proposees
        ).order_by("cle_recherche", "id")


class AbsenceForm(forms.Form):
    date_debut = forms.DateField(label="Du", initial=timezone.localdate)
    date_fin = forms.DateField(label="Au (inclus)")
    motif = forms.ChoiceField(label="Motif", choices=MotifAbsence.choices, widget=forms.RadioSelect)


class SuspensionForm(forms.Form):
    motif = forms.ChoiceField(label="Motif", choices=MotifSuspension.choices, widget=forms.RadioSelect)


class ReferencementForm(forms.Form):
    """A professional enters the directory."""

    type = forms.ChoiceField(label="Type", choices=TypeMandataire.choices, widget=forms.RadioSelect)
    nom = forms.CharField(label="Nom", max_length=200, help_text="Nom et prénom, ou raison sociale.")
    siret = forms.RegexField(
        label="SIRET",
        regex=r"^\d{14}$",
        required=False,
        error_messages={"invalid": "Un SIRET a quatorze chiffres, sans espace."},
    )
    adresse = forms.CharField(label="Adresse", max_length=255, required=False)
    commune = ChampSelection("protection.commune_liste", queryset=Commune.objects.all(), label="Commune")
    telephone = forms.CharField(label="Téléphone", max_length=20, required=False)
    courriel = forms.EmailField(label="Adresse électronique", required=False)

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].preparer(agent)  # type: ignore[attr-defined]


class ArreteForm(forms.Form):
    """A decision and what it says of one professional. The same number may be entered again for the next one."""

    autorite = ChampDirection()
    numero = forms.CharField(label="Numéro de l’arrêté", max_length=60)
    date_arrete = forms.DateField(label="Signé le")
    date_effet = forms.DateField(label="À compter du")
    mandataire = ChampSelection(
        "protection.mandataire_liste",
        queryset=Mandataire.objects.all(),
        label="Mandataire",
        help_text="Nom ou commune.",
    )
    decision = forms.ChoiceField(
        label="Décision",
        choices=[("inscrire", "Inscrire, ou modifier l’inscription"), ("radier", "Radier de la liste")],
        widget=forms.RadioSelect,
        initial="inscrire",
    )
    nombre_autorise = forms.IntegerField(
        label="Mesures autorisées",
        required=False,
        min_value=0,
        widget=forms.NumberInput(attrs={"data-unite": "mesures", "data-largeur": "court"}),
    )
    points_autorises = forms.DecimalField(
        label="Points autorisés",
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"data-unite": "points", "data-largeur": "court"}),
    )
    natures = _coches("Mesures autorisées, par nature", Nature.choices, initial=Nature.values)
    est_financeur = forms.BooleanField(label="Département financeur", required=False)

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["autorite"].preparer(agent, LISTE_TENIR)  # type: ignore[attr-defined]
        self.fields["mandataire"].preparer(agent)  # type: ignore[attr-defined]
        self.fields["date_effet"].initial = timezone.localdate() + dt.timedelta(days=1)


__all__ = [
    "AbsenceForm",
    "ArreteForm",
    "ProfilForm",
    "ReferencementForm",
    "SuspensionForm",
    "ZonesForm",
]
