"""What a list held on a day. Kept in memory until its next edition; one small query a call tells the edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils import timezone

from maillage.socle.echanges.models import Edition, Entree


class ValeurReference(NamedTuple):
    """One entry of a list."""

    code: str
    libelle: str
    complement: Mapping[str, Any]
    est_a_confirmer: bool


def valeurs(liste: str, jour: dt.date | None = None) -> tuple[ValeurReference, ...]:
    """Entries in force on that day (today by default), in the order of the list."""
    edition = (
        Edition.objects.filter(referentiel__code=liste)
        .order_by("-id")
        .values_list("id", "horodatage_creation")
        .first()
    )
    return _valeurs(liste, jour or timezone.localdate(), edition) if edition else ()


@lru_cache(maxsize=256)
def _valeurs(liste: str, jour: dt.date, edition: tuple[int, dt.datetime]) -> tuple[ValeurReference, ...]:  # noqa: ARG001 (part of the cache's key)
    entrees = Entree.objects.filter(referentiel__code=liste).en_vigueur(jour).order_by("ordre", "code", "id")
    return tuple(ValeurReference(e.code, e.libelle, e.complement, e.est_a_confirmer) for e in entrees)


def libelles(liste: str, jour: dt.date | None = None) -> dict[str, str]:
    """Code → label on that day."""
    return {valeur.code: valeur.libelle for valeur in valeurs(liste, jour)}


def libelle(liste: str, code: str, jour: dt.date | None = None) -> str:
    """Label of a code on that day; the code itself when the list does not know it."""
    return libelles(liste, jour).get(code, code)
