"""Checks that the rollups exist as declared, and that they say what the facts say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from maillage.socle.indicateurs.declarations import INDICATEURS, Cumul
from maillage.socle.indicateurs.operations import DefinitionCumul


def definition(table: str, connection: Any) -> DefinitionCumul | None:
    """Read the definition that the migration left on the table; None when there is no such table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", [table])
        (texte,) = cursor.fetchone()
    return DefinitionCumul.de_json(texte) if texte else None


def compter_les_ecarts(table: str, connection: Any) -> int:
    """Recount all the facts and return the number of rows that differ: zero, or the rollup is wrong.

    Reads the whole fact table as `connection` sees it: give the owner's connection, or an agent who sees all.
    """
    trouvee = definition(table, connection)
    if trouvee is None:
        raise LookupError(f"No rollup {table}.")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({trouvee.sql_ecarts()}) AS ecarts")  # noqa: S608 (our own SQL)
        return int(cursor.fetchone()[0])


def anomalies(cumul: Cumul, trouvee: DefinitionCumul | None) -> Iterable[str]:
    """What a declared rollup says that its table does not."""
    if trouvee is None:
        yield f"{cumul.table}: no such rollup in the database; its migration needs CreerCumul."
        return
    multiples = {d.nom: d.est_multiple for d in trouvee.dimensions}
    for dimension in cumul.dimensions:
        if dimension.code not in multiples:
            yield f"{cumul.table}: the table has no dimension {dimension.code}."
        elif multiples[dimension.code] != dimension.est_multiple:
            yield f"{cumul.table}.{dimension.code}: est_multiple must be {multiples[dimension.code]}."
    for mesure in set(cumul.mesures) - set(trouvee.compteurs):
        yield f"{cumul.table}: the table has no measure {mesure}."


@register(Tags.database)
def verifier_les_cumuls(databases: Iterable[str] | None = None, **_: object) -> list[CheckMessage]:
    """System check, run by migrate and by `check --database`."""
    if not databases or "default" not in databases:
        return []
    cumuls = {cumul.table: cumul for indicateur in INDICATEURS.values() for cumul in indicateur.cumuls}
    return [
        Error(texte, id="indicateurs.E001")
        for cumul in cumuls.values()
        for texte in anomalies(cumul, definition(cumul.table, connections["default"]))
    ]
