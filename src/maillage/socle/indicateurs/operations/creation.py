"""Migration operation that creates a rollup of a fact table and keeps it exact, see `CreerCumul`."""

# ruff: noqa: S608 (names and expressions come from migrations, never from a request)

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from maillage.socle.indicateurs.operations.definition import (
    CumulIncorrect,
    DefinitionCumul,
    DimensionSql,
    MesureSql,
    litteral,
)

DATE, BOOLEEN, DECIMAL = 1082, 16, 1700
ENTIERS = (20, 21, 23)


class CreerCumul(Operation):
    """Create `<label>_cumul_<nom>`, kept by statement-level triggers, and fill it from the existing facts.

    In a migration of the service, after the creation of the fact table::

        CreerCumul(
            "ActeMedicoLegal",
            nom="activite",                                  # → medecine_legale_cumul_activite
            organisation="structure_id",
            date="date_examen",
            dimensions={"profil": "profil", "type_examen": "types_examen"},
            mesures={"honores": "est_honore", "minutes": "duree_minutes"},
            condition="horodatage_annulation IS NULL",
            droit="medecine_legale.statistique.lire",
        )

    `organisation`, `date`, `condition`, dimensions and measures are SQL expressions on the
    columns of the fact.
    - `date` must be of type date (a timestamp depends on the session's time zone: convert it explicitly).
    - A dimension is stored as text, '' when null; an array makes a multi-valued one (see `definition`).
    - A measure is summed; a boolean counts the rows where it is true; a float is refused (not exact).
      The count of facts, `nombre`, is always there.
    - Facts out of `condition`, or with a null organisation or date, are not counted.
    - `fige`: a condition on the fact that, once true, keeps it counted as it was, whatever is erased of it.
    - `sur="autre"`: the facts are the rows of the rollup `<label>_cumul_autre` of the same model (how many exhibits
      have two acts, three acts…); name, date and expressions are then those of that table.
    - With `droit`, only an agent holding that right somewhere reads the table (row-level policy); what they
      may see of another organisation is decided by `calcul`. Nobody but the triggers writes in it.

    To change a definition: `SupprimerCumul` with the old arguments, then `CreerCumul` with the new ones.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self,
        modele: str,
        *,
        nom: str,
        organisation: str,
        date: str,
        dimensions: Mapping[str, str],
        mesures: Mapping[str, str] | None = None,
        condition: str = "true",
        droit: str = "",
        fige: str = "",
        sur: str = "",
    ) -> None:
        self.modele = modele
        self.nom = nom
        self.organisation = organisation
        self.date = date
        self.dimensions = dict(dimensions)
        self.mesures = dict(mesures or {})
        self.condition = condition
        self.droit = droit
        self.fige = fige
        self.sur = sur

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The rollup is not a model: nothing changes in the state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create, fill and guard the table."""
        if self.allow_migrate_model(
            schema_editor.connection.alias, to_state.apps.get_model(app_label, self.modele)
        ):
            self._creer(app_label, schema_editor, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take it away."""
        if self.allow_migrate_model(
            schema_editor.connection.alias, to_state.apps.get_model(app_label, self.modele)
        ):
            self._supprimer(app_label, schema_editor, to_state)

    def describe(self) -> str:
        """Say it in the output of migrate."""
        return f"Create rollup {self.nom} of {self.modele}"

    @property
    def migration_name_fragment(self) -> str:
        """Name the migration that holds only this."""
        return f"cumul_{self.nom}"

    def _creer(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: ProjectState) -> None:
        definition = self._definition(app_label, schema_editor, state)
        # Nobody writes facts between the first count and the commit; readers are not disturbed.
        schema_editor.execute(f"LOCK TABLE {definition.fait} IN SHARE ROW EXCLUSIVE MODE")
        for sql in definition.sql_table():
            schema_editor.execute(sql, params=None)
        schema_editor.execute(definition.sql_fonction(_schema_courant(schema_editor)), params=None)
        for sql in definition.sql_declencheurs():
            schema_editor.execute(sql, params=None)
        for sql in _sql_remplissage_sans_mur(schema_editor, definition):
            schema_editor.execute(sql, params=None)
        for sql in _sql_acces(definition, self.droit):
            schema_editor.execute(sql, params=None)

    def _supprimer(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: ProjectState
    ) -> None:
        fait = self._fait(app_label, state)
        definition = DefinitionCumul(
            f"{app_label}_cumul_{self.nom}", fait, self.organisation, self.date, (), ()
        )
        for sql in definition.sql_suppression():
            schema_editor.execute(sql, params=None)

    def _fait(self, app_label: str, state: ProjectState) -> str:
        if self.sur:
            return f"{app_label}_cumul_{self.sur}"
        return str(state.apps.get_model(app_label, self.modele)._meta.db_table)

    def _definition(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: ProjectState
    ) -> DefinitionCumul:
        """Ask PostgreSQL the type of each expression: it decides how the column is stored and summed."""
        fait = self._fait(app_label, state)
        brut = DefinitionCumul(
            table=f"{app_label}_cumul_{self.nom}",
            fait=fait,
            organisation=self.organisation,
            date=self.date,
            dimensions=tuple(DimensionSql(nom, sql) for nom, sql in self.dimensions.items()),
            mesures=tuple(MesureSql(nom, sql) for nom, sql in self.mesures.items()),
            condition=self.condition,
            fige=self.fige,
        )
        return typer(brut, schema_editor.connection)


class SupprimerCumul(CreerCumul):
    """Drop a rollup; takes the arguments it was created with, so that the migration can be reversed."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the table away."""
        super().database_backwards(app_label, schema_editor, to_state, from_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create and fill it again."""
        super().database_forwards(app_label, schema_editor, to_state, from_state)

    def describe(self) -> str:
        """Say it in the output of migrate."""
        return f"Drop rollup {self.nom} of {self.modele}"

    @property
    def migration_name_fragment(self) -> str:
        """Name the migration that holds only this."""
        return f"sans_cumul_{self.nom}"


def typer(brut: DefinitionCumul, connection: Any) -> DefinitionCumul:
    """The same definition, with the kind of each dimension and measure read from the database."""
    expressions = [
        brut.date,
        *(d.expression for d in brut.dimensions),
        *(m.expression for m in brut.mesures),
    ]
    colonnes = ", ".join(f"({sql}) AS c{rang}" for rang, sql in enumerate(expressions))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {colonnes} FROM {brut.fait} LIMIT 0", None)
        types = [colonne.type_code for colonne in cursor.description]
        cursor.execute("SELECT oid FROM pg_type WHERE typcategory = 'A'")
        tableaux = {oid for (oid,) in cursor.fetchall()}
    if types[0] != DATE:
        raise CumulIncorrect(f"{brut.table}: date must be an expression of type date, not {brut.date!r}")
    fin = 1 + len(brut.dimensions)
    dimensions = tuple(
        DimensionSql(d.nom, d.expression, est_multiple=oid in tableaux)
        for d, oid in zip(brut.dimensions, types[1:fin], strict=True)
    )
    mesures = []
    for mesure, oid in zip(brut.mesures, types[fin:], strict=True):
        if oid not in (BOOLEEN, DECIMAL, *ENTIERS):
            raise CumulIncorrect(
                f"{brut.table}.{mesure.nom}: only integers, numerics and booleans sum exactly"
            )
        mesures.append(MesureSql(mesure.nom, mesure.expression, oid == BOOLEEN, oid == DECIMAL))
    return DefinitionCumul(
        brut.table,
        brut.fait,
        brut.organisation,
        brut.date,
        dimensions,
        tuple(mesures),
        brut.condition,
        brut.fige,
    )


def _schema_courant(schema_editor: BaseDatabaseSchemaEditor) -> str:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        return str(cursor.fetchone()[0])


def _sql_remplissage_sans_mur(
    schema_editor: BaseDatabaseSchemaEditor, definition: DefinitionCumul
) -> list[str]:
    """The first count. Row-level security also blinds the owner (FORCE): lift it for this statement only."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [definition.fait])
        est_force = bool(cursor.fetchone()[0])
    remplissage = [definition.sql_remplissage()]
    if est_force:
        return [
            f"ALTER TABLE {definition.fait} NO FORCE ROW LEVEL SECURITY",
            *remplissage,
            f"ALTER TABLE {definition.fait} FORCE ROW LEVEL SECURITY",
        ]
    return remplissage


def _sql_acces(definition: DefinitionCumul, droit: str) -> list[str]:
    """Reading only, for those who hold the right; writing only for the owner, through the triggers."""
    table = definition.table
    retrait = f"""
DO $retrait$
DECLARE beneficiaire record;
BEGIN
  FOR beneficiaire IN
    SELECT DISTINCT a.grantee::regrole::text AS nom FROM pg_class c, aclexplode(c.relacl) a
    WHERE c.oid = '{table}'::regclass AND a.grantee NOT IN (0, c.relowner)
  LOOP
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {table} FROM %s', beneficiaire.nom);
  END LOOP;
END $retrait$"""
    if not droit:
        return [retrait]
    return [
        retrait,
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY entretien ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)",
        f"CREATE POLICY lecture ON {table} FOR SELECT USING ((SELECT acces_detient({litteral(droit)})))",
    ]
