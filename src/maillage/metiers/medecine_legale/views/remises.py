"""The page of the sealed link: open to whoever holds it, it acts as nobody until the code is right."""

from __future__ import annotations

from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from maillage.metiers.medecine_legale.actions.remises import (
    OUVERTURE,
    Lien,
    chercher_lien,
    ouvrir_lien,
    tracer_telechargement,
)
from maillage.metiers.medecine_legale.forms import CodeForm
from maillage.metiers.medecine_legale.regles.remises import TENTATIVES_PERMISES, EtatLien
from maillage.socle.acces.comptes.tentatives import est_bloquee
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.vues import publique
from maillage.socle.documents import stockage

TEMOIN, SEL, DUREE_TEMOIN = "remise", "medecine_legale.remise", 15 * 60


@publique
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ouvrir(request: HttpRequest, jeton: str) -> HttpResponse:
    """Ask for the code; once it is right, offer the document for a quarter of an hour."""
    adresse_ip = get_adapter(request).get_client_ip(request)  # knows how many proxies are ours
    if est_bloquee(adresse_ip):
        return _page(request, None, CodeForm(), refus="trop", statut=HTTPStatus.TOO_MANY_REQUESTS)
    if request.method == "POST":
        return _essayer(request, jeton, adresse_ip)
    with agir_comme(agent_systeme(), motif=OUVERTURE):
        lien = chercher_lien(jeton)
    if lien is None or lien.etat is not EtatLien.OUVRABLE:
        return _page(request, lien, CodeForm(), refus=lien.etat.value if lien else "inconnu")
    return _page(request, lien, CodeForm(), est_ouvert=_est_ouvert(request, jeton))


def _essayer(request: HttpRequest, jeton: str, adresse_ip: str) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        with agir_comme(agent_systeme(), motif=OUVERTURE):
            lien = chercher_lien(jeton)
        return _page(
            request, lien, form, refus="" if lien else "inconnu", statut=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    lien, est_ouvert = ouvrir_lien(jeton, form.cleaned_data["code"], adresse_ip=adresse_ip)
    if not est_ouvert:
        if lien is None or lien.etat is not EtatLien.OUVRABLE:
            refus = lien.etat.value if lien else "inconnu"
            return _page(request, lien, CodeForm(), refus=refus, statut=HTTPStatus.UNPROCESSABLE_ENTITY)
        restantes = TENTATIVES_PERMISES - lien.remise.tentatives
        form.add_error("code", f"Ce code n’est pas le bon. Essais restants : {restantes}.")
        return _page(request, lien, form, statut=HTTPStatus.UNPROCESSABLE_ENTITY)
    reponse = redirect("medecine_legale:remise_ouvrir", jeton)
    reponse.set_signed_cookie(
        TEMOIN,
        jeton,
        salt=SEL,
        max_age=DUREE_TEMOIN,
        path=reverse("medecine_legale:remise_ouvrir", args=[jeton]),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return reponse


@publique
@never_cache
@require_safe
def fichier(request: HttpRequest, jeton: str) -> HttpResponse:
    """The certificate, after the code; each download is traced first."""
    if not _est_ouvert(request, jeton):
        return redirect("medecine_legale:remise_ouvrir", jeton)
    with agir_comme(agent_systeme(), motif=OUVERTURE):
        lien = chercher_lien(jeton)
        if lien is None or lien.etat is not EtatLien.OUVRABLE:
            raise Http404
        tracer_telechargement(lien)
        document = lien.document
        reponse = HttpResponse(stockage.lire(document.sha256), content_type="application/pdf")
    reponse["Content-Disposition"] = f'attachment; filename="{document.nom_fichier}"'
    reponse["X-Content-Type-Options"] = "nosniff"
    return reponse


def _est_ouvert(request: HttpRequest, jeton: str) -> bool:
    return request.get_signed_cookie(TEMOIN, None, salt=SEL, max_age=DUREE_TEMOIN) == jeton


def _page(
    request: HttpRequest,
    lien: Lien | None,
    form: CodeForm,
    *,
    refus: str = "",
    est_ouvert: bool = False,
    statut: int = HTTPStatus.OK,
) -> HttpResponse:
    contexte = {
        "structure": lien.remise.structure if lien else None,
        "expiration": lien.remise.horodatage_expiration if lien else None,
        "document": lien.document if lien and est_ouvert else None,
        "telecharger": f"{request.path}fichier/",
        "form": form,
        "refus": refus,
    }
    reponse = render(request, "medecine_legale/remise_publique.html", contexte, status=statut)
    reponse["X-Robots-Tag"] = "noindex"
    reponse["Referrer-Policy"] = (
        "same-origin"  # the address is a secret; without any, a browser posts no origin
    )
    return reponse
