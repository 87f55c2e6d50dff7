"""What the pages of the service share: badges, the record one may see, where a refusal goes, a form on one page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from maillage.metiers.numerisation.enums.dossiers import EtatDossier
from maillage.metiers.numerisation.models import Dossier
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.vues import RequeteAgent
from maillage.socle.interface.composants import Badge, Ton

Fil = list[tuple[str, str]]
TONS: dict[str, Ton] = {
    EtatDossier.INVENTORIE: "neutre",
    EtatDossier.EN_TRI: "attention",
    EtatDossier.REFUSE: "erreur",
    EtatDossier.SCELLE: "succes",
    EtatDossier.INTEGRE: "succes",
    EtatDossier.DETRUIT: "neutre",
}


def badge_dossier(dossier: Dossier) -> Badge:
    """The state; an open incident and a hold come before it."""
    if dossier.incidents_ouverts:
        return Badge("Incident ouvert", "erreur")
    if dossier.est_retenu:
        return Badge("Retenu", "attention")
    return Badge(str(dossier.get_etat_display()), TONS.get(dossier.etat, "info"))


def obtenir_dossier(request: RequeteAgent, pk: int) -> Dossier:
    visibles = Dossier.objects.visibles_par(request.user)
    return obtenir(visibles.select_related("centre", "campagne", "prestataire", "boite", "cle"), pk=pk)


def lien(dossier: Dossier) -> str:
    return reverse("numerisation:dossier", args=[dossier.pk])


def fil_dossier(dossier: Dossier, *suite: tuple[str, str]) -> Fil:
    return [("Dossiers", reverse("numerisation:dossiers")), (str(dossier), lien(dossier)), *suite]


def refuser(request: HttpRequest, erreur: ValidationError) -> None:
    """A refusal said at the top of the next page."""
    messages.error(request, " ".join(erreur.messages))


def noter(form: Any, erreur: ValidationError, noms: dict[str, str] | None = None) -> None:
    """A refusal goes beside its field when the form has it, under another name maybe, else at the top."""
    if not hasattr(erreur, "error_dict"):
        form.add_error(None, erreur)
        return
    for champ, refus in erreur.error_dict.items():
        nom = (noms or {}).get(champ, champ)
        form.add_error(nom if nom in form.fields else None, refus)


def saisie(request: HttpRequest, form: forms.Form, **contexte: Any) -> HttpResponse:
    """A form on one page; 422 when it was refused, so that what was typed is kept."""
    statut = 422 if form.errors else 200
    donnees = {"libelle": "Enregistrer", "texte": "", "est_fichier": False, **contexte, "form": form}
    return render(request, "numerisation/saisie.html", donnees, status=statut)
