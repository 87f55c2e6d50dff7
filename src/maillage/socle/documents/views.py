"""Pages of this room: download, record, cancellation, lots, and the public check page."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from maillage.socle.acces.exiger import AccesRefuse, obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture, publique
from maillage.socle.documents import lots, stockage
from maillage.socle.documents.archive import repondre_archive
from maillage.socle.documents.debit import FENETRE_SECONDES, est_trop_frequent
from maillage.socle.documents.droits import DOCUMENT_LIRE, DOCUMENT_PRODUIRE
from maillage.socle.documents.enums import StatutDocument
from maillage.socle.documents.genre import GenreInconnu, obtenir_genre
from maillage.socle.documents.lecture import TAILLE_MAXIMALE
from maillage.socle.documents.models import DocumentProduit, Empreinte, LotDocuments
from maillage.socle.documents.production import ProductionImpossible, annuler
from maillage.socle.documents.registre import empreinte_du_code, empreinte_du_fichier
from maillage.socle.journal.traces import tracer_lecture

_ENTETES_MULTIPART = 64 * 1024


class AnnulationForm(forms.Form):
    """Why a document no longer stands."""

    motif = forms.CharField(
        label="Motif de l’annulation",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Conservé avec le document. N’écrivez pas de donnée de santé.",
    )


@consultation(DOCUMENT_LIRE)
@require_safe
def telecharger(request: RequeteAgent, pk: int) -> HttpResponse:
    """The file as issued, its reading traced first."""
    document = obtenir(DocumentProduit.objects.visibles_par(request.user), pk=pk)
    tracer_lecture(
        document, request.user, organisation_id=document.organisation_id, motif="Téléchargement du document"
    )
    try:
        octets = stockage.lire(document.sha256)
    except stockage.FichierIndisponible as absent:
        if stockage.existe(document.sha256):
            raise
        raise AccesRefuse("Le contenu de ce document a été effacé à la fin de sa conservation.") from absent
    reponse = HttpResponse(octets, content_type="application/pdf")
    reponse["Content-Disposition"] = f'attachment; filename="{document.nom_fichier}"'
    reponse["Cache-Control"] = "private, no-store"
    reponse["X-Content-Type-Options"] = "nosniff"
    return reponse


@lecture(DOCUMENT_LIRE)
@require_safe
def fiche(request: RequeteAgent, pk: int) -> HttpResponse:
    """What is known of a document: number, author, versions, status. Not its content."""
    document = obtenir(
        DocumentProduit.objects.visibles_par(request.user).select_related(
            "organisation", "auteur__personne", "remplace", "remplace_par"
        ),
        pk=pk,
    )
    contexte = {
        "document": document,
        "suivant": getattr(document, "remplace_par", None),
        "est_annulable": document.statut == StatutDocument.EN_VIGUEUR and _peut_emettre(request, document),
    }
    return render(request, "documents/fiche.html", contexte)


@ecriture(DOCUMENT_PRODUIRE)
@require_http_methods(["GET", "POST"])
def annuler_document(request: RequeteAgent, pk: int) -> HttpResponse:
    """Ask why, then declare the document void."""
    document = obtenir(DocumentProduit.objects.visibles_par(request.user), pk=pk)
    form = AnnulationForm(request.POST or None)
    if form.is_valid():
        try:
            annuler(document, agent=request.user, motif=form.cleaned_data["motif"])
        except ProductionImpossible as refus:
            messages.error(request, str(refus))
        else:
            messages.success(request, f"{document} est annulé.")
        return redirect("documents:fiche", pk=pk)
    contexte = {"document": document, "form": form}
    return render(request, "documents/annulation.html", contexte, status=422 if form.is_bound else 200)


@lecture(DOCUMENT_LIRE)
@require_safe
def lot(request: RequeteAgent, pk: int) -> HttpResponse:
    """How far a lot is, what was refused and why."""
    demande = obtenir(LotDocuments.objects.visibles_par(request.user), pk=pk)
    contexte = {
        "lot": demande,
        "etat": lots.avancement(demande),
        "refus": list(demande.elements.exclude(erreur="").order_by("pk")[:200]),
    }
    est_fragment = request.headers.get("HX-Request") == "true"
    return render(request, "documents/_lot.html" if est_fragment else "documents/lot.html", contexte)


@consultation(DOCUMENT_LIRE)
@require_safe
def archive(request: RequeteAgent, pk: int) -> StreamingHttpResponse:
    """All documents of a lot in one ZIP."""
    demande = obtenir(LotDocuments.objects.visibles_par(request.user), pk=pk)
    return repondre_archive(
        lots.documents_du_lot(demande, request.user),
        agent=request.user,
        nom=f"documents-lot-{demande.pk}",
        motif=f"Téléchargement du lot {demande.pk}",
    )


@publique
@csrf_exempt  # changes nothing, knows nobody: a forged request learns what a direct one would
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def controle(request: HttpRequest) -> HttpResponse:
    """Is this document genuine, and does it still stand? By its code, or by the file itself (only hashed)."""
    if request.method == "POST" and int(request.META.get("CONTENT_LENGTH") or 0) > (
        TAILLE_MAXIMALE + _ENTETES_MULTIPART
    ):
        return _page_controle(request, erreur=_TROP_LOURD, statut=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    code = request.GET.get("code", "")
    if request.method != "POST" and not code:
        return _page_controle(request)
    if est_trop_frequent(request):
        reponse = _page_controle(
            request,
            code=code,
            erreur="Trop de vérifications en peu de temps. Attendez une minute, puis recommencez.",
            statut=HTTPStatus.TOO_MANY_REQUESTS,
        )
        reponse["Retry-After"] = str(FENETRE_SECONDES)
        return reponse
    if request.method != "POST":
        return _page_controle(request, code=code, est_verifie=True, empreinte=empreinte_du_code(code))
    fichier = request.FILES.get("fichier")
    if fichier is None:
        return _page_controle(
            request, erreur="Choisissez d’abord un fichier PDF.", statut=HTTPStatus.BAD_REQUEST
        )
    return _page_controle(request, est_verifie=True, empreinte=empreinte_du_fichier(_sha256(fichier)))


_TROP_LOURD = f"Ce fichier dépasse {TAILLE_MAXIMALE // 1024 // 1024} Mo : ce n’est pas un document Maillage."


def _page_controle(
    request: HttpRequest,
    *,
    code: str = "",
    erreur: str = "",
    est_verifie: bool = False,
    empreinte: Empreinte | None = None,
    statut: int = HTTPStatus.OK,
) -> HttpResponse:
    contexte = {"code": code[:40], "erreur": erreur, "est_verifie": est_verifie, "empreinte": empreinte}
    reponse = render(request, "documents/controle.html", contexte, status=statut)
    reponse["X-Robots-Tag"] = "noindex"
    return reponse


def _sha256(fichier: UploadedFile) -> str:
    somme = hashlib.sha256()
    for morceau in fichier.chunks():
        somme.update(morceau)
    return somme.hexdigest()


def _peut_emettre(request: RequeteAgent, document: DocumentProduit) -> bool:
    try:
        droit = obtenir_genre(document.genre).droit
    except GenreInconnu:
        return False
    organisation = document.organisation
    return peut(request.user, droit, organisation) and peut(request.user, DOCUMENT_PRODUIRE, organisation)
