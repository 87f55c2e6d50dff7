"""What the pages of the service share: the way back, where a refusal goes, a form on one page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Fil = list[tuple[str, str]]


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
