"""Error pages, named as handlers in `config.urls`: what happened, and what to do."""
# ruff: noqa: ARG001 (Django decides the arguments of its handlers)

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static

from maillage.socle.acces.vues import publique


def _page(
    request: HttpRequest, statut: int, titre: str, texte: str, conseils: tuple[str, ...] = ()
) -> HttpResponse:
    contexte = {"titre": titre, "texte": texte, "conseils": conseils, "statut": statut}
    return render(request, "interface/erreur.html", contexte, status=statut)


def requete_illisible(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        400,
        "Demande illisible",
        "L’adresse ou le formulaire envoyé est incomplet.",
        ("Revenez en arrière et recommencez.",),
    )


def interdit(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        403,
        "Action refusée",
        "Vos droits ne permettent pas cette action.",
        (
            "Vérifiez dans « Mon compte » sous quelle fonction vous travaillez.",
            "Si vous devriez pouvoir le faire, demandez-le à l’administrateur de votre structure.",
        ),
    )


def introuvable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        404,
        "Page introuvable",
        "Cette page n’existe pas, ou vous n’y avez pas accès.",
        (
            "Vérifiez l’adresse, ou cherchez la fiche par son numéro.",
            "Si un collègue vous a donné ce lien, demandez-lui si la fiche relève de votre structure.",
        ),
    )


@publique
def csrf_refuse(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form sent from a page that has expired (`CSRF_FAILURE_VIEW`)."""
    return _page(
        request,
        403,
        "Formulaire expiré",
        "Cette page était ouverte depuis trop longtemps, ou dans deux onglets ; rien n’a été enregistré.",
        (
            "Revenez en arrière : votre saisie est encore dans la page.",
            "Rechargez la page, puis envoyez de nouveau.",
        ),
    )


def trop_de_demandes(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        429,
        "Trop d’essais",
        "Par sécurité, l’accès est suspendu quelques minutes.",
        ("Attendez cinq minutes, puis recommencez.", "Mot de passe perdu ? Demandez-en un nouveau."),
    )


def erreur_interne(request: HttpRequest) -> HttpResponse:
    """Answer without the database or the context processors: either may be the cause."""
    try:
        feuille = static("interface/css/erreur.css")
    except ValueError:  # static files were not collected: the page is bare, and still says what to do
        feuille = ""
    contexte = {"identifiant": getattr(request, "identifiant", ""), "feuille": feuille}
    return HttpResponse(render_to_string("500.html", contexte), status=500)
