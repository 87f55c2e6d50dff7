"""What the address asks about an indicator: period, filters, breakdown. A link therefore shares the view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from maillage.commun.mois import SaisieMois
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.indicateurs.calcul import titre_axe
from maillage.socle.indicateurs.declarations import Indicateur
from maillage.socle.indicateurs.periode import Periode, code_mois
from maillage.socle.indicateurs.rattachement import TERRITOIRES

VIDE = "-"  # « Non renseigné » in an address, where an empty parameter means no filter
STRUCTURES_MAX = 300
ESSENTIELS = ("portee", "debut", "fin", "par")
PORTEES = {"perimetre": "Mon périmètre", "national": "Toutes les structures"}


@dataclass(frozen=True)
class Demande:
    """A question as read from the address."""

    indicateur: Indicateur
    periode: Periode
    filtres: Mapping[str, tuple[str, ...]]
    portee: str
    par: str

    @classmethod
    def lire(cls, indicateur: Indicateur, parametres: QueryDict, agent: Agent, jour: date) -> Demande:
        """Read the parameters; what is not known is ignored. Raises PeriodeIncorrecte."""
        periode = Periode.demandee(parametres.get("debut"), parametres.get("fin"), jour)
        filtres = {}
        for axe in ("organisation", *TERRITOIRES, *indicateur.dimensions):
            valeurs = tuple("" if v == VIDE else v for v in parametres.getlist(axe) if v)
            if valeurs:
                filtres[axe] = valeurs
        portee = parametres.get("portee", "")
        if portee not in PORTEES:
            portee = "perimetre" if perimetre(agent, indicateur.droit) else "national"
        par = parametres.get("par", "")
        axes = axes_de_tableau(indicateur)
        return cls(indicateur, periode, filtres, portee, par if par in axes else next(iter(axes)))

    @property
    def filtres_de_calcul(self) -> dict[str, tuple[str, ...]]:
        """Filters, the scope included."""
        filtres = dict(self.filtres)
        if self.portee == "perimetre" and "organisation" not in filtres:
            filtres["portee"] = ("perimetre",)
        return filtres

    def adresse(self, **changements: object) -> str:
        """The query string of the same question, changed."""
        autre = replace(self, **changements)  # type: ignore[arg-type]
        parametres: dict[str, object] = {
            "debut": code_mois(autre.periode.debut),
            "fin": code_mois(autre.periode.fin),
            "portee": autre.portee,
            "par": autre.par,
        }
        parametres |= {axe: [v or VIDE for v in valeurs] for axe, valeurs in autre.filtres.items()}
        return f"?{urlencode(parametres, doseq=True)}"

    def sans(self, axe: str) -> str:
        """The address without one filter."""
        return self.adresse(filtres={a: v for a, v in self.filtres.items() if a != axe})

    def avec(self, axe: str, valeur: str) -> str:
        """The address narrowed to one value."""
        return self.adresse(filtres={**self.filtres, axe: (valeur,)})


def axes_de_tableau(indicateur: Indicateur) -> dict[str, str]:
    """Breakdowns offered: dimensions first, then structures, territories and years."""
    axes = (*indicateur.dimensions, "organisation", *TERRITOIRES, "mois", "annee")
    return {axe: titre_axe(indicateur, axe) for axe in axes}


class DemandeForm(forms.Form):
    """Filters of the page. The complete ones cost one query: the structures of the perimeter."""

    debut = forms.CharField(label="Du mois de", widget=SaisieMois)
    fin = forms.CharField(label="Au mois de", widget=SaisieMois)
    par = forms.ChoiceField(label="Détail par")
    portee = forms.ChoiceField(label="Portée", choices=list(PORTEES.items()))

    def __init__(self, demande: Demande, agent: Agent, *, est_complet: bool) -> None:
        initiales: dict[str, object] = {axe: valeurs[0] or VIDE for axe, valeurs in demande.filtres.items()}
        initiales |= {"debut": code_mois(demande.periode.debut), "fin": code_mois(demande.periode.fin)}
        initiales |= {"par": demande.par, "portee": demande.portee}
        super().__init__(initial=initiales, auto_id="filtre_%s")
        self.fields["par"].choices = list(axes_de_tableau(demande.indicateur).items())  # type: ignore[attr-defined]
        if est_complet:
            self._completer(demande.indicateur, agent)
        for champ in self.fields.values():
            champ.required = False

    def _completer(self, indicateur: Indicateur, agent: Agent) -> None:
        structures = Organisation.objects.filter(pk__in=perimetre(agent, indicateur.droit))
        noms = structures.order_by("nom", "pk").values_list("pk", "nom")[:STRUCTURES_MAX]
        choix = [("", "Toutes"), *((str(pk), nom) for pk, nom in noms)]
        self.fields["organisation"] = forms.ChoiceField(label="Structure", choices=choix)
        for code, dimension in indicateur.dimensions.items():
            if valeurs := dimension.choix():
                choix = [("", "Tous"), *valeurs.items(), (VIDE, "Non renseigné")]
                self.fields[code] = forms.ChoiceField(label=dimension.libelle, choices=choix)

    def essentiels(self) -> list[forms.BoundField]:
        """Fields always in sight."""
        return [self[nom] for nom in ESSENTIELS]

    def secondaires(self) -> list[forms.BoundField]:
        """Fields under « Plus de critères »."""
        return [self[nom] for nom in self.fields if nom not in ESSENTIELS]
