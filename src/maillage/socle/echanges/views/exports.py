"""Pages of an export: the file at once, or its preparation and its link."""

from __future__ import annotations

from types import SimpleNamespace

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from maillage.commun.tableur.erreurs import taille_lisible
from maillage.socle.acces.exiger import obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.echanges import progression
from maillage.socle.echanges.enums import FormatExport, StatutExport
from maillage.socle.echanges.exports.actions import demander_export, sujet
from maillage.socle.echanges.exports.declaration import EXPORTS
from maillage.socle.echanges.exports.flux import GENRES, feuilles, repondre
from maillage.socle.echanges.models import Exportation


@ecriture()
def exporter(request: RequeteAgent, genre: str) -> HttpResponseBase:
    """Export what the address filters, in ``format`` (csv, xlsx, ods, jsonl). It writes its own trace."""
    declaration = EXPORTS.get(genre)
    format_ = request.GET.get("format", FormatExport.CSV)
    if declaration is None or not peut(request.user, declaration.droit) or format_ not in FormatExport.values:
        raise Http404
    criteres = request.GET.copy()
    criteres.pop("format", None)
    exportation = demander_export(
        agent=request.user, declaration=declaration, format_=FormatExport(format_), criteres=criteres
    )
    if exportation.statut == StatutExport.DEMANDEE:
        return redirect("echanges:export", exportation.pk)
    return repondre(
        request.user,
        declaration.nom_fichier,
        FormatExport(format_),
        lambda: feuilles(declaration, request.user, criteres),
    )


@lecture()
def fiche(request: RequeteAgent, pk: int) -> HttpResponse:
    """Show how far the preparation is, then the link."""
    exportation = obtenir(Exportation.objects.visibles_par(request.user), pk=pk)
    declaration = EXPORTS.get(exportation.genre)
    return render(
        request,
        "echanges/exports/fiche.html",
        {
            "titre": f"Export : {declaration.libelle if declaration else exportation.genre}",
            "exportation": exportation,
            "etat": _etat(exportation),
            "est_prete": exportation.statut == StatutExport.PRETE,
            "en_cours": exportation.statut == StatutExport.DEMANDEE,
            "est_en_echec": exportation.statut == StatutExport.EN_ECHEC,
            "taille": taille_lisible(exportation.taille),
        },
    )


def _etat(exportation: Exportation) -> SimpleNamespace:
    fait, _ = progression.avancement(sujet(exportation)) or (0, 0)
    return SimpleNamespace(
        titre="Préparation du fichier",
        fait=fait,
        total=exportation.nombre_lignes,
        est_termine=exportation.statut != StatutExport.DEMANDEE,
        est_en_echec=False,
        message="",
    )


@lecture()
def avancement(request: RequeteAgent, pk: int) -> HttpResponse:
    """Draw the progress again."""
    exportation = obtenir(Exportation.objects.visibles_par(request.user), pk=pk)
    reponse = render(
        request,
        "interface/composants/progression.html",
        {"etat": _etat(exportation), "url": reverse("echanges:export_avancement", args=[pk])},
    )
    if exportation.statut != StatutExport.DEMANDEE:
        reponse["HX-Refresh"] = "true"
    return reponse


@lecture()
def fichier(request: RequeteAgent, pk: int) -> FileResponse:
    """Download; only who asked for it, until it expires."""
    exportation = obtenir(Exportation.objects.visibles_par(request.user), pk=pk, statut=StatutExport.PRETE)
    declaration = EXPORTS.get(exportation.genre)
    if declaration is None or not peut(request.user, declaration.droit):
        raise Http404
    return FileResponse(
        default_storage.open(exportation.fichier),
        as_attachment=True,
        filename=exportation.nom_fichier,
        content_type=GENRES[FormatExport(exportation.format)],
    )
