"""What every view of the service begins with: the hearing or the passage that the agent may see."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from maillage.metiers.audiences.droits import AUDIENCE_LIRE
from maillage.metiers.audiences.models import Audience, Audiencement, Partie
from maillage.socle.acces.exiger import exiger, obtenir
from maillage.socle.acces.vues import RequeteAgent
from maillage.socle.annuaire.models import Agent


def obtenir_audience(request: RequeteAgent, pk: int) -> Audience:
    """A hearing whose cases the agent may read: its figures alone are open to more people."""
    audience = obtenir(Audience.objects.visibles_par(request.user).select_related("chambre__parent"), pk=pk)
    exiger(request.user, AUDIENCE_LIRE, audience)
    return audience


def obtenir_passage(request: RequeteAgent, pk: int) -> Audiencement:
    return obtenir(passages_visibles(request.user), pk=pk)


def passages_visibles(agent: Agent) -> Any:
    return Audiencement.objects.visibles_par(agent).select_related(
        "audience__chambre__parent", "affaire__cle", "affaire__juridiction"
    )


def obtenir_partie(request: RequeteAgent, passage: Audiencement, pk: int) -> Partie:
    return obtenir(Partie.objects.visibles_par(request.user).filter(affaire=passage.affaire_id), pk=pk)


def noter(form: Any, erreur: ValidationError, noms: dict[str, str] | None = None) -> None:
    """A refusal goes beside its field when the form has it, else at the top."""
    if not hasattr(erreur, "error_dict"):
        form.add_error(None, erreur)
        return
    for champ, refus in erreur.error_dict.items():
        nom = (noms or {}).get(champ, champ)
        form.add_error(nom if nom in form.fields else None, refus)


def fil_audience(audience: Audience, *suite: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        ("Audiences", reverse("audiences:calendrier")),
        (str(audience), reverse("audiences:audience", args=[audience.pk])),
        *suite,
    ]


def fil_passage(passage: Audiencement, *suite: tuple[str, str]) -> list[tuple[str, str]]:
    return fil_audience(
        passage.audience, (str(passage), reverse("audiences:passage", args=[passage.pk])), *suite
    )


def url_direct(passage: Audiencement) -> str:
    return f"{reverse('audiences:direct', args=[passage.audience_id])}?dossier={passage.pk}"
