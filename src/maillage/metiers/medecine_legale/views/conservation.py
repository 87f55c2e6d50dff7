"""The end of retention, seen by administrators; open data, seen by everybody."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from maillage.metiers.medecine_legale.actions import conservation
from maillage.metiers.medecine_legale.droits import CONSERVATION_CONDUIRE
from maillage.metiers.medecine_legale.indicateurs.ouverture import DICTIONNAIRE, LICENCE
from maillage.metiers.medecine_legale.models import EditionOuverte, EffacementConservation
from maillage.metiers.medecine_legale.regles.conservation import borne_effacement
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.vues import RequeteAgent, lecture, publique
from maillage.socle.documents.models import DocumentProduit

RAPPORTS = 100


@lecture(CONSERVATION_CONDUIRE)
@require_safe
def suivi(request: RequeteAgent) -> HttpResponse:
    """What the next run will erase, and the reports of the past ones."""
    jour = timezone.localdate()
    effacements = list(
        EffacementConservation.objects.visibles_par(request.user)
        .select_related("structure")
        .order_by("-horodatage_debut", "-id")[:RAPPORTS]
    )
    documents = DocumentProduit.objects.visibles_par(request.user).filter(
        genre=conservation.DOCUMENT, objet_id__in=[effacement.pk for effacement in effacements]
    )
    par_objet = {document.objet_id: document for document in documents.order_by("id")}
    contexte = {
        "titre": "Conservation des données",
        "borne": borne_effacement(jour),
        "apercus": conservation.apercevoir(agent=request.user, jour=jour),
        "effacements": [(effacement, par_objet.get(effacement.pk)) for effacement in effacements],
    }
    return render(request, "medecine_legale/conservation.html", contexte)


@publique
@require_safe
def ouvertes(request: HttpRequest) -> HttpResponse:
    """The editions, the dictionary, the licence."""
    contexte = {
        "titre": "Données ouvertes de la médecine légale",
        "editions": EditionOuverte.objects.order_by("-date_fin")[:RAPPORTS],
        "dictionnaire": DICTIONNAIRE,
        "licence": LICENCE,
    }
    return render(request, "medecine_legale/donnees_ouvertes.html", contexte)


@publique
@require_safe
def ouvertes_fichier(request: HttpRequest, pk: int) -> FileResponse:  # noqa: ARG001 (a view)
    edition = obtenir(EditionOuverte.objects.all(), pk=pk)
    reponse = FileResponse(
        default_storage.open(edition.fichier, "rb"), content_type="text/csv; charset=utf-8"
    )
    reponse["Content-Disposition"] = f'attachment; filename="medecine-legale-{edition.date_fin:%Y-%m}.csv"'
    return reponse
