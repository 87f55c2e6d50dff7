"""Nothing opens to an agent whose role demands a second factor until he has one."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from maillage.socle.acces.comptes.second_facteur import a_second_facteur, doit_avoir_second_facteur
from maillage.socle.annuaire.models import Agent

OUVERTES = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_reauthenticate",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    }
)


class SecondFacteurMiddleware:
    """Placed after the context: it reads the agent's roles."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, vue: Callable[..., HttpResponse], _args: object, _options: object
    ) -> HttpResponse | None:
        """Send to the page where a second factor is set up."""
        nom = request.resolver_match.view_name if request.resolver_match else ""
        est_publique = getattr(getattr(vue, "acces", None), "genre", "") == "publique"
        if est_publique or nom in OUVERTES or not isinstance(request.user, Agent):
            return None
        if not doit_avoir_second_facteur(request.user) or a_second_facteur(request.user):
            return None
        messages.warning(
            request, "Votre rôle demande une double authentification : choisissez-en une pour continuer."
        )
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": reverse("mfa_index")})
        return redirect("mfa_index")
