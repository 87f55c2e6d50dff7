"""The last place is taken once: lock the row that says how many there are, look again under the lock, then take.

    with transaction.atomic():
        prendre_place(Inscription.objects.filter(pk=pk), il_reste=lambda i: place(i).peut_prendre())
        …                                            # what takes the place, in the same transaction

Whoever comes second waits for the first to commit, then sees the place taken.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


class PlusDePlace(Exception):
    """Somebody took the last place. Carries the row, as it is now."""

    def __init__(self, ligne: Model) -> None:
        self.ligne = ligne
        super().__init__(f"No place is left on {ligne}.")


def prendre_place(ligne: QuerySet[M], *, il_reste: Callable[[M], bool]) -> M:
    """The row, locked until the end of the transaction, if a place is left on it; else raises PlusDePlace.

    `il_reste` must ask the database again: what was read before the lock is of the past. Raises the model's
    DoesNotExist when the row is gone, or is not one that the agent may lock.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A place is taken in the transaction of what takes it.")
    verrouillee = ligne.select_for_update(of=("self",)).get()
    if not il_reste(verrouillee):
        raise PlusDePlace(verrouillee)
    return verrouillee
