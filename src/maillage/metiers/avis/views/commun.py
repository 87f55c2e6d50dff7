"""What the pages of the service share: badges, instants in words, the way back, a form on one page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from maillage.metiers.avis.droits import AVIS_LIRE, AVIS_RENDRE, DEMANDE_PREPARER
from maillage.metiers.avis.enums.demandes import StatutDemande
from maillage.metiers.avis.enums.urgences import Urgence
from maillage.metiers.avis.models import Demande
from maillage.socle.acces.exiger import exiger, obtenir, peut
from maillage.socle.acces.vues import RequeteAgent
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.composants import Badge, Ton

Fil = list[tuple[str, str]]
TONS: dict[str, Ton] = {
    StatutDemande.BROUILLON: "neutre",
    StatutDemande.PUBLIEE: "attention",
    StatutDemande.PROPOSEE: "info",
    StatutDemande.PRISE: "info",
    StatutDemande.COMPLEMENT: "attention",
    StatutDemande.REPONDUE: "succes",
    StatutDemande.CLOTUREE: "neutre",
    StatutDemande.ANNULEE: "neutre",
    StatutDemande.REORIENTEE: "erreur",
}
COTE_SPECIALISTE = {StatutDemande.PRISE: "À répondre", StatutDemande.REPONDUE: "Réponse donnée"}
URGENCES: dict[str, Ton] = {
    Urgence.PRIORITAIRE: "erreur",
    Urgence.RAPIDE: "attention",
    Urgence.STANDARD: "neutre",
}


def badge(demande: Demande, *, est_specialiste: bool = False) -> Badge:
    statut = StatutDemande(demande.statut)
    libelle = COTE_SPECIALISTE.get(statut, str(statut.label)) if est_specialiste else str(statut.label)
    return Badge(libelle, TONS[statut])


def badge_urgence(demande: Demande) -> Badge:
    return Badge(str(demande.get_urgence_display()), URGENCES[demande.urgence])


def obtenir_demande(request: RequeteAgent, pk: int) -> Demande:
    """A request that the agent asks or answers: coordinators see it elsewhere, without what it says."""
    demande = obtenir(
        Demande.objects.visibles_par(request.user).select_related(
            "filiere", "gestionnaire", "requerant", "requis", "cle", "praticien__personne",
            "specialiste__personne", "question", "identite",
        ),
        pk=pk,
    )  # fmt: skip
    exiger(request.user, AVIS_LIRE, demande)
    return demande


def est_du_requerant(agent: Agent, demande: Demande) -> bool:
    return peut(agent, DEMANDE_PREPARER, demande.requerant)


def est_du_requis(agent: Agent, demande: Demande) -> bool:
    return demande.requis is not None and peut(agent, AVIS_RENDRE, demande.requis)


def fil_demande(agent: Agent, demande: Demande, *suite: tuple[str, str]) -> Fil:
    if est_du_requerant(agent, demande):
        racine = ("Mes demandes", reverse("avis:demandes"))
    else:
        racine = ("À traiter", reverse("avis:a_traiter"))
    return [racine, (str(demande), lien(demande)), *suite]


def lien(demande: Demande) -> str:
    return reverse("avis:demande", args=[demande.pk])


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
    donnees = {"libelle": "Enregistrer", "texte": "", "cle": "", "brouillon": None, **contexte, "form": form}
    return render(request, "avis/saisie.html", donnees, status=statut)
