"""Staffing declared: mean of the months filled in, by structure, then summed. A gap is not a zero."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection

from maillage.socle.indicateurs.periode import Periode

LECTURE = """
SELECT organisation_id, mois, profession, sum(etp) FROM medecine_legale_cumul_effectif
WHERE mois BETWEEN %(debut)s AND %(fin)s
  AND (%(organisations)s::bigint[] IS NULL OR organisation_id = ANY(%(organisations)s::bigint[]))
GROUP BY 1, 2, 3
"""


@dataclass
class EffectifsDeclares:
    """Full-time equivalents of a period."""

    par_profession: dict[str, Decimal] = field(default_factory=dict)
    par_structure: dict[int, Decimal] = field(default_factory=dict)
    par_mois: dict[dt.date, Decimal] = field(default_factory=dict)
    mois_declares: dict[int, int] = field(default_factory=dict)

    @property
    def total(self) -> Decimal:
        return sum(self.par_profession.values(), Decimal(0))


def lire_effectifs(periode: Periode, organisations: Sequence[int] | None) -> EffectifsDeclares:
    """One query."""
    parametres = {
        "debut": periode.debut,
        "fin": periode.fin,
        "organisations": None if organisations is None else sorted(organisations),
    }
    with connection.cursor() as curseur:
        curseur.execute(LECTURE, parametres)
        lignes = curseur.fetchall()
    valeurs: defaultdict[tuple[int, str], list[Decimal]] = defaultdict(list)
    mois_de: defaultdict[int, set[dt.date]] = defaultdict(set)
    par_mois: defaultdict[dt.date, Decimal] = defaultdict(Decimal)
    for organisation, mois, profession, etp in lignes:
        valeurs[organisation, profession].append(etp)
        mois_de[organisation].add(mois)
        par_mois[mois] += etp
    par_profession: defaultdict[str, Decimal] = defaultdict(Decimal)
    par_structure: defaultdict[int, Decimal] = defaultdict(Decimal)
    for (organisation, profession), suite in sorted(valeurs.items()):
        moyenne = sum(suite, Decimal(0)) / len(suite)
        par_profession[profession] += moyenne
        par_structure[organisation] += moyenne
    return EffectifsDeclares(
        dict(par_profession),
        dict(par_structure),
        dict(sorted(par_mois.items())),
        {organisation: len(mois) for organisation, mois in mois_de.items()},
    )
