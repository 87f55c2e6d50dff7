"""Second wall: row-level security, installed by migrations from the same declaration as `visibles_par`."""

from __future__ import annotations

from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

from maillage.socle.acces.vocabulaire import SOI


def expression(perimetres: dict[str, str], partout: str = "") -> str:
    """SQL condition of a policy: column → right, or a right that, held anywhere, opens every row.

    The scalar sub-select makes PostgreSQL compute the scope once per query, and lets it use an index on the column;
    `IN (SELECT …)` would do neither (measured 20 times slower).
    """
    termes = [
        f'"{colonne}" = (SELECT acces_agent())'
        if droit == SOI
        else f"\"{colonne}\" = ANY ((SELECT acces_organisations('{droit}'))::bigint[])"
        for colonne, droit in perimetres.items()
    ]
    if partout:
        termes.insert(0, f"(SELECT acces_detient('{partout}'))")
    return " OR ".join(termes)


class Proteger(Operation):
    """Enable and force row-level security on the table of a model.

    `lecture` and `ecriture` map a column to the right asked; `ajout` when inserting asks less than changing.
    `partout` names the right that reads every row (after migration acces 0005).
    """

    reversible = True
    reduces_to_sql = True

    def __init__(
        self,
        model_name: str,
        lecture: dict[str, str],
        ecriture: dict[str, str] | None = None,
        ajout: dict[str, str] | None = None,
        partout: str = "",
    ) -> None:
        self.model_name = model_name
        self.partout = partout
        self.lecture = dict(lecture)
        self.ecriture = dict(ecriture or lecture)
        self.ajout = dict(ajout or self.ecriture)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (
            type(self).__name__,
            [self.model_name, self.lecture, self.ecriture, self.ajout, self.partout],
            {},
        )

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The state of the models does not change."""

    def _table(self, app_label: str, apps: Apps) -> str:
        return apps.get_model(app_label, self.model_name)._meta.db_table

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        table = self._table(app_label, to_state.apps)
        ecriture, ajout = map(expression, (self.ecriture, self.ajout))
        lecture = expression(self.lecture, self.partout)
        for ordre in (
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
            f'CREATE POLICY lecture ON "{table}" FOR SELECT USING ({lecture})',
            f'CREATE POLICY ajout ON "{table}" FOR INSERT WITH CHECK ({ajout})',
            f'CREATE POLICY modification ON "{table}" FOR UPDATE USING ({ecriture}) WITH CHECK ({ecriture})',
            f'CREATE POLICY suppression ON "{table}" FOR DELETE USING ({ecriture})',
        ):
            schema_editor.execute(ordre)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        table = self._table(app_label, from_state.apps)
        for politique in ("lecture", "ajout", "modification", "suppression"):
            schema_editor.execute(f'DROP POLICY {politique} ON "{table}"')
        schema_editor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
        schema_editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')

    def describe(self) -> str:
        return f"Protect the rows of {self.model_name}"
