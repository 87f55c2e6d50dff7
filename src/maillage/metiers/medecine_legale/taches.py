"""Jobs of forensic medicine. Each may run twice without doing its effect twice."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from procrastinate.contrib.django import app

from maillage.metiers.medecine_legale.actions import conservation, effectifs
from maillage.metiers.medecine_legale.actions.forclusions import tenir_facturations
from maillage.metiers.medecine_legale.indicateurs import ouverture
from maillage.metiers.medecine_legale.models.facturation import structures_payees_a_l_acte
from maillage.metiers.medecine_legale.regles.conservation import borne_creances, borne_effacement
from maillage.metiers.medecine_legale.regles.effectifs import mois_de_l_annee, mois_precedent
from maillage.socle.acces.contexte import agent_systeme, agir_comme

DECEMBRE = 12


@app.periodic(cron="15 3 * * *")
@app.task(name="medecine_legale.attendre_effectifs", queueing_lock="medecine_legale.attendre_effectifs")
def attendre_effectifs(timestamp: int) -> None:
    """Expect the months that are over, and from December on the closing of the year."""
    attendre_les_mois(timezone.localdate(dt.datetime.fromtimestamp(timestamp, dt.UTC)))


def attendre_les_mois(jour: dt.date) -> int:
    """The months over of the year that is being declared; a day missed is caught up by the next. Returns how many."""
    agent, precedent, nombre = agent_systeme(), mois_precedent(jour), 0
    with agir_comme(agent, motif="Effectifs attendus"):
        for structure in effectifs.structures_declarantes().order_by("pk"):
            for mois in mois_de_l_annee(precedent.year)[: precedent.month]:
                effectifs.attendre_mois(agent=agent, structure=structure, mois=mois)
                nombre += 1
            if DECEMBRE in (jour.month, precedent.month):
                annee = jour.year if jour.month == DECEMBRE else precedent.year
                effectifs.attendre_annee(agent=agent, structure=structure, annee=annee)
    return nombre


@app.periodic(cron="40 2 * * *")
@app.task(
    name="medecine_legale.conserver",
    queueing_lock="medecine_legale.conserver",
    lock="medecine_legale.conserver",
)
def conserver(timestamp: int) -> None:
    """Erase what is past its retention; what a run cut short left is taken up the next day."""
    appliquer_la_conservation(dt.datetime.fromtimestamp(timestamp, dt.UTC))


def appliquer_la_conservation(maintenant: dt.datetime) -> int:
    """Batch after batch, structure after structure, then the accounts. Returns the number of batches."""
    jour = timezone.localdate(maintenant)
    agent, borne, creances, lots = agent_systeme(), borne_effacement(jour), borne_creances(jour), 0
    motif = "Fin de conservation"
    with agir_comme(agent, motif=motif):
        structures = conservation.structures_concernees(borne, creances)
    for structure in structures:
        reste = True
        while reste:
            with agir_comme(agent, motif=motif):
                reste = conservation.effacer_un_lot(
                    agent=agent, structure=structure, borne=borne, creances=creances
                )
            lots += reste
    with agir_comme(agent, motif=motif):
        conservation.fermer_comptes_inactifs(agent=agent, maintenant=maintenant)
    return lots


@app.periodic(cron="20 4 6 * *")
@app.task(name="medecine_legale.ouvrir_les_donnees", queueing_lock="medecine_legale.ouvrir_les_donnees")
def ouvrir_les_donnees(timestamp: int) -> None:
    """Publish the month's open data, after the day by which staffing is due."""
    agent = agent_systeme()
    with agir_comme(agent, motif="Données ouvertes"):
        ouverture.publier(agent=agent, jour=timezone.localdate(dt.datetime.fromtimestamp(timestamp, dt.UTC)))


@app.periodic(cron="5 4 * * *")
@app.task(name="medecine_legale.suivre_facturations", queueing_lock="medecine_legale.suivre_facturations")
def suivre_facturations(timestamp: int) -> None:  # noqa: ARG001 (asked by the scheduler)
    """Owe the mémoires of acts that came by a file or a program: those entered by hand are owed at once."""
    suivre_les_facturations()


def suivre_les_facturations() -> int:
    """Structure after structure, each in its own transaction. Returns how many requisitions are newly owed."""
    agent, motif = agent_systeme(), "Mémoires de frais à établir"
    with agir_comme(agent, motif=motif):
        structures = list(structures_payees_a_l_acte().order_by("pk"))
    nombre = 0
    for structure in structures:
        with agir_comme(agent, motif=motif):
            nombre += tenir_facturations(agent, structure)
    return nombre
