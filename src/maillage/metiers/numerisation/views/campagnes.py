"""Campaigns: their centres and the editions of their contracts; decided by whoever runs the deployment."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from maillage.metiers.numerisation.actions import campagnes as actions
from maillage.metiers.numerisation.droits import CAMPAGNE_GERER, CONVENTION_LIRE
from maillage.metiers.numerisation.forms.campagnes import CampagneForm, CentreForm, ConventionForm
from maillage.metiers.numerisation.models import Campagne, Convention
from maillage.metiers.numerisation.views.commun import Fil, noter, saisie
from maillage.socle.acces.exiger import exiger, obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture


@lecture(CONVENTION_LIRE)
def campagnes(request: RequeteAgent) -> HttpResponse:
    lignes = actions.campagnes_de(request.user).select_related("service").annotate(nombre=Count("centres"))
    contexte = {
        "campagnes": list(lignes.order_by("-date_debut", "-pk")),
        "peut_ouvrir": bool(actions.services_de(request.user)),
    }
    return render(request, "numerisation/campagnes.html", contexte)


def _obtenir(request: RequeteAgent, pk: int) -> Campagne:
    return obtenir(actions.campagnes_de(request.user).select_related("service"), pk=pk)


def _geree(request: RequeteAgent, pk: int) -> Campagne:
    campagne = _obtenir(request, pk)
    exiger(request.user, CAMPAGNE_GERER, campagne.service)
    return campagne


def _fil(ici: Campagne, *suite: tuple[str, str]) -> Fil:
    adresse = reverse("numerisation:campagne", args=[ici.pk])
    return [("Campagnes", reverse("numerisation:campagnes")), (ici.nom, adresse), *suite]


@lecture(CONVENTION_LIRE)
def campagne(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _obtenir(request, pk)
    conventions = Convention.objects.visibles_par(request.user).filter(campagne=ici)
    contexte = {
        "campagne": ici,
        "conventions": list(
            conventions.select_related("prestataire").order_by("prestataire__nom", "-edition")
        ),
        "centres": list(ici.centres.select_related("organisation").order_by("organisation__nom", "pk")),
        "peut_gerer": peut(request.user, CAMPAGNE_GERER, ici.service),
        "fil": _fil(ici),
    }
    return render(request, "numerisation/campagne.html", contexte)


@ecriture(CAMPAGNE_GERER)
def campagne_ouvrir(request: RequeteAgent) -> HttpResponse:
    form = CampagneForm(request.POST or None, services=actions.services_de(request.user))
    if request.method == "POST" and form.is_valid():
        valeurs = {**form.cleaned_data, "service": form.services[form.cleaned_data["service"]]}
        try:
            ouverte = actions.ouvrir_campagne(agent=request.user, **valeurs)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La campagne est ouverte : inscrivez ses centres et sa convention.")
            return redirect("numerisation:campagne", ouverte.pk)
    return saisie(
        request, form, titre="Ouvrir une campagne", libelle="Ouvrir", retour=reverse("numerisation:campagnes"),
        fil=[("Campagnes", reverse("numerisation:campagnes")), ("Ouvrir", "")],
    )  # fmt: skip


@ecriture(CAMPAGNE_GERER)
def centre_inscrire(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _geree(request, pk)
    form = CentreForm(request.POST or None, centres=actions.centres_a_inscrire(ici))
    if request.method == "POST" and form.is_valid():
        try:
            actions.inscrire_centre(
                agent=request.user,
                campagne=ici,
                organisation=form.centres[form.cleaned_data["organisation"]],
                code=form.cleaned_data["code"],
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "Le centre participe : il peut inventorier.")
            return redirect("numerisation:campagne", pk)
    return saisie(
        request, form, titre="Inscrire un centre", libelle="Inscrire", retour=_fil(ici)[1][1],
        texte="" if form.centres else "Tous les centres du service participent déjà.",
        fil=_fil(ici, ("Inscrire un centre", "")),
    )  # fmt: skip


@ecriture(CAMPAGNE_GERER)
def convention_enregistrer(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _geree(request, pk)
    form = ConventionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            convention = actions.enregistrer_convention(agent=request.user, campagne=ici, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, f"L’édition {convention.edition} de la convention est enregistrée.")
            return redirect("numerisation:campagne", pk)
    return saisie(
        request, form, titre="Enregistrer une édition de la convention", libelle="Enregistrer",
        retour=_fil(ici)[1][1], texte="Les lots déjà livrés restent sous l’édition de leur jour.",
        fil=_fil(ici, ("Convention", "")),
    )  # fmt: skip
