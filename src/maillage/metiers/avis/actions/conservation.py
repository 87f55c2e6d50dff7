"""The end of retention: the key of a request is destroyed, and nothing of what it said can be read any more.

The sealed report stays, as the record of the act; states, instants and what was counted stay too, nameless. By
batches, each in its own transaction: cut short, it goes on at the next run.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.avis.actions import fichiers
from maillage.metiers.avis.actions.listes import conservation_du
from maillage.metiers.avis.droits import DEMANDE_PREPARER
from maillage.metiers.avis.enums.demandes import CLOSES, StatutDemande
from maillage.metiers.avis.models import Demande, IdentitePatient, PieceJointe
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.models import Cle
from maillage.socle.annuaire.models import Agent
from maillage.socle.journal.effacement import effacer_contenus

LOT = 200
CONTENU, BROUILLON = "contenu", "brouillon"


def a_effacer(jour: dt.date) -> QuerySet[Demande]:
    """Closed longer ago than the list says, or prepared and never sent."""
    durees = conservation_du(jour)
    clos = ajouter_mois(jour, -durees[CONTENU])
    abandonnes = ajouter_mois(jour, -durees[BROUILLON])
    return Demande.objects.filter(
        Q(statut__in=CLOSES, horodatage_cloture__date__lt=clos)
        | Q(statut=StatutDemande.BROUILLON, horodatage_creation__date__lt=abandonnes),
        horodatage_purge=None,
    )


def effacer_un_lot(*, agent: Agent, jour: dt.date) -> int:
    """Erase one batch; returns how many requests it was, zero when nothing is left."""
    with transaction.atomic():
        demandes = list(
            a_effacer(jour).select_for_update(of=("self",)).select_related("requerant").order_by("id")[:LOT]
        )
        for requerant in {demande.requerant for demande in demandes}:
            exiger(agent, DEMANDE_PREPARER, requerant)
        _effacer([demande.pk for demande in demandes], [demande.cle_id for demande in demandes])
    return len(demandes)


def _effacer(demandes: list[int], cles: list[int]) -> None:
    maintenant = timezone.now()
    for piece in PieceJointe.objects.filter(demande__in=demandes):
        fichiers.effacer(piece.empreinte)
    Cle.objects.filter(pk__in=cles).update(enveloppe="", horodatage_destruction=maintenant)
    Demande.objects.filter(pk__in=demandes).update(empreinte_patient="", horodatage_purge=maintenant)
    effacer_contenus(Demande._meta.db_table, demandes)
    _vider(IdentitePatient, demandes, repere="")


def _vider(modele: Any, demandes: list[int], **valeurs: str) -> None:
    """What was in clear goes, from the row and from its history."""
    lignes = list(modele.objects.filter(demande__in=demandes).order_by("pk").values_list("pk", flat=True))
    modele.objects.filter(pk__in=lignes).update(**valeurs)
    effacer_contenus(modele._meta.db_table, lignes)
