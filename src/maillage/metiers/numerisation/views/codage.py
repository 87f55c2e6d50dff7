"""« À attribuer »: a page at a time, keyboard only; what two people cannot settle is raised."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.numerisation.actions import codage as actions
from maillage.metiers.numerisation.actions.coffre import Coffre
from maillage.metiers.numerisation.actions.pages import bandeau_de, image_de
from maillage.metiers.numerisation.actions.parcours import au_nom_du_service
from maillage.metiers.numerisation.droits import SAISIE_ARBITRER, SAISIE_TENIR
from maillage.metiers.numerisation.enums.pieces import Trait
from maillage.metiers.numerisation.forms.lots import ArbitrageForm, SaisieForm
from maillage.metiers.numerisation.models import VideoCodage
from maillage.metiers.numerisation.views.commun import noter
from maillage.metiers.numerisation.views.controle import reponse_image
from maillage.socle.acces.exiger import exiger, obtenir
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture
from maillage.socle.interface.composants import Fait
from maillage.socle.journal.traces import tracer_lecture

MOTIF = "Attribution d’une page"


@ecriture(SAISIE_TENIR)
def codage(request: RequeteAgent) -> HttpResponse:
    """The oldest page of the agent's centres that he has not typed."""
    file = actions.file_de(request.user)
    courant = file.select_related("page").first()
    form = SaisieForm(request.POST or None)
    if request.method == "POST":
        cle = request.POST.get("codage", "")
        courant = obtenir(
            VideoCodage.objects.visibles_par(request.user).select_related("page"),
            pk=cle if cle.isdigit() else 0,
        )
        if form.is_valid():
            try:
                actions.saisir(agent=request.user, codage=courant, traits=form.traits())
            except ValidationError as erreur:
                noter(form, erreur)
            else:
                return redirect("numerisation:codage")
    if courant is None:
        contexte = {"titre": "Pages à attribuer", "arbitrages": _arbitrages(request)}
        return render(request, "numerisation/lots/codage_vide.html", contexte)
    contexte = {
        "titre": "À qui est cette page ?",
        "codage": courant,
        "form": form,
        "image": reverse("numerisation:codage_bandeau", args=[courant.pk]),
        "restantes": file.count(),
        "age": _age(courant.horodatage),
        "faites": courant.__class__.objects.filter(
            saisies__auteur=request.user, saisies__horodatage__date=timezone.localdate()
        ).count(),
        "arbitrages": _arbitrages(request),
        "est_seconde": courant.statut == "seconde_saisie",
    }
    return render(request, "numerisation/lots/codage.html", contexte, status=422 if form.errors else 200)


def _age(depuis: dt.datetime) -> int:
    return (timezone.now() - depuis).days


def _arbitrages(request: RequeteAgent) -> int:
    return actions.a_arbitrer(request.user).count()


@consultation(SAISIE_TENIR)
def codage_bandeau(request: RequeteAgent, pk: int) -> HttpResponse:
    """The top of the page, where identities are: the rest is not shown to whoever types."""
    vu = obtenir(VideoCodage.objects.visibles_par(request.user), pk=pk)
    tracer_lecture(vu, request.user, organisation_id=vu.centre_id, motif=MOTIF)
    return _image(vu, entiere=False)


def _image(vu: VideoCodage, *, entiere: bool) -> HttpResponse:
    with au_nom_du_service(MOTIF):  # the file is the service's, the page the centre's
        complet = VideoCodage.objects.select_related("page__fichier", "page__dossier__cle").get(pk=vu.pk)
        image = image_de(complet.page) if entiere else bandeau_de(complet.page)
    return reponse_image(image.octets, image.type_contenu)


@ecriture(SAISIE_ARBITRER)
def arbitrage(request: RequeteAgent) -> HttpResponse:
    """What two people could not settle: a health professional reads the page whole, with what each typed."""
    file = actions.a_arbitrer(request.user)
    courant = file.select_related("page__dossier__cle", "page__dossier__identite").first()
    form = ArbitrageForm(request.POST or None)
    if request.method == "POST":
        cle = request.POST.get("codage", "")
        courant = obtenir(
            VideoCodage.objects.visibles_par(request.user).select_related(
                "page__dossier__cle", "page__dossier__identite"
            ),
            pk=cle if cle.isdigit() else 0,
        )
        exiger(request.user, SAISIE_ARBITRER, courant)
        if form.is_valid():
            try:
                actions.arbitrer(agent=request.user, codage=courant, issue=form.cleaned_data["issue"])
            except ValidationError as erreur:
                messages.error(request, " ".join(erreur.messages))
            return redirect("numerisation:arbitrage")
    if courant is None:
        return render(
            request, "numerisation/lots/codage_vide.html", {"titre": "Pages à arbitrer", "arbitrages": 0}
        )
    coffre = Coffre.de(courant.page.dossier)
    salarie = coffre.salarie(courant.page.dossier.identite)
    tracer_lecture(courant, request.user, organisation_id=courant.centre_id, motif=MOTIF)
    saisies = [actions.traits_saisis(saisie, coffre) for saisie in courant.saisies.order_by("rang")]
    contexte = {
        "titre": "De qui est cette page ?",
        "codage": courant,
        "form": form,
        "image": reverse("numerisation:arbitrage_image", args=[courant.pk]),
        "restantes": file.count(),
        "attendus": [
            Fait("Dossier", courant.page.dossier.etiquette.lisible),
            Fait("Salarié du dossier", salarie.nom_complet if salarie else ""),
            Fait("Né le", salarie.date_naissance if salarie else None),
            Fait("Numéro", salarie.nir if salarie else ""),
        ],
        "saisies": [
            (str(trait.label), [saisie[trait] for saisie in saisies])
            for trait in Trait
            if any(saisie[trait] for saisie in saisies)
        ],
    }
    return render(request, "numerisation/lots/arbitrage.html", contexte, status=422 if form.errors else 200)


@consultation(SAISIE_ARBITRER)
def arbitrage_image(request: RequeteAgent, pk: int) -> HttpResponse:
    vu = obtenir(VideoCodage.objects.visibles_par(request.user), pk=pk)
    exiger(request.user, SAISIE_ARBITRER, vu)
    tracer_lecture(vu, request.user, organisation_id=vu.centre_id, motif=MOTIF)
    return _image(vu, entiere=True)
