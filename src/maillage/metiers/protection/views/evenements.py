"""What happens to a measure: one form for each event, its correction, and the hand-over by the court."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from maillage.metiers.protection import actions
from maillage.metiers.protection.actions.mesures import exiger_ecriture
from maillage.metiers.protection.droits import MESURE_DESIGNER, MESURE_LIRE
from maillage.metiers.protection.forms.mesures import (
    CORRECTIONS,
    EVENEMENTS,
    MotifForm,
    TransfertForm,
    initial_de,
    motiver,
)
from maillage.metiers.protection.models import EvenementMesure, Mesure
from maillage.metiers.protection.views.mesures import fil, noter, obtenir_mesure
from maillage.socle.acces.exiger import AccesRefuse, exiger, obtenir
from maillage.socle.acces.vues import RequeteAgent, ecriture

ACTIONS = {
    "nature": actions.changer_nature,
    "lieu": actions.changer_lieu,
    "revision": actions.reviser,
    "fin": actions.clore_mesure,
    "reouverture": actions.rouvrir_mesure,
}


@ecriture(MESURE_LIRE)
def consigner(request: RequeteAgent, pk: int, genre: str) -> HttpResponse:
    """Record an event: the day is today unless said otherwise."""
    mesure = obtenir_mesure(request, pk)
    exiger_ecriture(request.user, mesure)
    if genre not in EVENEMENTS:
        raise AccesRefuse("Cet événement n’existe pas.")
    classe = EVENEMENTS[genre]
    form = classe(request.POST or None, agent=request.user, mesure=mesure)
    if request.method == "POST" and form.is_valid():
        try:
            suite = ACTIONS[genre](agent=request.user, mesure=mesure, **_arguments(form))  # type: ignore[operator]
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, f"{classe.genre.label} : c’est enregistré ({suite}).")
            return redirect("protection:mesure", pk)
    return _page(request, form, mesure, str(classe.genre.label), classe.consigne)


def _arguments(form: Any) -> dict[str, Any]:
    return {nom: valeur for nom, valeur in form.dit.items() if valeur is not None}


@ecriture(MESURE_DESIGNER)
def transferer(request: RequeteAgent, pk: int) -> HttpResponse:
    mesure = obtenir_mesure(request, pk)
    exiger(request.user, MESURE_DESIGNER, mesure.tribunal)
    form = TransfertForm(request.POST or None, agent=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            suivante = actions.transferer(agent=request.user, mesure=mesure, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, f"La mesure est confiée à {suivante.gestionnaire}.")
            return redirect("protection:mesure", suivante.pk)
    texte = (
        f"{mesure.gestionnaire} est dessaisi ce jour-là ; la mesure continue, avec sa date de première protection et"
        " son terme."
    )
    return _page(request, form, mesure, "Confier à un autre mandataire", texte)


@ecriture(MESURE_LIRE)
def corriger(request: RequeteAgent, pk: int) -> HttpResponse:
    evenement = _evenement(request, pk)
    if evenement.type not in CORRECTIONS:
        raise AccesRefuse("Cet événement ne se corrige pas ainsi.")
    form = motiver(CORRECTIONS[evenement.type])(
        request.POST or None, agent=request.user, mesure=evenement.mesure, initial=initial_de(evenement)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.corriger_evenement(
                agent=request.user,
                evenement=evenement,
                fait=replace(form.fait, type=evenement.type),
                motif=form.cleaned_data["motif"],
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La correction est enregistrée ; l’erreur reste lisible, barrée.")
            return redirect("protection:mesure", evenement.mesure_id)
    texte = "Tout ce qui est compté depuis cette date est recalculé."
    return _page(
        request, form, evenement.mesure, f"Corriger : {evenement}", texte, "Enregistrer la correction"
    )


@ecriture(MESURE_LIRE)
def annuler(request: RequeteAgent, pk: int) -> HttpResponse:
    evenement = _evenement(request, pk)
    form = MotifForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.annuler_evenement(
                agent=request.user, evenement=evenement, motif=form.cleaned_data["motif"]
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "L’événement est annulé ; il reste lisible, barré.")
            return redirect("protection:mesure", evenement.mesure_id)
    texte = "Il n’a pas eu lieu : il restera lisible, avec le motif, et ne comptera plus."
    return _page(request, form, evenement.mesure, f"Annuler : {evenement}", texte, "Annuler l’événement")


def _evenement(request: RequeteAgent, pk: int) -> EvenementMesure:
    evenement = obtenir(
        EvenementMesure.objects.visibles_par(request.user).select_related(
            "mesure__tribunal", "mesure__gestionnaire", "commune"
        ),
        pk=pk,
    )
    exiger_ecriture(request.user, evenement.mesure)
    return evenement


def _page(
    request: RequeteAgent, form: Any, mesure: Mesure, titre: str, texte: str, libelle: str = "Enregistrer"
) -> HttpResponse:
    contexte = {
        "form": form,
        "titre": titre,
        "texte": texte,
        "libelle": libelle,
        "retour": reverse("protection:mesure", args=[mesure.pk]),
        "fil": [*fil(mesure), (titre, "")],
    }
    return render(request, "protection/saisie.html", contexte, status=422 if form.is_bound else 200)
