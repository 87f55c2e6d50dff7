"""Jobs of the service. Each may run twice without doing its effect twice.

Those that read, seal or check load their libraries themselves: every other process would hold them for nothing.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.urls import reverse
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from maillage.commun.textes import compter
from maillage.metiers.numerisation.actions.controle import fichiers_courants
from maillage.metiers.numerisation.actions.parcours_lots import (
    MOTIF_LECTURE,
    MOTIF_SCELLEMENT,
    MOTIF_VERIFICATION,
    lots_a_sceller,
    lots_a_verifier,
)
from maillage.metiers.numerisation.actions.rangement import FichierPerdu
from maillage.metiers.numerisation.chaine.refus import HorodatageImpossible, SceauImpossible
from maillage.metiers.numerisation.droits import CONTROLE_TENIR
from maillage.metiers.numerisation.enums.dossiers import EtatLot
from maillage.metiers.numerisation.enums.lots import EtatFichier
from maillage.metiers.numerisation.models import Fichier, Lot, Manifeste
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.differer import differer, differer_lot
from maillage.socle.interface.alertes import prevenir

JOURNAL = logging.getLogger(__name__)
ENTRE_DEUX_VERIFICATIONS = dt.timedelta(days=7)


@app.task(name="numerisation.lire_fichier")
def lire(fichier: int) -> None:
    """Read a delivered record: text, PDF/A, whose each page is."""
    from maillage.metiers.numerisation.actions.lecture import lire_fichier

    lire_fichier(fichier)


@app.task(name="numerisation.sceller_lot")
def sceller(lot: int) -> None:
    """Seal an accepted lot; what is missing today is tried again by the next round."""
    from maillage.metiers.numerisation.actions.scellement import sceller_lot, signaler_perte
    from maillage.metiers.numerisation.chaine.reglages import cachet

    try:
        obstacles = sceller_lot(lot, cachet())
    except (SceauImpossible, HorodatageImpossible) as erreur:
        JOURNAL.warning("Lot %s is not sealed: %s", lot, erreur)
        return
    except FichierPerdu as erreur:
        JOURNAL.error("Lot %s is not sealed: %s", lot, erreur)
        signaler_perte(lot)
        return
    for obstacle in obstacles:
        JOURNAL.info("Lot %s waits: %s", lot, obstacle)


@app.task(name="numerisation.verifier_lot")
def verifier(lot: int) -> None:
    """Check seals, token and fingerprints of a lot."""
    from maillage.metiers.numerisation.actions.scellement import verifier_un_lot
    from maillage.metiers.numerisation.chaine.reglages import confiance

    verifier_un_lot(lot, confiance())


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="numerisation.reprendre_scellements",
    queueing_lock="numerisation.reprendre_scellements",
    lock="numerisation.reprendre_scellements",
)
def reprendre_scellements(timestamp: int) -> None:
    """Lots accepted that nothing sealed yet: no authority then, or an incident closed since."""
    del timestamp
    with agir_comme(agent_systeme(), motif=MOTIF_SCELLEMENT):
        for lot in lots_a_sceller():
            demander_le_scellement(lot)


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="numerisation.reprendre_lectures",
    queueing_lock="numerisation.reprendre_lectures",
    lock="numerisation.reprendre_lectures",
)
def reprendre_lectures(timestamp: int) -> None:
    """Records that no job reads any more: the disk was full, a library broke. Pages already read are not read again."""
    del timestamp
    encore = ProcrastinateJob.objects.filter(task_name=lire.name, status__in=("todo", "doing"))
    attendus = {arguments["fichier"] for arguments in encore.values_list("args", flat=True)}
    with agir_comme(agent_systeme(), motif=MOTIF_LECTURE):
        a_lire = Fichier.objects.filter(etat=EtatFichier.A_LIRE, lot__etat=EtatLot.RECU)
        abandonnes = sorted(set(a_lire.values_list("pk", flat=True)) - attendus)
        differer_lot(lire, [{"fichier": pk} for pk in abandonnes])


@app.periodic(cron="30 3 * * *")
@app.task(
    name="numerisation.verifier_lots",
    queueing_lock="numerisation.verifier_lots",
    lock="numerisation.verifier_lots",
)
def verifier_lots(timestamp: int) -> None:
    """Each night, the lots that were not checked for a week."""
    instant = dt.datetime.fromtimestamp(timestamp, dt.UTC)
    with agir_comme(agent_systeme(), motif=MOTIF_VERIFICATION):
        a_verifier = lots_a_verifier(instant - ENTRE_DEUX_VERIFICATIONS)
        differer_lot(verifier, [{"lot": lot} for lot in a_verifier])


def prendre_en_charge(recu: Manifeste) -> None:
    """What follows a delivery that is taken: it is read, and whoever controls is told."""
    if not recu.est_accepte:
        return
    demander_la_lecture(recu.lot)
    prevenir(
        recu.lot.service,
        CONTROLE_TENIR,
        texte="Un lot de dossiers numérisés est livré.",
        detail=f"Lot {recu.lot.numero} livré : {compter(recu.lot.nombre_fichiers, 'dossier')}.",
        url=reverse("numerisation:lot", args=[recu.lot_id]),
    )


def demander_la_lecture(lot: Lot) -> int:
    """One job a record, in the transaction of the delivery. Returns how many."""
    fichiers = fichiers_courants(lot).filter(etat=EtatFichier.A_LIRE).order_by("pk")
    return len(differer_lot(lire, [{"fichier": pk} for pk in fichiers.values_list("pk", flat=True)]))


def demander_le_scellement(lot: int) -> None:
    differer(sceller, verrou=f"numerisation.sceller.{lot}", lot=lot)


def demander_la_verification(lot: int) -> None:
    differer(verifier, verrou=f"numerisation.verifier.{lot}", lot=lot)
