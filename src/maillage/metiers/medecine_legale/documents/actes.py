"""Documents of forensic medicine: the receipt of a requisition and the certificate of findings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from maillage.metiers.medecine_legale.droits import (
    CERTIFICAT_ETABLIR,
    IDENTITE_LIRE,
    REQUISITION_SAISIR,
)
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Requisition
from maillage.socle.acces.chiffrement import dechiffrer
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
        mission=requisition.mission,
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


@dataclass(frozen=True)
class CertificatDonnees:
    """What a physician certifies. The identity comes from the encrypted record, read for this document only."""

    SCHEMA: ClassVar[int] = 1

    structure: str
    numero_interne: str
    nom: str
    prenom: str
    date_naissance: dt.date | None
    praticien: str
    date_examen: dt.date
    heure_debut: dt.time | None
    types_examen: tuple[str, ...]
    lieu: str
    numero_pv: str
    requerant: str
    mission: str
    constatations: str
    itt_jours: int | None


def donnees_certificat(acte: ActeMedicoLegal) -> CertificatDonnees:
    """Data of the certificate; the nominative part is opened here, under the right to issue that was just asked."""
    partie = acte.partie_nominative
    contenu = dechiffrer(partie.cle, partie.contenu)
    naissance = contenu["date_naissance"]
    return CertificatDonnees(
        structure=acte.structure.nom,
        numero_interne=acte.numero_interne,
        nom=contenu["nom"],
        prenom=contenu["prenom"],
        date_naissance=dt.date.fromisoformat(naissance) if naissance else None,
        praticien=str(acte.praticien or ""),
        date_examen=acte.date_examen,
        heure_debut=acte.heure_debut,
        types_examen=tuple(acte.libelles_types),
        lieu=acte.get_lieu_display(),
        numero_pv=acte.numero_pv,
        requerant=acte.requerant.nom if acte.requerant else "",
        mission=acte.requisition.mission if acte.requisition else "",
        constatations=contenu["constatations"],
        itt_jours=acte.itt_jours,
    )


CERTIFICAT = declarer_genre(
    code="medecine_legale.certificat",
    libelle="Certificat de constatation",
    donnees=CertificatDonnees,
    gabarit="certificat.typ",
    droit=CERTIFICAT_ETABLIR,
    droit_lecture=IDENTITE_LIRE,
    construire=donnees_certificat,
    organisation="structure",
)
