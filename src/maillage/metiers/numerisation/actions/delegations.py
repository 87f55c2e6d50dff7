"""A doctor delegates, and takes it back; what it opens is asked at each page."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.numerisation.actions.parcours import au_nom_du_service
from maillage.metiers.numerisation.droits import DELEGATION_DONNER, DELEGATION_RECEVOIR, PAGE_LIRE
from maillage.metiers.numerisation.models import Delegation, Dossier
from maillage.metiers.numerisation.regles.acces import (
    DELEGATION_BREVE,
    PREAVIS_DELEGATION,
    motifs_de_non_delegation,
)
from maillage.metiers.numerisation.regles.etiquettes import Etiquette
from maillage.socle.acces.exiger import exiger, peut
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.alertes import prevenir_agents, titulaires


def delegataires_de(centre: Organisation) -> list[Agent]:
    """Assistants of the centre: health professionals need no delegation, nobody else may receive one."""
    with au_nom_du_service():
        soignants = {agent.pk for agent in titulaires(centre, PAGE_LIRE)}
        assistants = [
            agent.pk for agent in titulaires(centre, DELEGATION_RECEVOIR) if agent.pk not in soignants
        ]
        return list(Agent.objects.filter(pk__in=assistants).select_related("personne").order_by("email"))


def accorder(
    *,
    agent: Agent,
    centre: Organisation,
    delegataire: Agent,
    date_debut: dt.date,
    date_fin: dt.date,
    motif: str,
    etiquette: Etiquette | None = None,
) -> Delegation:
    """Let an assistant read parts 1° and 2°, of one record or of the whole centre. He is told."""
    exiger(agent, DELEGATION_DONNER, centre)
    if motifs := motifs_de_non_delegation(date_debut, date_fin, timezone.localdate(), motif):
        raise ValidationError(motifs)
    if delegataire not in delegataires_de(centre):
        raise ValidationError({"delegataire": "Choisissez un assistant de ce centre."})
    dossier = None
    if etiquette is not None:
        dossier = Dossier.objects.filter(centre=centre, code=etiquette.code).first()
        if dossier is None:
            raise ValidationError({"etiquette": "Aucun dossier de ce centre ne porte cette étiquette."})
    delegation = Delegation(
        centre=centre,
        dossier=dossier,
        medecin=agent,
        delegataire=delegataire,
        date_debut=date_debut,
        date_fin=date_fin,
        motif=motif.strip(),
    )
    with transaction.atomic():
        delegation.full_clean(exclude=["centre", "dossier", "medecin", "delegataire", "auteur_revocation"])
        delegation.save()
        with au_nom_du_service():
            prevenir_agents(
                [delegataire],
                texte="Un médecin vous délègue la lecture de dossiers.",
                detail=f"Délégation de {agent}, du {date_debut:%d/%m/%Y} au {date_fin:%d/%m/%Y}.",
                url=reverse("numerisation:consulter"),
            )
    return delegation


def revoquer(*, agent: Agent, delegation: Delegation, motif: str) -> Delegation:
    """Closed at once, for the page being read too."""
    exiger(agent, DELEGATION_DONNER, delegation.centre)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi : le motif reste avec la délégation."})
    with transaction.atomic():
        actuelle = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
        if actuelle.horodatage_revocation is not None:
            raise ValidationError("Cette délégation est déjà révoquée.")
        actuelle.horodatage_revocation, actuelle.auteur_revocation = timezone.now(), agent
        actuelle.motif_revocation = motif.strip()
        actuelle.save(update_fields=["horodatage_revocation", "auteur_revocation", "motif_revocation"])
    return actuelle


def bientot_finies(agent: Agent, jour: dt.date) -> QuerySet[Delegation]:
    """Those that this agent gave or received, in force, that end within a fortnight and that nothing follows.

    One given for less than a month was meant to end: nobody is asked.
    """
    suite = Delegation.objects.filter(
        Q(dossier=None) | Q(dossier=OuterRef("dossier")),
        delegataire=OuterRef("delegataire"),
        centre=OuterRef("centre"),
        date_fin__gt=OuterRef("date_fin"),
        horodatage_revocation__isnull=True,
    )
    siennes = Delegation.objects.en_vigueur(jour).filter(Q(medecin=agent) | Q(delegataire=agent))
    finissantes = siennes.filter(
        date_fin__lte=jour + PREAVIS_DELEGATION, date_fin__gt=F("date_debut") + DELEGATION_BREVE
    )
    return finissantes.exclude(Exists(suite))


def delegation_pour(agent: Agent, dossier: Dossier) -> Delegation | None:
    """What lets this assistant read this record now; it falls with the doctor's own right."""
    siennes = Delegation.objects.filter(delegataire=agent, centre=dossier.centre_id)
    valables = siennes.en_vigueur(timezone.localdate()).filter(Q(dossier=None) | Q(dossier=dossier))
    for delegation in valables.select_related("medecin__personne").order_by("pk"):
        with au_nom_du_service():
            if delegation.medecin.is_active and peut(delegation.medecin, DELEGATION_DONNER, dossier.centre):
                return delegation
    return None
