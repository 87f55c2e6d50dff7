"""A case of four years ago, erased as the nightly job does, and the month's open data: what these pages show."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.demo.structures import Structure
from maillage.metiers.medecine_legale.indicateurs.ouverture import publier
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Requisition
from maillage.metiers.medecine_legale.regles import ValeursActe
from maillage.metiers.medecine_legale.taches import appliquer_la_conservation
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF

PERSONNES = ("feminin", "masculin", "feminin")


def effacer_et_ouvrir(structures: list[Structure]) -> None:
    """Record an old case in the first structure, let the job erase it, publish the open data."""
    agent, aujourd_hui = agent_systeme(), timezone.localdate()
    ancien = aujourd_hui.replace(day=1) - dt.timedelta(days=4 * 365)
    with agir_comme(agent, motif=MOTIF):
        _dossier(structures[0], ancien)
    appliquer_la_conservation(timezone.now())
    with agir_comme(agent, motif=MOTIF):
        publier(agent=agent, jour=aujourd_hui)


def _dossier(structure: Structure, jour: dt.date) -> None:
    agent = agent_systeme()
    requisition = actions.recevoir_requisition(
        agent=agent,
        structure=structure.organisation,
        requerant=structure.requerants[0],
        juridiction=structure.tribunal,
        numero_pv=f"{jour.year}/00071/012",
        date_requisition=timezone.localdate(),
        mission="Examiner les victimes, décrire les lésions et fixer l’incapacité totale de travail.",
    )
    for rang, genre in enumerate(PERSONNES, start=1):
        actions.enregistrer_acte(
            agent=agent,
            structure=structure.organisation,
            requisition=requisition,
            valeurs=ValeursActe(
                profil="victime",
                date_examen=timezone.localdate(),
                numero_interne=f"{jour.year}-9900{rang}",
                heure_debut=dt.time(10, 15),
                types_examen=("somatique",),
                lieu="umj",
                age="majeur",
                genre=genre,
                natures_violence=("coups",),
                contextes_violence=("voie_publique",),
                itt_jours=rang,
            ),
        )
    ActeMedicoLegal.objects.filter(requisition=requisition).update(date_examen=jour, date_requisition=jour)
    Requisition.objects.filter(pk=requisition.pk).update(date_requisition=jour, statut="achevee")
