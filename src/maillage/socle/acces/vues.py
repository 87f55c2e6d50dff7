"""How a view says what it does: `@lecture`, `@ecriture`, `@consultation` or `@publique`.

A reading view that writes is a bug and fails; a forbidden page is a 404; a sensitive page is traced before it is
shown. The mark stays on the function (`vue.acces`), so that a test can list every URL with the right it asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent

Vue = Callable[..., HttpResponseBase]
METHODES_DE_LECTURE = ("GET", "HEAD", "OPTIONS")
ECRITURE_SQL = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|MERGE|TRUNCATE|COPY\s.+\sFROM)\b", re.IGNORECASE)


class RequeteAgent(HttpRequest):
    """A request whose user is known to be an agent; used as an annotation in views."""

    user: Agent


@dataclass(frozen=True)
class Acces:
    """What a view declares: its kind, and the right asked (None: any signed-in agent)."""

    genre: str
    droit: Droit | None = None


class EcritureEnLecture(RuntimeError):
    """A view declared `@lecture` tried to write."""


def _garde_lecture(*tables_permises: str) -> Callable[..., Any]:
    def refuser(execute: Callable[..., Any], sql: str, params: Any, many: bool, contexte: Any) -> Any:
        if ECRITURE_SQL.match(sql) and not any(table in sql for table in tables_permises):
            raise EcritureEnLecture(f"A reading view tried to write: {sql[:120]}")
        return execute(sql, params, many, contexte)

    return refuser


GARDES = {"lecture": _garde_lecture(), "consultation": _garde_lecture('"journal_evenement"')}


def _gardee(vue: Vue, acces: Acces) -> Vue:
    @wraps(vue)
    def enveloppe(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if acces.genre != "ecriture" and request.method not in METHODES_DE_LECTURE:
            return HttpResponseNotAllowed(METHODES_DE_LECTURE)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), str(settings.LOGIN_URL))
        agent = request.user
        if acces.droit is not None:
            exiger(agent, acces.droit)
        if acces.genre == "ecriture":
            return vue(request, *args, **kwargs)
        with connection.execute_wrapper(GARDES[acces.genre]):
            return vue(request, *args, **kwargs)

    enveloppe.acces = acces  # type: ignore[attr-defined]
    return enveloppe


def lecture(droit: Droit | None = None) -> Callable[[Vue], Vue]:
    """A view that only reads, and answers only to reading methods. Without a right: any signed-in agent."""
    return lambda vue: _gardee(vue, Acces("lecture", droit))


def ecriture(droit: Droit | None = None) -> Callable[[Vue], Vue]:
    """A view that may write: a form (GET and POST) or a command."""
    return lambda vue: _gardee(vue, Acces("ecriture", droit))


def consultation(droit: Droit) -> Callable[[Vue], Vue]:
    """A sensitive page. The view calls `tracer_lecture` on what it shows; it may write nothing else."""
    return lambda vue: _gardee(vue, Acces("consultation", droit))


def publique(vue: Vue) -> Vue:
    """A page open to all; it acts as nobody."""
    vue.acces = Acces("publique")  # type: ignore[attr-defined]
    return vue
