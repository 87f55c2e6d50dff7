"""A chain of events that is checked without the application: each link holds the hash of the one before.

It is how the auditor's file carries the life of a lot. The content is written in one way only (canonical JSON), so
that the same event always has the same hash.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

GENESE = "0" * 64
Valeur = str | int | bool | None | Sequence["Valeur"] | Mapping[str, "Valeur"]


class ContenuInvalide(TypeError):
    """A value that has no single writing."""


@dataclass(frozen=True, slots=True)
class Maillon:
    """One event in the chain."""

    rang: int
    contenu: str
    precedent: str
    empreinte: str


def ecrire_canonique(contenu: Mapping[str, Valeur]) -> str:
    """Keys sorted, no space, composed letters; a decimal number is refused, it would be written in several ways."""
    return json.dumps(_normaliser(contenu), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _normaliser(valeur: Valeur) -> Valeur:
    if isinstance(valeur, str):
        return unicodedata.normalize("NFC", valeur)
    if valeur is None or isinstance(valeur, int):
        return valeur
    if isinstance(valeur, Mapping):
        if not all(isinstance(cle, str) for cle in valeur):
            raise ContenuInvalide("Keys are texts.")
        return {unicodedata.normalize("NFC", cle): _normaliser(sienne) for cle, sienne in valeur.items()}
    if isinstance(valeur, list | tuple):
        return [_normaliser(element) for element in valeur]
    raise ContenuInvalide(f"{type(valeur).__name__} has no canonical writing: pass a text or a whole number.")


def _empreinte(precedent: str, contenu: str) -> str:
    return hashlib.sha256(bytes.fromhex(precedent) + contenu.encode()).hexdigest()


def chainer(contenus: Iterable[Mapping[str, Valeur]], *, apres: Maillon | None = None) -> list[Maillon]:
    """Append these events to a chain."""
    precedent, rang = (apres.empreinte, apres.rang) if apres else (GENESE, 0)
    maillons = []
    for contenu in contenus:
        rang += 1
        ecrit = ecrire_canonique(contenu)
        maillon = Maillon(rang, ecrit, precedent, _empreinte(precedent, ecrit))
        maillons.append(maillon)
        precedent = maillon.empreinte
    return maillons


def ruptures(maillons: Sequence[Maillon], *, derniere_empreinte: str | None = None) -> list[str]:
    """What does not hold in a whole chain, in sentences; nothing when it is intact.

    `derniere_empreinte` is the one that was anchored: without it, links removed at the end cannot be seen.
    """
    phrases = []
    precedent = GENESE
    for attendu, maillon in enumerate(maillons, start=1):
        if maillon.rang != attendu:
            phrases.append(f"L’événement {attendu} manque ou a changé de place.")
            break
        if maillon.precedent != precedent:
            phrases.append(f"L’événement {attendu} ne suit pas le précédent.")
        if _empreinte(maillon.precedent, maillon.contenu) != maillon.empreinte:
            phrases.append(f"L’événement {attendu} a été modifié.")
        precedent = maillon.empreinte
    if not phrases and derniere_empreinte is not None and precedent != derniere_empreinte:
        phrases.append("La chaîne ne va pas jusqu’à l’empreinte ancrée : des événements manquent à la fin.")
    return phrases
