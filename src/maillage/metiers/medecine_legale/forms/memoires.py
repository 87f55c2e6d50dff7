"""Choosing acts to bill, following a mémoire, filtering lists of billing, asking for a statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from maillage.commun.mois import ChampMois
from maillage.metiers.medecine_legale.actions.memoires import Options, acte_a_tarifer, chiffrer, zone_de
from maillage.metiers.medecine_legale.actions.tarifs import Baremes
from maillage.metiers.medecine_legale.droits import ETAT_ETABLIR, MEMOIRE_LIRE
from maillage.metiers.medecine_legale.enums import NatureEtat, StatutMemoire
from maillage.metiers.medecine_legale.forms.requisitions import structures
from maillage.metiers.medecine_legale.models import ActeMedicoLegal
from maillage.metiers.medecine_legale.regles.memoires import premier_jour_facturable
from maillage.metiers.medecine_legale.regles.tarifs import (
    NatureMajoration,
    Tarification,
    TarificationRefusee,
    cotations_possibles,
    totaliser,
)
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.filtres import FiltreListe

JURIDICTIONS = (TypeOrganisation.TRIBUNAL_JUDICIAIRE, TypeOrganisation.COUR_APPEL)


def juridictions() -> Any:
    return Organisation.objects.filter(est_active=True, type__in=JURIDICTIONS).order_by("nom", "id")


@dataclass(frozen=True)
class ActePropose:
    """An act on the page: its fields, and what they give."""

    acte: ActeMedicoLegal
    champs: list[forms.BoundField]
    retenu: forms.BoundField
    tarification: Tarification
    refus: str = ""


class MemoireForm(forms.Form):
    """The acts proposed, each with what its price may depend on. Nothing is asked that the tariff does not use."""

    juridiction = forms.ModelChoiceField(label="Juridiction", queryset=Organisation.objects.none())
    vehicule = forms.ChoiceField(
        label="Véhicule", required=False, help_text="Seulement si des kilomètres sont demandés."
    )

    def __init__(self, data: Any = None, *, actes: Sequence[ActeMedicoLegal], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.actes = actes
        self.baremes = Baremes()
        requisition = actes[0].requisition
        champ = self.fields["juridiction"]
        champ.queryset = juridictions()  # type: ignore[attr-defined]
        if requisition is not None:
            champ.initial = requisition.juridiction_id
        vehicules = self.baremes.du(actes[0].date_examen).vehicules()
        self.fields["vehicule"].choices = [  # type: ignore[attr-defined]
            ("", "Aucun déplacement"),
            *((vehicule.code, vehicule.libelle) for vehicule in vehicules),
        ]
        for acte in actes:
            self._ajouter(acte)

    def _ajouter(self, acte: ActeMedicoLegal) -> None:
        bareme = self.baremes.du(acte.date_examen)
        a_tarifer = acte_a_tarifer(acte, zone=zone_de(acte.structure))
        self.fields[f"acte_{acte.pk}"] = forms.BooleanField(
            label=f"Facturer l’acte {acte.numero_interne}", required=False, initial=True
        )
        cotees: set[str] = set()
        for type_examen in acte.types_examen or [""]:
            possibles = cotations_possibles(a_tarifer, type_examen, bareme)
            cotees |= {cotation.code for cotation in possibles}
            if len(possibles) > 1:
                self.fields[f"cotation_{acte.pk}_{type_examen}"] = forms.ChoiceField(
                    label=f"Cotation ({a_tarifer.libelles.get(type_examen, 'acte').lower()})",
                    choices=[(c.code, f"{c.libelle} ({c.lettre} × {c.coefficient.normalize():f})".replace(".", ","))
                             for c in possibles],
                )  # fmt: skip
        for majoration in bareme.majorations:
            if majoration.nature is NatureMajoration.MATERIEL and majoration.cotations & cotees:
                self.fields[f"materiel_{acte.pk}"] = forms.DecimalField(
                    label="Matériel acheté",
                    required=False,
                    min_value=0,
                    max_digits=6,
                    decimal_places=2,
                    widget=forms.NumberInput(attrs={"data-largeur": "court", "data-unite": "€"}),
                )
        self.fields[f"km_{acte.pk}"] = forms.IntegerField(
            label="Kilomètres, aller et retour",
            required=False,
            min_value=0,
            max_value=3000,
            widget=forms.NumberInput(attrs={"data-largeur": "court", "data-unite": "km"}),
        )

    def options(self, acte: ActeMedicoLegal) -> Options:
        """What was said of an act, wrong values put aside: the page shows them with their error."""
        lus = getattr(self, "cleaned_data", {})
        materiel = lus.get(f"materiel_{acte.pk}")
        return Options(
            choix={
                type_examen: choisie
                for type_examen in acte.types_examen or [""]
                if (choisie := lus.get(f"cotation_{acte.pk}_{type_examen}"))
            },
            materiel=materiel if isinstance(materiel, Decimal) else None,
            kilometres=lus.get(f"km_{acte.pk}") or 0,
        )

    @property
    def retenus(self) -> list[ActeMedicoLegal]:
        if not self.is_bound:
            return list(self.actes)
        lus = getattr(self, "cleaned_data", {})
        return [acte for acte in self.actes if lus.get(f"acte_{acte.pk}")]

    def proposes(self) -> list[ActePropose]:
        """Each act with its fields and its price as the page stands."""
        if self.is_bound:
            self.is_valid()
        return [self._proposer(acte) for acte in self.actes]

    def _proposer(self, acte: ActeMedicoLegal) -> ActePropose:
        noms = [
            nom
            for nom in self.fields
            if nom.split("_")[1:2] == [str(acte.pk)] and not nom.startswith("acte_")
        ]
        vehicule = str(getattr(self, "cleaned_data", {}).get("vehicule") or "")
        tarification, refus = Tarification(), ""
        try:
            tarification = chiffrer(acte, self.baremes, self.options(acte), vehicule=vehicule)
        except TarificationRefusee as erreur:
            refus = str(erreur)
        return ActePropose(acte, [self[nom] for nom in noms], self[f"acte_{acte.pk}"], tarification, refus)

    def total(self, proposes: Sequence[ActePropose]) -> Decimal:
        retenus = {acte.pk for acte in self.retenus}
        return totaliser([p.tarification.total for p in proposes if p.acte.pk in retenus])


class _SuiviForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "date" in self.fields:
            self.fields["date"].initial = timezone.localdate


class DepotForm(_SuiviForm):
    date = forms.DateField(label="Déposé le")
    reference = forms.CharField(
        label="Référence du dépôt",
        max_length=60,
        required=False,
        help_text="Celle que donne le portail de dépôt.",
    )


class RejetForm(_SuiviForm):
    date = forms.DateField(label="Rejeté le")
    motif = forms.CharField(
        label="Motif du rejet",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tel que la juridiction l’a écrit. N’écrivez pas de donnée de santé.",
    )


class PaiementForm(_SuiviForm):
    date = forms.DateField(label="Payé le")


class AbandonForm(_SuiviForm):
    motif = forms.CharField(
        label="Motif",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Conservé dans l’historique.",
    )


class FiltreFacturation(FiltreListe):
    """Filters of the acts still to bill."""

    essentiels = ("recherche", "juridiction", "mois")
    criteres: ClassVar[dict[str, str]] = {
        "structure": "structure",
        "juridiction": "requisition__juridiction",
    }

    recherche = forms.CharField(label="Numéro interne ou de PV", required=False)
    juridiction = forms.ModelChoiceField(
        label="Juridiction", queryset=Organisation.objects.none(), empty_label="Toutes"
    )
    mois = ChampMois(label="Mois de l’acte")
    structure = forms.ModelChoiceField(
        label="Structure", queryset=Organisation.objects.none(), empty_label="Toutes"
    )
    forclos = forms.BooleanField(label="Montrer aussi les actes forclos")

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        self.fields["juridiction"].queryset = juridictions()  # type: ignore[attr-defined]
        if agent is not None:
            self.fields["structure"].queryset = structures(agent, MEMOIRE_LIRE)  # type: ignore[attr-defined]

    def filtrer(self, queryset: Any) -> Any:
        queryset = super().filtrer(queryset)
        if mois := self.cleaned_data.get("mois"):
            queryset = queryset.filter(date_examen__year=mois.year, date_examen__month=mois.month)
        if not self.cleaned_data.get("forclos"):
            queryset = queryset.filter(date_examen__gte=premier_jour_facturable(timezone.localdate()))
        return queryset

    def rechercher(self, queryset: Any, texte: str) -> Any:
        return queryset.rechercher(texte)


class FiltreMemoire(FiltreListe):
    essentiels = ("statut", "juridiction", "date_du")
    criteres: ClassVar[dict[str, str]] = {
        "statut": "statut",
        "juridiction": "juridiction",
        "structure": "structure",
        "date_du": "date_etablissement__gte",
        "date_au": "date_etablissement__lte",
        "forclusion_avant": "date_forclusion__lte",
    }

    statut = forms.ChoiceField(label="Statut", choices=[("", "Tous"), *StatutMemoire.choices])
    juridiction = forms.ModelChoiceField(
        label="Juridiction", queryset=Organisation.objects.none(), empty_label="Toutes"
    )
    date_du = forms.DateField(label="Établi du")
    date_au = forms.DateField(label="Établi au")
    forclusion_avant = forms.DateField(label="À déposer avant le")
    structure = forms.ModelChoiceField(
        label="Structure", queryset=Organisation.objects.none(), empty_label="Toutes"
    )

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        self.fields["juridiction"].queryset = juridictions()  # type: ignore[attr-defined]
        if agent is not None:
            self.fields["structure"].queryset = structures(agent, MEMOIRE_LIRE)  # type: ignore[attr-defined]


class FiltreEtat(FiltreListe):
    essentiels = ("nature", "juridiction", "date_du")
    criteres: ClassVar[dict[str, str]] = {
        "nature": "nature",
        "juridiction": "juridiction",
        "date_du": "date_debut__gte",
    }

    nature = forms.ChoiceField(label="État", choices=[("", "Tous"), *NatureEtat.choices])
    juridiction = forms.ModelChoiceField(
        label="Juridiction", queryset=Organisation.objects.none(), empty_label="Toutes"
    )
    date_du = forms.DateField(label="Période depuis le")

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        self.fields["juridiction"].queryset = juridictions()  # type: ignore[attr-defined]


class EtatForm(forms.Form):
    """A statement: whose, for whom, for which days."""

    structure = forms.ModelChoiceField(label="Structure", queryset=Organisation.objects.none())
    nature = forms.ChoiceField(label="État", choices=NatureEtat.choices)
    juridiction = forms.ModelChoiceField(
        label="Juridiction",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Aucune",
        help_text="Pour l’état destiné à une juridiction.",
    )
    date_debut = forms.DateField(label="Du")
    date_fin = forms.DateField(label="Au")

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choix = structures(agent, ETAT_ETABLIR)
        self.fields["structure"].queryset = choix  # type: ignore[attr-defined]
        propres = list(choix[:2])
        if len(propres) == 1:
            self.fields["structure"].initial = propres[0]
            self.fields["structure"].widget = forms.HiddenInput()
        self.fields["juridiction"].queryset = juridictions()  # type: ignore[attr-defined]
        fin = timezone.localdate().replace(day=1) - dt.timedelta(days=1)
        self.fields["date_debut"].initial = fin.replace(day=1)
        self.fields["date_fin"].initial = fin
