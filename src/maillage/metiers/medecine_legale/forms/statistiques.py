"""What the dashboard is asked: period, scope, and the profile of the living."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict

from maillage.commun.mois import SaisieMois
from maillage.metiers.medecine_legale.droits import STATISTIQUES_LIRE
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.enums import TypeTerritoire
from maillage.socle.annuaire.models import Agent, Organisation, Territoire
from maillage.socle.indicateurs.periode import Periode, PeriodeIncorrecte, code_mois


class TableauForm(forms.Form):
    """Filters in the address, so that a link shares the view. Two queries: structures and régions."""

    field_order = ("lieu", "debut", "fin", "profil")

    debut = forms.CharField(label="Du mois de", widget=SaisieMois, required=False)
    fin = forms.CharField(label="Au mois de", widget=SaisieMois, required=False)
    lieu = forms.ChoiceField(label="Portée", required=False)
    profil = forms.ChoiceField(label="Profil", required=False)

    def __init__(
        self,
        demandes: QueryDict,
        *,
        agent: Agent,
        aujourd_hui: dt.date,
        profils: list[tuple[str, str]],
    ) -> None:
        self.demandes, self.aujourd_hui = demandes, aujourd_hui
        super().__init__(auto_id="filtre_%s")
        miennes = perimetre(agent, STATISTIQUES_LIRE)
        structures = Organisation.objects.filter(pk__in=miennes, est_gestionnaire=True).exclude(
            type="etablissement_sante"
        )
        noms = list(structures.order_by("nom", "pk").values_list("pk", "nom"))
        regions = Territoire.objects.filter(type=TypeTerritoire.REGION).order_by("nom", "code")
        choix: list[tuple[str, Any]] = [("perimetre", "Mon périmètre")] if len(noms) > 1 else []
        choix += [("national", "France")]
        if noms:
            choix.append(("Structures", [(f"structure-{pk}", nom) for pk, nom in noms]))
        choix.append(
            ("Régions", [(f"region-{code}", nom) for code, nom in regions.values_list("code", "nom")])
        )
        self.fields["lieu"].choices = choix  # type: ignore[attr-defined]
        self.defaut = "perimetre" if len(noms) > 1 else f"structure-{noms[0][0]}" if noms else "national"
        self.fields["profil"].choices = [("", "Tous les vivants"), *profils]  # type: ignore[attr-defined]
        if not profils:
            del self.fields["profil"]
        self.initial = {"lieu": self.defaut, **demandes.dict()}

    def dire(self, periode: Periode) -> None:
        """Show the months really read."""
        self.initial = {**self.initial, "debut": code_mois(periode.debut), "fin": code_mois(periode.fin)}

    @property
    def demande(self) -> tuple[Periode, str, str, str]:
        """Period, scope, structure, région. Raises PeriodeIncorrecte."""
        debut, fin = self.demandes.get("debut"), self.demandes.get("fin")
        periode = Periode.demandee(debut, fin, self.aujourd_hui)
        portee, _, cle = (self.demandes.get("lieu") or self.defaut).partition("-")
        return periode, portee, cle if portee == "structure" else "", cle if portee == "region" else ""


__all__ = ["PeriodeIncorrecte", "TableauForm"]
