"""The one query that answers a question, on the rollup; kept readable, since the page shows it.

Names of tables and columns come from declarations checked at start; values asked are always parameters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from maillage.socle.indicateurs.declarations import Cumul
from maillage.socle.indicateurs.rattachement import Rattachement


@dataclass
class Question:
    """What to read: `axes` are dimensions of the rollup or keys of `rattachements`."""

    cumul: Cumul
    mesures: Sequence[str]
    debut: date
    fin: date
    axes: Sequence[str] = ()
    rattachements: Mapping[str, Rattachement] = field(default_factory=dict)
    filtres: Mapping[str, Sequence[str]] = field(default_factory=dict)
    organisations: Sequence[int] | None = None
    connues: Sequence[int] = ()

    def sql(self) -> tuple[str, list[Any]]:
        """The text and its parameters."""
        parametres: list[Any] = []
        colonnes = ["c.mois", *(f"r.{a}" if a in self.rattachements else f"c.{a}" for a in self.axes)]
        sommes = [f"sum(c.{mesure})" for mesure in self.mesures]
        if self.connues:
            filtre = "FILTER (WHERE c.organisation_id <> ALL(%s))"
            sommes += [f"coalesce(sum(c.{mesure}) {filtre}, 0)" for mesure in self.mesures]
            parametres += [list(self.connues)] * len(self.mesures)
        texte = f"SELECT {', '.join([*colonnes, *sommes])}\nFROM {self.cumul.table} AS c"
        if self.rattachements:
            noms = list(self.rattachements)
            organisations = sorted(self.rattachements[noms[0]].categorie_de)
            tableaux = ", ".join(["%s::bigint[]"] + ["%s::text[]"] * len(noms))
            texte += (
                f"\nJOIN unnest({tableaux}) AS r(organisation_id, {', '.join(noms)}) USING (organisation_id)"
            )
            parametres.append(organisations)
            for nom in noms:
                categorie_de = self.rattachements[nom].categorie_de
                parametres += [[categorie_de[o] for o in organisations]]
        texte += "\nWHERE c.mois BETWEEN %s AND %s"
        parametres += [self.debut, self.fin]
        if self.organisations is not None:
            texte += "\n  AND c.organisation_id = ANY(%s)"
            parametres.append(list(self.organisations))
        for code, valeurs in self.filtres.items():
            texte += "\n  AND " + self._condition(code, valeurs, parametres)
        groupes = ", ".join(str(rang + 1) for rang in range(len(colonnes)))
        return f"{texte}\nGROUP BY {groupes}", parametres

    def _condition(self, code: str, valeurs: Sequence[str], parametres: list[Any]) -> str:
        dimension = next(d for d in self.cumul.dimensions if d.code == code)
        parametres.append(list(valeurs))
        if not dimension.est_multiple:
            return f"c.{code} = ANY(%s)"
        if "" in valeurs:
            return f"(c.{code} && %s::text[] OR c.{code} = '{{}}')"
        return f"c.{code} && %s::text[]"

    def lire(self) -> list[tuple[Any, ...]]:
        """Month, one category per axis, the sums, then the sums outside `connues` (the same when it is empty)."""
        texte, parametres = self.sql()
        with connection.cursor() as cursor:
            cursor.execute(texte, parametres)
            return cursor.fetchall()
