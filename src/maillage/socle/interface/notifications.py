"""In-app notifications: one line under the bell, leading to the record. No personal data in the text."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.models import Notification

CONSERVATION = dt.timedelta(days=365)


def notifier(agent: Agent, texte: str, url: str = "") -> Notification:
    """Tell an agent something. Written in the current transaction; the row belongs to its recipient alone.

    `url` is an address of this site (`/…`). Calling it twice tells twice: jobs check before.
    """
    if url and (not url.startswith("/") or url.startswith("//")):
        raise ValueError("A notification leads to a page of this site.")
    with agir_comme(agent):
        return Notification.objects.create(agent=agent, texte=texte, url=url)


def marquer_lues(agent: Agent, *, pk: int | None = None) -> int:
    """Mark one notification, or all of them, as read."""
    non_lues = Notification.objects.visibles_par(agent).filter(horodatage_lecture=None)
    if pk is not None:
        non_lues = non_lues.filter(pk=pk)
    return non_lues.update(horodatage_lecture=timezone.now())


def oublier_anciennes(agent: Agent) -> int:
    """Delete those that are a year old, read or not: the records they lead to follow their own retention."""
    with agir_comme(agent):
        anciennes = Notification.objects.visibles_par(agent).filter(
            horodatage__lt=timezone.now() - CONSERVATION
        )
        return anciennes.delete()[0]
