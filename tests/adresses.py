"""Walks the addresses of the project, and asks one of them in the name of somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from maillage.socle.annuaire.models import Agent

BIDON = {"essai": "1"}
"""A form sent with this is bound and wrong: its refusal (422) tells that the wall let it through."""


def adresses(
    resolveur: URLResolver | None = None, espace: str = ""
) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the name and the view of every address."""
    for motif in (resolveur or get_resolver()).url_patterns:
        if isinstance(motif, URLPattern):
            yield f"{espace}{motif.name}", motif.callback
        else:
            yield from adresses(motif, f"{espace}{motif.namespace}:" if motif.namespace else espace)


def demander(client: Client, methode: str, nom: str, arguments: dict[str, Any]) -> HttpResponseBase:
    """Ask, then undo what the answer wrote, so that the next one finds the same objects."""
    adresse = reverse(nom, kwargs=arguments)
    point = transaction.savepoint()
    try:
        reponse = client.get(adresse) if methode == "GET" else client.post(adresse, BIDON)
        if reponse.streaming:
            reponse.lu = b"".join(reponse.streaming_content)
        return reponse
    finally:
        transaction.savepoint_rollback(point)


def resumer(reponse: HttpResponseBase) -> str:
    """Return the status, or `signe` when the answer sends to the sign-in page."""
    vers = reponse.headers.get("Location", "")
    if reponse.status_code == 302 and vers.startswith(f"{reverse(str(settings.LOGIN_URL))}?"):
        return "signe"
    return str(reponse.status_code)


def est_page(reponse: HttpResponseBase) -> bool:
    """Tell a whole HTML page from a fragment, a file or a redirection."""
    return (
        reponse.status_code == 200
        and reponse.headers.get("Content-Type", "").startswith("text/html")
        and not reponse.streaming
        and b"<html" in reponse.content
    )


__all__ = ["Agent", "adresses", "demander", "est_page", "resumer"]
