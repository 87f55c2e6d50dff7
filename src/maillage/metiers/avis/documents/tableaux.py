"""The roster of a month, to print and put on a wall: weeks in rows, days in columns. No patient, no telephone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from maillage.commun.textes import date_longue, mois_annee
from maillage.metiers.avis.actions.tableaux import DOCUMENT, gardes_du_mois
from maillage.metiers.avis.droits import GARDE_GERER, GARDE_LIRE
from maillage.metiers.avis.enums.gardes import DemiJournee, RangGarde
from maillage.metiers.avis.models import Garde
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class DemiJourneeTableau:
    """Who is first, and who is backup; nobody: empty. Without a backup planned, `renfort` is none."""

    libelle: str
    premiere: str
    renfort: str | None


@dataclass(frozen=True)
class JourTableau:
    """A day of the month; no date where the week begins or ends in another."""

    date: dt.date | None
    demi_journees: tuple[DemiJourneeTableau, ...]


@dataclass(frozen=True)
class SemaineTableau:
    libelle: str
    jours: tuple[JourTableau, ...]


@dataclass(frozen=True)
class TableauDonnees:
    SCHEMA: ClassVar[int] = 1

    filiere: str
    gestionnaire: str
    mois: str
    jours: tuple[str, ...]
    semaines: tuple[SemaineTableau, ...]
    demi_journees: int
    sans_personne: int


def donnees_tableau(premiere: Garde) -> TableauDonnees:
    """The month of this duty, on its line."""
    gardes = gardes_du_mois(premiere.filiere, premiere.date.replace(day=1))
    jours_ouverts = sorted({garde.date.weekday() for garde in gardes})
    lundis = sorted({_lundi(garde.date) for garde in gardes})
    premieres = [garde for garde in gardes if garde.rang == RangGarde.PREMIERE]
    return TableauDonnees(
        filiere=premiere.filiere.nom,
        gestionnaire=premiere.gestionnaire.nom,
        mois=mois_annee(premiere.date),
        jours=tuple(_jour_de_semaine(lundis[0] + dt.timedelta(days=jour)) for jour in jours_ouverts),
        semaines=tuple(
            SemaineTableau(
                f"Semaine du {date_longue(lundi).rsplit(' ', 1)[0]}",
                tuple(
                    _jour(lundi + dt.timedelta(days=jour), premiere.date, gardes) for jour in jours_ouverts
                ),
            )
            for lundi in lundis
        ),
        demi_journees=len(premieres),
        sans_personne=sum(garde.specialiste_id is None for garde in premieres),
    )


def _lundi(jour: dt.date) -> dt.date:
    return jour - dt.timedelta(days=jour.weekday())


def _jour_de_semaine(jour: dt.date) -> str:
    return date_longue(jour, avec_jour=True).partition(" ")[0].capitalize()


def _jour(jour: dt.date, mois: dt.date, gardes: Sequence[Garde]) -> JourTableau:
    if (jour.year, jour.month) != (mois.year, mois.month):
        return JourTableau(None, ())
    connues = {(garde.demi_journee, garde.rang): garde for garde in gardes if garde.date == jour}
    return JourTableau(
        jour,
        tuple(
            DemiJourneeTableau(
                str(demi.label),
                _nom(connues.get((demi, RangGarde.PREMIERE))),
                _nom(connues[demi, RangGarde.RENFORT]) if (demi, RangGarde.RENFORT) in connues else None,
            )
            for demi in DemiJournee
            if any(cle[0] == demi for cle in connues)
        ),
    )


def _nom(garde: Garde | None) -> str:
    return str(garde.specialiste) if garde is not None and garde.specialiste else ""


TABLEAU = declarer_genre(
    code=DOCUMENT,
    libelle="Tableau de garde",
    donnees=TableauDonnees,
    gabarit="tableau_garde.typ",
    droit=GARDE_GERER,
    droit_lecture=GARDE_LIRE,
    construire=donnees_tableau,
    organisation="gestionnaire",
)
