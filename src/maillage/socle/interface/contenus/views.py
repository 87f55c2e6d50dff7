"""Messages and documents of the site: kept on one page by an administrator, read by all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.service import services
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture, publique
from maillage.socle.interface.contenus import actions
from maillage.socle.interface.contenus.forms import AnnonceForm, DocumentSiteForm
from maillage.socle.interface.contenus.texte import en_html
from maillage.socle.interface.droits import CONTENUS_GERER
from maillage.socle.interface.models import Annonce, DocumentSite

TITRE = "Messages et documents"
ANNONCES_MAXIMALES = 100


@lecture(CONTENUS_GERER)
@require_safe
def sommaire(request: RequeteAgent) -> HttpResponse:
    """Messages, the latest first, and the version in place of each document of the footer."""
    jour = timezone.localdate()
    libelles = {service.label: service.libelle for service in services()}
    annonces = Annonce.objects.select_related("auteur__personne")[:ANNONCES_MAXIMALES]
    courants: dict[str, DocumentSite] = {}
    for document in DocumentSite.objects.select_related("auteur__personne").order_by("version"):
        courants[document.code] = document
    contexte = {
        "titre": TITRE,
        "jour": jour,
        "annonces": [(annonce, libelles.get(annonce.service, "Tout le monde")) for annonce in annonces],
        "documents": [(code, libelle, courants.get(code)) for code, libelle in DocumentSite.Code.choices],
    }
    return render(request, "interface/contenus.html", contexte)


@ecriture(CONTENUS_GERER)
def annoncer(request: RequeteAgent) -> HttpResponse:
    return _annonce(request, None)


@ecriture(CONTENUS_GERER)
def modifier_annonce(request: RequeteAgent, pk: int) -> HttpResponse:
    return _annonce(request, obtenir(Annonce.objects.all(), pk=pk))


def _annonce(request: RequeteAgent, annonce: Annonce | None) -> HttpResponse:
    form = AnnonceForm(request.POST or None, annonce=annonce)
    if request.method == "POST" and form.is_valid():
        try:
            actions.publier_annonce(agent=request.user, annonce=annonce, **form.cleaned_data)
        except ValidationError as refus:
            form.add_error(None, refus)
        else:
            messages.success(request, "Le message est enregistré : il se montre entre ses deux dates.")
            return redirect("interface:contenus")
    titre = "Modifier le message" if annonce else "Écrire un message"
    return _formulaire(request, form, titre, "Enregistrer le message")


@require_POST
@ecriture(CONTENUS_GERER)
def retirer_annonce(request: RequeteAgent, pk: int) -> HttpResponse:
    actions.retirer_annonce(agent=request.user, annonce=obtenir(Annonce.objects.all(), pk=pk))
    messages.success(request, "Le message n’est plus montré.")
    return redirect("interface:contenus")


@ecriture(CONTENUS_GERER)
def publier(request: RequeteAgent, code: str) -> HttpResponse:
    """A new version of a document; the former ones are listed below."""
    libelle = _libelle(code)
    versions = list(DocumentSite.objects.filter(code=code).select_related("auteur__personne"))
    form = DocumentSiteForm(request.POST or None, request.FILES or None, courant=next(iter(versions), None))
    if request.method == "POST" and form.is_valid():
        try:
            document = actions.publier_document(agent=request.user, code=code, **form.donnees)
        except ValidationError as refus:
            form.add_error(None, refus)
        else:
            messages.success(request, f"{document} : publiée.")
            return redirect("interface:document_site", code)
    return _formulaire(request, form, f"Publier : {libelle}", "Publier cette version", versions=versions)


def _formulaire(request: RequeteAgent, form: Any, titre: str, libelle: str, **suite: Any) -> HttpResponse:
    retour = reverse("interface:contenus")
    contexte = {
        "form": form,
        "titre": titre,
        "libelle": libelle,
        "retour": retour,
        "fil": [(TITRE, retour), (titre, "")],
        **suite,
    }
    return render(request, "interface/contenu_form.html", contexte, status=422 if form.is_bound else 200)


@publique
@require_safe
def document(request: HttpRequest, code: str) -> HttpResponse:
    """A document of the footer, as it is today; one that is not published yet says so."""
    libelle = _libelle(code)
    courant = DocumentSite.objects.filter(code=code).first()
    contexte = {
        "titre": libelle,
        "document": courant,
        "corps": en_html(courant.texte) if courant else "",
    }
    return render(request, "interface/document_site.html", contexte)


@publique
@require_safe
def document_fichier(request: HttpRequest, code: str) -> FileResponse:  # noqa: ARG001 (a view)
    courant = DocumentSite.objects.filter(code=code).first()
    if courant is None or not courant.sha256:
        raise Http404
    fichier = default_storage.open(actions.chemin(courant.sha256), "rb")
    return FileResponse(fichier, content_type="application/pdf", filename=f"{code}-v{courant.version}.pdf")


def _libelle(code: str) -> str:
    if code not in DocumentSite.Code.values:
        raise Http404
    return DocumentSite.Code(code).label
