"""SQL of a rollup: one row per organisation, month and combination of dimensions, kept exact by triggers.

How totals stay right: a fact always falls in exactly ONE row of the rollup. A dimension whose expression is
an array (an act with several kinds of examination) is stored as the sorted set of its values,
`{psychiatrique, somatique}`, and only spread out when a page asks "by kind". So the total is the sum of the
rows whatever the dimensions, and "facts having A or B" is `types && '{A,B}'`, exact too: nothing is ever
counted twice.

There is no national row: every write would queue on it. National figures are summed on demand.

A fact may be frozen (`fige`, an expression on it): when its content is erased at the end of retention, what it was
counted for stays. From then on nothing that happens to it moves a counter, and its month is no longer recounted.
"""

# ruff: noqa: S608 (names and expressions come from migrations, never from a request)

from __future__ import annotations

import json
import re
from dataclasses import dataclass

NOM = re.compile(r"[a-z][a-z0-9_]*\Z")
LONGUEUR_MAX = 63  # PostgreSQL truncates longer names silently
RESERVES = frozenset({"organisation_id", "mois", "nombre"})


class CumulIncorrect(ValueError):
    """The definition of a rollup cannot give exact figures; the message says why."""


@dataclass(frozen=True)
class DimensionSql:
    """A column of the key, from an expression on the fact."""

    nom: str
    expression: str
    est_multiple: bool = False


@dataclass(frozen=True)
class MesureSql:
    """A counter, summed from an expression on the fact."""

    nom: str
    expression: str
    est_booleenne: bool = False
    est_decimale: bool = False


@dataclass(frozen=True)
class DefinitionCumul:
    """Everything needed to build, fill, recount and explain one rollup table."""

    table: str
    fait: str
    organisation: str
    date: str
    dimensions: tuple[DimensionSql, ...]
    mesures: tuple[MesureSql, ...]
    condition: str = "true"
    fige: str = ""

    def __post_init__(self) -> None:
        noms = [d.nom for d in self.dimensions] + [m.nom for m in self.mesures]
        for nom in [self.table, *noms]:
            if not NOM.match(nom) or len(nom) > LONGUEUR_MAX - 12:
                raise CumulIncorrect(
                    f"{nom!r}: a lower case name of at most {LONGUEUR_MAX - 12} characters is needed"
                )
        doubles = {nom for nom in noms if noms.count(nom) > 1} | (set(noms) & RESERVES)
        if doubles:
            raise CumulIncorrect(f"{self.table}: name reserved or used twice: {', '.join(sorted(doubles))}")

    # ---- names

    @property
    def cles(self) -> tuple[str, ...]:
        """The columns that make a row unique."""
        return ("organisation_id", "mois", *(d.nom for d in self.dimensions))

    @property
    def compteurs(self) -> tuple[str, ...]:
        """The columns that are summed."""
        return ("nombre", *(m.nom for m in self.mesures))

    @property
    def fonction(self) -> str:
        """The trigger function's name."""
        return f"{self.table}_suivre"

    # ---- reading facts

    @property
    def mois(self) -> str:
        """The month of a fact."""
        return f"date_trunc('month', ({self.date})::timestamp)::date"

    def lignes(self, source: str, signe: str = "", garde: str = "") -> str:
        """One row per fact of `source` (the table or a transition table), its counters signed."""
        colonnes = [
            f"({self.organisation})::bigint AS organisation_id",
            f"{self.mois} AS mois",
        ]
        for dimension in self.dimensions:
            if dimension.est_multiple:
                valeur = _ensemble(dimension.expression)
            else:
                valeur = f"coalesce(({dimension.expression})::text, '')"
            colonnes.append(f"{valeur} AS {dimension.nom}")
        colonnes.append(f"{signe}1::bigint AS nombre")
        for mesure in self.mesures:
            valeur = f"({mesure.expression})"
            if mesure.est_booleenne:
                valeur = f"(CASE WHEN {mesure.expression} THEN 1 ELSE 0 END)"
            genre = "numeric" if mesure.est_decimale else "bigint"
            colonnes.append(f"{signe}coalesce({valeur}, 0)::{genre} AS {mesure.nom}")
        return (
            f"SELECT {', '.join(colonnes)} FROM {source} WHERE ({self.condition}) "
            f"AND ({self.organisation}) IS NOT NULL AND ({self.date}) IS NOT NULL{garde}"
        )

    @property
    def _sauf_figes(self) -> str:
        return f" AND NOT ({self.fige})" if self.fige else ""

    @property
    def _sauf_devenus_figes(self) -> str:
        """What is frozen by an update keeps its old count: neither its old row nor its new one is looked at."""
        return (
            f"{self._sauf_figes} AND id NOT IN (SELECT id FROM apres WHERE {self.fige})" if self.fige else ""
        )

    def recompte(self) -> str:
        """The rollup as the facts give it: what verification compares and what the screen shows."""
        return self._regroupe(self.lignes(self.fait))

    def _regroupe(self, lignes: str, seulement_non_nul: bool = False) -> str:
        cles = ", ".join(self.cles)
        sommes = ", ".join(f"sum({c}) AS {c}" for c in self.compteurs)
        having = ""
        if seulement_non_nul:
            having = " HAVING " + " OR ".join(f"sum({c}) <> 0" for c in self.compteurs)
        return f"SELECT {cles}, {sommes} FROM ({lignes}) AS faits GROUP BY {cles}{having}"

    # ---- keeping the rollup

    def _ajoute(self, lignes: str, seulement_non_nul: bool = False) -> str:
        """Upsert in the order of the key: two statements lock the rows they share in the same order."""
        cles = ", ".join(self.cles)
        colonnes = ", ".join((*self.cles, *self.compteurs))
        cumule = ", ".join(f"{c} = cumul.{c} + excluded.{c}" for c in self.compteurs)
        return (
            f"INSERT INTO {self.table} AS cumul ({colonnes}) {self._regroupe(lignes, seulement_non_nul)} "
            f"ORDER BY {cles} ON CONFLICT ({cles}) DO UPDATE SET {cumule}"
        )

    def _retire_les_nuls(self, garde: str) -> str:
        """Rows without any fact left go; the upsert locked them, so nobody else is counting there."""
        cles = ", ".join(self.cles)
        egal = " AND ".join(f"cumul.{c} = touches.{c}" for c in self.cles)
        return (
            f"DELETE FROM {self.table} AS cumul USING (SELECT DISTINCT {cles} FROM "
            f"({self.lignes('avant', garde=garde)}) AS faits) AS touches WHERE {egal} AND cumul.nombre = 0"
        )

    def sql_table(self) -> list[str]:
        """Create the empty table, its index by month and its definition as comment."""
        dimensions = [f"{d.nom} {'text[]' if d.est_multiple else 'text'} NOT NULL" for d in self.dimensions]
        mesures = [
            f"{m.nom} {'numeric' if m.est_decimale else 'bigint'} NOT NULL DEFAULT 0" for m in self.mesures
        ]
        colonnes = [
            "organisation_id bigint NOT NULL",
            "mois date NOT NULL",
            *dimensions,
            "nombre bigint NOT NULL DEFAULT 0",
            *mesures,
            f"PRIMARY KEY ({', '.join(self.cles)})",
        ]
        return [
            # The room left in each page lets a counter change in place (HOT), without touching the indexes.
            f"CREATE TABLE {self.table} ({', '.join(colonnes)}) WITH (fillfactor = 80)",
            f"CREATE INDEX {self.table}_mois ON {self.table} (mois)",
            f"COMMENT ON TABLE {self.table} IS {litteral(self.en_json())}",
        ]

    def sql_remplissage(self) -> str:
        """Count the facts that already exist."""
        return self._ajoute(self.lignes(self.fait))

    def sql_fonction(self, schema: str) -> str:
        """The trigger function. It runs as the owner: the application itself cannot write counters."""
        retires, figes = self._sauf_devenus_figes, self._sauf_figes
        deplace = f"{self.lignes('apres', garde=figes)} UNION ALL {self.lignes('avant', '-', retires)}"
        corps = f"""
BEGIN
  IF TG_OP = 'INSERT' THEN
    {self._ajoute(self.lignes("apres", garde=figes))};
  ELSIF TG_OP = 'UPDATE' THEN
    {self._ajoute(deplace, seulement_non_nul=True)};
    {self._retire_les_nuls(retires)};
  ELSIF TG_OP = 'DELETE' THEN
    {self._ajoute(self.lignes("avant", "-", figes))};
    {self._retire_les_nuls(figes)};
  ELSE
    DELETE FROM {self.table};
  END IF;
  RETURN NULL;
END"""
        return (
            f"CREATE FUNCTION {self.fonction}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
            f"SET search_path = {schema}, pg_temp AS $suivre${corps}$suivre$"
        )

    def sql_declencheurs(self) -> list[str]:
        """One trigger a verb: PostgreSQL gives transition tables to one event only."""
        tables = {
            "INSERT": "REFERENCING NEW TABLE AS apres",
            "UPDATE": "REFERENCING OLD TABLE AS avant NEW TABLE AS apres",
            "DELETE": "REFERENCING OLD TABLE AS avant",
            "TRUNCATE": "",
        }
        return [
            f"CREATE TRIGGER {self.table}_{verbe.lower()} AFTER {verbe} ON {self.fait} {transition} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {self.fonction}()"
            for verbe, transition in tables.items()
        ]

    def sql_suppression(self) -> list[str]:
        """Take away triggers, function and table."""
        return [
            *(
                f"DROP TRIGGER IF EXISTS {self.table}_{verbe} ON {self.fait}"
                for verbe in ("insert", "update", "delete", "truncate")
            ),
            f"DROP FUNCTION IF EXISTS {self.fonction}()",
            f"DROP TABLE IF EXISTS {self.table}",
        ]

    def sql_ecarts(self) -> str:
        """Rows on which the rollup and a recount of the facts disagree: none when all is well.

        Months that hold a frozen fact are left out: what it was counted for is no longer known.
        """
        colonnes = ", ".join((*self.cles, *self.compteurs))
        sauf = ""
        if self.fige:
            sauf = f" WHERE mois NOT IN (SELECT {self.mois} FROM {self.fait} WHERE {self.fige})"
        tenu = f"SELECT {colonnes} FROM {self.table}{sauf}"
        compte = f"SELECT {colonnes} FROM ({self.recompte()}) AS recompte{sauf}"
        return f"(({tenu}) EXCEPT ({compte})) UNION ALL (({compte}) EXCEPT ({tenu}))"

    # ---- the definition travels with the table, as its comment

    def en_json(self) -> str:
        """Write the definition."""
        return json.dumps(
            {
                "table": self.table,
                "fait": self.fait,
                "organisation": self.organisation,
                "date": self.date,
                "dimensions": [[d.nom, d.expression, d.est_multiple] for d in self.dimensions],
                "mesures": [[m.nom, m.expression, m.est_booleenne, m.est_decimale] for m in self.mesures],
                "condition": self.condition,
                "fige": self.fige,
            },
            ensure_ascii=False,
        )

    @classmethod
    def de_json(cls, texte: str) -> DefinitionCumul:
        """Read a definition written by `en_json`."""
        brut = json.loads(texte)
        return cls(
            table=brut["table"],
            fait=brut["fait"],
            organisation=brut["organisation"],
            date=brut["date"],
            dimensions=tuple(DimensionSql(*d) for d in brut["dimensions"]),
            mesures=tuple(MesureSql(*m) for m in brut["mesures"]),
            condition=brut["condition"],
            fige=brut.get("fige", ""),
        )


def _ensemble(tableau: str) -> str:
    """The sorted set of the values of an array. One value, by far the commonest, is that set without sorting."""
    return (
        f"CASE WHEN cardinality({tableau}) = 1 AND ({tableau})[1] IS NOT NULL THEN ({tableau})::text[] ELSE "
        f"ARRAY(SELECT DISTINCT valeur_unique::text FROM unnest({tableau}) AS valeurs(valeur_unique) "
        "WHERE valeur_unique IS NOT NULL ORDER BY 1) END"
    )


def litteral(texte: str) -> str:
    """A text as an SQL literal, for the statements that take no parameter (COMMENT, CREATE POLICY)."""
    return "'" + texte.replace("'", "''") + "'"
