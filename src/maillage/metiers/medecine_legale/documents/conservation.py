"""The report of an erasing: counts only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from maillage.metiers.medecine_legale.actions.conservation import DOCUMENT
from maillage.metiers.medecine_legale.droits import CONSERVATION_CONDUIRE
from maillage.metiers.medecine_legale.models import EffacementConservation
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class EffacementDonnees:
    SCHEMA: ClassVar[int] = 1

    structure: str
    date_borne: dt.date
    horodatage_debut: dt.datetime
    horodatage_fin: dt.datetime
    nombre_actes: int
    nombre_identites: int
    nombre_requisitions: int
    nombre_fichiers: int
    nombre_evenements: int


def donnees_effacement(suivi: EffacementConservation) -> EffacementDonnees:
    suivi.refresh_from_db()
    if suivi.horodatage_fin is None:
        raise ValueError("Only a finished erasing has a report.")
    return EffacementDonnees(
        structure=suivi.structure.nom,
        date_borne=suivi.date_borne,
        horodatage_debut=suivi.horodatage_debut,
        horodatage_fin=suivi.horodatage_fin,
        nombre_actes=suivi.nombre_actes,
        nombre_identites=suivi.nombre_identites,
        nombre_requisitions=suivi.nombre_requisitions,
        nombre_fichiers=suivi.nombre_fichiers,
        nombre_evenements=suivi.nombre_evenements,
    )


EFFACEMENT = declarer_genre(
    code=DOCUMENT,
    libelle="Rapport d’effacement",
    donnees=EffacementDonnees,
    gabarit="effacement.typ",
    droit=CONSERVATION_CONDUIRE,
    construire=donnees_effacement,
    organisation="structure",
)
