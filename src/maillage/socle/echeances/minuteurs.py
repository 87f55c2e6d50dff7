"""Timers: « if nobody has answered by 14:00, ask the next one ».

A service names its action with `@action_minuteur("avis.relancer")`, arms a timer with `minuteur`, and disarms it
with `annuler_minuteur` when the thing is done. The action runs once, in one transaction with the mark that it
ran: a worker killed in the middle does it again from the start, a job delivered twice does nothing the second
time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.differer import differer
from maillage.socle.echeances.enums import StatutMinuteur
from maillage.socle.echeances.models import Minuteur

F = TypeVar("F", bound=Callable[..., None])
ACTIONS: dict[str, Callable[..., None]] = {}


class ActionInconnue(LookupError):
    """No installed service declares this action."""


def action_minuteur(code: str) -> Callable[[F], F]:
    """Declare what a timer does. The function takes the timer's arguments (identifiers only) by name."""

    def inscrire(fonction: F) -> F:
        if code in ACTIONS:
            raise ValueError(f"The timer action {code!r} is declared twice.")
        ACTIONS[code] = fonction
        return fonction

    return inscrire


def minuteur(code: str, quand: dt.datetime, action: str, **arguments: int | str) -> Minuteur:
    """Arm a timer, in the transaction of the caller.

    The code identifies it (« avis.demande.12.relance.1 »): arming it again moves it, and does nothing once it
    has run. Raises ActionInconnue.
    """
    from maillage.socle.echeances.taches import declencher_minuteur

    if action not in ACTIONS:
        raise ActionInconnue(f"No timer action is called {action!r}.")
    with transaction.atomic():
        ligne, est_neuf = Minuteur.objects.select_for_update().get_or_create(
            code=code, defaults={"action": action, "arguments": arguments, "horodatage_prevu": quand}
        )
        if not est_neuf:
            inchange = (ligne.action, ligne.arguments, ligne.horodatage_prevu) == (action, arguments, quand)
            if ligne.statut == StatutMinuteur.FAIT or (ligne.statut == StatutMinuteur.ARME and inchange):
                return ligne
            ligne.action, ligne.arguments, ligne.horodatage_prevu = action, arguments, quand
            ligne.statut, ligne.horodatage_cloture = StatutMinuteur.ARME, None
            ligne.save()
        differer(
            declencher_minuteur, quand=quand, verrou=f"minuteur:{code}", code=code, prevu=quand.isoformat()
        )
    return ligne


def annuler_minuteur(code: str) -> bool:
    """Disarm. True if it was armed; False if it had run, was already disarmed, or never existed."""
    return bool(
        Minuteur.objects.filter(code=code, statut=StatutMinuteur.ARME).update(
            statut=StatutMinuteur.ANNULE, horodatage_cloture=timezone.now()
        )
    )


def declencher(code: str, prevu: dt.datetime) -> bool:
    """Run the timer if it is still armed for that instant. True if the action ran."""
    with agir_comme(agent_systeme(), motif=f"Minuteur {code}"):
        ligne = (
            Minuteur.objects.select_for_update()
            .filter(code=code, statut=StatutMinuteur.ARME, horodatage_prevu=prevu)
            .order_by("id")
            .first()
        )
        if ligne is None:
            return False
        if ligne.action not in ACTIONS:
            raise ActionInconnue(f"No timer action is called {ligne.action!r}.")
        ACTIONS[ligne.action](**ligne.arguments)
        ligne.statut, ligne.horodatage_cloture = StatutMinuteur.FAIT, timezone.now()
        ligne.save(update_fields=["statut", "horodatage_cloture"])
        return True
