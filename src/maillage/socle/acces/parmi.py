"""`champ__parmi=identifiants`: the key is one of many, sent to PostgreSQL as one array instead of one parameter each.

A ministry's scope is every structure of the country; as `IN (…)` it is written, quoted and parsed at each query.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BigAutoField, ForeignKey, Lookup


@ForeignKey.register_lookup
@BigAutoField.register_lookup
class Parmi(Lookup):
    lookup_name = "parmi"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        champ, parametres = self.process_lhs(compiler, connection)
        if hasattr(self.rhs, "as_sql"):  # a parameter of a kept query
            valeurs, propres = compiler.compile(self.rhs)
            return f"{champ} = ANY ({valeurs}::bigint[])", (*parametres, *propres)
        return f"{champ} = ANY (%s::bigint[])", (*parametres, list(self.rhs))
