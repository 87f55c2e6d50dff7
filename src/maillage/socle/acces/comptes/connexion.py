"""The other door to an account: an accepted invitation."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from maillage.socle.acces.comptes.forms import MotDePasseForm
from maillage.socle.acces.comptes.invitations import lire_jeton
from maillage.socle.acces.vues import publique


@publique
@never_cache
@sensitive_post_parameters("password1", "password2")
def accepter(request: HttpRequest, jeton: str) -> HttpResponse:
    """Let the invited person choose a password. It does not sign in: the address and the password will."""
    limite = ratelimit.consume_or_429(request, action="reset_password_from_key")
    if limite:
        return limite
    agent = lire_jeton(jeton)
    if agent is None:
        return render(request, "comptes/invitation_perimee.html", {"titre": "Lien périmé"}, status=410)
    formulaire = MotDePasseForm(request.POST or None, agent=agent)
    if request.method == "POST" and formulaire.is_valid():
        get_adapter(request).set_password(agent, formulaire.cleaned_data["password1"])
        messages.success(request, "Votre mot de passe est enregistré. Connectez-vous.")
        return redirect("account_login")
    return render(
        request,
        "comptes/accepter.html",
        {"titre": "Choisir votre mot de passe", "form": formulaire, "agent": agent},
        status=422 if formulaire.errors else 200,
    )
