"""A queryset written once, whose values alone change: for what every page asks.

Building a query takes Django longer than PostgreSQL needs to answer those of a page's frame (session, agent,
habilitations, notifications). Its SQL is kept after the first time.

    _NON_LUES = RequeteFigee(
        lambda: Notification.objects.filter(agent=Parametre("agent"), horodatage_lecture=None).values_list("pk")
    )
    _NON_LUES.lignes(agent=request.user.pk)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value


@dataclass(frozen=True)
class _Marque:
    """Stands in the compiled parameters where a value will come."""

    nom: str


class Parametre(Value):
    """A value to be given at each execution, by this name."""

    def __init__(self, nom: str) -> None:
        super().__init__(_Marque(nom))


class RequeteFigee:
    """`construire` gives the queryset, of rows (`values_list`), with a `Parametre` wherever a value comes.

    None is no value: `champ=None` is written in the queryset, not given afterwards.
    """

    def __init__(self, construire: Callable[[], QuerySet[Any, Any]]) -> None:
        self.construire = construire

    @cached_property
    def _compilee(self) -> tuple[Any, str, tuple[Any, ...], dict[int, Any]]:
        compilateur = self.construire().query.get_compiler(connection.alias)
        sql, parametres = compilateur.as_sql()
        convertisseurs = compilateur.get_converters([colonne for colonne, _, _ in compilateur.select])
        return compilateur, sql, tuple(parametres), convertisseurs

    def lignes(self, **valeurs: Any) -> list[tuple[Any, ...]]:
        """Return the rows. Raises KeyError when the value of a parameter is missing."""
        compilateur, sql, parametres, convertisseurs = self._compilee
        with connection.cursor() as curseur:
            curseur.execute(sql, [valeurs[p.nom] if isinstance(p, _Marque) else p for p in parametres])
            lues: list[tuple[Any, ...]] = curseur.fetchall()
        if convertisseurs:
            return [tuple(ligne) for ligne in compilateur.apply_converters(lues, convertisseurs)]
        return lues
