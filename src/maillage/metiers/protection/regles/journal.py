"""The life of a measure: an ordered list of facts. Everything else (state on any day, stock, flux) is read from it.

A fact says only what it changes. Unrolling the facts, in the order of their days, gives the state after each and the
steps of the stock: one enters a cell (nature, field, place) and leaves it, so that in any set of measures
start + in − out = end, always. A correction is a fact that replaces another; the one replaced stays written and no
longer counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from maillage.metiers.protection.enums import (
    CauseSortie,
    GenreMouvement,
    StatutMesure,
    TypeEvenement,
)


class JournalIncoherent(ValueError):
    """These facts cannot follow one another; the message is a French sentence."""


@dataclass(frozen=True)
class Fait:
    """What happened on a day. Empty: unchanged."""

    type: str
    date: dt.date
    nature: str = ""
    champ: str = ""
    lieu_vie: str = ""
    type_etablissement: str = ""
    commune: Any = None
    etablissement: Any = None
    antenne: Any = None
    duree_mois: int | None = None
    resultat: str = ""
    cause: str = ""
    rang: int = 0


class Cellule(NamedTuple):
    """Where a measure is counted."""

    nature: str
    champ: str
    lieu_vie: str


class Pas(NamedTuple):
    """One step of the stock: +1 when a measure enters a cell, −1 when it leaves it."""

    date: dt.date
    genre: GenreMouvement
    cellule: Cellule
    solde: int


@dataclass(frozen=True)
class Etat:
    """What is true of a measure after its facts."""

    statut: StatutMesure
    nature: str = ""
    champ: str = ""
    lieu_vie: str = ""
    type_etablissement: str = ""
    commune: Any = None
    etablissement: Any = None
    antenne: Any = None
    date_nomination: dt.date | None = None
    date_protection_en_cours: dt.date | None = None
    date_decision: dt.date | None = None
    duree_mois: int | None = None
    rang_decision: int = 0
    nombre_revisions: int = 0
    date_revision: dt.date | None = None
    resultat_revision: str = ""
    date_fin: dt.date | None = None
    cause_sortie: str = ""

    @property
    def cellule(self) -> Cellule:
        return Cellule(self.nature, self.champ, self.lieu_vie)

    @property
    def est_en_stock(self) -> bool:
        return self.statut == StatutMesure.EN_COURS


ENTREES = {
    TypeEvenement.OUVERTURE: GenreMouvement.OUVERTURE,
    TypeEvenement.TRANSFERT_ENTRANT: GenreMouvement.TRANSFERT_ENTRANT,
    TypeEvenement.REOUVERTURE: GenreMouvement.REOUVERTURE,
}
SORTIES = {
    CauseSortie.MAINLEVEE: GenreMouvement.MAINLEVEE,
    CauseSortie.MASP: GenreMouvement.MASP,
    CauseSortie.DECES: GenreMouvement.DECES,
    CauseSortie.CADUCITE: GenreMouvement.CADUCITE,
    CauseSortie.DESSAISISSEMENT_FAMILLE: GenreMouvement.FAMILLE,
    CauseSortie.DESSAISISSEMENT_AUTRE_MJPM: GenreMouvement.TRANSFERT_SORTANT,
    CauseSortie.DESSAISISSEMENT_TRIBUNAL: GenreMouvement.TRANSFERT_SORTANT,
}
DELTAS = ("nature", "champ", "lieu_vie", "type_etablissement", "commune", "etablissement", "antenne")
AVANT = {
    TypeEvenement.RESERVATION: (None,),
    TypeEvenement.RETRAIT: (StatutMesure.EN_ATTENTE,),
    TypeEvenement.OUVERTURE: (None, StatutMesure.EN_ATTENTE),
    TypeEvenement.TRANSFERT_ENTRANT: (None, StatutMesure.EN_ATTENTE),
    TypeEvenement.CHANGEMENT_NATURE: (StatutMesure.EN_COURS,),
    TypeEvenement.CHANGEMENT_LIEU: (StatutMesure.EN_COURS,),
    TypeEvenement.REVISION: (StatutMesure.EN_COURS,),
    TypeEvenement.CLOTURE: (StatutMesure.EN_COURS,),
    TypeEvenement.REOUVERTURE: (StatutMesure.ETEINTE,),
}
"""In which state a fact may happen."""


def ordonner(faits: Iterable[Fait]) -> list[Fait]:
    """By day, then in the order in which they were recorded."""
    return sorted(faits, key=lambda fait: (fait.date, fait.rang))


def derouler(faits: Iterable[Fait]) -> tuple[Etat | None, list[Pas]]:
    """State after all the facts, and every step of the stock. Raises JournalIncoherent."""
    etat: Etat | None = None
    pas: list[Pas] = []
    for fait in ordonner(faits):
        avant, etat = etat, _appliquer(etat, fait)
        pas.extend(_pas(avant, etat, fait))
    return etat, pas


def etat_au(faits: Iterable[Fait], jour: dt.date) -> Etat | None:
    """What was true at the end of that day; None before the first fact."""
    etat: Etat | None = None
    for fait in ordonner(faits):
        if fait.date > jour:
            break
        etat = _appliquer(etat, fait)
    return etat


def _appliquer(etat: Etat | None, fait: Fait) -> Etat:
    genre = TypeEvenement(fait.type)
    statut = etat.statut if etat else None
    if statut not in AVANT[genre]:
        raise JournalIncoherent(_refus(genre, statut, fait.date))
    suivant = etat or Etat(StatutMesure.EN_ATTENTE)
    return replace(suivant, **_deltas(fait), **_suites(genre, suivant, fait))


def _suites(genre: TypeEvenement, etat: Etat, fait: Fait) -> dict[str, Any]:  # noqa: PLR0911 (one case a fact)
    """What a fact changes beside what it says: status, days, term."""
    decision = {"date_decision": fait.date, "duree_mois": fait.duree_mois, "rang_decision": fait.rang}
    match genre:
        case TypeEvenement.RETRAIT:
            return {"statut": StatutMesure.ANNULEE}
        case TypeEvenement.OUVERTURE | TypeEvenement.TRANSFERT_ENTRANT:
            jours = {"date_nomination": fait.date, "date_protection_en_cours": fait.date}
            return {"statut": StatutMesure.EN_COURS, **jours, **decision}
        case TypeEvenement.REOUVERTURE:
            return {"statut": StatutMesure.EN_COURS, "date_fin": None, "cause_sortie": "", **decision}
        case TypeEvenement.CHANGEMENT_NATURE:
            return {"date_protection_en_cours": fait.date, **(decision if fait.duree_mois else {})}
        case TypeEvenement.REVISION:
            revision = {
                "date_protection_en_cours": fait.date,
                "date_revision": fait.date,
                "resultat_revision": fait.resultat,
                "nombre_revisions": etat.nombre_revisions + 1,
            }
            return {**revision, **decision}
        case TypeEvenement.CLOTURE:
            if fait.cause not in SORTIES:
                raise JournalIncoherent("Indiquez la cause de la fin de mandat.")
            return {"statut": StatutMesure.ETEINTE, "date_fin": fait.date, "cause_sortie": fait.cause}
    return {}


def _deltas(fait: Fait) -> dict[str, Any]:
    """What the fact says. A new place forgets the establishment of the one before."""
    change = {champ: valeur for champ in DELTAS if (valeur := getattr(fait, champ)) not in ("", None)}
    oublies: dict[str, Any] = {"type_etablissement": "", "etablissement": None} if fait.lieu_vie else {}
    return {**oublies, **change}


def _pas(avant: Etat | None, apres: Etat, fait: Fait) -> list[Pas]:
    etait, est = bool(avant and avant.est_en_stock), apres.est_en_stock
    if est and not etait:
        return [Pas(fait.date, ENTREES[TypeEvenement(fait.type)], apres.cellule, 1)]
    if etait and not est and avant:
        # The last fact may also say where the person was: the exit is from the cell it was counted in.
        return [Pas(fait.date, SORTIES[CauseSortie(fait.cause)], avant.cellule, -1)]
    if etait and est and avant and avant.cellule != apres.cellule:
        return [
            Pas(fait.date, GenreMouvement.CHANGEMENT_SORTANT, avant.cellule, -1),
            Pas(fait.date, GenreMouvement.CHANGEMENT_ENTRANT, apres.cellule, 1),
        ]
    return []


def _refus(genre: TypeEvenement, statut: StatutMesure | None, jour: dt.date) -> str:
    quand = f"au {jour:%d/%m/%Y}"
    if statut is None:
        return f"« {genre.label} » : la mesure n’était pas encore ouverte {quand}."
    return f"« {genre.label} » : la mesure était « {statut.label.lower()} » {quand}."


def compter_stock(pas: Sequence[Pas], jour: dt.date) -> dict[Cellule, int]:
    """Measures in each cell at the end of that day."""
    stock: dict[Cellule, int] = {}
    for un in pas:
        if un.date <= jour:
            stock[un.cellule] = stock.get(un.cellule, 0) + un.solde
    return {cellule: nombre for cellule, nombre in stock.items() if nombre}
