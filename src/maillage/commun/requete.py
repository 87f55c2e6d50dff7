"""Who asked for what is going on: the request's identifier and the agent's number, for logs and traces."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

identifiant_courant: ContextVar[str] = ContextVar("identifiant_courant", default="")
agent_courant: ContextVar[int | None] = ContextVar("agent_courant", default=None)

FORME = re.compile(r"[A-Za-z0-9-]{8,64}")


def accepter_identifiant(recu: str) -> str:
    """Return the identifier given by the proxy if it is one, else a new one."""
    return recu if FORME.fullmatch(recu) else secrets.token_hex(16)


@contextmanager
def requete(identifiant: str) -> Iterator[None]:
    """Make ``identifiant`` the current one."""
    marque = identifiant_courant.set(identifiant)
    marque_agent = agent_courant.set(None)
    try:
        yield
    finally:
        identifiant_courant.reset(marque)
        agent_courant.reset(marque_agent)
