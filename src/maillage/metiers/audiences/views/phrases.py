"""The library of sentences."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator

from maillage.metiers.audiences.actions import phrases as actions
from maillage.metiers.audiences.droits import AUDIENCE_TENIR
from maillage.metiers.audiences.forms.phrases import FiltrePhrase, PhraseForm
from maillage.metiers.audiences.models import Phrase
from maillage.metiers.audiences.views.acces import noter
from maillage.metiers.audiences.views.calendrier import saisie
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.interface.listes import ActionListe, Colonne, Liste

PHRASES = Liste(
    code="audiences.phrase",
    titre="Phrases",
    nom=("phrase", "phrases"),
    colonnes=[
        Colonne("raccourci", "Raccourci", tri=True, valeur=lambda p: f"#{p.raccourci}"),
        Colonne("texte", "Phrase", valeur=lambda p: Truncator(p.texte).chars(120)),
        Colonne("partage", "Partagée avec", valeur=lambda p: p.nom_chambre or "Moi seulement"),
    ],
    tri="raccourci",
    lien=lambda phrase: reverse("audiences:phrase_modifier", args=[phrase.pk]),
    filtre=FiltrePhrase,
    nouveau=ActionListe("Ajouter une phrase", "audiences:phrase_ajouter", AUDIENCE_TENIR),
    titre_vide="Aucune phrase",
    vide="Gardez une phrase que vous écrivez souvent : « # » et son raccourci la mettent dans la note.",
)


@lecture(AUDIENCE_TENIR)
def liste(request: RequeteAgent) -> HttpResponseBase:
    visibles = Phrase.objects.visibles_par(request.user).annotate(nom_chambre=F("chambre__nom"))
    return PHRASES.reponse(request, visibles)


@ecriture(AUDIENCE_TENIR)
def ajouter(request: RequeteAgent) -> HttpResponse:
    form = PhraseForm(request.POST or None, agent=request.user)
    return _garder(request, form, None, "Ajouter une phrase")


@ecriture(AUDIENCE_TENIR)
def modifier(request: RequeteAgent, pk: int) -> HttpResponse:
    phrase = _obtenir(request, pk)
    initial = {"raccourci": phrase.raccourci, "texte": phrase.texte, "chambre": phrase.chambre_id}
    form = PhraseForm(request.POST or None, agent=request.user, initial=initial)
    return _garder(request, form, phrase, "Modifier une phrase")


def _obtenir(request: RequeteAgent, pk: int) -> Phrase:
    return obtenir(Phrase.objects.visibles_par(request.user).select_related("chambre"), pk=pk)


def _garder(request: RequeteAgent, form: PhraseForm, phrase: Phrase | None, titre: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            actions.garder_phrase(agent=request.user, phrase=phrase, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La phrase est gardée.")
            return redirect("audiences:phrases")
    contexte: dict[str, Any] = {"fil": [("Phrases", reverse("audiences:phrases")), (titre, "")]}
    if phrase is not None:
        contexte |= {"url_retirer": reverse("audiences:phrase_retirer", args=[phrase.pk])}
    return saisie(request, form, titre=titre, retour=reverse("audiences:phrases"), **contexte)


@ecriture(AUDIENCE_TENIR)
def retirer(request: RequeteAgent, pk: int) -> HttpResponse:
    phrase = _obtenir(request, pk)
    if request.method == "POST":
        actions.retirer_phrase(agent=request.user, phrase=phrase)
        messages.success(request, "La phrase est retirée. Les notes où elle sert ne changent pas.")
        return redirect("audiences:phrases")
    contexte = {
        "titre": f"Retirer la phrase {phrase}",
        "texte": "Les notes où elle sert déjà ne changent pas.",
        "libelle": "Retirer",
        "retour": reverse("audiences:phrase_modifier", args=[pk]),
        "fil": [("Phrases", reverse("audiences:phrases")), ("Retirer", "")],
    }
    return render(request, "audiences/confirmer.html", contexte)
