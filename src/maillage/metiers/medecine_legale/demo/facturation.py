"""Billing of the demonstration: a structure outside the annual grant and a practitioner of the proximity network.

Their mémoires are in every state: to establish, to deposit, awaited, rejected, paid.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.actions import memoires
from maillage.metiers.medecine_legale.actions.forclusions import tenir_facturations
from maillage.metiers.medecine_legale.actions.tarifs import Baremes
from maillage.metiers.medecine_legale.demo.structures import HORS_DOTATION, Structure
from maillage.metiers.medecine_legale.enums import Profil
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Memoire
from maillage.metiers.medecine_legale.models.facturation import a_facturer
from maillage.metiers.medecine_legale.regles import ValeursActe
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF, Compte, creer_compte, organisation
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Commune, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements

FACTURATION = "facturation.arras@demo.maillage.invalid"
PROXIMITE = Compte(
    "Médecin du réseau de proximité à Armentières", "proximite@demo.maillage.invalid", "Luc", "Dervaux",
    "medecine_legale.praticien_proximite", "59017", titre="Dr", rpps="10999000027",
)  # fmt: skip
ETATS = ("paye", "rejete", "depose", "etabli")
"""What became of the four oldest months to bill."""

EXAMENS = (
    (Profil.VICTIME, 11, dt.time(18, 20), 3),
    (Profil.ROUTE, 6, dt.time(23, 40), None),
    (Profil.GARDE_A_VUE, 2, dt.time(5, 15), None),
)
"""Profile, days ago, hour, days of incapacity."""


def ouvrir_la_facturation(structures: list[Structure]) -> None:
    for structure in structures:
        commune = structure.organisation.commune
        if commune is not None and commune.code_insee == HORS_DOTATION:
            _facturer(structure)
    lille = next(
        s for s in structures if s.organisation.commune and s.organisation.commune.code_insee == "59350"
    )
    _exercer_en_proximite(lille)


def _facturer(structure: Structure) -> None:
    agent = Agent.objects.get(email=FACTURATION)
    aujourd_hui = timezone.localdate()
    with agir_comme(agent, motif=MOTIF):
        bareme = Baremes().du(aujourd_hui)
        actes = (
            a_facturer(ActeMedicoLegal.objects.visibles_par(agent), bareme)
            .filter(date_examen__gt=aujourd_hui - dt.timedelta(days=350))
            .select_related(
                "structure__commune__departement", "requisition__structure", "requisition__juridiction"
            )
        )
        mois = actes.order_by("date_examen").dates("date_examen", "month")[: len(ETATS)]
        for debut, etat in zip(list(mois), ETATS, strict=False):
            du_mois = actes.filter(date_examen__year=debut.year, date_examen__month=debut.month)
            _suivre(agent, list(du_mois.order_by("date_examen", "pk")[:12]), structure, etat)
        tenir_facturations(agent, structure.organisation)


def _suivre(agent: Agent, actes: list[ActeMedicoLegal], structure: Structure, etat: str) -> None:
    """Establish, then go as far as the state says, with dates a few weeks ago."""
    tribunal = structure.tribunal
    if not actes or tribunal is None:
        return
    memoire = memoires.etablir_memoire(agent=agent, actes=actes, juridiction=tribunal)
    jour = timezone.localdate()
    if etat == "etabli":
        return
    Memoire.objects.filter(pk=memoire.pk).update(date_etablissement=jour - dt.timedelta(days=60))
    memoires.deposer_memoire(
        agent=agent, memoire=memoire, date=jour - dt.timedelta(days=55), reference=f"FJ-{memoire.pk:06d}"
    )
    if etat == "paye":
        memoires.payer_memoire(agent=agent, memoire=memoire, date=jour - dt.timedelta(days=12))
    if etat == "rejete":
        motif = "Attestations de mission non visées par les services requérants."
        memoires.rejeter_memoire(agent=agent, memoire=memoire, date=jour - dt.timedelta(days=9), motif=motif)


def _exercer_en_proximite(lille: Structure) -> None:
    """A practitioner with his requisitions and acts: one claimed, two to claim."""
    commune = Commune.objects.filter(code_insee=PROXIMITE.commune).first()
    if commune is None:
        return
    with agir_comme(agent_systeme(), motif=MOTIF):
        cabinet = organisation(
            TypeOrganisation.RESEAU_PROXIMITE,
            f"Cabinet du Dr {PROXIMITE.nom}, {commune.nom}",
            commune,
            est_gestionnaire=True,
        )
        recalculer_rattachements([cabinet.pk])
        agent = creer_compte(PROXIMITE, cabinet)
    with agir_comme(agent, motif=MOTIF):
        actes = [_examiner(agent, cabinet, lille, rang, *examen) for rang, examen in enumerate(EXAMENS, 1)]
        if lille.tribunal is not None:
            memoires.etablir_memoire(
                agent=agent,
                actes=actes[:1],
                juridiction=lille.tribunal,
                options={actes[0].pk: memoires.Options(kilometres=24)},
                vehicule="kilometre_6cv",
            )


def _examiner(
    agent: Agent,
    cabinet: Organisation,
    lille: Structure,
    rang: int,
    profil: Profil,
    il_y_a: int,
    heure: dt.time,
    itt: int | None,
) -> ActeMedicoLegal:
    jour = timezone.localdate() - dt.timedelta(days=il_y_a)
    requisition = actions.recevoir_requisition(
        agent=agent,
        structure=cabinet,
        requerant=lille.requerants[-rang],
        juridiction=lille.tribunal,
        numero_pv=f"{jour.year}/{7_100 + rang * 37:05d}/{rang:03d}",
        date_requisition=jour,
        mission="Examiner la personne et établir un certificat.",
    )
    est_victime = profil is Profil.VICTIME
    return actions.enregistrer_acte(
        agent=agent,
        structure=cabinet,
        requisition=requisition,
        praticien=agent.personne,
        valeurs=ValeursActe(
            profil=profil,
            date_examen=jour,
            numero_interne=f"P-{jour.year}-{rang:03d}",
            heure_debut=heure,
            types_examen=("somatique",),
            lieu="gendarmerie",
            age="majeur",
            genre="feminin" if est_victime else "masculin",
            natures_violence=("coups",) if est_victime else (),
            contextes_violence=("conjugale",) if est_victime else (),
            itt_jours=itt,
        ),
    )
