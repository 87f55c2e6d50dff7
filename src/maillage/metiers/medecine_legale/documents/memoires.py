"""Documents of billing: the mémoire (or the grouped bordereau) and the attestation that a mission was done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from maillage.commun.textes import compter
from maillage.metiers.medecine_legale.actions.memoires import ATTESTATION, DOCUMENT
from maillage.metiers.medecine_legale.droits import MEMOIRE_ETABLIR, MEMOIRE_LIRE
from maillage.metiers.medecine_legale.enums import NatureMemoire
from maillage.metiers.medecine_legale.models import ActeFacture, ActeMedicoLegal, Memoire, Requisition
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class LigneFacturee:
    libelle: str
    calcul: str
    explication: str
    source: str
    montant: Decimal
    est_a_confirmer: bool


@dataclass(frozen=True)
class ActeFactureDonnees:
    """An act as the court reads it: its internal number stands for the person."""

    numero_interne: str
    numero_pv: str
    profil: str
    praticien: str
    date_examen: dt.date
    heure_debut: dt.time | None
    lignes: tuple[LigneFacturee, ...]
    montant: Decimal


@dataclass(frozen=True)
class RequisitionFacturee:
    numero_pv: str
    numero_parquet: str
    requerant: str
    date_requisition: dt.date
    nombre_actes: int
    montant: Decimal


@dataclass(frozen=True)
class MemoireDonnees:
    SCHEMA: ClassVar[int] = 1

    structure: str
    siret: str
    juridiction: str
    est_groupe: bool
    mois: dt.date | None
    date_forclusion: dt.date
    presente_de_nouveau: str
    requisitions: tuple[RequisitionFacturee, ...]
    actes: tuple[ActeFactureDonnees, ...]
    montant: Decimal
    est_a_confirmer: bool


def donnees_memoire(memoire: Memoire) -> MemoireDonnees:
    factures = list(
        ActeFacture.objects.filter(memoire=memoire)
        .select_related("acte__requisition__requerant", "acte__praticien")
        .prefetch_related("lignes")
        .order_by("acte__date_examen", "acte__heure_debut", "acte_id")
    )
    actes = tuple(_acte(facture) for facture in factures)
    requisitions: dict[int, tuple[Requisition, list[ActeFacture]]] = {}
    for facture in factures:
        requisition = facture.acte.requisition
        assert requisition is not None  # noqa: S101 (an act is claimed under a requisition: see etablir_memoire)
        requisitions.setdefault(requisition.pk, (requisition, []))[1].append(facture)
    precedent = memoire.represente
    return MemoireDonnees(
        structure=memoire.structure.nom,
        siret=memoire.structure.siret,
        juridiction=memoire.juridiction.nom,
        est_groupe=memoire.nature == NatureMemoire.GROUPE,
        mois=memoire.mois,
        date_forclusion=memoire.date_forclusion,
        presente_de_nouveau=f"{precedent}, rejeté : {precedent.motif}" if precedent else "",
        requisitions=tuple(_requisition(*element) for element in requisitions.values()),
        actes=actes,
        montant=memoire.montant,
        est_a_confirmer=any(ligne.est_a_confirmer for acte in actes for ligne in acte.lignes),
    )


def _acte(facture: ActeFacture) -> ActeFactureDonnees:
    acte = facture.acte
    return ActeFactureDonnees(
        numero_interne=acte.numero_interne,
        numero_pv=acte.numero_pv,
        profil=acte.get_profil_display(),
        praticien=str(acte.praticien or ""),
        date_examen=acte.date_examen,
        heure_debut=acte.heure_debut,
        lignes=tuple(
            LigneFacturee(
                ligne.libelle,
                ligne.calcul,
                ligne.explication,
                ligne.source,
                ligne.montant,
                ligne.est_a_confirmer,
            )
            for ligne in facture.lignes.all()
        ),
        montant=facture.montant,
    )


def _requisition(requisition: Requisition, factures: list[ActeFacture]) -> RequisitionFacturee:
    return RequisitionFacturee(
        numero_pv=requisition.numero_pv,
        numero_parquet=requisition.numero_parquet,
        requerant=requisition.requerant.nom,
        date_requisition=requisition.date_requisition,
        nombre_actes=len(factures),
        montant=sum((facture.montant for facture in factures), Decimal(0)),
    )


MEMOIRE = declarer_genre(
    code=DOCUMENT,
    libelle="Mémoire de frais",
    donnees=MemoireDonnees,
    gabarit="memoire.typ",
    droit=MEMOIRE_ETABLIR,
    droit_lecture=MEMOIRE_LIRE,
    construire=donnees_memoire,
    organisation="structure",
)


@dataclass(frozen=True)
class AttestationDonnees:
    """For the requesting service to sign: the mission of its requisition was done."""

    SCHEMA: ClassVar[int] = 1

    structure: str
    requerant: str
    nom_opj: str
    juridiction: str
    numero_pv: str
    numero_parquet: str
    date_requisition: dt.date
    praticiens: tuple[str, ...]
    actes: tuple[str, ...]


def donnees_attestation(requisition: Requisition) -> AttestationDonnees:
    actes = list(
        ActeMedicoLegal.objects.filter(requisition=requisition)
        .comptes()
        .select_related("praticien")
        .order_by("date_examen", "id")
    )
    return AttestationDonnees(
        structure=requisition.structure.nom,
        requerant=requisition.requerant.nom,
        nom_opj=requisition.nom_opj,
        juridiction=requisition.juridiction.nom if requisition.juridiction else "",
        numero_pv=requisition.numero_pv,
        numero_parquet=requisition.numero_parquet,
        date_requisition=requisition.date_requisition,
        praticiens=tuple(dict.fromkeys(str(acte.praticien) for acte in actes if acte.praticien)),
        actes=tuple(
            f"{acte.get_profil_display()}, {', '.join(acte.libelles_types).lower()}, le {acte.date_examen:%d/%m/%Y}"
            for acte in actes
        )
        or (compter(0, "acte", aucun="aucun acte"),),
    )


ATTESTATION_MISSION = declarer_genre(
    code=ATTESTATION,
    libelle="Attestation de mission",
    donnees=AttestationDonnees,
    gabarit="attestation_mission.typ",
    droit=MEMOIRE_ETABLIR,
    droit_lecture=MEMOIRE_LIRE,
    construire=donnees_attestation,
    organisation="structure",
)
