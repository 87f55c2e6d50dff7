"""The certificate of a module."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from maillage.metiers.avis.actions.formation import DOCUMENT
from maillage.metiers.avis.droits import FORMATION_SUIVRE
from maillage.metiers.avis.models import Attestation
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class AttestationDonnees:
    SCHEMA: ClassVar[int] = 1

    personne: str
    titre: str
    version: int
    bonnes: int
    questions: int
    date: dt.date
    date_expiration: dt.date


def donnees_attestation(attestation: Attestation) -> AttestationDonnees:
    return AttestationDonnees(
        personne=str(attestation.agent),
        titre=attestation.titre,
        version=attestation.version,
        bonnes=attestation.bonnes,
        questions=attestation.questions,
        date=attestation.date,
        date_expiration=attestation.date_expiration,
    )


ATTESTATION = declarer_genre(
    code=DOCUMENT,
    libelle="Attestation de formation",
    donnees=AttestationDonnees,
    gabarit="attestation.typ",
    droit=FORMATION_SUIVRE,
    construire=donnees_attestation,
    organisation="organisation",
)
