"""The monthly statement: acts and half-days of a specialist, for whoever pays. No patient is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils import timezone

from maillage.commun.textes import mois_annee
from maillage.metiers.avis.actions.releves import DOCUMENT
from maillage.metiers.avis.droits import RELEVE_LIRE, RELEVE_TENIR
from maillage.metiers.avis.models import ReleveActivite
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class ActeReleve:
    reference: str
    date: dt.date
    filiere: str
    rang: int
    code: str
    montant: Decimal
    motif: str
    est_a_confirmer: bool


@dataclass(frozen=True)
class ReleveDonnees:
    SCHEMA: ClassVar[int] = 1

    specialiste: str
    rpps: str
    gestionnaire: str
    mois: str
    remuneration: str
    actes: tuple[ActeReleve, ...]
    demi_journees: int
    heures: Decimal
    taux_horaire: Decimal
    montant_actes: Decimal
    montant_vacations: Decimal
    total: Decimal
    sources: tuple[str, ...]
    est_a_confirmer: bool
    signe_le: dt.date


def donnees_releve(releve: ReleveActivite) -> ReleveDonnees:
    personne = releve.specialiste.personne
    return ReleveDonnees(
        specialiste=str(personne),
        rpps=personne.rpps,
        gestionnaire=releve.gestionnaire.nom,
        mois=mois_annee(releve.mois),
        remuneration=str(releve.get_remuneration_display()),
        actes=tuple(
            ActeReleve(
                reference=ligne["reference"],
                date=dt.date.fromisoformat(ligne["date"]),
                filiere=ligne["filiere"],
                rang=ligne["rang"],
                code=ligne["code"],
                montant=Decimal(ligne["montant"]),
                motif=ligne["motif"],
                est_a_confirmer=ligne["est_a_confirmer"],
            )
            for ligne in releve.lignes
        ),
        demi_journees=releve.demi_journees,
        heures=releve.heures,
        taux_horaire=releve.taux_horaire,
        montant_actes=releve.montant_actes,
        montant_vacations=releve.montant_vacations,
        total=releve.montant_actes + releve.montant_vacations,
        sources=tuple(dict.fromkeys(ligne["source"] for ligne in releve.lignes if not ligne["motif"])),
        est_a_confirmer=releve.est_a_confirmer,
        signe_le=timezone.localdate(releve.horodatage),
    )


RELEVE = declarer_genre(
    code=DOCUMENT,
    libelle="Relevé d’activité",
    donnees=ReleveDonnees,
    gabarit="releve.typ",
    droit=RELEVE_TENIR,
    droit_lecture=RELEVE_LIRE,
    construire=donnees_releve,
    organisation="exercice",
    destinataire="gestionnaire",
)
