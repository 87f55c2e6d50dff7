"""A queryset written once, whose values alone change: for what every page asks.

Building a query takes Django longer than PostgreSQL needs to answer those of a page's frame (session, agent,
habilitations, notifications). Its SQL is kept after the first time, and so is PostgreSQL's plan: the values are sent
apart from the text, which a session prepares once (`prepare_threshold` of its settings).

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
from psycopg import Cursor


@dataclass(frozen=True)
class _Marque:
    """Stands in the compiled parameters where a value will come."""

    nom: str


class Parametre(Value):
    """A value to be given at each execution, by this name."""

    def __init__(self, nom: str) -> None:
        super().__init__(_Marque(nom))


class RequeteCompilee:
    """The SQL of a queryset of rows, and what turns a row of the driver into one of Django's."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        """Raises EmptyResultSet when the queryset cannot have any row."""
        self._compilateur = queryset.query.get_compiler(connection.alias)
        sql, parametres = self._compilateur.as_sql()
        self.sql, self.parametres = sql, tuple(parametres)
        self._convertisseurs = self._compilateur.get_converters([c for c, _, _ in self._compilateur.select])

    def convertir(self, lignes: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        if not self._convertisseurs:
            return lignes
        return [tuple(ligne) for ligne in self._compilateur.apply_converters(lignes, self._convertisseurs)]


class RequeteFigee:
    """`construire` gives the queryset, of rows (`values_list`), with a `Parametre` wherever a value comes.

    None is no value: `champ=None` is written in the queryset, not given afterwards.
    """

    def __init__(self, construire: Callable[[], QuerySet[Any, Any]]) -> None:
        self.construire = construire

    @cached_property
    def _compilee(self) -> RequeteCompilee:
        return RequeteCompilee(self.construire())

    def lignes(self, **valeurs: Any) -> list[tuple[Any, ...]]:
        """Return the rows. Raises KeyError when the value of a parameter is missing."""
        donnees = [valeurs[p.nom] if isinstance(p, _Marque) else p for p in self._compilee.parametres]
        connection.ensure_connection()
        brut = Cursor(
            connection.connection
        )  # Django's puts the values in the text, which is planned again each time
        with connection._prepare_cursor(brut) as curseur:  # type: ignore[attr-defined]  # noqa: SLF001
            curseur.execute(self._compilee.sql, donnees)
            return self._compilee.convertir(curseur.fetchall())
