"""Who acts, and why: the context without which PostgreSQL shows no protected row and accepts no traced write.

It lives in settings local to the transaction (`set_config(…, true)`), so a pooled connection never keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction

from maillage.socle.acces.portee import oublier_portee
from maillage.socle.annuaire.models import Agent


@dataclass(frozen=True)
class Contexte:
    agent_id: int | None = None
    motif: str = ""
    requete: str = ""


AUCUN = Contexte()
_contexte: ContextVar[Contexte] = ContextVar("contexte", default=AUCUN)


def contexte_courant() -> Contexte:
    return _contexte.get()


def _poser(contexte: Contexte) -> None:
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT set_config('maillage.agent', %s, true), set_config('maillage.motif', %s, true),"
            " set_config('maillage.requete', %s, true)",
            [str(contexte.agent_id or ""), contexte.motif, contexte.requete],
        )
    _contexte.set(contexte)


@contextmanager
def agir_comme(agent: Agent | None, *, motif: str = "", requete: str = "") -> Iterator[None]:
    """Run the block in a transaction, as this agent. None means nobody: the block sees no protected row.

    An inner block inherits the request identifier, and the reason unless it gives its own. On leaving normally the
    outer context is put back (a local setting would otherwise outlive a released savepoint); on an exception
    PostgreSQL itself puts it back when it rolls back.
    """
    if agent:
        oublier_portee(agent)
    precedent = _contexte.get()
    contexte = Contexte(agent.pk if agent else None, motif or precedent.motif, requete or precedent.requete)
    try:
        with transaction.atomic():
            _poser(contexte)
            yield
            if not connection.needs_rollback:
                _poser(precedent)
    finally:
        _contexte.set(precedent)


@contextmanager
def servir(agent: Agent | None, *, requete: str) -> Iterator[None]:
    """The context of a whole request, in the transaction opened for it alone: it ends with it, nothing is put back."""
    if agent:
        oublier_portee(agent)
    precedent = _contexte.get()
    try:
        _poser(Contexte(agent.pk if agent else None, "", requete))
        yield
    finally:
        _contexte.set(precedent)


@contextmanager
def motiver(motif: str) -> Iterator[None]:
    """Give the reason of the writes made in the block (a correction, a deletion…)."""
    precedent = _contexte.get()
    try:
        with transaction.atomic():
            _poser(Contexte(precedent.agent_id, motif, precedent.requete))
            yield
            if not connection.needs_rollback:
                _poser(precedent)
    finally:
        _contexte.set(precedent)


def agent_systeme() -> Agent:
    """The technical account under which timers act; the journal names it like any other."""
    return Agent.objects.get(est_systeme=True)
