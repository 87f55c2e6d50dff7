"""Proofs of a lot: check them now, take the auditor's file away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from maillage.metiers.numerisation.actions.parcours import au_nom_du_service
from maillage.metiers.numerisation.droits import PREUVE_LIRE, SCEAU_APPOSER
from maillage.metiers.numerisation.taches import demander_la_verification
from maillage.metiers.numerisation.views.lots_commun import obtenir_lot
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture
from maillage.socle.journal.models import Nature
from maillage.socle.journal.traces import tracer


@require_POST
@ecriture(SCEAU_APPOSER)
def lot_verifier(request: RequeteAgent, pk: int) -> HttpResponse:
    vu = obtenir_lot(request, pk)
    exiger(request.user, SCEAU_APPOSER, vu.service)
    demander_la_verification(vu.pk)
    messages.success(
        request, "La vérification est demandée : son résultat s’affiche ici dès qu’elle est faite."
    )
    return redirect("numerisation:lot", pk)


@consultation(PREUVE_LIRE)
def lot_auditeur(request: RequeteAgent, pk: int) -> HttpResponse:
    """The auditor's file of a lot: no identity, no image; everything in it is checked without the application."""
    from maillage.metiers.numerisation.actions.auditeur import (
        composer,  # it loads the library of seals: 25 MiB
    )

    vu = obtenir_lot(request, pk)
    exiger(request.user, PREUVE_LIRE, vu.service)
    tracer(
        Nature.EXPORT,
        objet=vu,
        agent=request.user,
        organisation_id=vu.service_id,
        motif="Dossier de l’auditeur",
    )
    with au_nom_du_service("Dossier de l’auditeur"):
        octets = composer(vu)
    reponse = HttpResponse(octets, content_type="application/zip")
    reponse["Content-Disposition"] = f'attachment; filename="lot-{vu.pk}-auditeur.zip"'
    reponse["Cache-Control"] = "no-store, private"
    return reponse
