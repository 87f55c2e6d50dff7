"""The receipt of a requisition."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from maillage.metiers.medecine_legale.actions.missions import lire_mission
from maillage.metiers.medecine_legale.droits import IDENTITE_LIRE, REQUISITION_SAISIR
from maillage.metiers.medecine_legale.models import Requisition
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class RecepisseDonnees:
    """Sent back to the requesting unit; dropped on the reception form it fills a new requisition."""

    SCHEMA: ClassVar[int] = 1

    structure: str
    requerant: str
    requerant_id: int
    nom_opj: str
    numero_pv: str
    numero_parquet: str
    juridiction: str
    juridiction_id: int | None
    date_requisition: dt.date
    horodatage_reception: dt.datetime
    date_limite: dt.date | None
    mission: str


def donnees_recepisse(requisition: Requisition) -> RecepisseDonnees:
    return RecepisseDonnees(
        structure=requisition.structure.nom,
        requerant=requisition.requerant.nom,
        requerant_id=requisition.requerant_id,
        nom_opj=requisition.nom_opj,
        numero_pv=requisition.numero_pv,
        numero_parquet=requisition.numero_parquet,
        juridiction=requisition.juridiction.nom if requisition.juridiction else "",
        juridiction_id=requisition.juridiction_id,
        date_requisition=requisition.date_requisition,
        horodatage_reception=requisition.horodatage_reception,
        date_limite=requisition.date_limite,
        mission=lire_mission(requisition),
    )


RECEPISSE = declarer_genre(
    code="medecine_legale.recepisse",
    libelle="Récépissé de réquisition",
    donnees=RecepisseDonnees,
    gabarit="recepisse.typ",
    droit=REQUISITION_SAISIR,
    droit_lecture=IDENTITE_LIRE,
    construire=donnees_recepisse,
    organisation="structure",
)
