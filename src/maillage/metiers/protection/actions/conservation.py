"""Five years after its end, a measure loses what tells of the person; what counts stays.

By batches, each in its own transaction: cut short, it goes on at the next run. Erased: the court's number, the
professional's own, the cabinet, sex, year of birth, places, motives, the order, and what the history copied. Kept: that
there was a measure, its nature, its days, its court: stock and flux do not move. Surveys of those years are counted,
and kept so, before anything goes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from maillage.metiers.protection.actions.enquetes import figer_reponse
from maillage.metiers.protection.droits import LISTE_TENIR
from maillage.metiers.protection.enums import StatutMesure
from maillage.metiers.protection.models import (
    EffacementMesures,
    EvenementMesure,
    Mandataire,
    Mesure,
    Proposition,
    ReponseEnquete,
    Reservation,
)
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.effacement import effacer_fichiers
from maillage.socle.echanges.imports.effacement import effacer_lignes
from maillage.socle.echeances.models import Echeance
from maillage.socle.journal.effacement import effacer_contenus

LOT = 500
ORDONNANCE = "protection.ordonnance"
EFFACE = "Effacé en fin de conservation"
EFFACE_DE_LA_MESURE: dict[str, Any] = {
    "numero_rg": "", "numero_dossier": "", "cabinet": "", "civilite": "", "annee_naissance": 0, "commune": None,
    "etablissement": None, "antenne": None, "type_etablissement": "", "date_jugement_attendu": None,
}  # fmt: skip


def a_effacer(autorite: Organisation, borne: dt.date) -> QuerySet[Mesure]:
    """Ended, or put aside, before that day."""
    finies = Q(statut=StatutMesure.ETEINTE, date_fin__lt=borne)
    sans_suite = Q(statut=StatutMesure.ANNULEE, horodatage_creation__date__lt=borne)
    siennes = Mandataire.objects.filter(autorite=autorite).values("organisation")
    return Mesure.objects.filter(finies | sans_suite, gestionnaire__in=siennes, horodatage_purge=None)


def directions() -> list[Organisation]:
    """Directions that have professionals."""
    cles = Mandataire.objects.order_by().values("autorite").distinct()
    return list(Organisation.objects.filter(pk__in=cles).order_by("pk"))


def effacer_un_lot(*, agent: Agent, autorite: Organisation, borne: dt.date) -> bool:
    """Erase one batch. False when nothing was left: the run is then dated."""
    exiger(agent, LISTE_TENIR, autorite)
    with transaction.atomic():
        suivi, _ = EffacementMesures.objects.select_for_update(of=("self",)).get_or_create(
            autorite=autorite, date_borne=borne, defaults={"horodatage_passage": timezone.now()}
        )
        verrou = a_effacer(autorite, borne).select_for_update(of=("self",)).order_by("id")
        mesures = list(verrou.only("pk", "gestionnaire_id", "date_fin")[:LOT])
        comptes = _effacer(mesures) if mesures else Counter()
        if not mesures:
            siens = Mandataire.objects.filter(autorite=autorite)
            gestionnaires = Organisation.objects.filter(pk__in=siens.values("organisation"))
            effacer_lignes("protection.mesures", gestionnaires, avant=borne)
        for nom in ("mesures", "faits", "fichiers", "evenements"):
            setattr(suivi, f"nombre_{nom}", F(f"nombre_{nom}") + comptes[nom])
        suivi.horodatage_passage = timezone.now()
        suivi.save()
    return bool(mesures)


def _effacer(mesures: Sequence[Mesure]) -> Counter[str]:
    cles = [mesure.pk for mesure in mesures]
    _figer_les_enquetes(mesures)
    faits = list(EvenementMesure.objects.filter(mesure__in=cles).order_by("id").values_list("pk", flat=True))
    reservations = list(
        Reservation.objects.filter(mesure__in=cles).order_by("id").values_list("pk", flat=True)
    )
    propositions = list(
        Proposition.objects.filter(mesure__in=cles).order_by("id").values_list("pk", flat=True)
    )
    echeances = Echeance.objects.filter(
        Q(objet_type=EvenementMesure._meta.label_lower, objet_id__in=faits)
        | Q(objet_type=Reservation._meta.label_lower, objet_id__in=reservations)
    )
    dues = list(echeances.order_by("id").values_list("pk", flat=True))
    Mesure.objects.filter(pk__in=cles).update(**EFFACE_DE_LA_MESURE, horodatage_purge=timezone.now())
    comptes: Counter[str] = Counter(mesures=len(cles), faits=_effacer_faits(cles))
    Reservation.objects.filter(pk__in=reservations).exclude(motif="").update(motif=EFFACE)
    Proposition.objects.filter(pk__in=propositions).exclude(motif="").update(motif=EFFACE)
    Echeance.objects.filter(pk__in=dues).update(libelle="Mesure effacée", url="")
    comptes["fichiers"] = effacer_fichiers(Reservation, reservations, [ORDONNANCE])
    for modele, lignes in (
        (Mesure, cles),
        (EvenementMesure, faits),
        (Reservation, reservations),
        (Proposition, propositions),
        (Echeance, dues),
    ):
        comptes["evenements"] += effacer_contenus(modele._meta.db_table, lignes)
    return comptes


def _figer_les_enquetes(mesures: Sequence[Mesure]) -> None:
    """Replies that count these measures keep the figures of this moment, handed in or not."""
    derniere = max((mesure.date_fin.year for mesure in mesures if mesure.date_fin), default=0)
    reponses = ReponseEnquete.objects.filter(
        organisation__in={mesure.gestionnaire_id for mesure in mesures},
        enquete__annee__lte=derniere,
        horodatage_gel=None,
    )
    for reponse in reponses.select_related("enquete", "mandataire__personne").order_by("id"):
        figer_reponse(reponse)


def _effacer_faits(mesures: Sequence[int]) -> int:
    """The log is append-only: its owner's function empties the places and the motives of measures already erased."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT protection_effacer_faits(%s)", [list(mesures)])
        return int(curseur.fetchone()[0])
