"""Stock and flux of measures, by court, kind of professional, nature, field and place: computed, never typed.

For each line: start + entries + transfers in + changes in − exits − transfers out − changes out = end. The end is
summed from the steps of the stock and the rest counted from their kinds, so that the control can fail.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.protection.enums import ENTREES, SORTIES, GenreMouvement

AXES = {
    "tribunal": "organisation_id",
    "type_gestionnaire": "type_gestionnaire",
    "nature": "nature",
    "champ": "champ",
    "lieu_vie": "lieu_vie",
}
CRITERES = ("type_gestionnaire", "nature", "champ", "lieu_vie")
STOCK, FLUX = "protection_cumul_stock", "protection_cumul_flux"
NOMBRE, SOLDE = "sum(nombre::integer)", "sum(solde::integer)"
"""Cells are small: summed as integers, three times as fast as the numerics that sums of bigint are."""
Cle = tuple[str | int, ...]


@dataclass
class Ligne:
    """What is counted under one key."""

    cle: Cle
    debut: int = 0
    fin: int = 0
    par_genre: dict[str, int] = field(default_factory=dict)

    def _somme(self, genres: Collection[GenreMouvement]) -> int:
        return sum(self.par_genre.get(genre, 0) for genre in genres)

    @property
    def entrees(self) -> int:
        """Measures new to the protection, reopened included."""
        return self._somme(ENTREES)

    @property
    def sorties(self) -> int:
        """Measures that left the protection by a professional."""
        return self._somme(SORTIES)

    @property
    def transferts_entrants(self) -> int:
        return self.par_genre.get(GenreMouvement.TRANSFERT_ENTRANT, 0)

    @property
    def transferts_sortants(self) -> int:
        return self.par_genre.get(GenreMouvement.TRANSFERT_SORTANT, 0)

    @property
    def changements_entrants(self) -> int:
        return self.par_genre.get(GenreMouvement.CHANGEMENT_ENTRANT, 0)

    @property
    def changements_sortants(self) -> int:
        return self.par_genre.get(GenreMouvement.CHANGEMENT_SORTANT, 0)

    @property
    def changements(self) -> int:
        """Nothing in a total; by nature, what the changes brought."""
        return self.changements_entrants - self.changements_sortants

    @property
    def attendue(self) -> int:
        entrants = self.entrees + self.transferts_entrants + self.changements_entrants
        sortants = self.sorties + self.transferts_sortants + self.changements_sortants
        return self.debut + entrants - sortants

    @property
    def est_equilibree(self) -> bool:
        return self.attendue == self.fin

    def ajouter(self, autre: Ligne) -> None:
        self.debut += autre.debut
        self.fin += autre.fin
        for genre, nombre in autre.par_genre.items():
            self.par_genre[genre] = self.par_genre.get(genre, 0) + nombre


def total(lignes: Collection[Ligne], cle: Cle = ()) -> Ligne:
    somme = Ligne(cle)
    for ligne in lignes:
        somme.ajouter(ligne)
    return somme


def regrouper(lignes: Collection[Ligne], cles: Mapping[Cle, Cle]) -> list[Ligne]:
    """Lines summed under other keys (courts under their département)."""
    par_cle: dict[Cle, list[Ligne]] = defaultdict(list)
    for ligne in lignes:
        par_cle[cles[ligne.cle]].append(ligne)
    return [total(groupe, cle) for cle, groupe in par_cle.items()]


def stock_et_flux(
    premier: dt.date,
    dernier: dt.date,
    *,
    axes: Sequence[str] = (),
    tribunaux: Collection[int] | None = None,
    criteres: Mapping[str, str] | None = None,
) -> list[Ligne]:
    """Lines by `axes`, from the first day of the month of `premier` to the end of that of `dernier`. One query.

    `tribunaux` None: every court. Raises KeyError on an unknown axis.
    """
    debut, fin = premier.replace(day=1), dernier.replace(day=1)
    colonnes = [AXES[axe] for axe in axes]
    condition, valeurs = _condition(tribunaux, criteres or {})
    janvier, signe = _janvier_le_plus_proche(debut)
    avant = _somme(colonnes, STOCK, f"mois < %s{condition}")
    ecart = _somme(colonnes, FLUX, f"mois >= %s AND mois < %s{condition}", signe=signe)
    flux = _somme(colonnes, FLUX, f"mois BETWEEN %s AND %s{condition}", genre=True)
    lignes: dict[Cle, Ligne] = {}
    with connection.cursor() as curseur:
        curseur.execute(
            f"{avant} UNION ALL {ecart} UNION ALL {flux}",
            [janvier, *valeurs, min(janvier, debut), max(janvier, debut), *valeurs, debut, fin, *valeurs],
        )
        for *cle, genre, nombre, solde in curseur.fetchall():
            ligne = lignes.setdefault(tuple(cle), Ligne(tuple(cle)))
            ligne.fin += int(solde)
            if genre:
                ligne.par_genre[genre] = ligne.par_genre.get(genre, 0) + int(nombre)
            else:
                ligne.debut += int(solde)
    return [ligne for ligne in lignes.values() if ligne.debut or ligne.fin or ligne.par_genre]


def serie(
    premier: dt.date,
    dernier: dt.date,
    *,
    tribunaux: Collection[int] | None = None,
    criteres: Mapping[str, str] | None = None,
) -> list[tuple[dt.date, Ligne]]:
    """(month, what is counted) for each month of the period. One query for the flux, one for the first stock."""
    debut, fin = premier.replace(day=1), dernier.replace(day=1)
    courant = total(stock_et_flux(debut, debut, tribunaux=tribunaux, criteres=criteres)).debut
    condition, valeurs = _condition(tribunaux, criteres or {})
    par_mois: dict[dt.date, Ligne] = {}
    with connection.cursor() as curseur:
        curseur.execute(
            f"SELECT mois, genre, {NOMBRE}, {SOLDE} FROM {FLUX}"  # noqa: S608
            f" WHERE mois BETWEEN %s AND %s{condition} GROUP BY mois, genre",
            [debut, fin, *valeurs],
        )
        for mois, genre, nombre, solde in curseur.fetchall():
            ligne = par_mois.setdefault(mois, Ligne((str(mois),)))
            ligne.par_genre[genre] = int(nombre)
            ligne.fin += int(solde)
    resultat = []
    mois = debut
    while mois <= fin:
        ligne = par_mois.get(mois, Ligne((str(mois),)))
        ligne.debut, ligne.fin = courant, courant + ligne.fin
        courant = ligne.fin
        resultat.append((mois, ligne))
        mois = ajouter_mois(mois, 1)
    return resultat


def _janvier_le_plus_proche(mois: dt.date) -> tuple[dt.date, str]:
    """Where the yearly steps of the stock are summed to, and the sign of the flux between it and the month.

    From July on, what came since is taken away from the end of the year: half a year of flux is read at most.
    """
    janvier, suivant = mois.replace(month=1), dt.date(mois.year + 1, 1, 1)
    return (janvier, "+") if mois - janvier < suivant - mois else (suivant, "-")


def _condition(tribunaux: Collection[int] | None, criteres: Mapping[str, str]) -> tuple[str, list[Any]]:
    """SQL added to a condition on the month, and its values; names come from CRITERES alone."""
    sql = ""
    valeurs: list[Any] = []
    if tribunaux is not None:
        sql += " AND organisation_id = ANY(%s)"
        valeurs.append(list(tribunaux))
    for nom in CRITERES:
        if criteres.get(nom):
            sql += f" AND {nom} = %s"
            valeurs.append(criteres[nom])
    return sql, valeurs


def _somme(
    colonnes: Sequence[str], table: str, condition: str, *, genre: bool = False, signe: str = "+"
) -> str:
    du_genre = "genre" if genre else "''"
    cles = [*colonnes, *(["genre"] if genre else [])]
    groupe = f" GROUP BY {', '.join(cles)}" if cles else " HAVING count(*) > 0"
    selection = ", ".join([*colonnes, f"{du_genre} AS genre", NOMBRE, f"{signe}{SOLDE}"])
    return f"SELECT {selection} FROM {table} WHERE {condition}{groupe}"  # noqa: S608 (names of this module)
