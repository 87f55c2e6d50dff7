"""To the provider and back; linking and unlinking an identity."""

from __future__ import annotations

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from maillage.socle.acces.comptes.federation import NOMS
from maillage.socle.acces.comptes.federation.fournisseur import AdaptateurOidc, Fournisseur
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.vues import RequeteAgent, ecriture, publique
from maillage.socle.journal.models import Nature
from maillage.socle.journal.traces import tracer


@require_GET
@publique
def partir(request: HttpRequest, fournisseur: str) -> HttpResponse:
    """Send to the provider to sign in."""
    suite = request.GET.get("next", "")
    est_sure = url_has_allowed_host_and_scheme(suite, {request.get_host()}, require_https=request.is_secure())
    return _vers(request, fournisseur, AuthProcess.LOGIN, suite if est_sure else "")


@require_POST
@ecriture()
def relier(request: RequeteAgent, fournisseur: str) -> HttpResponse:
    """Ask the provider who this agent is. The browser leaves by a link: our pages send no form elsewhere."""
    reponse = _vers(request, fournisseur, AuthProcess.CONNECT, "")
    if not reponse.headers.get("Location", "").startswith("http"):
        return reponse
    contexte = {
        "titre": f"Relier mon compte {_fournisseur(request, fournisseur).name}",
        "nom": _fournisseur(request, fournisseur).name,
        "adresse": reponse.headers["Location"],
    }
    return render(request, "comptes/relier.html", contexte)


@publique
def revenir(request: HttpRequest, fournisseur: str) -> HttpResponse:
    """Read what the provider answers."""
    _fournisseur(request, fournisseur)
    reponse: HttpResponse = OAuth2CallbackView.adapter_view(AdaptateurOidc(request, fournisseur))(request)
    return reponse


@require_POST
@ecriture()
def delier(request: RequeteAgent, pk: int) -> HttpResponse:
    """Unlink an identity; whoever has no password would have no way in left."""
    compte = obtenir(SocialAccount.objects.filter(user=request.user), pk=pk)
    nom = NOMS.get(compte.provider, compte.provider)
    if not request.user.has_usable_password():
        messages.error(
            request, "Choisissez d’abord un mot de passe : ce serait votre seul moyen de vous connecter."
        )
    else:
        motif = f"Compte {nom} délié"
        with motiver(motif):
            compte.delete()
            tracer(Nature.MODIFICATION, objet=request.user, agent=request.user, motif=motif)
        messages.success(request, f"Votre compte {nom} n’est plus relié à Maillage.")
    return redirect("comptes:mon_compte")


def _fournisseur(request: HttpRequest, code: str) -> Fournisseur:
    try:
        trouve: Fournisseur = get_adapter().get_provider(request, code)
    except SocialApp.DoesNotExist as erreur:
        raise Http404 from erreur
    return trouve


def _vers(request: HttpRequest, code: str, but: str, suite: str) -> HttpResponse:
    fournisseur = _fournisseur(request, code)
    try:
        reponse: HttpResponse = fournisseur.redirect(
            request,
            but,
            next_url=suite or None,
            scope=fournisseur.get_scope(),
            auth_params=fournisseur.get_auth_params_from_request(request, ""),
        )
    except RequestException:
        messages.error(
            request,
            f"{fournisseur.name} ne répond pas : réessayez, ou connectez-vous avec votre mot de passe.",
        )
        return redirect("comptes:mon_compte" if request.user.is_authenticated else "account_login")
    return reponse
