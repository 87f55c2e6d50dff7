"""What the practitioner does once it is sent: complete, close, reopen, stop, follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from maillage.metiers.avis.actions import demandes as actions
from maillage.metiers.avis.actions import suites
from maillage.metiers.avis.actions.coffre import Coffre
from maillage.metiers.avis.documents import LETTRE
from maillage.metiers.avis.droits import DEMANDE_ENVOYER, DEMANDE_PREPARER
from maillage.metiers.avis.enums.demandes import SensMessage
from maillage.metiers.avis.forms.demandes import (
    AdressageForm,
    AnnulationForm,
    ClotureForm,
    MessageForm,
    SuiviForm,
    lire_fichiers,
)
from maillage.metiers.avis.models import Adressage, Demande, Message, Suivi
from maillage.metiers.avis.views.commun import fil_demande, lien, noter, obtenir_demande, saisie
from maillage.socle.acces.exiger import exiger, obtenir
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.acces.vues import RequeteAgent, ecriture
from maillage.socle.documents.production import produire
from maillage.socle.interface import brouillons
from maillage.socle.journal.traces import tracer_lecture


def _obtenir(request: RequeteAgent, pk: int, droit: Droit) -> Demande:
    demande = obtenir_demande(request, pk)
    exiger(request.user, droit, demande.requerant)
    return demande


def _faire(
    request: RequeteAgent, form: Any, demande: Demande, geste: Callable[[], object], fait: str, **page: Any
) -> HttpResponse:
    """The form until it is right, then the gesture, then back to the request. `cle`: what is typed is kept."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # a file refused leaves neither the others nor the message
                geste()
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            if cle := page.get("cle"):
                brouillons.effacer(request.user, cle)
            messages.success(request, fait)
            return redirect(lien(demande))
    fil = fil_demande(request.user, demande, (page["titre"], ""))
    return saisie(request, form, retour=lien(demande), fil=fil, **page)


def _message(request: RequeteAgent, cle: str) -> tuple[MessageForm, dict[str, Any]]:
    """A message as it was left, and what its page needs to keep it."""
    brouillon = brouillons.charger(request.user, cle)
    form = MessageForm(request.POST or None, request.FILES or None, initial=brouillons.initial_de(brouillon))
    return form, {"cle": cle, "brouillon": brouillon}


def _question_posee(request: RequeteAgent, demande: Demande) -> str:
    """What the specialist asked last, beside the answer to it; read as the record is."""
    tracer_lecture(demande, request.user, organisation_id=demande.requerant_id, motif="Complément")
    dernier = Message.objects.filter(demande=demande, sens=SensMessage.DEMANDE).last()
    texte = Coffre.de(demande).ouvrir(dernier.contenu).get("texte", "") if dernier else ""
    return f"{demande.specialiste} : « {texte} »" if texte else ""


@ecriture(DEMANDE_ENVOYER)
def complement(request: RequeteAgent, pk: int) -> HttpResponse:
    demande = _obtenir(request, pk, DEMANDE_ENVOYER)
    form, garde = _message(request, f"avis.complement.{pk}")

    def geste() -> None:
        pieces = lire_fichiers(form.cleaned_data["pieces"])
        actions.joindre_plusieurs(agent=request.user, demande=demande, pieces=pieces)
        actions.apporter_complement(agent=request.user, demande=demande, texte=form.cleaned_data["texte"])

    return _faire(
        request, form, demande, geste, "Votre complément est envoyé.",
        titre="Répondre au spécialiste", libelle="Envoyer", est_fichier=True,
        texte=_question_posee(request, demande), **garde,
    )  # fmt: skip


@ecriture(DEMANDE_ENVOYER)
def rouvrir(request: RequeteAgent, pk: int) -> HttpResponse:
    demande = _obtenir(request, pk, DEMANDE_ENVOYER)
    form, garde = _message(request, f"avis.reouverture.{pk}")

    def geste() -> None:
        suites.rouvrir(agent=request.user, demande=demande, texte=form.cleaned_data["texte"])
        pieces = lire_fichiers(form.cleaned_data["pieces"])
        actions.joindre_plusieurs(agent=request.user, demande=demande, pieces=pieces)

    return _faire(
        request, form, demande, geste, "Votre question est envoyée au même spécialiste.",
        titre="Poser une nouvelle question", libelle="Envoyer", est_fichier=True,
        texte=f"Elle va à {demande.specialiste}, qui a déjà répondu.", **garde,
    )  # fmt: skip


@ecriture(DEMANDE_ENVOYER)
def clore(request: RequeteAgent, pk: int) -> HttpResponse:
    demande = _obtenir(request, pk, DEMANDE_ENVOYER)
    form = ClotureForm(request.POST or None)
    return _faire(
        request, form, demande,
        lambda: suites.clore(agent=request.user, demande=demande, bilan=suites.Bilan(**form.cleaned_data)),
        "Merci. La demande est clôturée.",
        titre="Ce que la réponse a changé", libelle="Clôturer",
        texte="Deux questions suffisent. Vos réponses servent à savoir si ce service est utile.",
    )  # fmt: skip


@ecriture(DEMANDE_PREPARER)
def annuler(request: RequeteAgent, pk: int) -> HttpResponse:
    demande = _obtenir(request, pk, DEMANDE_PREPARER)
    form = AnnulationForm(request.POST or None)
    return _faire(
        request, form, demande,
        lambda: actions.annuler(agent=request.user, demande=demande, motif=form.cleaned_data["motif"]),
        "La demande est annulée.",
        titre="Annuler la demande", libelle="Annuler la demande", renoncer="Garder la demande",
    )  # fmt: skip


@ecriture(DEMANDE_PREPARER)
def suivi(request: RequeteAgent, pk: int) -> HttpResponse:
    demande = _obtenir(request, pk, DEMANDE_PREPARER)
    ligne = obtenir(Suivi.objects.visibles_par(request.user), demande=demande)
    form = SuiviForm(request.POST or None, initial={"recours": ligne.recours})
    return _faire(
        request, form, demande,
        lambda: suites.repondre_suivi(agent=request.user, suivi=ligne, recours=form.cleaned_data["recours"]),
        "Merci : le suivi est enregistré.",
        titre="Trente jours après", libelle="Enregistrer",
        texte=f"{demande.identite.repere}. Une seule question, pour vérifier que la réponse était sûre.",
    )  # fmt: skip


@ecriture(DEMANDE_PREPARER)
def adressage(request: RequeteAgent, pk: int, adressage: int) -> HttpResponse:
    demande = _obtenir(request, pk, DEMANDE_PREPARER)
    ligne = obtenir(Adressage.objects.visibles_par(request.user), pk=adressage, demande=demande)
    form = AdressageForm(
        request.POST or None, initial={"statut": ligne.statut, "date_rendez_vous": ligne.date_rendez_vous}
    )
    return _faire(
        request, form, demande,
        lambda: suites.suivre_adressage(agent=request.user, adressage=ligne, **form.cleaned_data),
        "L’adressage est à jour.", titre="Suivre la consultation",
        texte=f"{ligne.discipline or demande.filiere.nom}, {ligne.get_delai_display().lower()}.",
    )  # fmt: skip


@require_POST
@ecriture(DEMANDE_ENVOYER)
def lettre(request: RequeteAgent, pk: int, adressage: int) -> HttpResponse:
    demande = _obtenir(request, pk, DEMANDE_ENVOYER)
    ligne = obtenir(
        Adressage.objects.visibles_par(request.user).select_related(
            "demande__cle", "demande__filiere", "avis__specialiste__personne", "requerant"
        ),
        pk=adressage,
        demande=demande,
    )
    document = produire(LETTRE.code, ligne, agent=request.user)
    messages.success(request, f"La lettre {document.numero} est prête.")
    return redirect("documents:fiche", document.pk)


@ecriture(DEMANDE_ENVOYER)
def reorienter(request: RequeteAgent, pk: int) -> HttpResponse:
    """The patient gets worse: the page says « le 15 » before anything else."""
    demande = _obtenir(request, pk, DEMANDE_ENVOYER)
    return _confirmer(
        request, demande, lambda: actions.reorienter(agent=request.user, demande=demande),
        fait="La demande est arrêtée : le patient est orienté en urgence.",
        titre="Le patient s’aggrave", libelle="J’ai orienté le patient en urgence", est_urgent=True,
        texte="Cette demande s’arrête, et le spécialiste en est prévenu.",
    )  # fmt: skip


@ecriture(DEMANDE_PREPARER)
def retirer_consentement(request: RequeteAgent, pk: int) -> HttpResponse:
    demande = _obtenir(request, pk, DEMANDE_PREPARER)
    return _confirmer(
        request, demande, lambda: actions.retirer_consentement(agent=request.user, demande=demande),
        fait="Le retrait est enregistré.",
        titre="Le patient retire son accord", libelle="Enregistrer le retrait",
        texte="Une demande sans réponse s’arrête aussitôt. Une réponse déjà donnée reste au dossier du patient.",
    )  # fmt: skip


def _confirmer(
    request: RequeteAgent, demande: Demande, geste: Callable[[], object], *, fait: str, **page: Any
) -> HttpResponse:
    if request.method == "POST":
        try:
            geste()
            messages.success(request, fait)
        except ValidationError as erreur:
            messages.error(request, " ".join(erreur.messages))
        return redirect(lien(demande))
    contexte = {
        "est_urgent": False,
        **page,
        "retour": lien(demande),
        "fil": fil_demande(request.user, demande, (page["titre"], "")),
    }
    return render(request, "avis/confirmer.html", contexte)
