"""Training: short modules with simulated cases, graded. They are content of the product, with a version."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

SEUIL = 2 / 3
"""Share of right answers that passes."""
VALIDITE = dt.timedelta(days=365)
OUVRENT_LA_GARDE = frozenset({"repondre", "confidentialite"})
"""Modules that a specialist passes before he is on duty."""


@dataclass(frozen=True, slots=True)
class CasSimule:
    """A situation, one question, its choices; which is right, and why."""

    situation: str
    question: str
    choix: tuple[str, ...]
    bonne: int
    explication: str


@dataclass(frozen=True, slots=True)
class Module:
    code: str
    titre: str
    version: int
    minutes: int
    roles: frozenset[str]
    points: tuple[str, ...]
    cas: tuple[CasSimule, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """How many were right, whether it passes, and which were wrong."""

    bonnes: int
    questions: int
    fautes: tuple[int, ...]

    @property
    def est_reussi(self) -> bool:
        return self.questions > 0 and self.bonnes >= SEUIL * self.questions


def lire_module(chemin: Path) -> Module:
    """A module from its file. Raises ValueError when a case has no right answer among its choices."""
    lu = tomllib.loads(chemin.read_text(encoding="utf-8"))
    cas = tuple(
        CasSimule(un["situation"], un["question"], tuple(un["choix"]), un["bonne"], un["explication"])
        for un in lu["cas"]
    )
    if any(not 0 <= un.bonne < len(un.choix) for un in cas):
        raise ValueError(f"{chemin.name}: a case has no right answer.")
    return Module(
        chemin.stem,
        lu["titre"],
        lu["version"],
        lu["minutes"],
        frozenset(lu["roles"]),
        tuple(lu["points"]),
        cas,
    )


def corriger(module: Module, reponses: Mapping[int, int]) -> Correction:
    """Grade the answers given, by rank of the case. What is not answered is wrong."""
    fautes = tuple(rang for rang, cas in enumerate(module.cas) if reponses.get(rang) != cas.bonne)
    return Correction(len(module.cas) - len(fautes), len(module.cas), fautes)


def ouvre_la_garde(acquis: Collection[str]) -> bool:
    """Whether these modules, all in force, open the roster."""
    return set(acquis) >= OUVRENT_LA_GARDE
