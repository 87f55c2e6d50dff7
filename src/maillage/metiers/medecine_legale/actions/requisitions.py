"""Receive a requisition, keep its file, correct it, close it."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale.actions.missions import ecrire_mission
from maillage.metiers.medecine_legale.droits import REQUISITION_SAISIR
from maillage.metiers.medecine_legale.enums import StatutRequisition
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, PieceRequisition, Requisition
from maillage.metiers.medecine_legale.regles import cle_numero
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.echeances.actions import annuler_echeance, creer_echeance, lever_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance

REPONSE_A_RENDRE = declarer_genre_echeance(
    "medecine_legale.reponse",
    "Réponse à une réquisition",
    verbe="Répondre à la réquisition",
    bouton="Ouvrir",
    droit=REQUISITION_SAISIR,
    rappels=(3, 1),
)
LONGUEUR_MISSION = 4000
TAILLE_MAXIMALE = 20 * 1024 * 1024
SIGNATURES = {b"%PDF-": "application/pdf", b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def recevoir_requisition(
    *,
    agent: Agent,
    structure: Organisation,
    requerant: Organisation,
    numero_pv: str,
    date_requisition: dt.date,
    mission: str,
    numero_parquet: str = "",
    nom_opj: str = "",
    juridiction: Organisation | None = None,
    date_limite: dt.date | None = None,
) -> Requisition:
    """Record a requisition at the moment it arrives. Raises ValidationError by field."""
    exiger(agent, REQUISITION_SAISIR, structure)
    _controler_mission(mission)
    requisition = Requisition(
        structure=structure,
        requerant=requerant,
        juridiction=juridiction,
        numero_pv=numero_pv.strip(),
        numero_parquet=numero_parquet.strip(),
        nom_opj=nom_opj.strip(),
        date_requisition=date_requisition,
        date_limite=date_limite,
        horodatage_reception=timezone.now(),
    )
    _enregistrer(requisition)
    ecrire_mission(requisition, mission.strip())
    _tenir_echeance(agent, requisition)
    return requisition


def corriger_requisition(
    *,
    agent: Agent,
    requisition: Requisition,
    motif: str,
    requerant: Organisation,
    numero_pv: str,
    date_requisition: dt.date,
    mission: str,
    numero_parquet: str = "",
    nom_opj: str = "",
    juridiction: Organisation | None = None,
    date_limite: dt.date | None = None,
) -> Requisition:
    """Correct a requisition with a reason; its acts take the new PV number and requester."""
    exiger(agent, REQUISITION_SAISIR, requisition)
    _exiger_motif(motif)
    _controler_mission(mission)
    with transaction.atomic(), motiver(motif):
        requisition = Requisition.objects.select_for_update(of=("self",)).get(pk=requisition.pk)
        requisition.requerant = requerant
        requisition.juridiction = juridiction
        requisition.numero_pv = numero_pv.strip()
        requisition.numero_parquet = numero_parquet.strip()
        requisition.nom_opj = nom_opj.strip()
        requisition.date_requisition = date_requisition
        requisition.date_limite = date_limite
        _enregistrer(requisition)
        ecrire_mission(requisition, mission.strip())
        _tenir_echeance(agent, requisition)
        ActeMedicoLegal.objects.filter(requisition=requisition).update(
            numero_pv=requisition.numero_pv,
            cle_pv=requisition.cle_pv,
            requerant=requerant,
            juridiction=juridiction,
            date_requisition=date_requisition,
        )
    return requisition


def achever_requisition(*, agent: Agent, requisition: Requisition) -> Requisition:
    """Close a requisition whose acts are all done and reported."""
    with transaction.atomic():
        requisition = _changer_statut(
            agent, requisition, StatutRequisition.ACHEVEE, {StatutRequisition.EN_COURS}
        )
        lever_echeance(agent=agent, genre=REPONSE_A_RENDRE, objet=requisition)
    return requisition


def annuler_requisition(*, agent: Agent, requisition: Requisition, motif: str) -> Requisition:
    """Cancel a requisition received by mistake; refused once it carries acts."""
    _exiger_motif(motif)
    if ActeMedicoLegal.objects.filter(requisition=requisition, est_annule=False).exists():
        raise ValidationError("Des actes sont rattachés à cette réquisition : annulez-les d’abord.")
    with motiver(motif):
        requisition = _changer_statut(
            agent,
            requisition,
            StatutRequisition.ANNULEE,
            {StatutRequisition.RECUE, StatutRequisition.EN_COURS},
        )
        annuler_echeance(agent=agent, genre=REPONSE_A_RENDRE, objet=requisition, motif=motif)
    return requisition


def deposer_piece(*, agent: Agent, requisition: Requisition, contenu: bytes) -> PieceRequisition:
    """Keep a file of the requisition (PDF, PNG or JPEG by its first bytes, never by its name), once."""
    exiger(agent, REQUISITION_SAISIR, requisition)
    if len(contenu) > TAILLE_MAXIMALE:
        raise ValidationError({"fichier": "Ce fichier dépasse 20 Mo : déposez-le en plusieurs parties."})
    type_contenu = next((type_ for debut, type_ in SIGNATURES.items() if contenu.startswith(debut)), None)
    if type_contenu is None:
        raise ValidationError({"fichier": "Ce fichier n’est ni un PDF, ni une image PNG ou JPEG."})
    sha256 = hashlib.sha256(contenu).hexdigest()
    if not default_storage.exists(chemin_piece(sha256)):
        default_storage.save(chemin_piece(sha256), ContentFile(contenu))
    piece, _ = PieceRequisition.objects.get_or_create(
        requisition=requisition,
        sha256=sha256,
        defaults={"structure": requisition.structure, "type_contenu": type_contenu, "taille": len(contenu)},
    )
    return piece


def chemin_piece(sha256: str) -> str:
    return f"pieces/{sha256[:2]}/{sha256}"


def _controler_mission(mission: str) -> None:
    if len(mission) > LONGUEUR_MISSION:
        texte = f"La mission dépasse {LONGUEUR_MISSION} caractères : joignez plutôt la réquisition."
        raise ValidationError({"mission": texte})


def _exiger_motif(motif: str) -> None:
    if not motif.strip():
        raise ValidationError({"motif": "Donnez un motif : le journal le garde."})


def _enregistrer(requisition: Requisition) -> None:
    if requisition.date_requisition > timezone.localdate():
        raise ValidationError({"date_requisition": "La date de la réquisition est dans le futur."})
    requisition.cle_pv = cle_numero(requisition.numero_pv)
    requisition.cle_parquet = cle_numero(requisition.numero_parquet)
    requisition.full_clean(exclude=["structure", "requerant", "juridiction"])
    requisition.save()


def _tenir_echeance(agent: Agent, requisition: Requisition) -> None:
    """The limit written on the requisition is owed by the structure; without a limit, nothing is."""
    if requisition.date_limite is None:
        annuler_echeance(agent=agent, genre=REPONSE_A_RENDRE, objet=requisition, motif="Sans date limite")
        return
    creer_echeance(
        agent=agent,
        genre=REPONSE_A_RENDRE,
        organisation=requisition.structure,
        objet=requisition,
        libelle=str(requisition),
        date_limite=requisition.date_limite,
        url=reverse("medecine_legale:requisition", args=[requisition.pk]),
    )


def _changer_statut(
    agent: Agent, requisition: Requisition, statut: StatutRequisition, depuis: set[StatutRequisition]
) -> Requisition:
    exiger(agent, REQUISITION_SAISIR, requisition)
    with transaction.atomic():
        requisition = Requisition.objects.select_for_update(of=("self",)).get(pk=requisition.pk)
        if requisition.statut not in depuis:
            raise ValidationError(
                f"Cette réquisition est déjà « {requisition.get_statut_display().lower()} »."
            )
        requisition.statut = statut
        requisition.save(update_fields=["statut"])
    return requisition
