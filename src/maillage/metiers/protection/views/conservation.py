"""The end of retention, as the direction reads it: what was erased, when the job last passed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from maillage.metiers.protection.droits import ENQUETE_SUIVRE
from maillage.metiers.protection.models import EffacementMesures
from maillage.metiers.protection.regles.conservation import ANNEES, borne_effacement
from maillage.socle.acces.vues import RequeteAgent, lecture

LIGNES = 60


@lecture(ENQUETE_SUIVRE)
@require_safe
def page(request: RequeteAgent) -> HttpResponse:
    effacements = list(
        EffacementMesures.objects.visibles_par(request.user)
        .select_related("autorite__commune__departement")
        .order_by("-date_borne", "autorite__nom", "id")[:LIGNES]
    )
    contexte = {
        "titre": "Conservation des mesures",
        "annees": ANNEES,
        "borne": borne_effacement(timezone.localdate()),
        "effacements": effacements,
        "passage": max((e.horodatage_passage for e in effacements), default=None),
    }
    return render(request, "protection/conservation.html", contexte)
