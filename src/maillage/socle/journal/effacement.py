"""Erasing, at the end of retention, what the journal copied of records; who did what and when stays, and verifies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import connection


def effacer_contenus(table: str, identifiants: Sequence[int]) -> int:
    """Erase the content and the reason of every event about these rows of this table; returns how many events.

    For jobs of the technical account, inside `agir_comme`: PostgreSQL refuses anybody else. Twice is once.
    """
    return _effacer(table, identifiants, motifs_seuls=False)


def effacer_motifs(table: str, identifiants: Sequence[int]) -> int:
    """Erase the reasons alone, of rows that stay as evidence. `effacer_contenus` no longer touches these events."""
    return _effacer(table, identifiants, motifs_seuls=True)


def _effacer(table: str, identifiants: Sequence[int], *, motifs_seuls: bool) -> int:
    if not identifiants:
        return 0
    with connection.cursor() as curseur:
        curseur.execute("SELECT journal_effacer(%s, %s, %s)", [table, list(identifiants), motifs_seuls])
        return int(curseur.fetchone()[0])


def agents_connectes(depuis: dt.datetime) -> frozenset[int]:
    """Agents who signed in since then; for jobs of the technical account."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT journal_agents_connectes(%s)", [depuis])
        return frozenset(identifiant for (identifiant,) in curseur.fetchall())
