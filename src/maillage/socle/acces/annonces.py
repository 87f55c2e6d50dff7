"""Telling an agent what has happened meanwhile. The interface, which is above, says how it is shown."""

from __future__ import annotations

from collections.abc import Callable

from maillage.socle.annuaire.models import Agent

Messager = Callable[[Agent, str, str], object]
_messagers: list[Messager] = []


def declarer_messager(messager: Messager) -> None:
    """Register a way to tell (agent, text without personal data, address of a page of this site)."""
    _messagers.append(messager)


def prevenir(agent: Agent, texte: str, url: str = "") -> None:
    """Tell an agent, in the current transaction. Calling it twice tells twice: jobs check before."""
    for messager in _messagers:
        messager(agent, texte, url)
