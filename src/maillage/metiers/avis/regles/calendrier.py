"""When a line answers: its half-days, and time counted in its working minutes.

Instants are aware; hours are those of the line's own clock. A line closed at night never meets a change of hour.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from maillage.commun.calendrier import Zone, est_ferie
from maillage.metiers.avis.enums.gardes import DemiJournee

PARIS = ZoneInfo("Europe/Paris")
PREMIERE_HEURE, DERNIERE_HEURE = "06:00", "23:00"
"""A line never opens in the hours when clocks change: minutes of opening are then those of the clock on the wall."""
MINUTE = dt.timedelta(minutes=1)
JOURS_MAXIMUM = 400
"""A line that opens less than once a year is a mistake: counting stops there."""


class CalendrierVide(ValueError):
    """The line never opens."""


@dataclass(frozen=True, slots=True, order=True)
class Creneau:
    """One half-day of a line: what a duty holds."""

    jour: dt.date
    demi_journee: str

    @property
    def rang(self) -> tuple[dt.date, bool]:
        """Its place in time: the afternoon after the morning."""
        return (self.jour, self.demi_journee == DemiJournee.APRES_MIDI)


@dataclass(frozen=True, slots=True)
class Plage:
    """The hours of one half-day of the week (Monday is 0)."""

    jour: int
    demi_journee: str
    debut: dt.time
    fin: dt.time


def _semaine(jours: Sequence[int], matin: tuple[int, int], apres_midi: tuple[int, int]) -> tuple[Plage, ...]:
    return tuple(
        Plage(jour, demi, dt.time(debut), dt.time(fin))
        for jour in jours
        for demi, (debut, fin) in ((DemiJournee.MATIN, matin), (DemiJournee.APRES_MIDI, apres_midi))
    )


@dataclass(frozen=True)
class Calendrier:
    """The half-days of a week, closed on public holidays of its zone. By default Monday to Friday, 8 to 19."""

    plages: tuple[Plage, ...] = field(default_factory=lambda: _semaine(range(5), (8, 13), (13, 19)))
    zone: Zone = Zone.METROPOLE
    fuseau: ZoneInfo = PARIS

    @classmethod
    def lire(
        cls, valeurs: Sequence[Mapping[str, Any]], *, zone: Zone = Zone.METROPOLE, fuseau: ZoneInfo = PARIS
    ) -> Calendrier:
        """From what a line keeps: `[{"jour": 0, "demi_journee": "matin", "debut": "08:00", "fin": "13:00"}, …]`.

        Nothing kept: the default week. Raises ValueError when a half-day is said twice, or ends before it starts.
        """
        if not valeurs:
            return cls(zone=zone, fuseau=fuseau)
        plages = [
            Plage(
                int(une["jour"]),
                DemiJournee(une["demi_journee"]),
                dt.time.fromisoformat(une["debut"]),
                dt.time.fromisoformat(une["fin"]),
            )
            for une in valeurs
        ]
        plages.sort(key=lambda p: (p.jour, p.debut))
        if len({(p.jour, p.demi_journee) for p in plages}) < len(plages):
            raise ValueError("Une demi-journée est dite deux fois.")
        for plage in plages:
            if plage.debut >= plage.fin:
                raise ValueError("Une demi-journée finit après avoir commencé.")
        for avant, apres in pairwise(plages):
            if avant.jour == apres.jour and avant.fin > apres.debut:
                raise ValueError("Les deux demi-journées d’un jour se chevauchent.")
        return cls(tuple(plages), zone, fuseau)

    @classmethod
    def composer(
        cls, demi_journees: Mapping[str, tuple[Sequence[int], dt.time | None, dt.time | None]]
    ) -> list[dict[str, Any]]:
        """What a line keeps of a week said by half-day: (days, start, end). Raises ValueError as `lire` does.

        A week equal to the one by default is kept as none, so that it follows it.
        """
        valeurs = [
            {"jour": jour, "demi_journee": str(demi), "debut": f"{debut:%H:%M}", "fin": f"{fin:%H:%M}"}
            for demi, (jours, debut, fin) in demi_journees.items()
            if debut and fin
            for jour in jours
        ]
        if any(str(une["debut"]) < PREMIERE_HEURE or str(une["fin"]) > DERNIERE_HEURE for une in valeurs):
            raise ValueError("Une filière ouvre entre 6 h et 23 h : la nuit, c’est le 15.")
        if not valeurs:
            raise ValueError(
                "La filière n’ouvre jamais : choisissez au moins une demi-journée et ses heures."
            )
        lu = cls.lire(valeurs)
        return [] if lu.plages == cls().plages else lu.ecrire()

    def de_la_semaine(self, demi_journee: str) -> tuple[list[int], dt.time | None, dt.time | None]:
        """(days, start, end) of a half-day, as `composer` takes them; the hours of the first day."""
        siennes = [plage for plage in self.plages if plage.demi_journee == demi_journee]
        if not siennes:
            return [], None, None
        return [plage.jour for plage in siennes], siennes[0].debut, siennes[0].fin

    def ecrire(self) -> list[dict[str, Any]]:
        """What a line keeps."""
        return [
            {
                "jour": p.jour,
                "demi_journee": str(p.demi_journee),
                "debut": f"{p.debut:%H:%M}",
                "fin": f"{p.fin:%H:%M}",
            }
            for p in self.plages
        ]

    def plages_du(self, jour: dt.date) -> list[Plage]:
        """The half-days of that day, in order; none on a public holiday."""
        siennes = [plage for plage in self.plages if plage.jour == jour.weekday()]
        return [] if siennes and est_ferie(jour, self.zone) else siennes

    def creneaux(self, debut: dt.date, fin: dt.date) -> list[Creneau]:
        """Every half-day from one day to another, both included."""
        return [
            Creneau(jour, plage.demi_journee)
            for jour in (debut + dt.timedelta(days=n) for n in range((fin - debut).days + 1))
            for plage in self.plages_du(jour)
        ]

    def bornes(self, creneau: Creneau) -> tuple[dt.datetime, dt.datetime]:
        """When it starts and ends. Raises LookupError when the line does not open then."""
        for plage in self.plages:
            if (plage.jour, plage.demi_journee) == (creneau.jour.weekday(), creneau.demi_journee):
                return self._instant(creneau.jour, plage.debut), self._instant(creneau.jour, plage.fin)
        raise LookupError("The line does not open on that half-day.")

    def creneau_a(self, instant: dt.datetime) -> Creneau | None:
        """The half-day that holds this instant; None when the line is closed."""
        local = instant.astimezone(self.fuseau)
        for plage in self.plages_du(local.date()):
            if plage.debut <= local.time().replace(tzinfo=None) < plage.fin:
                return Creneau(local.date(), plage.demi_journee)
        return None

    def _instant(self, jour: dt.date, heure: dt.time) -> dt.datetime:
        return dt.datetime.combine(jour, heure, self.fuseau)

    def ouvertures(self, depuis: dt.datetime) -> Iterator[tuple[Creneau, dt.datetime, dt.datetime]]:
        """Half-days that are not over at that instant, in order, each with its start and its end."""
        jour = depuis.astimezone(self.fuseau).date()
        for decalage in range(JOURS_MAXIMUM):
            courant = jour + dt.timedelta(days=decalage)
            for plage in self.plages_du(courant):
                fin = self._instant(courant, plage.fin)
                if fin > depuis:
                    yield Creneau(courant, plage.demi_journee), self._instant(courant, plage.debut), fin
        raise CalendrierVide("The line does not open within a year.")


def ouverture(calendrier: Calendrier, instant: dt.datetime) -> dt.datetime:
    """The instant itself when the line is open, else when it opens next."""
    for _, debut, _ in calendrier.ouvertures(instant):
        return max(debut, instant)
    raise CalendrierVide("The line does not open within a year.")  # pragma: no cover (ouvertures raises)


def ajouter_minutes(calendrier: Calendrier, depart: dt.datetime, minutes: int) -> dt.datetime:
    """The instant by which so many minutes of opening have gone."""
    reste = minutes * MINUTE
    for _, debut, fin in calendrier.ouvertures(depart):
        commence = max(debut, depart)
        if reste <= fin - commence:
            return (commence.astimezone(dt.UTC) + reste).astimezone(calendrier.fuseau)
        reste -= fin - commence
    raise CalendrierVide("The line does not open within a year.")  # pragma: no cover


def ajouter_demi_journees(calendrier: Calendrier, depart: dt.datetime, nombre: int) -> dt.datetime:
    """When the n-th half-day after this one opens."""
    suivantes = (debut for _, debut, _ in calendrier.ouvertures(depart) if debut > depart)
    for rang, debut in enumerate(suivantes, start=1):
        if rang == nombre:
            return debut
    raise CalendrierVide("The line does not open within a year.")  # pragma: no cover


def ajouter_jours(calendrier: Calendrier, depart: dt.datetime, nombre: int) -> dt.datetime:
    """The same hour on the n-th day when the line opens, or its next opening if it is closed at that hour."""
    local = ouverture(calendrier, depart).astimezone(calendrier.fuseau)
    jour, restants = local.date(), nombre
    for _ in range(JOURS_MAXIMUM):
        if restants == 0:
            return ouverture(calendrier, dt.datetime.combine(jour, local.time(), calendrier.fuseau))
        jour += dt.timedelta(days=1)
        restants -= bool(calendrier.plages_du(jour))
    raise CalendrierVide("The line does not open within a year.")


def minutes_ouvrees(calendrier: Calendrier, debut: dt.datetime, fin: dt.datetime) -> int:
    """Minutes of opening between two instants; none when the end comes first."""
    total = dt.timedelta()
    for _, ouvre, ferme in calendrier.ouvertures(debut):
        if ouvre >= fin:
            break
        total += min(ferme, fin) - max(ouvre, debut)
    return int(total / MINUTE)
