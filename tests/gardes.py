"""Guards: fixtures that make whole classes of bugs fail wherever they appear, in any test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.template.base import FilterExpression
from django.test import Client

NOS_GABARITS = re.compile(r"maillage/(socle|metiers)/")
GESTIONNAIRE = re.compile(rb"<[^>]+\son[a-z]+\s*=", re.IGNORECASE)
SCRIPT = re.compile(rb"<script(?P<attributs>[^>]*)>(?P<corps>.*?)</script>", re.IGNORECASE | re.DOTALL)
STYLE = re.compile(rb"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE)


class VariableIndefinie(str):
    """What a template shows for an undefined variable: a failure, in our templates."""

    __slots__ = ()

    def __contains__(self, item: object) -> bool:
        return True  # Django asks whether the text takes the name of the variable

    def __mod__(self, variable: object) -> str:
        raise AssertionError(f"Undefined template variable: {variable}")


@pytest.fixture(autouse=True, scope="session")
def gabarits_stricts() -> Iterator[None]:
    """`{{ inconnue }}` fails instead of showing nothing. Libraries' templates are left alone."""
    resoudre = FilterExpression.resolve

    def rendre_strict(self: Any, context: Any, ignore_failures: bool = False) -> Any:
        if ignore_failures or not NOS_GABARITS.search(str(getattr(context.template, "origin", ""))):
            return resoudre(self, context, ignore_failures)
        moteur = context.template.engine
        precedent, moteur.string_if_invalid = moteur.string_if_invalid, VariableIndefinie("%s")
        try:
            return resoudre(self, context, ignore_failures)
        finally:
            moteur.string_if_invalid = precedent

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.template.base.FilterExpression.resolve", rendre_strict)
        yield


@pytest.fixture(autouse=True, scope="session")
def lectures_melangees() -> Iterator[None]:
    """A query without ORDER BY comes back in random order: code that relied on luck fails."""
    ordre_origine = SQLCompiler.get_order_by

    def ordre(self: SQLCompiler) -> Any:
        prevu = ordre_origine(self)
        requete = self.query
        if (
            prevu
            or requete.combinator
            or requete.distinct
            or requete.group_by is not None
            or requete.subquery
            or requete.is_sliced
            or requete.select_for_update
        ):
            return prevu
        hasard = OrderBy(Random())
        sql, parametres = self.compile(hasard.resolve_expression(requete, allow_joins=True, reuse=None))
        return [(hasard, (sql, parametres, False))]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "get_order_by", ordre)
        yield


@pytest.fixture(autouse=True)
def pages_sans_code_en_ligne(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page that a test sees holds an inline handler, style or script without a nonce."""
    demander = Client.request

    def controler(self: Client, **requete: Any) -> Any:
        reponse = demander(self, **requete)
        if reponse.headers.get("Content-Type", "").startswith("text/html") and not reponse.streaming:
            verifier_page(reponse.content, requete.get("PATH_INFO", ""))
        return reponse

    monkeypatch.setattr(Client, "request", controler)


def verifier_page(contenu: bytes, adresse: str) -> None:
    assert not GESTIONNAIRE.search(contenu), f"{adresse}: inline handler {GESTIONNAIRE.search(contenu)}"
    assert not STYLE.search(contenu), f"{adresse}: inline style {STYLE.search(contenu)}"
    for script in SCRIPT.finditer(contenu):
        permis = any(mot in script["attributs"] for mot in (b"src=", b"nonce=", b"application/json"))
        assert permis, f"{adresse}: inline script"


__all__ = ["gabarits_stricts", "lectures_melangees", "pages_sans_code_en_ligne", "verifier_page"]
