"""From the requisition to the delivery: each step with its day, and the days between."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from maillage.commun.textes import compter
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Certificat, Requisition


@dataclass(frozen=True)
class Etape:
    libelle: str
    date: dt.date | None
    ecart: str = ""


def delais(
    requisition: Requisition | None, acte: ActeMedicoLegal | None, certificat: Certificat | None
) -> list[Etape]:
    """The first certificate counts: a re-evaluation is another examination of the same fact."""
    dates = [
        ("Réquisition", requisition.date_requisition if requisition else None),
        ("Acte", acte.date_examen if acte else None),
        ("Certificat", certificat.date_etablissement if certificat else None),
        ("Remise", certificat.date_remise if certificat else None),
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
