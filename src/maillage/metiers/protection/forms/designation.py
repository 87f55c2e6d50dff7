"""The case that a court has before it, and what it adds to reserve; then the answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from maillage.commun.textes import cle_recherche
from maillage.metiers.protection.actions.reservations import ValeursReservation
from maillage.metiers.protection.droits import MESURE_DESIGNER
from maillage.metiers.protection.enums import (
    Champ,
    Langue,
    LieuVie,
    MotifDeclin,
    Nature,
    PrioriteFamiliale,
    Specialite,
    StatutReservation,
    TypeEtablissement,
)
from maillage.metiers.protection.forms.filtres import choix, tribunaux_de
from maillage.metiers.protection.forms.mesures import FormulaireMesure
from maillage.metiers.protection.models import Antenne, Mesure, Rattachement, Reservation
from maillage.metiers.protection.regles.designation import Cas
from maillage.socle.annuaire.enums import Civilite, TypeOrganisation
from maillage.socle.annuaire.models import Agent, Commune, Organisation
from maillage.socle.interface.filtres import FiltreListe
from maillage.socle.interface.selection import ChampSelection, declarer_source

ETABLISSEMENTS = (TypeOrganisation.ETABLISSEMENT_SANTE, TypeOrganisation.ETABLISSEMENT_MEDICO_SOCIAL)
SOUHAITS = [("", "Sans préférence"), ("madame", "Une femme"), ("monsieur", "Un homme")]


def chercher_etablissements(_agent: Agent, texte: str) -> QuerySet[Organisation]:
    trouves = Organisation.objects.filter(type__in=ETABLISSEMENTS, est_active=True)
    for mot in cle_recherche(texte).split():
        trouves = trouves.filter(cle_recherche__contains=mot)
    return trouves.order_by("nom", "id")


def etablissements_recents(agent: Agent) -> QuerySet[Organisation]:
    """Those of the latest measures of the court, and those that have a préposé."""
    dernieres = Mesure.objects.visibles_par(agent).exclude(etablissement=None).order_by("-id")
    rattaches = Rattachement.objects.filter(date_fin=None).order_by("-id")
    cles = {*dernieres.values_list("etablissement", flat=True)[:40]} or {
        *rattaches.values_list("etablissement", flat=True)[:12]
    }
    return Organisation.objects.filter(pk__in=cles).order_by("nom", "id")


declarer_source(
    "protection.etablissement",
    chercher=chercher_etablissements,
    recents=etablissements_recents,
    droit=MESURE_DESIGNER,
)


class CasForm(FormulaireMesure):
    """Read from the address: no name, nothing that tells who the person is. Who has one court does not name it."""

    seul_tribunal: Organisation | None = None

    tribunal = forms.ModelChoiceField(label="Tribunal", queryset=Organisation.objects.none())
    nature = forms.ChoiceField(label="Mesure envisagée", choices=[("", "Choisir"), *Nature.choices])
    lieu_vie = forms.ChoiceField(label="Lieu de vie", choices=LieuVie.choices, initial=LieuVie.DOMICILE)
    commune = ChampSelection(
        "protection.commune", queryset=Commune.objects.all(), label="Commune", required=False,
        help_text="Nom ou code postal.",
    )  # fmt: skip
    etablissement = ChampSelection(
        "protection.etablissement", queryset=Organisation.objects.filter(type__in=ETABLISSEMENTS),
        label="Ou établissement", required=False, help_text="Nom ou commune.",
    )  # fmt: skip
    est_urgente = forms.BooleanField(label="Urgence", required=False)
    langue = forms.ChoiceField(label="Langue", choices=choix(Langue, "Sans besoin"), required=False)
    est_langue_signes = forms.BooleanField(label="Langue des signes", required=False)
    specialite = forms.ChoiceField(
        label="Spécialité", choices=choix(Specialite, "Sans besoin"), required=False
    )
    genre = forms.ChoiceField(label="Souhait de la personne", choices=SOUHAITS, required=False)
    numero_rg = forms.CharField(
        label="Numéro RG",
        max_length=30,
        required=False,
        help_text="Facultatif ici : retrouve qui a déjà suivi cette affaire.",
    )

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, agent=agent, **kwargs)
        tribunaux = tribunaux_de(agent, MESURE_DESIGNER).select_related("commune")
        champ = self.fields["tribunal"]
        champ.queryset = tribunaux  # type: ignore[attr-defined]
        propres = list(tribunaux[:2])
        if propres:
            champ.initial = propres[0].pk
        if len(propres) == 1:
            champ.widget = forms.HiddenInput()
            champ.required = False
            self.seul_tribunal = propres[0]

    def clean_tribunal(self) -> Organisation | None:
        return self.cleaned_data["tribunal"] or self.seul_tribunal

    def clean(self) -> dict[str, Any]:
        dites = super().clean() or self.cleaned_data
        if not self.errors and not dites.get("commune") and not dites.get("etablissement"):
            self.add_error("commune", "Indiquez la commune ou l’établissement où vit la personne.")
        return dites

    @property
    def cas(self) -> Cas:
        dites = self.cleaned_data
        etablissement, commune = dites["etablissement"], dites["commune"]
        tribunal = dites["tribunal"]
        return Cas(
            tribunal=tribunal.pk,
            departement=tribunal.commune.departement_id,
            commune=etablissement.commune_id if etablissement else commune.pk,
            etablissement=etablissement.pk if etablissement else None,
            **{
                nom: dites[nom]
                for nom in (
                    "nature", "lieu_vie", "est_urgente", "langue", "est_langue_signes", "specialite", "genre",
                    "numero_rg",
                )
            },
        )  # fmt: skip


class ReservationForm(forms.Form):
    """What the court adds to reserve."""

    numero_rg = forms.CharField(
        label="Numéro RG", max_length=30, widget=forms.TextInput(attrs={"data-largeur": "moyen"}),
        help_text="Par exemple 26/B/00167. Jamais le nom de la personne.",
    )  # fmt: skip
    cabinet = forms.CharField(
        label="Cabinet",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"data-largeur": "court"}),
    )
    civilite = forms.ChoiceField(
        label="Civilité", choices=Civilite.choices, widget=forms.RadioSelect(attrs={"data-touche": "c"})
    )
    annee_naissance = forms.IntegerField(
        label="Année de naissance", widget=forms.NumberInput(attrs={"data-largeur": "court"})
    )
    champ = forms.ChoiceField(
        label="Porte sur",
        choices=Champ.choices,
        initial=Champ.PROTECTION_BIEN_PERSONNE,
        widget=forms.RadioSelect(attrs={"data-touche": "p"}),
    )
    type_etablissement = forms.ChoiceField(
        label="Type d’établissement", choices=[("", "Sans objet"), *TypeEtablissement.choices], required=False
    )
    priorite_familiale = forms.ChoiceField(
        label="Priorité familiale écartée",
        choices=PrioriteFamiliale.choices,
        widget=forms.RadioSelect(attrs={"data-touche": "f"}),
        help_text="Le juge désigne d’abord un proche (art. 449 C. civ.) ; l’ordonnance dit pourquoi ce n’est pas le cas"
        " (art. 450).",
    )
    date_jugement_attendu = forms.DateField(label="Jugement attendu le", required=False)

    def __init__(self, *args: Any, cas: Cas, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if cas.lieu_vie in (LieuVie.DOMICILE, LieuVie.SDF):
            del self.fields["type_etablissement"]

    @property
    def valeurs(self) -> ValeursReservation:
        return ValeursReservation(**self.cleaned_data)


class AcceptationForm(forms.Form):
    date_nomination = forms.DateField(
        label="Date du jugement", initial=timezone.localdate, help_text="Le jugement qui vous désigne."
    )
    duree_mois = forms.IntegerField(
        label="Durée fixée par le jugement",
        required=False,
        min_value=1,
        max_value=240,
        widget=forms.NumberInput(attrs={"data-unite": "mois", "data-largeur": "court"}),
        help_text="Vide : la durée la plus longue de la loi est présumée, et la fiche le dit.",
    )
    antenne = forms.ModelChoiceField(
        label="Antenne", queryset=Antenne.objects.none(), required=False, empty_label="Aucune"
    )

    def __init__(self, *args: Any, reservation: Reservation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        antennes = Antenne.objects.filter(mandataire=reservation.mandataire_id, est_active=True)
        self.fields["antenne"].queryset = antennes.order_by("nom", "id")  # type: ignore[attr-defined]
        if not antennes:
            del self.fields["antenne"]

    @property
    def reponse(self) -> dict[str, Any]:
        antenne = self.cleaned_data.get("antenne")
        return {
            "date_nomination": self.cleaned_data["date_nomination"],
            "duree_mois": self.cleaned_data["duree_mois"],
            "antenne": antenne.pk if antenne else None,
        }


class DeclinForm(forms.Form):
    motif = forms.ChoiceField(
        label="Ce qui vous empêche",
        choices=MotifDeclin.choices,
        widget=forms.RadioSelect(attrs={"data-touche": "m"}),
    )
    assure_urgence = forms.BooleanField(
        label="J’accomplis les actes urgents jusqu’à la nouvelle désignation (art. 450 C. civ.)",
        required=False,
    )


class RetraitForm(forms.Form):
    motif = forms.CharField(
        label="Motif",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Conservé avec la réservation et transmis au mandataire. Aucune donnée sur la personne.",
    )


class FiltreReservation(FiltreListe):
    essentiels = ("recherche", "statut", "urgence")
    criteres = {"statut": "statut", "urgence": "mesure__est_urgente"}

    recherche = forms.CharField(label="Numéro RG")
    statut = forms.ChoiceField(label="Statut", choices=choix(StatutReservation))
    urgence = forms.BooleanField(label="Urgentes seulement")

    def rechercher(self, queryset: Any, texte: str) -> Any:
        return queryset.filter(mesure__in=Mesure.objects.visibles_par(self.agent).rechercher(texte))  # type: ignore[arg-type]
