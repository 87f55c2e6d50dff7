"""What waits on the desks this morning: requisitions with their limits, an act just done and its certificate."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.actions.certificats import etablir_certificat
from maillage.metiers.medecine_legale.actions.remises import remettre_par_lien
from maillage.metiers.medecine_legale.demo.structures import Structure
from maillage.metiers.medecine_legale.enums import Profil
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Requisition
from maillage.metiers.medecine_legale.regles import ValeursActe, prochain_numero
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.demo import MOTIF
from maillage.socle.annuaire.models import Agent

SECRETAIRES = {
    "59350": "secretaire.lille@demo.maillage.invalid",
    "80021": "secretaire.amiens@demo.maillage.invalid",
}
LEGISTE = {"59350": "legiste.lille@demo.maillage.invalid"}

RECUES = (
    (12, -2, "Examiner la victime, décrire les lésions et fixer l’incapacité totale de travail."),
    (6, 0, "Examiner la personne gardée à vue et dire si son état est compatible avec la mesure."),
    (4, 1, "Examiner la victime, décrire les lésions et fixer l’incapacité totale de travail."),
    (3, 3, "Évaluer le retentissement psychologique des faits."),
    (2, 12, "Étudier le dossier médical et dire si les lésions s’expliquent par les faits rapportés."),
)
"""Days since the requisition, days to its limit, mission."""

CONSTATATIONS = (
    "Doléances : douleur de l’épaule droite, sommeil perturbé depuis les faits.\n\n"
    "Examen : ecchymose violacée de 4 cm sur 3 cm à la face externe du bras droit ; mobilité de l’épaule"
    " conservée, douloureuse en élévation. Pas de déficit neurologique.\n\n"
    "Retentissement psychique : réviviscences, évitement ; orientation proposée vers une consultation."
)


def ouvrir_la_journee(structures: list[Structure]) -> None:
    """Through the actions, as the people of the sign-in cards would."""
    for structure in structures:
        commune = structure.organisation.commune
        if commune is not None and (courriel := SECRETAIRES.get(commune.code_insee)):
            requisition = _recevoir(structure, Agent.objects.get(email=courriel))
            acte = _examiner(structure, requisition, Agent.objects.get(email=courriel))
            if commune.code_insee in LEGISTE:
                _certifier(acte, Agent.objects.get(email=LEGISTE[commune.code_insee]))


def _recevoir(structure: Structure, agent: Agent) -> Requisition:
    """The one whose examination was this morning."""
    aujourd_hui = timezone.localdate()
    recues = []
    with agir_comme(agent, motif=MOTIF):
        for rang, (depuis, dans, mission) in enumerate(RECUES):
            jour = aujourd_hui - dt.timedelta(days=depuis)
            recue = actions.recevoir_requisition(
                agent=agent,
                structure=structure.organisation,
                requerant=structure.requerants[rang % len(structure.requerants)],
                juridiction=structure.tribunal,
                numero_pv=f"{jour.year}/{40_317 + rang * 1_139:05d}/{100 + rang * 57}",
                numero_parquet=f"{jour:%y%j}{480_211 + rang * 7_919:06d}",
                date_requisition=jour,
                date_limite=aujourd_hui + dt.timedelta(days=dans),
                mission=mission,
            )
            recues.append(recue)
    return recues[2]


def _examiner(structure: Structure, requisition: Requisition, agent: Agent) -> ActeMedicoLegal:
    with agir_comme(agent, motif=MOTIF):
        dernier = (
            ActeMedicoLegal.objects.filter(structure=structure.organisation)
            .order_by("-date_examen", "-id")
            .values_list("numero_interne", flat=True)
            .first()
        )
        return actions.enregistrer_acte(
            agent=agent,
            structure=structure.organisation,
            requisition=requisition,
            praticien=structure.praticiens[0],
            valeurs=ValeursActe(
                profil=Profil.VICTIME,
                date_examen=timezone.localdate(),
                numero_interne=prochain_numero(dernier or "2026-00000"),
                heure_debut=dt.time(9, 40),
                types_examen=("somatique",),
                lieu="umj",
                age="majeur",
                genre="feminin",
                natures_violence=("coups",),
                contextes_violence=("voie_publique",),
                examens=("imagerie",),
                itt_jours=5,
            ),
        )


def _certifier(acte: ActeMedicoLegal, agent: Agent) -> None:
    with agir_comme(agent, motif=MOTIF):
        identite = actions.Identite("Moreau", "Camille", dt.date(1991, 4, 17), CONSTATATIONS)
        certificat = etablir_certificat(
            agent=agent,
            acte=acte,
            identite=identite,
            itt_jours=acte.itt_jours,
            date_reevaluation=timezone.localdate() + dt.timedelta(days=21),
        )
        remettre_par_lien(
            agent=agent,
            certificat=certificat,
            destinataire=str(acte.requerant),
            courriel="accueil.victimes@demo.maillage.invalid",
        )
