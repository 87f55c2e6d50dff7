"""The list of what is due, and the two commands a person may give on a line."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.socle.acces.exiger import obtenir, peut
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.echeances.a_faire import a_faire
from maillage.socle.echeances.actions import marquer_faite, reporter_echeance
from maillage.socle.echeances.droits import ECHEANCES_LIRE, ECHEANCES_TENIR
from maillage.socle.echeances.enums import StatutEcheance
from maillage.socle.echeances.forms import ReportForm
from maillage.socle.echeances.genres import GENRES
from maillage.socle.echeances.models import Echeance

LIGNES_PAR_PAGE = 50


@lecture(ECHEANCES_LIRE)
def liste(request: RequeteAgent) -> HttpResponse:
    """Show what the agent owes, by urgency, then every deadline of his perimeter."""
    statut = request.GET.get("statut", StatutEcheance.A_FAIRE)
    if statut not in StatutEcheance.values:
        statut = StatutEcheance.A_FAIRE
    genre = request.GET.get("genre", "")
    lignes = (
        Echeance.objects.visibles_par(request.user)
        .filter(statut=statut)
        .select_related("organisation", "agent__personne")
        .order_by("date_limite" if statut == StatutEcheance.A_FAIRE else "-date_limite", "id")
    )
    if genre in GENRES:
        lignes = lignes.filter(genre=genre)
    page = Paginator(lignes, LIGNES_PAR_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "echeances/liste.html",
        {
            "titre": "Échéances",
            "aujourd_hui": timezone.localdate(),
            "a_faire": a_faire(request.user, timezone.localdate(), lignes=0),
            "page": page,
            "statut": statut,
            "statuts": StatutEcheance.choices,
            "genre": genre,
            "genres": sorted((genre.code, genre.libelle) for genre in GENRES.values()),
            "peut_tenir": peut(request.user, ECHEANCES_TENIR),
        },
    )


@require_POST
@ecriture(ECHEANCES_TENIR)
def faite(request: RequeteAgent, pk: int) -> HttpResponse:
    """Mark a line done."""
    echeance = obtenir(Echeance.objects.visibles_par(request.user), pk=pk)
    try:
        marquer_faite(agent=request.user, echeance=echeance)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, "L’échéance est marquée comme faite.")
    return redirect("echeances:liste")


@ecriture(ECHEANCES_TENIR)
def reporter(request: RequeteAgent, pk: int) -> HttpResponse:
    """Ask for the new date and the reason, then move the line."""
    echeance = obtenir(
        Echeance.objects.visibles_par(request.user).filter(
            organisation__in=perimetre(request.user, ECHEANCES_TENIR)
        ),
        pk=pk,
    )
    formulaire = ReportForm(request.POST or None, initial={"date_limite": echeance.date_limite})
    if request.method == "POST" and formulaire.is_valid():
        try:
            reporter_echeance(agent=request.user, echeance=echeance, **formulaire.cleaned_data)
        except ValidationError as refus:
            formulaire.add_error(None, refus)
        else:
            messages.success(
                request, f"L’échéance est reportée au {formulaire.cleaned_data['date_limite']:%d/%m/%Y}."
            )
            return redirect("echeances:liste")
    return render(
        request,
        "echeances/reporter.html",
        {"titre": "Reporter une échéance", "echeance": echeance, "form": formulaire},
        status=200 if not formulaire.errors else 422,
    )
