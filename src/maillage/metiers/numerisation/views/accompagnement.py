"""Sessions of training and of information; surveys of a centre."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.commun.textes import compter, pourcentage
from maillage.metiers.numerisation.actions import satisfaction, seances
from maillage.metiers.numerisation.droits import (
    SATISFACTION_MENER,
    SATISFACTION_REPONDRE,
    SEANCE_LIRE,
    SEANCE_TENIR,
)
from maillage.metiers.numerisation.enums.accompagnement import EtatEnquete
from maillage.metiers.numerisation.forms.accompagnement import (
    EnqueteForm,
    FiltreSeance,
    ReponseForm,
    SeanceForm,
)
from maillage.metiers.numerisation.forms.dossiers import centres_de
from maillage.metiers.numerisation.models import Campagne, Enquete, Seance
from maillage.metiers.numerisation.regles.accompagnement import REPONSES_MINIMALES
from maillage.metiers.numerisation.views.commun import noter, refuser, saisie
from maillage.socle.acces.exiger import AccesRefuse, exiger, obtenir
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture
from maillage.socle.documents.pieces import montrer
from maillage.socle.interface.composants import Badge, Ton
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, lien_vers
from maillage.socle.journal.traces import tracer_lecture

ENQUETES_MONTREES = 100
TONS: dict[str, Ton] = {EtatEnquete.OUVERTE: "attention", EtatEnquete.PUBLIEE: "succes"}

SEANCES = Liste(
    code="numerisation.seance",
    titre="Formation et communication",
    nom=("séance", "séances"),
    colonnes=[
        Colonne("date", "Date", tri=True, genre="date"),
        Colonne("genre", "Genre", valeur=lambda s: s.get_genre_display()),
        Colonne("sujet", "Sujet"),
        Colonne("centre", "Centre", valeur=lambda s: s.centre.nom if s.centre else "Tout le service"),
        Colonne("nombre_presents", "Présents", genre="nombre"),
        Colonne("piece", "Pièce", valeur=lambda s: "jointe" if s.empreinte else ""),
    ],
    tri="-date",
    lien=lien_vers("numerisation:seance"),
    filtre=FiltreSeance,
    nouveau=ActionListe("Enregistrer une séance", "numerisation:seance_enregistrer", SEANCE_TENIR),
    est_exportable=False,
    titre_vide="Aucune séance pour l’instant",
    vide="Une séance enregistrée ici est une preuve du dossier de l’auditeur.",
)


@lecture(SEANCE_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    return SEANCES.reponse(request, Seance.objects.visibles_par(request.user).select_related("centre"))


@ecriture(SEANCE_TENIR)
def seance_enregistrer(request: RequeteAgent) -> HttpResponse:
    siens = perimetre(request.user, SEANCE_TENIR)
    centres = centres_de(request.user, SEANCE_TENIR)
    services = {centre.service_id for centre in centres}
    campagnes = list(Campagne.objects.filter(service__in=services).order_by("-date_debut", "pk"))
    if not campagnes:
        raise AccesRefuse("Aucun centre ne participe à une campagne de numérisation.")
    form = SeanceForm(
        request.POST or None,
        request.FILES or None,
        campagnes=campagnes,
        centres=centres,
        est_du_service=services <= siens,
    )
    if request.method == "POST" and form.is_valid():
        try:
            ecrite = seances.enregistrer(agent=request.user, **form.donnees)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La séance est enregistrée.")
            return redirect("numerisation:seance", ecrite.pk)
    contexte = {
        "form": form,
        "titre": "Enregistrer une séance",
        "libelle": "Enregistrer",
        "retour": reverse("numerisation:seances"),
        "fil": [("Formation et communication", reverse("numerisation:seances")), ("Enregistrer", "")],
    }
    return render(request, "numerisation/seance_saisie.html", contexte, status=422 if form.errors else 200)


def _seance(request: RequeteAgent, pk: int) -> Seance:
    vues = Seance.objects.visibles_par(request.user)
    return obtenir(vues.select_related("centre", "service", "campagne", "cle", "auteur__personne"), pk=pk)


@lecture(SEANCE_LIRE)
def seance(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _seance(request, pk)
    contexte = {
        "seance": ici,
        "titre": ici.sujet,
        "lieu": ici.centre.nom if ici.centre else f"{ici.service.nom}, tous les centres",
        "presents": [
            (r.libelle, ici.presents[r.code]) for r in seances.roles_presents() if r.code in ici.presents
        ],
        "total": compter(ici.nombre_presents, "personne"),
        "fil": [("Formation et communication", reverse("numerisation:seances")), (str(ici), "")],
    }
    return render(request, "numerisation/seance.html", contexte)


@consultation(SEANCE_LIRE)
def seance_piece(request: RequeteAgent, pk: int) -> HttpResponse:
    """The paper that proves a session; it may name who came."""
    ici = _seance(request, pk)
    if not ici.empreinte:
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    tracer_lecture(ici, request.user, organisation_id=ici.service_id, motif="Pièce d’une séance")
    return montrer(seances.piece_de(ici), ici.type_contenu, f"seance-{ici.pk}")


# --- surveys


@lecture(SATISFACTION_MENER)
def enquetes(request: RequeteAgent) -> HttpResponse:
    """Open ones, then what the closed ones said."""
    siennes = Enquete.objects.filter(service__in=perimetre(request.user, SATISFACTION_MENER))
    montrees = list(siennes.select_related("centre").order_by("-pk")[:ENQUETES_MONTREES])
    resultats = satisfaction.resultats(montrees)
    contexte = {
        "enquetes": [_vue(enquete, resultats.get(enquete.pk, [])) for enquete in montrees],
        "minimum": REPONSES_MINIMALES,
    }
    return render(request, "numerisation/enquetes.html", contexte)


def _vue(enquete: Enquete, resultats: list[tuple[str, float | None]]) -> dict[str, Any]:
    return {
        "enquete": enquete,
        "badge": Badge(str(enquete.get_etat_display()), TONS.get(enquete.etat, "neutre")),
        "est_ouverte": enquete.etat == EtatEnquete.OUVERTE,
        "reponses": compter(enquete.reponses, "réponse"),
        "resultats": [
            (question, "avis unanimes, non montrés" if part is None else pourcentage(part))
            for question, part in resultats
        ],
    }


@ecriture(SATISFACTION_MENER)
def enquete_ouvrir(request: RequeteAgent) -> HttpResponse:
    form = EnqueteForm(request.POST or None, centres=centres_de(request.user, SATISFACTION_MENER))
    if request.method == "POST" and form.is_valid():
        try:
            ouverte = satisfaction.ouvrir(
                agent=request.user, centre=form.centres[form.cleaned_data["centre"]]
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(
                request, f"L’enquête est ouverte : {ouverte.centre.nom} la voit sur son accueil."
            )
            return redirect("numerisation:enquetes")
    return saisie(
        request, form, titre="Ouvrir une enquête", libelle="Ouvrir", retour=reverse("numerisation:enquetes"),
        texte="Trois questions, une réponse par personne. Nul ne saura qui a répondu quoi : seuls des comptes sont "
        f"gardés, et rien n’est montré avant la clôture, ni au-dessous de {REPONSES_MINIMALES} réponses.",
        fil=[("Satisfaction", reverse("numerisation:enquetes")), ("Ouvrir", "")],
    )  # fmt: skip


@require_POST
@ecriture(SATISFACTION_MENER)
def enquete_clore(request: RequeteAgent, pk: int) -> HttpResponse:
    siennes = Enquete.objects.filter(service__in=perimetre(request.user, SATISFACTION_MENER))
    try:
        close = satisfaction.clore(
            agent=request.user, enquete=obtenir(siennes.select_related("service"), pk=pk)
        )
    except ValidationError as erreur:
        refuser(request, erreur)
    else:
        publiee = close.etat == EtatEnquete.PUBLIEE
        effacee = f"Moins de {REPONSES_MINIMALES} réponses : elles sont effacées, rien n’en est montré."
        messages.success(request, "L’enquête est close." if publiee else effacee)
    return redirect("numerisation:enquetes")


@ecriture(SATISFACTION_REPONDRE)
def enquete_repondre(request: RequeteAgent, pk: int) -> HttpResponse:
    """Once a person, and nobody knows what he said."""
    ici = obtenir(satisfaction.a_repondre(request.user).select_related("centre"), pk=pk)
    exiger(request.user, SATISFACTION_REPONDRE, ici.centre)
    form = ReponseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            satisfaction.repondre(agent=request.user, enquete=ici, notes=form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "Merci : votre réponse est comptée avec celles des autres.")
            return redirect("numerisation:aujourdhui")
    return saisie(
        request, form, titre="Votre avis sur la numérisation", libelle="Répondre",
        retour=reverse("numerisation:aujourdhui"),
        texte=f"{ici.centre.nom}. Votre nom n’est pas gardé avec vos notes : elles s’ajoutent à un compte.",
        fil=[("Aujourd’hui", reverse("numerisation:aujourdhui")), ("Votre avis", "")],
    )  # fmt: skip
