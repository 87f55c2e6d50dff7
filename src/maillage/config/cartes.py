"""The demonstration's sign-in cards: one click enters as one of its accounts. Nothing here is mounted elsewhere."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from maillage.config.demonstration import Etat
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.vues import publique
from maillage.socle.annuaire.models import Agent

MOTEUR = "maillage.socle.acces.comptes.authentification.CompteBackend"


def comptes() -> list[tuple[str, str, str]]:
    """Return the accounts (service, role in words, e-mail); none outside the demonstration."""
    if not settings.MAILLAGE_DEMO:
        return []
    return Etat.lire(settings.DATABASES["default"]["NAME"]).comptes


def contexte(request: HttpRequest) -> dict[str, Any]:
    """Give the sign-in page its cards (it includes ``config/cartes.html``) and where they lead."""
    return {
        "cartes_demonstration": SimpleLazyObject(comptes),
        "suite_demonstration": request.GET.get("next", ""),
    }


@publique
@require_POST
def entrer(request: HttpRequest) -> HttpResponse:
    """Sign in as the account of a card."""
    courriel = request.POST.get("compte", "")
    if courriel not in {adresse for *_, adresse in comptes()}:
        raise Http404
    agent = get_object_or_404(Agent, email=courriel, is_active=True)
    logout(request)
    with agir_comme(agent, motif="Connexion par une carte de la démonstration"):
        login(request, agent, backend=settings.AUTHENTICATION_BACKENDS[0])
    suite = request.POST.get("suite", "")
    if not url_has_allowed_host_and_scheme(suite, {request.get_host()}, require_https=request.is_secure()):
        suite = "/"
    return redirect(suite)
