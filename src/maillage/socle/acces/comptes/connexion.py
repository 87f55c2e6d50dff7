"""The other doors to an account: a forgotten password, an accepted invitation."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.views import PasswordResetView
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from maillage.socle.acces.comptes.coffre import enfermer
from maillage.socle.acces.comptes.forms import MotDePasseForm, OubliForm
from maillage.socle.acces.comptes.invitations import lire_jeton
from maillage.socle.acces.comptes.taches import envoyer_reinitialisation
from maillage.socle.acces.differer import differer
from maillage.socle.acces.vues import publique


class OubliView(PasswordResetView):
    """allauth's page; the job does the search, so that it answers the same, and as fast, for every address."""

    def get_form_class(self) -> type[OubliForm]:
        """Take our form."""
        return OubliForm

    def form_valid(self, form: OubliForm) -> HttpResponse:
        """Start the job, whether or not the address is known."""
        adresse: str = form.cleaned_data["email"]
        limite = ratelimit.consume_or_429(self.request, action="reset_password", key=adresse)
        if limite:
            return limite
        differer(envoyer_reinitialisation, adresse_scellee=enfermer(adresse))
        return redirect("account_reset_password_done")


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
