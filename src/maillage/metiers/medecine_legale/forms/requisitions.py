"""Reception and correction of a requisition."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from maillage.commun.textes import cle_recherche
from maillage.metiers.medecine_legale.actions.missions import lire_mission
from maillage.metiers.medecine_legale.droits import REQUISITION_LIRE, REQUISITION_SAISIR
from maillage.metiers.medecine_legale.enums import StatutRequisition
from maillage.metiers.medecine_legale.models import Requisition
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.filtres import FiltreListe
from maillage.socle.interface.selection import ChampSelection, declarer_source

REQUERANTS = (
    TypeOrganisation.COMMISSARIAT,
    TypeOrganisation.BRIGADE_GENDARMERIE,
    TypeOrganisation.TRIBUNAL_JUDICIAIRE,
    TypeOrganisation.COUR_APPEL,
    TypeOrganisation.SERVICE_NATIONAL,
)


def requerants() -> QuerySet[Organisation]:
    return Organisation.objects.filter(est_active=True, type__in=REQUERANTS).order_by("nom", "id")


def chercher_requerants(_agent: Agent, texte: str) -> QuerySet[Organisation]:
    """Services whose name holds every word, accents and case put aside."""
    mots = [Q(cle_recherche__contains=mot) for mot in cle_recherche(texte).split()]
    return requerants().filter(*mots)


def requerants_recents(agent: Agent) -> QuerySet[Organisation]:
    """Those who sent the latest requisitions of the agent's structures."""
    dernieres = (
        Requisition.objects.filter(structure__in=perimetre(agent, REQUISITION_SAISIR))
        .order_by("-date_requisition", "-id")
        .values("requerant")[:60]
    )
    return requerants().filter(pk__in=dernieres)


declarer_source(
    "medecine_legale.requerant",
    chercher=chercher_requerants,
    recents=requerants_recents,
    droit=REQUISITION_SAISIR,
)


STRUCTURES = (
    TypeOrganisation.UNITE_MEDICO_JUDICIAIRE,
    TypeOrganisation.INSTITUT_MEDICO_LEGAL,
    TypeOrganisation.RESEAU_PROXIMITE,
    TypeOrganisation.ETABLISSEMENT_SANTE,
)


def structures(agent: Agent, droit: Any) -> QuerySet[Organisation]:
    """Structures of the service where the agent holds the right, by name; a territory also has courts and others."""
    permises = Organisation.objects.filter(
        pk__in=perimetre(agent, droit), est_active=True, type__in=STRUCTURES
    )
    return permises.order_by("nom", "id")


def _reprise_du_recepisse(recepisse: Any) -> dict[str, Any]:
    """What a receipt of ours, sent back by the requesting unit, says of the next requisition of the procedure."""
    return {
        "requerant": recepisse.requerant_id,
        "nom_opj": recepisse.nom_opj,
        "numero_pv": recepisse.numero_pv,
        "numero_parquet": recepisse.numero_parquet,
        "juridiction": recepisse.juridiction_id,
        "mission": recepisse.mission,
    }


class RequisitionForm(forms.Form):
    """In the order in which the paper is read. A receipt dropped on it fills it."""

    genres_acceptes: ClassVar[dict[str, Any]] = {"medecine_legale.recepisse": _reprise_du_recepisse}

    structure = forms.ModelChoiceField(label="Structure requise", queryset=Organisation.objects.none())
    requerant = ChampSelection(
        "medecine_legale.requerant",
        queryset=requerants(),
        label="Service requérant",
        help_text="Les derniers d’abord ; cherchez les autres par leur nom ou leur commune.",
    )
    nom_opj = forms.CharField(label="Officier ou magistrat", max_length=120, required=False)
    numero_pv = forms.CharField(label="Numéro de procès-verbal", max_length=60)
    numero_parquet = forms.CharField(label="Numéro de parquet", max_length=60, required=False)
    juridiction = forms.ModelChoiceField(
        label="Juridiction", queryset=Organisation.objects.none(), required=False, empty_label="Non précisée"
    )
    date_requisition = forms.DateField(label="Date de la réquisition")
    date_limite = forms.DateField(label="À rendre avant le", required=False)
    mission = forms.CharField(
        label="Mission",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Telle qu’elle est écrite.",
    )
    fichier = forms.FileField(label="Réquisition numérisée", required=False)

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choix = structures(agent, REQUISITION_SAISIR)
        champ = self.fields["structure"]
        champ.queryset = choix  # type: ignore[attr-defined]
        propres = list(choix[:2])
        if len(propres) == 1:
            champ.initial = propres[0]
            champ.widget = forms.HiddenInput()
        organisations = Organisation.objects.filter(est_active=True).order_by("nom", "id")
        self.fields["requerant"].preparer(agent)  # type: ignore[attr-defined]
        self.fields["juridiction"].queryset = organisations.filter(  # type: ignore[attr-defined]
            type=TypeOrganisation.TRIBUNAL_JUDICIAIRE
        )
        self.fields["date_requisition"].initial = timezone.localdate

    @property
    def donnees(self) -> dict[str, Any]:
        """Arguments of `recevoir_requisition`."""
        return {
            champ: valeur for champ, valeur in self.cleaned_data.items() if champ not in ("fichier", "motif")
        }


class CorrectionRequisitionForm(RequisitionForm):
    motif = forms.CharField(
        label="Motif de la correction",
        max_length=500,
        help_text="Conservé dans l’historique de la réquisition.",
    )

    def __init__(self, *args: Any, requisition: Requisition, **kwargs: Any) -> None:
        initial = {
            champ: getattr(requisition, champ) for champ in self.base_fields if hasattr(requisition, champ)
        }
        super().__init__(*args, initial={**initial, "mission": lire_mission(requisition)}, **kwargs)
        del self.fields["structure"], self.fields["fichier"]


class MotifForm(forms.Form):
    """The reason of a cancellation."""

    motif = forms.CharField(
        label="Motif",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Conservé dans l’historique.",
    )


class FiltreRequisition(FiltreListe):
    essentiels = ("recherche", "statut", "date_du")
    criteres: ClassVar[dict[str, str]] = {
        "statut": "statut",
        "structure": "structure",
        "date_du": "date_requisition__gte",
        "date_au": "date_requisition__lte",
    }

    recherche = forms.CharField(label="Numéro de PV ou de parquet", required=False)
    statut = forms.ChoiceField(
        label="Statut", choices=[("", "Tous"), *StatutRequisition.choices], required=False
    )
    date_du = forms.DateField(label="Du", required=False)
    date_au = forms.DateField(label="Au", required=False)
    structure = forms.ModelChoiceField(
        label="Structure", queryset=Organisation.objects.none(), empty_label="Toutes"
    )

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        if agent is not None:
            self.fields["structure"].queryset = structures(agent, REQUISITION_LIRE)  # type: ignore[attr-defined]

    def rechercher(self, queryset: Any, texte: str) -> Any:
        return queryset.rechercher(texte)
