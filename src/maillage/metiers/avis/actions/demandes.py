"""The practitioner's side, before an answer: prepare, join files, send, complete, cancel, redirect, withdraw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter
from maillage.metiers.avis.actions import fichiers
from maillage.metiers.avis.actions.coffre import Clinique, Coffre, Patient
from maillage.metiers.avis.actions.orientation import clore_les_propositions, orienter
from maillage.metiers.avis.actions.parcours import avancer, en_transition
from maillage.metiers.avis.droits import AVIS_RENDRE, DEMANDE_ENVOYER, DEMANDE_PREPARER
from maillage.metiers.avis.enums.demandes import (
    OUVERTES,
    GenrePieceJointe,
    ModeConsentement,
    MotifAnnulation,
    SensMessage,
    StatutDemande,
    TypeEvenement,
)
from maillage.metiers.avis.enums.urgences import Urgence
from maillage.metiers.avis.models import (
    Consentement,
    Demande,
    EvenementDemande,
    Filiere,
    IdentitePatient,
    Message,
    PieceJointe,
    Question,
)
from maillage.metiers.avis.regles.patients import controler_ins, controler_naissance
from maillage.socle.acces.chiffrement import chiffrer
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger, peut
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.alertes import prevenir, prevenir_agents

QUESTION_MINIMALE = 10
DOUBLE_ENVOI = dt.timedelta(minutes=10)


@dataclass(frozen=True)
class Saisie:
    """What the form says. The patient and the consent may be missing from a draft, never from what is sent."""

    urgence: str
    clinique: Clinique
    patient: Patient | None = None
    conduite_prevue: str = ""
    est_adressage_permis: bool = False
    mode_consentement: str = ""
    pieces: tuple[tuple[str, bytes], ...] = field(default=())
    """(kind, bytes) of each file joined."""


def preparer(
    *,
    agent: Agent,
    requerant: Organisation,
    praticien: Agent,
    filiere: Filiere,
    saisie: Saisie,
    instant: dt.datetime | None = None,
) -> Demande:
    """Write a draft: nobody else sees it. Its practitioner sends it."""
    exiger(agent, DEMANDE_PREPARER, requerant)
    if not filiere.est_active:
        raise ValidationError("Cette filière est fermée : choisissez-en une autre.")
    erreurs = _controler(saisie)
    if erreurs:
        raise ValidationError(erreurs)
    instant = instant or timezone.now()
    with transaction.atomic():
        cle, _ = chiffrer({})
        demande = Demande.objects.create(
            filiere=filiere,
            gestionnaire_id=filiere.gestionnaire_id,
            requerant=requerant,
            praticien=praticien,
            auteur=agent,
            cle=cle,
            horodatage_creation=instant,
            version=1,
            **_en_clair(saisie),
        )
        communs: dict[str, Any] = {"demande": demande, "requerant": requerant}
        Question.objects.create(**communs)
        IdentitePatient.objects.create(**communs)
        EvenementDemande.objects.create(
            **communs,
            gestionnaire_id=filiere.gestionnaire_id,
            type=TypeEvenement.CREATION,
            apres=StatutDemande.BROUILLON,
            version=1,
            auteur=agent,
            horodatage=instant,
        )
        _ecrire(agent, demande, saisie)
        if agent != praticien:
            prevenir_agents(
                [praticien],
                texte="Une demande d’avis est prête à être relue et envoyée.",
                detail=f"La demande {demande.numero} est préparée : relisez-la, puis envoyez-la.",
                url=adresse(demande),
            )
    return demande


def envoyee_a_l_instant(
    *, agent: Agent, requerant: Organisation, filiere: Filiere, saisie: Saisie
) -> Demande | None:
    """The same question about the same patient, a moment ago: a button pressed twice makes one request.

    To be called in the transaction that would write it: two presses at once wait for each other.
    """
    if saisie.patient is None:
        return None
    empreinte = saisie.patient.empreinte
    with connection.cursor() as curseur:
        curseur.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [empreinte, filiere.pk])
    recentes = Demande.objects.visibles_par(agent).filter(
        requerant=requerant,
        filiere=filiere,
        empreinte_patient=empreinte,
        statut__in=(StatutDemande.BROUILLON, *OUVERTES),
        horodatage_creation__gte=timezone.now() - DOUBLE_ENVOI,
    )
    for demande in recentes.select_related("cle", "question", "filiere").order_by("-id"):
        dite = Clinique.lire(Coffre.de(demande).ouvrir(demande.question.contenu))
        if dite.question.strip() == saisie.clinique.question.strip():
            return demande
    return None


def modifier(*, agent: Agent, demande: Demande, saisie: Saisie) -> Demande:
    """Change a draft."""
    exiger(agent, DEMANDE_PREPARER, demande)
    if erreurs := _controler(saisie):
        raise ValidationError(erreurs)
    with en_transition(demande):
        if demande.statut != StatutDemande.BROUILLON:
            raise ValidationError(
                "Cette demande est envoyée : écrivez un complément plutôt que de la changer."
            )
        for champ, valeur in _en_clair(saisie).items():
            setattr(demande, champ, valeur)
        demande.save(update_fields=[*_en_clair(saisie)])
        _ecrire(agent, demande, saisie)
    return demande


def joindre(*, agent: Agent, demande: Demande, genre: str, contenu: bytes) -> PieceJointe:
    """Join one file."""
    return joindre_plusieurs(agent=agent, demande=demande, pieces=[(genre, contenu)])[0]


def joindre_plusieurs(
    *, agent: Agent, demande: Demande, pieces: Sequence[tuple[str, bytes]]
) -> list[PieceJointe]:
    """Join files (kind, bytes), cleaned and sealed: all of them, or none. Both sides may, until the request is closed.

    All are judged before one is stored: a wrong one leaves nothing on the disk.
    """
    if not pieces:
        return []
    exiger(agent, DEMANDE_PREPARER if peut(agent, DEMANDE_PREPARER, demande) else AVIS_RENDRE, demande)
    if demande.est_close:
        raise ValidationError("Cette demande est close : rouvrez-la pour joindre un fichier.")
    if demande.pieces.count() + len(pieces) > fichiers.NOMBRE_MAXIMAL:
        raise ValidationError(f"Une demande porte {compter(fichiers.NOMBRE_MAXIMAL, 'fichier')} au plus.")
    nettes = [(GenrePieceJointe(genre), *fichiers.nettoyer(contenu)) for genre, contenu in pieces]
    return [
        PieceJointe.objects.create(
            demande=demande,
            requerant_id=demande.requerant_id,
            requis_id=demande.requis_id,
            genre=genre,
            empreinte=fichiers.ranger(octets, Coffre.de(demande)),
            type_contenu=type_contenu,
            taille=len(octets),
            auteur=agent,
        )
        for genre, octets, type_contenu in nettes
    ]


def retirer_piece(*, agent: Agent, piece: PieceJointe) -> None:
    """Take a file out of a draft."""
    exiger(agent, DEMANDE_PREPARER, piece.demande)
    if piece.demande.statut != StatutDemande.BROUILLON:
        raise ValidationError("Cette demande est envoyée : ses fichiers restent avec elle.")
    fichiers.effacer(piece.empreinte)
    piece.delete()


def envoyer(*, agent: Agent, demande: Demande, instant: dt.datetime | None = None) -> Demande:
    """The practitioner sends: complete, consented, without any sign of alert; the search starts at once."""
    exiger(agent, DEMANDE_ENVOYER, demande)
    instant = instant or timezone.now()
    with en_transition(demande):
        coffre = Coffre.de(demande)
        patient = Patient.lire(coffre.ouvrir(demande.identite.contenu))
        clinique = Clinique.lire(coffre.ouvrir(demande.question.contenu))
        erreurs = {
            "nom": None if patient else "Dites qui est le patient : nom, prénom et date de naissance.",
            "question": None
            if len(clinique.question.strip()) >= QUESTION_MINIMALE
            else "Écrivez votre question en une phrase.",
            "mode_consentement": None
            if Consentement.objects.filter(demande=demande, horodatage_retrait=None).exists()
            else "Informez le patient et recueillez son accord : le spécialiste n’est pas de votre équipe de soins"
            " (art. L. 1110-4 CSP).",
        }
        if refus := {champ: message for champ, message in erreurs.items() if message}:
            raise ValidationError(refus)
        avancer(
            demande, TypeEvenement.PUBLICATION, auteur=agent, instant=instant, horodatage_publication=instant
        )
        orienter(demande, instant=instant)
    return demande


def apporter_complement(*, agent: Agent, demande: Demande, texte: str) -> Message:
    """The practitioner answers what the specialist asked; the ball is with the specialist again."""
    exiger(agent, DEMANDE_ENVOYER, demande)
    with en_transition(demande):
        avancer(demande, TypeEvenement.COMPLEMENT_APPORTE, auteur=agent)
        message = ecrire_message(agent, demande, SensMessage.REPONSE, texte)
        assert demande.requis is not None  # noqa: S101 (a complement is asked by whoever took it)
        prevenir(
            demande.requis,
            AVIS_RENDRE,
            texte="Le complément que vous attendiez est arrivé.",
            detail=f"Demande {demande.numero} : le complément est arrivé.",
            url=adresse(demande),
        )
    return message


def ecrire_message(agent: Agent, demande: Demande, sens: SensMessage, texte: str) -> Message:
    if not texte.strip():
        raise ValidationError({"texte": "Écrivez votre message."})
    return Message.objects.create(
        demande=demande,
        requerant_id=demande.requerant_id,
        requis_id=demande.requis_id,
        sens=sens,
        contenu=Coffre.de(demande).sceller({"texte": texte.strip()}),
        auteur=agent,
    )


def annuler(*, agent: Agent, demande: Demande, motif: str) -> Demande:
    """The practitioner needs it no more."""
    exiger(agent, DEMANDE_PREPARER, demande)
    if motif not in MotifAnnulation.values:
        raise ValidationError({"motif": "Choisissez pourquoi."})
    return arreter(agent, demande, TypeEvenement.ANNULATION, str(MotifAnnulation(motif).label))


def reorienter(*, agent: Agent, demande: Demande) -> Demande:
    """The patient got worse: « le 15 », or the emergency department. The search stops."""
    exiger(agent, DEMANDE_ENVOYER, demande)
    return arreter(agent, demande, TypeEvenement.REORIENTATION, "Patient orienté en urgence")


def retirer_consentement(*, agent: Agent, demande: Demande) -> Consentement:
    """The patient takes his consent back: what is not answered stops, and nobody else opens anything."""
    exiger(agent, DEMANDE_PREPARER, demande)
    with en_transition(demande):
        consentement = Consentement.objects.select_for_update().filter(demande=demande).first()
        if consentement is None or consentement.horodatage_retrait:
            raise ValidationError("Il n’y a pas de consentement à retirer.")
        consentement.horodatage_retrait, consentement.auteur_retrait = timezone.now(), agent
        consentement.save(update_fields=["horodatage_retrait", "auteur_retrait"])
        avancer(demande, TypeEvenement.RETRAIT_CONSENTEMENT, auteur=agent)
    if demande.est_ouverte or demande.statut == StatutDemande.BROUILLON:
        arreter(agent, demande, TypeEvenement.ANNULATION, "Consentement retiré par le patient")
    return consentement


def arreter(agent: Agent, demande: Demande, evenement: TypeEvenement, motif: str) -> Demande:
    with motiver(motif), en_transition(demande):
        preneur = demande.requis
        avancer(demande, evenement, auteur=agent, motif=motif, horodatage_cloture=timezone.now())
        clore_les_propositions(demande)
        if preneur is not None:
            prevenir(
                preneur,
                AVIS_RENDRE,
                texte="Une demande que vous aviez prise est arrêtée.",
                detail=f"La demande {demande.numero} est arrêtée : elle n’attend plus de réponse.",
                url=adresse(demande),
            )
    return demande


def adresse(demande: Demande) -> str:
    return reverse("avis:demande", args=[demande.pk])


def _en_clair(saisie: Saisie) -> dict[str, Any]:
    return {
        "urgence": Urgence(saisie.urgence),
        "conduite_prevue": saisie.conduite_prevue,
        "est_adressage_permis": saisie.est_adressage_permis,
        "empreinte_patient": saisie.patient.empreinte if saisie.patient else "",
    }


def _controler(saisie: Saisie) -> dict[str, str]:
    refus: dict[str, str] = {}
    if saisie.urgence not in Urgence.values:
        refus["urgence"] = "Choisissez sous quel délai vous avez besoin de la réponse."
    if saisie.mode_consentement and saisie.mode_consentement not in ModeConsentement.values:
        refus["mode_consentement"] = "Dites comment l’accord a été recueilli."
    if saisie.patient:
        if message := controler_ins(saisie.patient.ins):
            refus["ins"] = message
        if message := controler_naissance(saisie.patient.date_naissance, timezone.localdate()):
            refus["date_naissance"] = message
    return refus


def _ecrire(agent: Agent, demande: Demande, saisie: Saisie) -> None:
    coffre = Coffre.de(demande)
    Question.objects.filter(demande=demande).update(contenu=coffre.sceller(saisie.clinique.ecrire()))
    identite = coffre.sceller(saisie.patient.ecrire()) if saisie.patient else ""
    repere = saisie.patient.repere if saisie.patient else ""
    IdentitePatient.objects.filter(demande=demande).update(contenu=identite, repere=repere)
    if saisie.mode_consentement:
        Consentement.objects.update_or_create(
            demande=demande,
            defaults={
                "requerant_id": demande.requerant_id,
                "mode": ModeConsentement(saisie.mode_consentement),
                "date": timezone.localdate(demande.horodatage_creation),
                "auteur": agent,
            },
        )
    joindre_plusieurs(agent=agent, demande=demande, pieces=saisie.pieces)
