"""The statement of activity: for a court, the requisitions and their acts; for the grant, the acts declared, signed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.utils import timezone

from maillage.commun.textes import date_courte
from maillage.metiers.medecine_legale.actions.etats import DOCUMENT, actes_de_l_etat
from maillage.metiers.medecine_legale.droits import ACTE_LIRE, ETAT_ETABLIR
from maillage.metiers.medecine_legale.models import EtatActivite, table_actes
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class Compte:
    libelle: str
    nombre: int


@dataclass(frozen=True)
class RequisitionDeclaree:
    numero_pv: str
    numero_parquet: str
    requerant: str
    date_requisition: dt.date
    nombre: int


@dataclass(frozen=True)
class EtatActiviteDonnees:
    SCHEMA: ClassVar[int] = 1

    structure: str
    finess: str
    juridiction: str
    date_debut: dt.date
    date_fin: dt.date
    nombre_actes: int
    par_profil: tuple[Compte, ...]
    par_type: tuple[Compte, ...]
    par_mois: tuple[Compte, ...]
    requisitions: tuple[RequisitionDeclaree, ...]
    empreinte: str
    signataire: str
    est_signe: bool
    version_precedente: str


def _comptes(valeurs: Iterable[str]) -> tuple[Compte, ...]:
    return tuple(Compte(libelle, nombre) for libelle, nombre in Counter(valeurs).most_common())


def donnees_etat(etat: EtatActivite) -> EtatActiviteDonnees:
    """An act counts once by profile and by month, and once in each of its types of examination."""
    table = table_actes()
    actes = list(
        actes_de_l_etat(etat)
        .select_related("requisition__requerant")
        .order_by("date_examen", "pk")
        .only(
            "profil",
            "types_examen",
            "date_examen",
            "requisition__numero_pv",
            "requisition__numero_parquet",
            "requisition__date_requisition",
            "requisition__requerant__nom",
        )
    )
    mois = Counter(acte.date_examen.strftime("%Y-%m") for acte in actes)
    requisitions = Counter(acte.requisition for acte in actes if acte.requisition) if etat.juridiction else {}
    precedent = etat.remplace
    return EtatActiviteDonnees(
        structure=etat.structure.nom,
        finess=etat.structure.finess,
        juridiction=etat.juridiction.nom if etat.juridiction else "",
        date_debut=etat.date_debut,
        date_fin=etat.date_fin,
        nombre_actes=len(actes),
        par_profil=_comptes(table.libelle("profil", acte.profil) for acte in actes),
        par_type=_comptes(libelle for acte in actes for libelle in acte.libelles_types),
        par_mois=tuple(Compte(f"{cle[5:]}/{cle[:4]}", nombre) for cle, nombre in sorted(mois.items())),
        requisitions=tuple(
            RequisitionDeclaree(
                requisition.numero_pv,
                requisition.numero_parquet,
                requisition.requerant.nom,
                requisition.date_requisition,
                nombre,
            )
            for requisition, nombre in requisitions.items()
        ),
        empreinte=etat.empreinte,
        signataire=str(etat.auteur),
        est_signe=etat.est_signe,
        version_precedente=_en_mots(precedent) if precedent else "",
    )


def _en_mots(etat: EtatActivite) -> str:
    return f"{etat.nombre_actes} actes, établi le {date_courte(timezone.localdate(etat.horodatage))}"


ETAT_ACTIVITE = declarer_genre(
    code=DOCUMENT,
    libelle="État d’activité",
    donnees=EtatActiviteDonnees,
    gabarit="etat_activite.typ",
    droit=ETAT_ETABLIR,
    droit_lecture=ACTE_LIRE,
    construire=donnees_etat,
    organisation="structure",
)
