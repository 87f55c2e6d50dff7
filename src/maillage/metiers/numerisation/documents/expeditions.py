"""The delivery note: boxes, seals and counts, for two signatures. No worker is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Count

from maillage.metiers.numerisation.droits import BOITE_LIRE, BOITE_TENIR
from maillage.metiers.numerisation.models import Expedition
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class BoiteBordereau:
    etiquette: str
    numero_scelle: str
    dossiers: int


@dataclass(frozen=True)
class BordereauDonnees:
    SCHEMA: ClassVar[int] = 1

    expedition: str
    centre: str
    prestataire: str
    date_prevue: dt.date
    boites: tuple[BoiteBordereau, ...]
    total_dossiers: int


def donnees_bordereau(expedition: Expedition) -> BordereauDonnees:
    boites = tuple(
        BoiteBordereau(boite.etiquette.lisible, boite.numero_scelle, boite.nombre)
        for boite in expedition.boites.annotate(nombre=Count("dossiers")).order_by("numero")
    )
    return BordereauDonnees(
        expedition=expedition.etiquette.lisible,
        centre=expedition.centre.nom,
        prestataire=expedition.prestataire.nom,
        date_prevue=expedition.date_prevue,
        boites=boites,
        total_dossiers=sum(boite.dossiers for boite in boites),
    )


BORDEREAU = declarer_genre(
    code="numerisation.bordereau",
    libelle="Bordereau d’expédition",
    donnees=BordereauDonnees,
    gabarit="bordereau.typ",
    droit=BOITE_TENIR,
    droit_lecture=BOITE_LIRE,
    construire=donnees_bordereau,
    organisation="centre",
    destinataire="prestataire",
)
