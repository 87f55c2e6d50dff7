"""From the requisition to the delivery: each step with its day, and the days between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from maillage.commun.textes import compter
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Certificat, Requisition


@dataclass(frozen=True)
class Etape:
    libelle: str
    date: dt.date | None
    ecart: str = ""


def delais(
    requisition: Requisition | None, acte: ActeMedicoLegal | None, certificats: Sequence[Certificat]
) -> list[Etape]:
    """The first certificate and the first delivery count, whichever version was given."""
    premier = min(certificats, key=lambda certificat: certificat.rang, default=None)
    remises = [certificat.date_remise for certificat in certificats if certificat.date_remise]
    dates = [
        ("Réquisition", requisition.date_requisition if requisition else None),
        ("Acte", acte.date_examen if acte else None),
        ("Certificat", premier.date_etablissement if premier else None),
        ("Remise", min(remises, default=None)),
    ]
    etapes: list[Etape] = []
    precedente: dt.date | None = None
    for libelle, date in dates:
        ecart = ""
        if date is not None and precedente is not None:
            jours = (date - precedente).days
            ecart = "le jour même" if jours == 0 else f"{compter(jours, 'jour')} après"
        etapes.append(Etape(libelle, date, ecart))
        precedente = date or precedente
    return etapes
