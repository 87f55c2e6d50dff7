"""Sessions and surveys: what may be written, and from how many answers something may be said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

REPONSES_MINIMALES = 5
NOTE_MAXIMALE = 5
BONNE_NOTE = 4
PRESENTS_MAXIMUM = 1000


def est_publiable(reponses: int) -> bool:
    """Under five answers, what a group thinks tells what one person does."""
    return reponses >= REPONSES_MINIMALES


def est_unanime(notes: Mapping[int, int]) -> bool:
    """Everybody on the same side: however many they are, the share then tells what each one answered."""
    return part_de_bonnes_notes(notes) in (0, 1)


def debut_du_trimestre(jour: dt.date) -> dt.date:
    """Its first day: a survey is counted there, so that a day does not say which centre it was."""
    return jour.replace(month=jour.month - (jour.month - 1) % 3, day=1)


def motif_des_presents(presents: Mapping[str, int]) -> str:
    """Why these counts cannot be those of a session; empty when they can."""
    total = sum(presents.values())
    if any(nombre < 0 for nombre in presents.values()) or total > PRESENTS_MAXIMUM:
        return "Ce nombre de présents n’est pas possible."
    return "" if total else "Dites combien de personnes étaient là, rôle par rôle."


def part_de_bonnes_notes(notes: Mapping[int, int]) -> float:
    """Share of 4 and 5, between 0 and 1; mark → how many."""
    total = sum(notes.values())
    return sum(nombre for note, nombre in notes.items() if note >= BONNE_NOTE) / total if total else 0
