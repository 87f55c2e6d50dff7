"""One transaction a request, opened as the agent who makes it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from http import HTTPStatus

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from maillage.socle.acces.contexte import agir_comme, servir
from maillage.socle.annuaire.models import Agent

# Signing in acts as nobody, and its counters of attempts must be seen by the other processes at once.
SANS_BASE = ("/static/", "/sante", "/pret", "/metriques", "/comptes/connexion/")


def _nu(agent: Agent) -> Agent:
    """Without the lazy wrapping, which every later reading of an attribute would go through."""
    return getattr(agent, "_wrapped", agent)


class ContexteMiddleware:
    """Set the database context for the request, and undo everything when the answer is an error of ours (≥ 500).

    Placed after authentication. A streamed answer is read after the transaction has ended: its generator opens its
    own context with `agir_comme`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(SANS_BASE):
            return self.get_response(request)
        requete = getattr(request, "identifiant", "") or uuid.uuid4().hex
        # Inside another transaction (a test's), the context must be put back: `agir_comme` does.
        ouvrir = agir_comme if connection.in_atomic_block else servir
        with transaction.atomic():
            # Read inside the transaction: an account closed a moment ago is nobody.
            agent = request.user if isinstance(request.user, Agent) else None
            if agent:
                request.user = agent = _nu(agent)
            with ouvrir(agent, requete=requete):
                response = self.get_response(request)
            if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                transaction.set_rollback(True)
        return response
