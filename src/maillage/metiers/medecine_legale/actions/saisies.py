"""One gesture at the desk: the requisition if nobody received it yet, the act, and who was examined."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from maillage.metiers.medecine_legale.actions.actes import enregistrer_acte
from maillage.metiers.medecine_legale.actions.identites import Identite, enregistrer_identite
from maillage.metiers.medecine_legale.actions.requisitions import recevoir_requisition
from maillage.metiers.medecine_legale.enums import StatutActe
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Requisition
from maillage.metiers.medecine_legale.regles import ValeursActe
from maillage.socle.annuaire.models import Agent, Organisation, Personne


@dataclass(frozen=True)
class NouvelleRequisition:
    """What the paper says that is needed at once; its mission and its limit may be completed later."""

    numero_pv: str
    requerant: Organisation
    date_requisition: dt.date


def saisir_acte(
    *,
    agent: Agent,
    structure: Organisation,
    valeurs: ValeursActe,
    requisition: Requisition | None = None,
    nouvelle: NouvelleRequisition | None = None,
    praticien: Personne | None = None,
    second_praticien: Personne | None = None,
    identite: Identite | None = None,
) -> ActeMedicoLegal:
    """Record everything or nothing. Raises ValidationError by field, AccesRefuse outside the perimeter."""
    with transaction.atomic():
        if nouvelle is not None:
            requisition = recevoir_nouvelle(agent=agent, structure=structure, nouvelle=nouvelle)
        acte = enregistrer_acte(
            agent=agent,
            structure=structure,
            requisition=requisition,
            praticien=praticien,
            second_praticien=second_praticien,
            valeurs=valeurs,
        )
        if identite is not None and acte.statut == StatutActe.REALISE:
            enregistrer_identite(agent=agent, acte=acte, identite=identite)
    return acte


def recevoir_nouvelle(*, agent: Agent, structure: Organisation, nouvelle: NouvelleRequisition) -> Requisition:
    """Receive, with its act, a requisition of which little is known yet."""
    return recevoir_requisition(
        agent=agent,
        structure=structure,
        requerant=nouvelle.requerant,
        numero_pv=nouvelle.numero_pv,
        date_requisition=nouvelle.date_requisition,
        mission="",
    )
