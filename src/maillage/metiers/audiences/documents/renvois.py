"""The notice of an adjournment: one page a party, to hand or to send."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from maillage.metiers.audiences.documents.commun import AffaireDonnees, Dossier, PersonneDonnees
from maillage.metiers.audiences.droits import AUDIENCE_LIRE, AUDIENCE_TENIR
from maillage.metiers.audiences.enums import FamilleRenvoi, MesureSurete, MotifRenvoi, RoleMembre
from maillage.metiers.audiences.models import Renvoi
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class AvisRenvoiDonnees:
    SCHEMA: ClassVar[int] = 1

    affaire: AffaireDonnees
    parties: tuple[PersonneDonnees, ...]
    infractions: tuple[str, ...]
    date_renvoi: dt.date
    heure_renvoi: dt.time
    chambre_renvoi: str
    salle_renvoi: str
    motif: str
    est_delibere: bool
    est_contradictoire: bool
    mesure_surete: str
    greffier: str


def donnees_avis_renvoi(renvoi: Renvoi) -> AvisRenvoiDonnees:
    dossier = Dossier(renvoi.audiencement)
    suivant = renvoi.suivant.audience if renvoi.suivant else None
    return AvisRenvoiDonnees(
        affaire=dossier.affaire_donnees(),
        parties=dossier.personnes(),
        infractions=tuple(
            i.qualification for i in map(dossier.infraction, dossier.infractions) if not i.est_requalifiee
        ),
        date_renvoi=renvoi.date,
        heure_renvoi=renvoi.heure,
        chambre_renvoi=suivant.chambre.nom if suivant else renvoi.audiencement.chambre.nom,
        salle_renvoi=suivant.salle if suivant else "",
        motif=str(MotifRenvoi(renvoi.motif).label),
        est_delibere=renvoi.famille == FamilleRenvoi.DELIBERE,
        est_contradictoire=renvoi.est_contradictoire,
        mesure_surete=str(MesureSurete(renvoi.mesure_surete).label) if renvoi.mesure_surete else "",
        greffier=dossier.membre(RoleMembre.GREFFIER),
    )


AVIS_RENVOI = declarer_genre(
    code="audiences.avis_renvoi",
    libelle="Avis de renvoi aux parties",
    donnees=AvisRenvoiDonnees,
    gabarit="avis_renvoi.typ",
    droit=AUDIENCE_TENIR,
    droit_lecture=AUDIENCE_LIRE,
    construire=donnees_avis_renvoi,
    organisation="chambre",
)
