"""Workload against capacity, from the rollups of acts and of staffing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection

from maillage.metiers.medecine_legale.enums import Profil
from maillage.metiers.medecine_legale.regles.charge import BaremeCharge, ClasseActe
from maillage.socle.indicateurs.periode import Periode

# Physicians of each structure and month, then the acts of that month by what their time depends on.
LECTURE = """
WITH medecins AS (
    SELECT organisation_id, mois, sum(etp) AS etp FROM medecine_legale_cumul_effectif
    WHERE profession = 'medecin' AND mois BETWEEN %(debut)s AND %(fin)s GROUP BY organisation_id, mois
)
SELECT c.mois, m.etp IS NOT NULL, c.profil, c.type_examen, c.nature, c.majorite, c.lieu_charge, c.duree,
       c.nombre_examens::int, sum(c.nombre)
FROM medecine_legale_cumul_temps AS c
LEFT JOIN medecins AS m USING (organisation_id, mois)
WHERE c.mois BETWEEN %(debut)s AND %(fin)s
  AND (%(organisations)s::bigint[] IS NULL OR c.organisation_id = ANY(%(organisations)s::bigint[]))
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
"""
CAPACITE = """
SELECT mois, sum(etp) FROM medecine_legale_cumul_effectif
WHERE profession = 'medecin' AND mois BETWEEN %(debut)s AND %(fin)s
  AND (%(organisations)s::bigint[] IS NULL OR organisation_id = ANY(%(organisations)s::bigint[]))
GROUP BY mois
"""


@dataclass
class LigneCharge:
    """A month or a profile, in days of a physician."""

    charge: Decimal = Decimal(0)
    sans_effectif: Decimal = Decimal(0)
    capacite: Decimal | None = None

    @property
    def difference(self) -> Decimal | None:
        """Capacity left, negative when overloaded; only over the structures whose physicians are declared."""
        return None if self.capacite is None else self.capacite - self.charge

    @property
    def taux(self) -> Decimal | None:
        return self.charge * 100 / self.capacite if self.capacite else None


@dataclass
class Charge:
    """Workload of a period.

    `charge` is that of the structures that declared their physicians for the month; `sans_effectif`, that of the
    others, compared with nothing.
    """

    bareme: BaremeCharge
    par_mois: dict[dt.date, LigneCharge] = field(default_factory=dict)
    par_profil: dict[str, Decimal] = field(default_factory=dict)
    sans_poids: int = 0

    @property
    def total(self) -> LigneCharge:
        capacites = [ligne.capacite for ligne in self.par_mois.values() if ligne.capacite is not None]
        return LigneCharge(
            sum((ligne.charge for ligne in self.par_mois.values()), Decimal(0)),
            sum((ligne.sans_effectif for ligne in self.par_mois.values()), Decimal(0)),
            sum(capacites, Decimal(0)) if capacites else None,
        )


def mesurer_charge(periode: Periode, organisations: Sequence[int] | None, bareme: BaremeCharge) -> Charge:
    """Two queries. `organisations`: None for all of them."""
    resultat = Charge(bareme, {mois: LigneCharge() for mois in periode.mois})
    par_profil: defaultdict[str, Decimal] = defaultdict(Decimal)
    parametres = {
        "debut": periode.debut,
        "fin": periode.fin,
        "organisations": None if organisations is None else sorted(organisations),
    }
    with connection.cursor() as curseur:
        curseur.execute(CAPACITE, parametres)
        for mois, etp in curseur.fetchall():
            resultat.par_mois[mois].capacite = bareme.capacite(etp)
        curseur.execute(LECTURE, parametres)
        lignes = curseur.fetchall()
    temps: dict[ClasseActe, Decimal | None] = {}
    for mois, est_declaree, profil, types, natures, majorite, lieu, duree, examens, nombre in lignes:
        classe = ClasseActe(profil, tuple(types), tuple(natures), majorite, lieu, duree, examens)
        if classe not in temps:
            temps[classe] = bareme.minutes(classe)
        minutes = temps[classe]
        if minutes is None:
            resultat.sans_poids += int(nombre)
            continue
        jours = bareme.en_jours(minutes * int(nombre))
        ligne = resultat.par_mois[mois]
        if est_declaree:
            ligne.charge += jours
        else:
            ligne.sans_effectif += jours
        par_profil[profil] += jours
    resultat.par_profil = {p: par_profil[p] for p in [*Profil.values, *sorted(par_profil)] if p in par_profil}
    return resultat
