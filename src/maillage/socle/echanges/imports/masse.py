"""Many rows of a model at once, five times faster than ``bulk_create``: copied to a temporary table, then inserted.

For the ``appliquer`` of an import of hundreds of thousands of lines. Triggers, constraints and row policies apply as
for any insert; Python defaults do not: every column without a default in the database is to be given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg import sql


def inserer(modele: type[Model], champs: Sequence[str], lignes: Iterable[Sequence[Any]]) -> list[int]:
    """Insert rows (values in the order of ``champs``) and return their ids, in the same order."""
    colonnes: list[Any] = [modele._meta.get_field(champ) for champ in champs]
    noms = sql.SQL(", ").join([sql.Identifier(str(colonne.column)) for colonne in colonnes])
    table = sql.Identifier(modele._meta.db_table)
    temporaire = sql.Identifier(f"masse_{modele._meta.db_table}"[:63])
    with connection.cursor() as curseur:
        curseur.execute(
            sql.SQL(
                "CREATE TEMPORARY TABLE {t} ON COMMIT DROP AS SELECT 0::bigint AS rang, {c} FROM {m} WITH NO DATA"
            ).format(t=temporaire, c=noms, m=table)
        )
        with curseur.copy(sql.SQL("COPY {t} FROM STDIN").format(t=temporaire)) as copie:
            for rang, ligne in enumerate(lignes):
                copie.write_row(
                    (
                        rang,
                        *(
                            colonne.get_db_prep_save(valeur, connection)
                            for colonne, valeur in zip(colonnes, ligne, strict=True)
                        ),
                    )
                )
        curseur.execute(
            sql.SQL("INSERT INTO {m} ({c}) SELECT {c} FROM {t} ORDER BY rang RETURNING {id}").format(
                m=table, c=noms, t=temporaire, id=sql.Identifier(str(modele._meta.pk.column))
            )
        )
        ids = [ligne[0] for ligne in curseur.fetchall()]
        curseur.execute(sql.SQL("DROP TABLE {t}").format(t=temporaire))
    return ids
