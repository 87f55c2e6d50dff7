"""What the pages of accounts share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from maillage.socle.acces.comptes.forms import libelle_habilitation
from maillage.socle.acces.vues import RequeteAgent
from maillage.socle.annuaire.models import Habilitation


def essayer(formulaire: forms.Form, verbe: Callable[[], Any]) -> bool:
    """Run an action; what it refuses is shown on the form. True when it was done."""
    try:
        verbe()
    except ValidationError as refus:
        champs = refus.message_dict if hasattr(refus, "error_dict") else {}
        for champ, textes in champs.items():
            formulaire.add_error(champ if champ in formulaire.fields else None, textes)
        if not champs:
            formulaire.add_error(None, refus)
        return False
    return True


def page_formulaire(
    request: RequeteAgent, titre: str, formulaire: forms.Form, libelle: str, retour: str, **contexte: Any
) -> HttpResponse:
    """Show one form and its two ways out."""
    return render(
        request,
        "comptes/formulaire.html",
        {"titre": titre, "form": formulaire, "libelle": libelle, "retour": retour, **contexte},
        status=422 if formulaire.errors else 200,
    )


def lignes(habilitations: list[Habilitation]) -> list[dict[str, Any]]:
    """What a list says of each habilitation."""
    aujourd_hui = timezone.localdate()
    return [
        {
            "habilitation": h,
            "libelle": libelle_habilitation(h),
            "est_echue": bool(h.date_fin and h.date_fin < aujourd_hui),
            "est_future": h.date_debut > aujourd_hui,
            "delegant": h.delegation_de.agent if h.delegation_de else None,
        }
        for h in habilitations
    ]
