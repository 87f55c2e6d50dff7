"""History by trigger: a table that asks for it cannot be written without leaving a trace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

EVENEMENTS = {
    "insert": "REFERENCING NEW TABLE AS nouvelles",
    "update": "REFERENCING OLD TABLE AS anciennes NEW TABLE AS nouvelles",
    "delete": "REFERENCING OLD TABLE AS anciennes",
}


def _table(apps: Apps, app_label: str, model_name: str) -> str:
    etiquette, _, nom = model_name.rpartition(".")
    table: str = apps.get_model(etiquette or app_label, nom)._meta.db_table
    return table


class Tracer(Operation):
    """Install the history triggers on the table of a model (`Model`, or `app.Model` of a room below the journal).

    `organisation` is the column that says whose row it is (empty: nobody's). Columns in `abregees`, long and sealed,
    are kept by their SHA-256 (after migration journal 0006). One trigger call per statement, so a bulk write costs one
    insert into the journal.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str, organisation: str = "", abregees: Sequence[str] = ()) -> None:
        self.model_name = model_name
        self.organisation = organisation
        self.abregees = tuple(abregees)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.model_name, self.organisation, self.abregees], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The state of the models does not change."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        table = _table(to_state.apps, app_label, self.model_name)
        appel = f"journal_tracer('{self.organisation}')"
        if self.abregees:
            appel = f"journal_tracer_abrege('{self.organisation}', '{','.join(self.abregees)}')"
        for evenement, tables in EVENEMENTS.items():
            schema_editor.execute(
                f'CREATE TRIGGER journal_{evenement} AFTER {evenement.upper()} ON "{table}" {tables}'
                f" FOR EACH STATEMENT EXECUTE FUNCTION {appel}"
            )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        table = _table(from_state.apps, app_label, self.model_name)
        for evenement in EVENEMENTS:
            schema_editor.execute(f'DROP TRIGGER journal_{evenement} ON "{table}"')

    def describe(self) -> str:
        return f"Keep the history of {self.model_name}"
