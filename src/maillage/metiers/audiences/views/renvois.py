"""Adjourning one case, or a selection of the roll at once; taking an adjournment back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from maillage.commun.calendrier import est_jour_ouvre
from maillage.commun.textes import compter, date_longue
from maillage.metiers.audiences.actions import renvois as actions
from maillage.metiers.audiences.actions.identites import Coffre
from maillage.metiers.audiences.droits import AUDIENCE_TENIR
from maillage.metiers.audiences.enums import ModePoursuite
from maillage.metiers.audiences.forms.audiences import MotifForm
from maillage.metiers.audiences.forms.direct import RenvoiForm, initial_renvoi
from maillage.metiers.audiences.models import Audience, Audiencement, Partie, Renvoi
from maillage.metiers.audiences.views.acces import (
    fil_audience,
    fil_passage,
    noter,
    obtenir_audience,
    obtenir_passage,
    passages_visibles,
    url_direct,
)
from maillage.metiers.audiences.views.calendrier import saisie
from maillage.metiers.audiences.views.role import lignes_du_role
from maillage.socle.acces.vues import RequeteAgent, ecriture


@ecriture(AUDIENCE_TENIR)
def renvoyer(request: RequeteAgent, pk: int) -> HttpResponse:
    """One case."""
    passage = obtenir_passage(request, pk)
    initial = initial_renvoi(passage)
    if initial:
        renvoi = Renvoi.objects.get(audiencement=passage)
        initial["observations"] = Coffre(passage.affaire).ouvrir(renvoi.contenu).get("observations", "")
    return _renvoyer(
        request,
        passage.audience,
        [passage],
        initial=initial,
        retour=url_direct(passage),
        titre="Modifier le renvoi" if initial else "Renvoyer l’affaire",
        texte=f"{passage.affaire}, {str(passage).lower()}.",
        fil=fil_passage(passage, ("Renvoi", "")),
        url_retirer=reverse("audiences:renvoi_retirer", args=[pk]) if initial else "",
    )


@ecriture(AUDIENCE_TENIR)
def renvoyer_selection(request: RequeteAgent, pk: int) -> HttpResponse:
    """The cases ticked on the roll: one date, one motive, all or none."""
    audience = obtenir_audience(request, pk)
    demandes = request.POST.getlist("choix") if request.method == "POST" else request.GET.getlist("choix")
    passages = list(
        passages_visibles(request.user)
        .filter(audience=audience, pk__in=[cle for cle in demandes if cle.isdigit()])
        .order_by("position")
    )
    retour = reverse("audiences:audience", args=[pk])
    if not passages:
        messages.error(request, "Cochez au moins une affaire à renvoyer.")
        return redirect(retour)
    return _renvoyer(
        request,
        audience,
        passages,
        initial={},
        retour=retour,
        titre=f"Renvoyer {compter(len(passages), 'affaire')}",
        texte="",
        fil=fil_audience(audience, ("Renvoi", "")),
        choix=[ligne for ligne in lignes_du_role(request.user, audience) if ligne.passage in passages],
    )


def _renvoyer(
    request: RequeteAgent, audience: Audience, passages: list[Audiencement], *, initial: Any, **contexte: Any
) -> HttpResponse:
    form = RenvoiForm(
        request.POST or None,
        agent=request.user,
        audience=audience,
        est_comparution_immediate=Partie.objects.filter(
            affaire__in=[passage.affaire_id for passage in passages], mode_poursuite=ModePoursuite.PV_CI
        ).exists(),
        est_correction=audience.est_close,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            renvois = actions.renvoyer(
                agent=request.user, passages=passages, valeurs=form.valeurs, motif=form.motif_saisi
            )
        except ValidationError as erreur:
            noter(form, erreur, {"motif": "motif_renvoi" if "motif" not in form.fields else "motif"})
        else:
            quand = date_longue(renvois[0].date)
            if not est_jour_ouvre(renvois[0].date):
                messages.warning(request, f"Vérifiez : le {quand} n’est pas un jour ouvré.")
            messages.success(
                request,
                f"L’affaire est renvoyée au {quand}, au rôle de ce jour."
                if len(renvois) == 1
                else f"{len(renvois)} affaires sont renvoyées au {quand}, au rôle de ce jour.",
            )
            return redirect(contexte["retour"])
    contexte = {"form": form, "libelle": "Renvoyer", **contexte}
    return render(request, "audiences/renvoi.html", contexte, status=422 if form.is_bound else 200)


@ecriture(AUDIENCE_TENIR)
def retirer(request: RequeteAgent, pk: int) -> HttpResponse:
    passage = obtenir_passage(request, pk)
    form = MotifForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.annuler_renvoi(agent=request.user, passage=passage, motif=form.cleaned_data["motif"])
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "Le renvoi est retiré, et la date suivante avec lui.")
            return redirect(url_direct(passage))
    return saisie(
        request,
        form,
        titre="Retirer le renvoi",
        texte="L’affaire quitte le rôle de la date suivante, si elle n’y a pas été appelée.",
        libelle="Retirer",
        retour=reverse("audiences:renvoyer", args=[pk]),
        fil=fil_passage(passage, ("Retirer le renvoi", "")),
    )
