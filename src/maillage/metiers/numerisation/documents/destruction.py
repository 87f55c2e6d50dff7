"""The certificate of destruction: which boxes and records, by whom, how, and the fingerprint of what replaces each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from maillage.metiers.numerisation.actions.parcours import au_nom_du_service
from maillage.metiers.numerisation.droits import DESTRUCTION_LIRE
from maillage.metiers.numerisation.models import Destruction
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class LigneCertificat:
    dossier: str
    boite: str
    empreinte: str


@dataclass(frozen=True)
class CertificatDonnees:
    SCHEMA: ClassVar[int] = 1

    numero: str
    centre: str
    date_execution: dt.date
    methode: str
    executant: str
    poids_kg: int
    demandeur: str
    date_demande: dt.datetime
    approbateur: str
    date_approbation: dt.datetime
    boites: tuple[str, ...]
    lignes: tuple[LigneCertificat, ...]


def donnees_certificat(destruction: Destruction) -> CertificatDonnees:
    """Raises ValueError before the paper is gone: nothing is certified in advance."""
    execution, approbation = destruction.date_execution, destruction.horodatage_approbation
    if execution is None or approbation is None or destruction.approbateur is None:
        raise ValueError("A destruction is certified once it is done.")
    with au_nom_du_service():
        lignes = list(destruction.lignes.select_related("dossier", "boite").order_by("id"))
    return CertificatDonnees(
        numero=destruction.numero,
        centre=destruction.centre.nom,
        date_execution=execution,
        methode=str(destruction.get_methode_display()),
        executant=destruction.executant,
        poids_kg=destruction.poids_kg or 0,
        demandeur=str(destruction.demandeur),
        date_demande=destruction.horodatage,
        approbateur=str(destruction.approbateur),
        date_approbation=approbation,
        boites=tuple(sorted({ligne.boite.etiquette.lisible for ligne in lignes if ligne.boite})),
        lignes=tuple(
            LigneCertificat(
                ligne.dossier.etiquette.lisible,
                ligne.boite.etiquette.lisible if ligne.boite else "",
                ligne.empreinte,
            )
            for ligne in lignes
        ),
    )


CERTIFICAT = declarer_genre(
    code="numerisation.certificat_destruction",
    libelle="Certificat de destruction",
    donnees=CertificatDonnees,
    gabarit="certificat_destruction.typ",
    droit=DESTRUCTION_LIRE,
    construire=donnees_certificat,
    organisation="centre",
)
