"""The report of an audit: what was drawn, what was found, what twenty-four records allow to say."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from django.utils import timezone

from maillage.metiers.numerisation.actions.audits import constat_de
from maillage.metiers.numerisation.droits import AUDIT_LIRE, AUDIT_TENIR
from maillage.metiers.numerisation.enums.audits import PointAudit
from maillage.metiers.numerisation.models import AuditTri
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class DossierRapport:
    rang: int
    etiquette: str
    est_conforme: bool
    manquements: tuple[str, ...]


@dataclass(frozen=True)
class PointRapport:
    libelle: str
    nombre: int


@dataclass(frozen=True)
class RapportAuditDonnees:
    SCHEMA: ClassVar[int] = 1

    centre: str
    auditeur: str
    date_tirage: dt.date
    date_debriefing: dt.date
    population: int
    graine: str
    empreinte_population: str
    phrase: str
    points: tuple[PointRapport, ...]
    dossiers: tuple[DossierRapport, ...]
    conclusion: str


def donnees_rapport(audit: AuditTri) -> RapportAuditDonnees:
    constat = constat_de(audit)
    if constat is None or audit.date_debriefing is None:
        raise ValueError("An audit is reported once it was talked over.")
    dossiers = list(audit.dossiers.select_related("dossier").order_by("rang"))
    comptes = Counter(point for audite in dossiers for point in audite.manquements)
    return RapportAuditDonnees(
        centre=audit.centre.nom,
        auditeur=str(audit.auditeur),
        date_tirage=timezone.localdate(audit.horodatage),
        date_debriefing=audit.date_debriefing,
        population=audit.population,
        graine=audit.graine,
        empreinte_population=audit.empreinte_population,
        phrase=constat.phrase,
        points=tuple(PointRapport(str(point.label), comptes[point]) for point in PointAudit),
        dossiers=tuple(
            DossierRapport(
                audite.rang,
                audite.dossier.etiquette.lisible,
                bool(audite.est_conforme),
                tuple(str(PointAudit(point).label) for point in audite.manquements),
            )
            for audite in dossiers
        ),
        conclusion=audit.conclusion,
    )


RAPPORT_AUDIT = declarer_genre(
    code="numerisation.rapport_audit",
    libelle="Compte rendu d’audit du tri",
    donnees=RapportAuditDonnees,
    gabarit="rapport_audit.typ",
    droit=AUDIT_TENIR,
    droit_lecture=AUDIT_LIRE,
    construire=donnees_rapport,
    organisation="centre",
)
