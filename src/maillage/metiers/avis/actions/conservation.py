"""The end of retention: the key of a request is destroyed, and nothing of what it said can be read any more.

In turn, as the dated list says: what nobody has touched for long is stopped; what is closed loses its content, while
the sealed report and the letter stay, as the record of the act; much later these go too. States, instants and what
was counted stay, nameless. By batches, each in its own transaction: cut short, it goes on at the next run.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.avis.actions import fichiers
from maillage.metiers.avis.actions.demandes import adresse, arreter
from maillage.metiers.avis.actions.listes import conservation_du
from maillage.metiers.avis.droits import DEMANDE_PREPARER
from maillage.metiers.avis.enums.demandes import CLOSES, OUVERTES, SANS_SUITE, StatutDemande, TypeEvenement
from maillage.metiers.avis.models import (
    Adressage,
    Avis,
    Demande,
    EvenementDemande,
    IdentitePatient,
    PieceJointe,
)
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.models import Cle
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.effacement import effacer_fichiers
from maillage.socle.interface.alertes import prevenir_agents
from maillage.socle.journal.effacement import effacer_contenus

LOT = 200
CONTENU, BROUILLON, OUVERTE, DOCUMENTS = "contenu", "brouillon", "ouverte", "documents"
PAPIERS = ((Avis, ["avis.compte_rendu"]), (Adressage, ["avis.lettre"]))


def _avant(jour: dt.date, code: str) -> dt.date:
    """What is older than this day is past that length; a list that does not say it erases nothing of the kind."""
    mois = conservation_du(jour).get(code)
    return dt.date.min if mois is None else ajouter_mois(jour, -mois)


def sans_suite(jour: dt.date) -> QuerySet[Demande]:
    """Prepared and never sent, or sent and left there by everybody."""
    recents = EvenementDemande.objects.filter(
        demande=OuterRef("pk"), horodatage__date__gte=_avant(jour, OUVERTE)
    )
    return Demande.objects.filter(
        Q(statut=StatutDemande.BROUILLON, horodatage_creation__date__lt=_avant(jour, BROUILLON))
        | Q(~Exists(recents), statut__in=OUVERTES)
    )


def a_effacer(jour: dt.date) -> QuerySet[Demande]:
    """Closed longer ago than the list says; a draft that was never sent, as soon as it is stopped."""
    return Demande.objects.filter(
        Q(horodatage_cloture__date__lt=_avant(jour, CONTENU)) | Q(horodatage_publication=None),
        statut__in=CLOSES,
        horodatage_purge=None,
    )


def aux_documents_effaces(jour: dt.date) -> QuerySet[Demande]:
    return Demande.objects.filter(
        horodatage_cloture__date__lt=_avant(jour, DOCUMENTS),
        horodatage_purge__isnull=False,
        horodatage_purge_documents=None,
    )


def arreter_un_lot(*, agent: Agent, jour: dt.date) -> int:
    """Stop what is left there; whoever waited is told."""
    demandes = list(sans_suite(jour).order_by("id")[:LOT])
    for demande in demandes:
        arreter(agent, demande, TypeEvenement.ANNULATION, SANS_SUITE)
        prevenir_agents(
            [demande.praticien],
            texte="Une demande d’avis restée sans suite est annulée.",
            detail=f"La demande {demande.numero}, restée sans suite, est annulée.",
            url=adresse(demande),
        )
    return len(demandes)


def effacer_un_lot(*, agent: Agent, jour: dt.date) -> int:
    """Erase one batch; returns how many requests it was, zero when nothing is left."""
    with transaction.atomic():
        demandes = _verrouiller(agent, a_effacer(jour))
        if demandes:
            _effacer([demande.pk for demande in demandes], [demande.cle_id for demande in demandes])
    return len(demandes)


def effacer_un_lot_de_documents(*, agent: Agent, jour: dt.date) -> int:
    """Delete the reports and letters of one batch; their number and hash stay."""
    with transaction.atomic():
        demandes = [demande.pk for demande in _verrouiller(agent, aux_documents_effaces(jour))]
        for modele, genres in PAPIERS:
            objets = modele._default_manager.filter(demande__in=demandes).order_by("pk")
            effacer_fichiers(modele, list(objets.values_list("pk", flat=True)), genres)
        Demande.objects.filter(pk__in=demandes).update(horodatage_purge_documents=timezone.now())
        effacer_contenus(Demande._meta.db_table, demandes)
    return len(demandes)


def _verrouiller(agent: Agent, demandes: QuerySet[Demande]) -> list[Demande]:
    lot = list(demandes.select_for_update(of=("self",)).select_related("requerant").order_by("id")[:LOT])
    for requerant in {demande.requerant for demande in lot}:
        exiger(agent, DEMANDE_PREPARER, requerant)
    return lot


def _effacer(demandes: list[int], cles: list[int]) -> None:
    maintenant = timezone.now()
    empreintes = list(
        PieceJointe.objects.filter(demande__in=demandes).order_by("pk").values_list("empreinte", flat=True)
    )
    transaction.on_commit(lambda: fichiers.effacer(*empreintes))
    Cle.objects.filter(pk__in=cles).update(enveloppe="", horodatage_destruction=maintenant)
    Demande.objects.filter(pk__in=demandes).update(empreinte_patient="", horodatage_purge=maintenant)
    effacer_contenus(Demande._meta.db_table, demandes)
    _vider(IdentitePatient, demandes, repere="")
    _vider(Adressage, demandes, discipline="")


def _vider(modele: Any, demandes: list[int], **valeurs: str) -> None:
    """What was in clear goes, from the row and from its history."""
    lignes = list(modele.objects.filter(demande__in=demandes).order_by("pk").values_list("pk", flat=True))
    modele.objects.filter(pk__in=lignes).update(**valeurs)
    effacer_contenus(modele._meta.db_table, lignes)
