"""Lines of advice."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from maillage.commun.textes import compter
from maillage.metiers.avis.actions.reseau import tenir_filiere
from maillage.metiers.avis.droits import FILIERE_GERER
from maillage.metiers.avis.forms.reseau import FiliereForm, initial_de_la_filiere
from maillage.metiers.avis.models import Filiere
from maillage.metiers.avis.views.commun import noter, saisie
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Organisation
from maillage.socle.interface.composants import Badge
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, lien_vers

FILIERES = Liste(
    code="avis.filiere",
    titre="Filières d’avis",
    nom=("filière", "filières"),
    colonnes=[
        Colonne("nom", "Filière", tri=True),
        Colonne("specialites", "Spécialités", valeur=lambda f: ", ".join(f.specialites)),
        Colonne("sujets", "Sujets", valeur=lambda f: ", ".join(f.sujets)),
        Colonne("signes_alerte", "Signes d’alerte", valeur=lambda f: compter(len(f.signes_alerte), "signe")),
        Colonne("membres", "Spécialistes", genre="nombre"),
        Colonne(
            "est_active",
            "État",
            valeur=lambda f: Badge("Ouverte", "succes") if f.est_active else Badge("Fermée", "neutre"),
        ),
    ],
    tri="nom",
    lien=lien_vers("avis:filiere_modifier"),
    nouveau=ActionListe("Ouvrir une filière", "avis:filiere_ouvrir", FILIERE_GERER),
    titre_vide="Aucune filière",
    vide="Une filière réunit les spécialistes qui répondent aux mêmes questions.",
)


@lecture(FILIERE_GERER)
def liste(request: RequeteAgent) -> HttpResponseBase:
    """Those that the agent's organisations run."""
    filieres = Filiere.objects.filter(gestionnaire__in=perimetre(request.user, FILIERE_GERER))
    return FILIERES.reponse(request, filieres.annotate(membres=Count("rattachements")))


@ecriture(FILIERE_GERER)
def ouvrir(request: RequeteAgent) -> HttpResponse:
    gestionnaire = (
        Organisation.objects.filter(pk__in=perimetre(request.user, FILIERE_GERER)).order_by("id").first()
    )
    return _tenir(request, gestionnaire, None) if gestionnaire else redirect("avis:filieres")


@ecriture(FILIERE_GERER)
def modifier(request: RequeteAgent, pk: int) -> HttpResponse:
    siennes = Filiere.objects.filter(gestionnaire__in=perimetre(request.user, FILIERE_GERER))
    filiere = obtenir(siennes.select_related("gestionnaire"), pk=pk)
    return _tenir(request, filiere.gestionnaire, filiere)


def _tenir(request: RequeteAgent, gestionnaire: Organisation, filiere: Filiere | None) -> HttpResponse:
    form = FiliereForm(request.POST or None, initial=initial_de_la_filiere(filiere))
    if request.method == "POST" and form.is_valid():
        try:
            tenir_filiere(
                agent=request.user,
                gestionnaire=gestionnaire,
                valeurs=form.valeurs(),
                filiere=filiere,
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La filière est enregistrée.")
            return redirect("avis:filieres")
    titre = filiere.nom if filiere else "Ouvrir une filière"
    retour = reverse("avis:filieres")
    return saisie(
        request,
        form,
        titre=titre,
        texte="Heures et questions valent pour les demandes et les plannings à venir." if filiere else "",
        retour=retour,
        fil=[("Filières", retour), (titre, "")],
    )
