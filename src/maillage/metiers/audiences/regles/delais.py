"""Time limits after a judgment or an adjournment. Lengths come as dated data; dates are passed in.

A limit that ends on a Saturday, a Sunday or a holiday is prorogued to the next working day (art. 801 CPP).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from maillage.commun.calendrier import Zone, ajouter_mois, proroger
from maillage.metiers.audiences.enums.decisions import NatureJugement


class Unite(StrEnum):
    JOURS = "jours"
    SEMAINES = "semaines"
    MOIS = "mois"


@dataclass(frozen=True, slots=True)
class Delai:
    """A time limit of the list in force: `est_proroge` when it ends on the next working day."""

    code: str
    libelle: str
    nombre: int
    unite: Unite
    article: str
    est_proroge: bool = True
    est_a_confirmer: bool = False

    def fin(self, depart: dt.date, zone: Zone = Zone.METROPOLE) -> dt.date:
        """The last day; the day of departure does not count."""
        if self.unite is Unite.MOIS:
            brut = ajouter_mois(depart, self.nombre)
        else:
            brut = depart + dt.timedelta(days=self.nombre * (7 if self.unite is Unite.SEMAINES else 1))
        return proroger(brut, zone) if self.est_proroge else brut


APPEL, APPEL_PROCUREUR_GENERAL, APPEL_INCIDENT = "appel", "appel_procureur_general", "appel_incident"
OPPOSITION, OPPOSITION_ETRANGER = "opposition", "opposition_etranger"
VISA, MINUTE = "visa_note", "minute"
RENVOI_CI_MINIMUM, RENVOI_CI_MAXIMUM, DETENTION_CI = "renvoi_ci_minimum", "renvoi_ci_maximum", "detention_ci"
CONVOCATION_JAP, CONVOCATION_SPIP = "convocation_jap", "convocation_spip"
CONSERVATION = "conservation"
"""How long after its last hearing a case keeps what names its persons."""
DEPOT_DIFFERE, PAIEMENT_REDUIT = "depot_differe", "paiement_reduit"
Delais = Mapping[str, Delai]


@dataclass(frozen=True, slots=True)
class Echeance:
    """A last day, from when it is counted, and why. None: it runs only from a service not made yet."""

    delai: Delai
    depart: dt.date | None
    dernier_jour: dt.date | None
    explication: str


def _echeance(delai: Delai, depart: dt.date | None, zone: Zone, explication: str) -> Echeance:
    return Echeance(delai, depart, delai.fin(depart, zone) if depart else None, explication)


def appel(
    nature: str,
    date_prononce: dt.date,
    delais: Delais,
    *,
    date_signification: dt.date | None = None,
    est_informe_de_la_date: bool = True,
    est_sans_mandat: bool = False,
    zone: Zone = Zone.METROPOLE,
) -> Echeance:
    """Art. 498 and 499 CPP: ten days from the pronouncement.

    From the service of the judgment when it is to be served or by default, when the lawyer heard had no mandate, or
    when the party, absent, had not been told the date of the pronouncement.
    """
    est_a_signifier = nature != NatureJugement.CONTRADICTOIRE or est_sans_mandat or not est_informe_de_la_date
    if est_a_signifier:
        return _echeance(delais[APPEL], date_signification, zone, "à compter de la signification du jugement")
    return _echeance(delais[APPEL], date_prononce, zone, "à compter du prononcé du jugement")


def appel_incident(appel_principal: Echeance, delais: Delais, *, zone: Zone = Zone.METROPOLE) -> Echeance:
    """Art. 500 CPP: the other parties have a further time when one appeals."""
    return _echeance(
        delais[APPEL_INCIDENT],
        appel_principal.dernier_jour,
        zone,
        "à compter de la fin du délai d’appel, si une partie a fait appel",
    )


def opposition(
    nature: str,
    delais: Delais,
    *,
    date_signification: dt.date | None = None,
    est_a_l_etranger: bool = False,
    zone: Zone = Zone.METROPOLE,
) -> Echeance | None:
    """Art. 491 to 493 CPP: against a judgment by default only."""
    if nature != NatureJugement.DEFAUT:
        return None
    delai = delais[OPPOSITION_ETRANGER if est_a_l_etranger else OPPOSITION]
    return _echeance(delai, date_signification, zone, "à compter de la signification du jugement par défaut")


def visa_note(date_audience: dt.date, delais: Delais, *, zone: Zone = Zone.METROPOLE) -> Echeance:
    """Art. 453 CPP: the president vises the note within three days of the hearing."""
    return _echeance(delais[VISA], date_audience, zone, "à compter de l’audience")


def depot_minute(date_prononce: dt.date, delais: Delais, *, zone: Zone = Zone.METROPOLE) -> Echeance:
    """Art. 486 CPP: the minute is filed within three days of the pronouncement."""
    return _echeance(delais[MINUTE], date_prononce, zone, "à compter du prononcé")


@dataclass(frozen=True, slots=True)
class Fenetre:
    """When an immediate appearance may be adjourned to; `fin_detention`: judged before, or freed."""

    premier_jour: dt.date | None
    dernier_jour: dt.date
    fin_detention: dt.date | None


def fenetre_renvoi_ci(
    date_audience: dt.date, delais: Delais, *, est_detenu: bool, a_renonce: bool = False
) -> Fenetre:
    """Art. 397-1 CPP (law of 20 November 2023): at least four weeks unless waived, at most ten weeks.

    Neither bound is prorogued: one is a floor, the other bears on the date of the hearing itself.
    """
    return Fenetre(
        premier_jour=None if a_renonce else delais[RENVOI_CI_MINIMUM].fin(date_audience),
        dernier_jour=delais[RENVOI_CI_MAXIMUM].fin(date_audience),
        fin_detention=delais[DETENTION_CI].fin(date_audience) if est_detenu else None,
    )


def controler_renvoi_ci(date_renvoi: dt.date, fenetre: Fenetre, date_audience: dt.date) -> str:
    """What is wrong with this date, in French; empty when nothing is."""
    if date_renvoi <= date_audience:
        return "La date de renvoi suit l’audience."
    if fenetre.premier_jour and date_renvoi < fenetre.premier_jour:
        return (
            f"En comparution immédiate, le renvoi n’est pas possible avant le {fenetre.premier_jour:%d/%m/%Y},"
            " sauf si le prévenu y renonce."
        )
    if date_renvoi > fenetre.dernier_jour:
        return f"En comparution immédiate, le renvoi est au plus tard le {fenetre.dernier_jour:%d/%m/%Y}."
    return ""


def convocations(
    date_prononce: dt.date, delais: Delais, *, zone: Zone = Zone.METROPOLE
) -> tuple[Echeance, Echeance]:
    """Art. 474 CPP: at most twenty days before the judge of enforcement, thirty before the probation service.

    These are last days for a meeting, so they are not prorogued: the meeting is on a working day before.
    """
    depuis = "à compter du jugement"
    return (
        _echeance(delais[CONVOCATION_JAP], date_prononce, zone, depuis),
        _echeance(delais[CONVOCATION_SPIP], date_prononce, zone, depuis),
    )


def controler_convocation(date: dt.date, echeance: Echeance, qui: str) -> str:
    """What is wrong with the day of a convocation; empty when nothing is."""
    if echeance.depart and date <= echeance.depart:
        return f"La convocation devant {qui} suit le jugement."
    if echeance.dernier_jour and date > echeance.dernier_jour:
        return (
            f"La convocation devant {qui} est au plus tard le {echeance.dernier_jour:%d/%m/%Y}"
            f" ({echeance.delai.article})."
        )
    return ""
