"""Drafts: what is typed is kept, sealed, on the server every few seconds, given back on return, deleted on success.

In a view:

    CLE = "medecine_legale.acte.nouveau"
    brouillon = charger(request.user, CLE)
    form = ActeForm(request.POST or None, initial=initial_de(brouillon))
    if request.method == "POST" and form.is_valid():
        ...
        effacer(request.user, CLE)

In the template: `<form method="post" data-brouillon="{% url 'interface:brouillon' cle %}">`, and inside it
`{% include "interface/composants/brouillon.html" %}` with `cle` and `brouillon` in the context.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.models import Brouillon

CONSERVATION = dt.timedelta(days=30)
VALEURS_MAXIMALES = 500
CARACTERES_MAXIMAUX = 100_000
JAMAIS_GARDES = ("csrfmiddlewaretoken", "password", "mot_de_passe", "otp", "code_secret")


def charger(agent: Agent, formulaire: str) -> Brouillon | None:
    """Return the agent's draft of this form, unless it is too old."""
    return (
        Brouillon.objects.visibles_par(agent)
        .filter(formulaire=formulaire, horodatage_modification__gte=timezone.now() - CONSERVATION)
        .first()
    )


def initial_de(brouillon: Brouillon | None) -> dict[str, Any]:
    """Return the initial values of a form: single values as they were typed, several as a list."""
    if brouillon is None:
        return {}
    return {nom: valeurs[0] if len(valeurs) == 1 else valeurs for nom, valeurs in brouillon.saisie.items()}


def enregistrer(agent: Agent, formulaire: str, saisie: QueryDict) -> Brouillon | None:
    """Keep what is typed; nothing is kept when every field is empty. Raises ValueError when it is too long."""
    valeurs = {
        nom: remplies
        for nom, liste in saisie.lists()
        if not nom.lower().startswith(JAMAIS_GARDES)
        if (remplies := [str(valeur) for valeur in liste if valeur])
    }
    taille = sum(len(valeur) for liste in valeurs.values() for valeur in liste)
    if len(valeurs) > VALEURS_MAXIMALES or taille > CARACTERES_MAXIMAUX:
        raise ValueError("Draft too long.")
    if not valeurs:
        effacer(agent, formulaire)
        return None
    sien = Brouillon(agent=agent, formulaire=formulaire)
    sien.saisie = valeurs
    brouillon, _ = Brouillon.objects.update_or_create(
        agent=agent, formulaire=formulaire, defaults={"contenu": sien.contenu}
    )
    return brouillon


def oublier_anciens(agent: Agent) -> int:
    """Delete those that this agent never came back to."""
    anciens = timezone.now() - CONSERVATION
    return Brouillon.objects.filter(agent=agent, horodatage_modification__lt=anciens).delete()[0]


def effacer(agent: Agent, formulaire: str) -> None:
    """Forget the draft, and with it those of the same agent that are too old."""
    anciens = Q(horodatage_modification__lt=timezone.now() - CONSERVATION)
    Brouillon.objects.filter(Q(formulaire=formulaire) | anciens, agent=agent).delete()
