"""A roster as values: who may hold what, what a hole is, what is fair, how good a roster is."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from maillage.metiers.avis.enums.gardes import MotifTrou, Preference, RangGarde
from maillage.metiers.avis.regles.calendrier import Creneau

JOURS_GLISSANTS, MAXIMUM_GLISSANT = 3, 4
"""At most four half-days in any three days."""
REPOS_LEGAL = dt.timedelta(hours=11)
"""Between two duties of whoever is employed (Code du travail, art. L. 3131-1)."""
ALERTES_TROUS = (30, 14, 7)
"""Days before a half-day that nobody holds when the coordinator is told."""
CENT = 100


class Affectation(NamedTuple):
    """A half-day held, at a rank, by a member of the line."""

    creneau: Creneau
    rang: str
    membre: int


class Trou(NamedTuple):
    """A half-day that nobody holds at a rank, and why each member could not."""

    creneau: Creneau
    rang: str
    motifs: tuple[tuple[int, MotifTrou], ...]


@dataclass(frozen=True)
class Membre:
    """A specialist of the line, over the period of the roster.

    `quota` is how many half-days a week he accepts first; as many again as backup. `report` is how many half-days he
    held beyond his fair share before the period (negative: fewer).
    """

    cle: int
    quota: int
    indisponibles: frozenset[Creneau] = frozenset()
    ineligibles: frozenset[Creneau] = frozenset()
    souhaits: Mapping[Creneau, str] = field(default_factory=dict)
    report: int = 0
    est_salarie: bool = False

    def empechement(self, creneau: Creneau) -> MotifTrou | None:
        if creneau in self.ineligibles:
            return MotifTrou.INELIGIBLE
        if creneau in self.indisponibles:
            return MotifTrou.INDISPONIBLE
        return None


Horaires = Mapping[Creneau, tuple[dt.datetime, dt.datetime]]


@dataclass(frozen=True)
class Probleme:
    """What a roster has to cover, with whom; what is imposed, and what was published."""

    creneaux: tuple[Creneau, ...]
    membres: tuple[Membre, ...]
    horaires: Horaires = field(default_factory=dict)
    imposees: frozenset[Affectation] = frozenset()
    publiees: frozenset[Affectation] = frozenset()
    avec_renfort: bool = True

    @property
    def rangs(self) -> tuple[RangGarde, ...]:
        return (RangGarde.PREMIERE, RangGarde.RENFORT) if self.avec_renfort else (RangGarde.PREMIERE,)

    @property
    def par_membre(self) -> dict[int, Membre]:
        return {membre.cle: membre for membre in self.membres}

    def semaines(self) -> dict[tuple[int, int], list[Creneau]]:
        """Half-days by ISO week."""
        rangees: dict[tuple[int, int], list[Creneau]] = defaultdict(list)
        for creneau in self.creneaux:
            rangees[creneau.jour.isocalendar()[:2]].append(creneau)
        return rangees

    def fenetres(self) -> list[list[Creneau]]:
        """Half-days of any three days running that hold more of them than one may keep."""
        jours = sorted({creneau.jour for creneau in self.creneaux})
        glissantes = (
            [c for c in self.creneaux if 0 <= (c.jour - jour).days < JOURS_GLISSANTS] for jour in jours
        )
        return [fenetre for fenetre in glissantes if len(fenetre) > MAXIMUM_GLISSANT]

    def trop_proches(self) -> list[tuple[Creneau, Creneau]]:
        """Half-days of two days between which the legal rest does not fit."""
        ordre = sorted((c for c in self.creneaux if c in self.horaires), key=lambda c: c.rang)
        return [
            (un, autre)
            for place, un in enumerate(ordre)
            for autre in ordre[place + 1 : place + 4]
            if autre.jour > un.jour and self.horaires[autre][0] - self.horaires[un][1] < REPOS_LEGAL
        ]


@dataclass(frozen=True)
class Roster:
    """A roster computed: what is held, what is not and why."""

    affectations: frozenset[Affectation]
    trous: tuple[Trou, ...]
    est_optimal: bool = True


def parts_equitables(probleme: Probleme, tenues: int) -> dict[int, float]:
    """The fair share of each member, of so many half-days held.

    In proportion to the quota that each chose, and to the half-days when he can; what he held too much before is
    taken off, what he held too little is added.
    """
    poids: dict[int, float] = {}
    for membre in probleme.membres:
        libres = sum(membre.empechement(creneau) is None for creneau in probleme.creneaux)
        poids[membre.cle] = membre.quota * libres / (len(probleme.creneaux) or 1)
    total = sum(poids.values())
    if not total:
        return dict.fromkeys(poids, 0.0)
    avec_reports = tenues + sum(m.report for m in probleme.membres if poids[m.cle])
    return {
        m.cle: max(avec_reports * poids[m.cle] / total - m.report, 0.0) if poids[m.cle] else 0.0
        for m in probleme.membres
    }


def violations(probleme: Probleme, affectations: Collection[Affectation]) -> list[str]:
    """What this roster breaks, in plain words: a roster computed or mended by hand is read again by this.

    What a coordinator imposed breaks nothing.
    """
    membres = probleme.par_membre
    occupes = Counter((a.creneau, a.rang) for a in affectations)
    fautes = [f"two people on {cle}" for cle, nombre in occupes.items() if nombre > 1]
    jours = Counter((a.creneau, a.membre) for a in affectations)
    fautes += [f"first and backup at once on {cle}" for cle, nombre in jours.items() if nombre > 1]
    fautes += [
        f"{une.membre} is not free on {une.creneau}"
        for une in set(affectations) - probleme.imposees
        if membres[une.membre].empechement(une.creneau)
    ]
    for membre in probleme.membres:
        siennes = {a for a in affectations if a.membre == membre.cle}
        fautes += _exces(probleme, membre, siennes, {a for a in probleme.imposees if a.membre == membre.cle})
    return fautes


def _exces(
    probleme: Probleme, membre: Membre, siennes: set[Affectation], imposees: set[Affectation]
) -> Iterator[str]:
    """Beyond the quota, too much in three days, too little rest."""

    def de_trop(tenues: set[Affectation], maximum: int) -> bool:
        return len(tenues) > max(maximum, len(imposees & tenues))

    for semaine, creneaux in probleme.semaines().items():
        for rang in probleme.rangs:
            if de_trop({a for a in siennes if a.creneau in creneaux and a.rang == rang}, membre.quota):
                yield f"{membre.cle} beyond his quota in week {semaine}"
    for fenetre in probleme.fenetres():
        if de_trop({a for a in siennes if a.creneau in fenetre}, MAXIMUM_GLISSANT):
            yield f"{membre.cle} holds too much from {fenetre[0].jour}"
    for un, autre in probleme.trop_proches() if membre.est_salarie else ():
        if de_trop({a for a in siennes if a.creneau in (un, autre)}, 1):
            yield f"{membre.cle} does not rest after {un}"


def expliquer(probleme: Probleme, affectations: Collection[Affectation]) -> tuple[Trou, ...]:
    """Every half-day that nobody holds, at each rank, with what prevented each member."""
    tenus = {(a.creneau, a.rang) for a in affectations}
    par_membre: dict[int, dict[Creneau, str]] = defaultdict(dict)
    for une in affectations:
        par_membre[une.membre][une.creneau] = une.rang
    lieux = _Voisinage(probleme)
    return tuple(
        Trou(
            creneau,
            rang,
            tuple(
                (membre.cle, motif)
                for membre in probleme.membres
                if (motif := lieux.motif(membre, creneau, rang, par_membre[membre.cle]))
            ),
        )
        for creneau in probleme.creneaux
        for rang in probleme.rangs
        if (creneau, rang) not in tenus
    )


def motif_pour(
    probleme: Probleme, affectations: Collection[Affectation], membre: int, creneau: Creneau, rang: str
) -> MotifTrou | None:
    """What prevents one member from holding one half-day more; None: he could."""
    siennes = {a.creneau: a.rang for a in affectations if a.membre == membre}
    return _Voisinage(probleme).motif(probleme.par_membre[membre], creneau, rang, siennes)


class _Voisinage:
    """What surrounds each half-day: its week, its windows of three days, those that are too near."""

    def __init__(self, probleme: Probleme) -> None:
        self.semaine = {c: groupe for groupe in probleme.semaines().values() for c in groupe}
        self.fenetres: dict[Creneau, list[list[Creneau]]] = defaultdict(list)
        for fenetre in probleme.fenetres():
            for creneau in fenetre:
                self.fenetres[creneau].append(fenetre)
        self.proches: dict[Creneau, set[Creneau]] = defaultdict(set)
        for un, autre in probleme.trop_proches():
            self.proches[un].add(autre)
            self.proches[autre].add(un)

    def motif(
        self, membre: Membre, creneau: Creneau, rang: str, siennes: Mapping[Creneau, str]
    ) -> MotifTrou | None:
        """Why this member does not hold that half-day; None: he could."""
        if motif := membre.empechement(creneau):
            return motif
        if creneau in siennes:
            return MotifTrou.DEJA_DE_GARDE
        if sum(siennes.get(c) == rang for c in self.semaine.get(creneau, ())) >= membre.quota:
            return MotifTrou.QUOTA
        if any(sum(c in siennes for c in f) >= MAXIMUM_GLISSANT for f in self.fenetres[creneau]):
            return MotifTrou.SERRE
        if membre.est_salarie and any(c in siennes for c in self.proches[creneau]):
            return MotifTrou.REPOS
        return None


@dataclass(frozen=True)
class Qualite:
    """How good a roster is: half-days covered, how equal the load, wishes met, who holds too much."""

    demi_journees: int
    couvertes: int
    renforts: int
    equilibre: int | None
    """100 when each holds his fair share; None when nobody holds anything."""
    souhaits: int
    souhaits_exauces: int
    charges: dict[int, int]
    parts: dict[int, float]
    surcharges: tuple[int, ...]

    @property
    def couverture(self) -> float | None:
        """Percentage of half-days with somebody first."""
        return CENT * self.couvertes / self.demi_journees if self.demi_journees else None


def qualite(probleme: Probleme, affectations: Collection[Affectation]) -> Qualite:
    charges = {membre.cle: 0 for membre in probleme.membres}
    for une in affectations:
        charges[une.membre] += 1
    total = sum(charges.values())
    parts = parts_equitables(probleme, total)
    ecart = sum(abs(charges[cle] - parts[cle]) for cle in charges)
    tenues = {(a.creneau, a.membre) for a in affectations}
    demandes = exauces = 0
    for membre in probleme.membres:
        for creneau, preference in membre.souhaits.items():
            demandes += 1
            exauces += ((creneau, membre.cle) in tenues) == (preference == Preference.PREFERE)
    couvertes = {a.creneau for a in affectations if a.rang == RangGarde.PREMIERE}
    return Qualite(
        demi_journees=len(probleme.creneaux),
        couvertes=len(couvertes),
        renforts=len({a.creneau for a in affectations if a.rang == RangGarde.RENFORT}),
        equilibre=max(round(CENT * (1 - ecart / (2 * total))), 0) if total else None,
        souhaits=demandes,
        souhaits_exauces=exauces,
        charges=charges,
        parts=parts,
        surcharges=tuple(cle for cle in charges if charges[cle] > parts[cle] + 1),
    )


def gini(charges: Iterable[int]) -> float | None:
    """0 when all hold as much, near 1 when one holds everything; None when nothing is held."""
    valeurs = sorted(charges)
    total = sum(valeurs)
    if not total:
        return None
    nombre = len(valeurs)
    cumul = sum(rang * valeur for rang, valeur in enumerate(valeurs, start=1))
    return 2 * cumul / (nombre * total) - (nombre + 1) / nombre
