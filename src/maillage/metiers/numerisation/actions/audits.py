"""Audit of the sort: drawn by a kept seed, examined record by record, talked over, reported."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.metiers.numerisation.actions.parcours import avancer
from maillage.metiers.numerisation.droits import AUDIT_TENIR
from maillage.metiers.numerisation.enums.audits import PointAudit, StatutAudit
from maillage.metiers.numerisation.enums.boites import EpaisseurDossier
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, TypeEvenement
from maillage.metiers.numerisation.models import AuditTri, Dossier, DossierAudite
from maillage.metiers.numerisation.regles.audit import TAILLE_AUDIT, Constat
from maillage.metiers.numerisation.regles.tirage import tirer
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation


def population(centre: int) -> list[str]:
    """Labels of the thick records of a centre that are sorted and still there to be looked at."""
    tries = Dossier.objects.filter(centre=centre, epaisseur=EpaisseurDossier.GROS, etat=EtatDossier.TRIE)
    return list(tries.values_list("code", flat=True))


def tirer_audit(*, agent: Agent, centre: Organisation) -> AuditTri:
    """Draw the thick records to look at; the seed is made once the population is known, and kept."""
    exiger(agent, AUDIT_TENIR, centre)
    with transaction.atomic():
        if AuditTri.objects.filter(centre=centre).exclude(statut=StatutAudit.CLOS).exists():
            raise ValidationError("Un audit est déjà en cours dans ce centre : terminez-le d’abord.")
        codes = population(centre.pk)
        if not codes:
            raise ValidationError(
                "Aucun gros dossier trié n’attend dans ce centre : l’audit viendra après le tri."
            )
        tirage = tirer(secrets.token_hex(16), codes, TAILLE_AUDIT)
        audit = AuditTri.objects.create(
            centre=centre,
            graine=tirage.graine,
            population=tirage.population,
            empreinte_population=tirage.empreinte_population,
            auditeur=agent,
        )
        cles = dict(Dossier.objects.filter(code__in=tirage.retenus).values_list("code", "pk"))
        DossierAudite.objects.bulk_create(
            DossierAudite(audit=audit, centre=centre, dossier_id=cles[code], rang=rang)
            for rang, code in enumerate(tirage.retenus, 1)
        )
    return audit


def examiner(*, agent: Agent, audite: DossierAudite, manquements: Collection[str]) -> DossierAudite:
    """Say what was found of one record: nothing, and it is audited; something, and its sort is done again."""
    exiger(agent, AUDIT_TENIR, audite.centre)
    points = [point for point in PointAudit.values if point in manquements]
    with transaction.atomic():
        ecrit = (
            DossierAudite.objects.select_for_update(of=("self",))
            .select_related("audit", "dossier")
            .get(pk=audite.pk)
        )
        if ecrit.audit.statut != StatutAudit.EN_COURS:
            raise ValidationError("Cet audit est débriefé : sa grille ne change plus.")
        if ecrit.est_conforme is not None:
            raise ValidationError("Ce dossier est déjà examiné.")
        if points:
            motif = "Audit, à revoir : " + ", ".join(str(PointAudit(point).label).lower() for point in points)
            avancer(ecrit.dossier, TypeEvenement.REPRISE_TRI, auteur=agent, motif=motif)
        else:
            avancer(ecrit.dossier, TypeEvenement.AUDIT_TRI, auteur=agent)
        ecrit.est_conforme, ecrit.manquements, ecrit.horodatage = not points, points, timezone.now()
        ecrit.save()
    return ecrit


def debriefer(*, agent: Agent, audit: AuditTri, date: dt.date, conclusion: str) -> AuditTri:
    """Say when the audit was talked over with the team, and what is done of it."""
    exiger(agent, AUDIT_TENIR, audit.centre)
    if date > timezone.localdate():
        raise ValidationError({"date": "Le débriefing n’a pas encore eu lieu."})
    with transaction.atomic():
        ecrit = AuditTri.objects.select_for_update(of=("self",)).get(pk=audit.pk)
        if ecrit.statut == StatutAudit.CLOS:
            raise ValidationError("Cet audit est clos.")
        restent = ecrit.dossiers.filter(est_conforme__isnull=True).count()
        if restent:
            raise ValidationError(f"Dossiers encore à examiner : {restent}.")
        ecrit.statut, ecrit.date_debriefing, ecrit.conclusion = StatutAudit.DEBRIEFE, date, conclusion.strip()
        ecrit.full_clean(exclude=["centre", "auditeur"])
        ecrit.save()
    return ecrit


def clore(*, agent: Agent, audit: AuditTri) -> AuditTri:
    """Close the audit once its report is made."""
    exiger(agent, AUDIT_TENIR, audit.centre)
    with transaction.atomic():
        ecrit = AuditTri.objects.select_for_update(of=("self",)).get(pk=audit.pk)
        if ecrit.statut != StatutAudit.DEBRIEFE:
            raise ValidationError("Débriefez l’audit avec l’équipe avant de le clore.")
        ecrit.statut, ecrit.horodatage_cloture = StatutAudit.CLOS, timezone.now()
        ecrit.save(update_fields=["statut", "horodatage_cloture"])
    return ecrit


def constat_de(audit: AuditTri) -> Constat | None:
    """What the records examined allow to say; None before the first one."""
    vus = list(audit.dossiers.exclude(est_conforme__isnull=True).values_list("est_conforme", flat=True))
    if not vus:
        return None
    return Constat(len(vus), vus.count(False), audit.population)
