"""The light entry of the proximity network: one short page, a phone first, the same action as any other entry."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from maillage.metiers.medecine_legale.droits import PROXIMITE_SAISIR
from maillage.metiers.medecine_legale.enums import Profil
from maillage.metiers.medecine_legale.forms.proximite import ProximiteForm, profils_proposes
from maillage.metiers.medecine_legale.forms.sources import valeurs_proposees
from maillage.metiers.medecine_legale.models import table_actes
from maillage.metiers.medecine_legale.views.saisie import enregistrer, reprises
from maillage.socle.acces.vues import RequeteAgent, ecriture


@ecriture(PROXIMITE_SAISIR)
def saisir(request: RequeteAgent) -> HttpResponse:
    profils = profils_proposes(table_actes().au(timezone.localdate()))
    demande = request.POST.get("profil") or request.GET.get("profil")
    profil = demande if demande in dict(profils) else Profil.GARDE_A_VUE.value
    if request.method == "POST" and "changer_profil" not in request.POST:
        form = ProximiteForm(request.POST, agent=request.user, profil=profil)
        if form.is_valid() and (acte := enregistrer(request, form)):
            messages.success(request, f"L’acte {acte.numero_interne} est enregistré.")
            return redirect("medecine_legale:acte", acte.pk)
    else:
        initial = {**_proposees(request, profil), **reprises(request)}
        form = ProximiteForm(agent=request.user, profil=profil, initial=initial)
    contexte = {"form": form, "profil": profil, "profils": profils}
    gabarit = "medecine_legale/proximite.html"
    if request.htmx:  # type: ignore[attr-defined]
        gabarit += "#champs"
    return render(request, gabarit, contexte, status=422 if form.is_bound else 200)


def _proposees(request: RequeteAgent, profil: str) -> dict[str, Any]:
    """A first act is numbered 1 of the year."""
    proposees = valeurs_proposees(request.user, profil)
    proposees.pop("praticien", None)
    proposees["numero_interne"] = proposees["numero_interne"] or f"{timezone.localdate().year}-0001"
    return proposees
