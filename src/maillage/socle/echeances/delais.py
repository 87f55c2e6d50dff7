"""Legal time limits as pure functions: a starting day, a duration, a regime, a calendar; out comes the last day.

Nothing here reads the clock, the database or a setting. The zone is passed in, since Alsace-Moselle and the
overseas departments do not have the same holidays.

Each service declares its own limits with :func:`declarer_delai`; this module knows how to count, never
which limit applies.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from maillage.commun.calendrier import Zone, ajouter_jours_ouvres, ajouter_mois, proroger


class Regime(enum.StrEnum):
    """How a duration is counted. The stable value is what is stored; labels belong to screens."""

    CIVIL = "civil"
    PENAL = "penal"
    FRANC = "franc"
    SANS_PROROGATION = "sans_prorogation"
    JOURS_OUVRES = "jours_ouvres"
    REBOURS = "rebours"


class Eloignement(enum.Enum):
    """Where the addressee lives, art. 643 CPC; the value is the number of months added to the limit."""

    METROPOLE = 0
    OUTRE_MER = 1
    ETRANGER = 2


class DureeInvalide(ValueError):
    """The duration cannot be counted under the regime it is declared with."""


@dataclass(frozen=True, slots=True)
class Duree:
    """A duration as the text says it: years, months, weeks, days or hours; never converted to one another."""

    annees: int = 0
    mois: int = 0
    semaines: int = 0
    jours: int = 0
    heures: int = 0

    def __post_init__(self) -> None:
        valeurs = (self.annees, self.mois, self.semaines, self.jours, self.heures)
        if min(valeurs) < 0 or not any(valeurs):
            raise DureeInvalide("A duration has at least one positive part and no negative one.")
        if self.heures and any(valeurs[:-1]):
            raise DureeInvalide("A duration in hours runs from hour to hour and mixes with nothing else.")

    def __str__(self) -> str:
        """In French, for screens: « 1 an », « 2 mois et 15 jours », « 48 heures »."""
        parties = [
            f"{nombre} {singulier if nombre == 1 else pluriel}"
            for nombre, singulier, pluriel in (
                (self.annees, "an", "ans"),
                (self.mois, "mois", "mois"),
                (self.semaines, "semaine", "semaines"),
                (self.jours, "jour", "jours"),
                (self.heures, "heure", "heures"),
            )
            if nombre
        ]
        return " et ".join(filter(None, [", ".join(parties[:-1]), parties[-1]]))


def ajouter_duree(depart: date, duree: Duree) -> date:
    """The last day before any prorogation.

    Art. 641 al. 1 CPC: the day of the act, event, decision or notification that starts a limit in days does
    not count (dies a quo), so that ten days from the 1st end on the 11th. Art. 641 al. 3 CPC: where a limit
    is in months and days, the months are counted first, then the days.
    """
    if duree.heures:
        raise DureeInvalide("A limit in hours gives an instant: use ajouter_heures.")
    apres_mois = ajouter_mois(depart, duree.annees * 12 + duree.mois)
    return apres_mois + timedelta(days=duree.semaines * 7 + duree.jours)


def retrancher_duree(terme: date, duree: Duree) -> date:
    """The last day on which one may still act when the text says « at least … before » a day.

    A limit counted backwards is not prorogued: art. 642 CPC only lengthens limits that expire forwards
    (steady case law). The day of the term does not count, by symmetry with art. 641 al. 1 CPC.
    """
    if duree.heures:
        raise DureeInvalide("A limit in hours gives an instant: use ajouter_heures.")
    avant_mois = ajouter_mois(terme, -(duree.annees * 12 + duree.mois))
    return avant_mois - timedelta(days=duree.semaines * 7 + duree.jours)


def ajouter_heures(depart: datetime, heures: int) -> datetime:
    """The instant at which a limit in hours ends: it runs from hour to hour, days of rest included.

    Counted in universal time, so that 24 hours remain 24 hours on the two nights the clock changes.
    """
    if depart.tzinfo is None:
        raise DureeInvalide("A limit in hours starts at an instant with its time zone.")
    return (depart.astimezone(UTC) + timedelta(hours=heures)).astimezone(depart.tzinfo)


def date_limite(
    depart: date,
    duree: Duree,
    regime: Regime,
    zone: Zone = Zone.METROPOLE,
    *,
    eloignement: Eloignement = Eloignement.METROPOLE,
) -> date:
    """The last day, midnight included (« expire le dernier jour à vingt-quatre heures », art. 642 and 801).

    CIVIL: art. 641 and 642 CPC, lengthened by distance where the text says so (art. 643 CPC).
    PENAL: same count, prorogation of art. 801 CPP.
    FRANC: neither the first day nor the last counts; one may still act on the day after; then prorogation.
    SANS_PROROGATION: the last day whatever it is (limitation periods, art. 2228 and 2229 of the civil code).
    JOURS_OUVRES: only working days are counted. REBOURS: counted backwards from the starting day, never
    prorogued.
    """
    if eloignement is not Eloignement.METROPOLE:
        if regime is not Regime.CIVIL:
            raise DureeInvalide("Art. 643 CPC lengthens civil limits only.")
        duree = Duree(duree.annees, duree.mois + eloignement.value, duree.semaines, duree.jours, duree.heures)
    match regime:
        case Regime.CIVIL | Regime.PENAL:
            return proroger(ajouter_duree(depart, duree), zone)
        case Regime.FRANC:
            return proroger(ajouter_duree(depart, duree) + timedelta(days=1), zone)
        case Regime.SANS_PROROGATION:
            return ajouter_duree(depart, duree)
        case Regime.REBOURS:
            return retrancher_duree(depart, duree)
        case Regime.JOURS_OUVRES:
            if duree.annees or duree.mois or duree.semaines or duree.heures:
                raise DureeInvalide("Only days can be counted in working days.")
            return ajouter_jours_ouvres(depart, duree.jours, zone)


@dataclass(frozen=True, slots=True)
class Delai:
    """A time limit of a text: what it is called, where it is written, how long it is and how it is counted."""

    code: str
    libelle: str
    article: str
    duree: Duree
    regime: Regime

    def date_limite(
        self, depart: date, zone: Zone = Zone.METROPOLE, *, eloignement: Eloignement = Eloignement.METROPOLE
    ) -> date:
        """The last day of this limit for an event of the given day."""
        return date_limite(depart, self.duree, self.regime, zone, eloignement=eloignement)

    @property
    def base_legale(self) -> str:
        """What screens show beside the date: « art. 498 CPP, 10 jours »."""
        return f"{self.article}, {self.duree}"


class _Registre(Mapping[str, Delai]):
    def __init__(self) -> None:
        self._delais: dict[str, Delai] = {}

    def __getitem__(self, code: str) -> Delai:
        return self._delais[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._delais)

    def __len__(self) -> int:
        return len(self._delais)

    def inscrire(self, delai: Delai) -> Delai:
        connu = self._delais.setdefault(delai.code, delai)
        if connu != delai:
            raise ValueError(f"The time limit {delai.code!r} is already declared with other terms.")
        return connu


DELAIS: Mapping[str, Delai] = (_registre := _Registre())


def declarer_delai(code: str, libelle: str, article: str, duree: Duree, regime: Regime) -> Delai:
    """Declares a time limit of a service; declaring it twice with the same terms is harmless.

    The code is prefixed by the service (``medecine_legale.memoire_forclusion``); the article is compulsory,
    because a date shown to a professional must say where it comes from.
    """
    if "." not in code:
        raise ValueError(f"The code {code!r} must start with its service: « service.delai ».")
    if not article.strip():
        raise ValueError(f"The time limit {code!r} cites no article.")
    if duree.heures:
        raise DureeInvalide("A limit in hours is not a day: use ajouter_heures in the rule itself.")
    if regime is Regime.JOURS_OUVRES and (duree.annees or duree.mois or duree.semaines):
        raise DureeInvalide("Only days can be counted in working days.")
    return _registre.inscrire(Delai(code, libelle, article, duree, regime))
