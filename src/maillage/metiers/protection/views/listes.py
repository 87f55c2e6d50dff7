"""The departmental lists: who is on them on any day, and the decisions that change them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from maillage.metiers.protection import actions
from maillage.metiers.protection.droits import ANNUAIRE_LIRE, LISTE_TENIR
from maillage.metiers.protection.forms.annuaire import ArreteForm, ReferencementForm
from maillage.metiers.protection.forms.filtres import FiltreInscription
from maillage.metiers.protection.models import Inscription
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.listes import ActionListe, Colonne, Liste

INSCRIPTIONS = Liste(
    code="protection.inscription",
    titre="Listes départementales",
    nom=("inscription", "inscriptions"),
    colonnes=[
        Colonne("organisation.nom", "Mandataire", tri="organisation__nom"),
        Colonne("mandataire.type", "Type"),
        Colonne("departement.nom", "Département", tri="departement__code"),
        Colonne("nombre_autorise", "Mesures autorisées", tri=True, genre="nombre"),
        Colonne("points_autorises", "Points", genre="nombre"),
        Colonne("date_debut", "Depuis", tri=True, genre="date"),
        Colonne("arrete.numero", "Arrêté"),
    ],
    tri="organisation__nom",
    lien=lambda inscription: reverse("protection:mandataire_inscriptions", args=[inscription.mandataire_id]),
    filtre=FiltreInscription,
    nouveau=ActionListe("Enregistrer un arrêté", "protection:arrete_enregistrer", LISTE_TENIR),
    exporter="protection.inscriptions",
    vide="Enregistrez l’arrêté du préfet : la liste en découle.",
)


@lecture(ANNUAIRE_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    queryset = Inscription.objects.visibles_par(request.user).select_related(
        "organisation", "mandataire", "departement", "arrete"
    )
    return INSCRIPTIONS.reponse(request, queryset)


@ecriture(LISTE_TENIR)
def arrete(request: RequeteAgent) -> HttpResponse:
    form = ArreteForm(request.POST or None, agent=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            publie = _publier(request, form.cleaned_data)
        except ValidationError as erreur:
            form.add_error(None, erreur)
        else:
            messages.success(
                request, f"{publie} : la liste est à jour à compter du {publie.date_effet:%d/%m/%Y}."
            )
            if "encore" in request.POST:
                return redirect("protection:arrete_enregistrer")
            return redirect(f"{reverse('protection:listes')}?jour={publie.date_effet:%d/%m/%Y}")
    contexte = _contexte(form, "Enregistrer un arrêté", "protection:listes", "Listes départementales")
    contexte |= {
        "texte": "Un arrêté inscrit, modifie ou radie. Les listes antérieures restent consultables à leur date.",
        "secondaire": "Enregistrer, et un autre mandataire",
    }
    return render(request, "protection/saisie.html", contexte, status=422 if form.is_bound else 200)


def _publier(request: RequeteAgent, dit: dict[str, Any]) -> Any:
    autorite = dit["autorite"]
    mandataire = dit["mandataire"]
    est_radie = dit["decision"] == "radier"
    ligne = actions.LigneListe(
        mandataire,
        nombre_autorise=dit["nombre_autorise"],
        points_autorises=dit["points_autorises"],
        natures=tuple(dit["natures"]),
        est_financeur=dit["est_financeur"],
    )
    return actions.publier_arrete(
        agent=request.user,
        autorite=autorite,
        departement=autorite.commune.departement,
        numero=dit["numero"],
        date_arrete=dit["date_arrete"],
        date_effet=dit["date_effet"],
        inscrits=[] if est_radie else [ligne],
        radies=[mandataire] if est_radie else [],
    )


@ecriture(LISTE_TENIR)
def referencer(request: RequeteAgent) -> HttpResponse:
    form = ReferencementForm(request.POST or None, agent=request.user)
    autorite = _autorite(request.user)
    if request.method == "POST" and form.is_valid():
        dit = dict(form.cleaned_data)
        commune = dit["commune"]
        try:
            if autorite is None:
                raise ValidationError("Aucune direction départementale n’est dans votre périmètre.")
            mandataire = actions.referencer_mandataire(
                agent=request.user,
                autorite=autorite,
                genre=dit.pop("type"),
                code_postal=commune.codes_postaux[0] if commune.codes_postaux else "",
                **dit,
            )
        except ValidationError as erreur:
            form.add_error(None, erreur)
        else:
            messages.success(
                request, f"{mandataire} est dans l’annuaire : inscrivez-le sur la liste par un arrêté."
            )
            return redirect("protection:mandataire", mandataire.pk)
    contexte = _contexte(form, "Référencer un mandataire", "protection:mandataires", "Mandataires")
    contexte["texte"] = "Il pourra ensuite être inscrit sur une ou plusieurs listes départementales."
    return render(request, "protection/saisie.html", contexte, status=422 if form.is_bound else 200)


def _autorite(agent: Agent) -> Organisation | None:
    return (
        Organisation.objects.filter(
            pk__in=perimetre(agent, LISTE_TENIR), type=TypeOrganisation.DIRECTION_DEPARTEMENTALE
        )
        .order_by("nom", "id")
        .first()
    )


def _contexte(form: forms.Form, titre: str, retour: str, parent: str) -> dict[str, Any]:
    adresse = reverse(retour)
    return {
        "form": form,
        "titre": titre,
        "texte": "",
        "libelle": "Enregistrer",
        "retour": adresse,
        "fil": [(parent, adresse), (titre, "")],
    }
