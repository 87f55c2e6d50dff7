"""Who may open which page, for how long a door stays broken open, and what in the reads asks to be looked at.

R. 4624-45-5 of the Code du travail: assistants read parts 1° and 2° of a record, on delegation of the doctor; health
professionals read it all; every action is traced with its day, its hour and who did it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from maillage.commun.textes import compter

DELEGATION_BREVE = dt.timedelta(days=30)
PREAVIS_DELEGATION = dt.timedelta(days=15)
DUREE_PORTE = dt.timedelta(minutes=60)
PARTIES_ADMINISTRATIVES = frozenset({"1", "2"})
MOTIF_MINIMAL = 15
DUREE_DELEGATION = dt.timedelta(days=366)
"""At most: a delegation that is renewed is one that somebody thought of again."""


def est_lisible(partie: str, *, est_soignant: bool) -> bool:
    """A page whose kind nobody said is read by health professionals only."""
    return est_soignant or partie in PARTIES_ADMINISTRATIVES


def motifs_de_porte_fermee(motif: str, *, est_du_service: bool, est_deja_lisible: bool) -> list[str]:
    """Why the door does not open."""
    motifs = []
    if est_deja_lisible:
        motifs.append("Ce dossier vous est déjà ouvert : cherchez-le par son numéro.")
    elif not est_du_service:
        motifs.append("Aucun dossier de votre service ne porte ce numéro.")
    if len(motif.strip()) < MOTIF_MINIMAL:
        motifs.append("Dites pourquoi, en une phrase : le médecin et le DPO la liront.")
    return motifs


def motifs_de_non_delegation(
    debut: dt.date, fin: dt.date, aujourd_hui: dt.date, motif: str
) -> dict[str, str]:
    """Why a delegation cannot be given, by field."""
    motifs = {}
    if debut < aujourd_hui:
        motifs["date_debut"] = "Une délégation ne vaut pas pour le passé."
    if fin < debut:
        motifs["date_fin"] = "La fin précède le début."
    elif fin - debut > DUREE_DELEGATION:
        motifs["date_fin"] = "Un an au plus : vous la renouvellerez."
    if not motif.strip():
        motifs["motif"] = "Dites pourquoi : le motif reste avec la délégation."
    return motifs


@dataclass(frozen=True, slots=True)
class LectureVue:
    """One page shown, as the journal says it. `agent` and `dossier` are keys."""

    agent: int
    dossier: int
    horodatage: dt.datetime
    """In the time of the place."""


@dataclass(frozen=True, slots=True)
class Reperes:
    """Beyond, somebody looks; nothing is forbidden. Dated reference data."""

    dossiers_par_jour: int
    pages_par_heure: int
    heure_debut: int
    heure_fin: int
    est_a_confirmer: bool = True


@dataclass(frozen=True, slots=True)
class Anomalie:
    """Reads of one person, one day, that somebody should look at; why."""

    agent: int
    jour: dt.date
    raisons: tuple[str, ...]


def anomalies(lectures: Iterable[LectureVue], reperes: Reperes) -> list[Anomalie]:
    """By person and day: many records, many pages in an hour, the middle of the night. Latest first."""
    par_jour: dict[tuple[dt.date, int], list[LectureVue]] = {}
    for lecture in lectures:
        par_jour.setdefault((lecture.horodatage.date(), lecture.agent), []).append(lecture)
    trouvees = []
    for (jour, agent), siennes in par_jour.items():
        if raisons := _raisons(siennes, reperes):
            trouvees.append(Anomalie(agent, jour, raisons))
    return sorted(trouvees, key=lambda anomalie: (anomalie.jour, anomalie.agent), reverse=True)


def _raisons(lectures: list[LectureVue], reperes: Reperes) -> tuple[str, ...]:
    raisons = []
    dossiers = len({lecture.dossier for lecture in lectures})
    if dossiers > reperes.dossiers_par_jour:
        raisons.append(f"{compter(dossiers, 'dossier')} dans la journée")
    par_heure: dict[int, int] = {}
    for lecture in lectures:
        par_heure[lecture.horodatage.hour] = par_heure.get(lecture.horodatage.hour, 0) + 1
    if max(par_heure.values()) > reperes.pages_par_heure:
        raisons.append(f"{compter(max(par_heure.values()), 'page')} en une heure")
    de_nuit = [heure for heure in par_heure if not reperes.heure_debut <= heure < reperes.heure_fin]
    if de_nuit:
        raisons.append(f"lectures la nuit, à partir de {min(de_nuit)} h")
    return tuple(raisons)
