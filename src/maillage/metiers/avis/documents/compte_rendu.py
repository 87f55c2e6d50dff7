"""The report of an advice: report, acts, professionals, date and hour, incidents (CSP, art. R. 6316-4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from django.utils import timezone

from maillage.metiers.avis.actions.coffre import EFFACE, Clinique, Coffre, Patient
from maillage.metiers.avis.actions.reponses import Reponse
from maillage.metiers.avis.droits import AVIS_LIRE, AVIS_RENDRE
from maillage.metiers.avis.enums.demandes import SensMessage, Sexe
from maillage.metiers.avis.models import Avis
from maillage.socle.annuaire.models import Agent, Personne
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class Professionnel:
    nom: str
    rpps: str
    lieu: str


@dataclass(frozen=True)
class PatientDonnees:
    nom: str
    date_naissance: dt.date | None
    sexe: str
    ins: str


@dataclass(frozen=True)
class Paragraphe:
    titre: str
    texte: str


@dataclass(frozen=True)
class CompteRenduDonnees:
    SCHEMA: ClassVar[int] = 1

    numero: str
    filiere: str
    urgence: str
    requerant: Professionnel
    requis: Professionnel
    patient: PatientDonnees
    consentement: str
    demandee_le: dt.datetime
    prise_le: dt.datetime
    repondue_le: dt.datetime
    question: str
    elements: tuple[Paragraphe, ...]
    echanges: tuple[Paragraphe, ...]
    pieces: tuple[str, ...]
    conclusion: str
    certitude: str
    reponse: tuple[Paragraphe, ...]
    incidents: str


def professionnel(personne: Personne | None, lieu: str) -> Professionnel:
    return Professionnel(str(personne or lieu), personne.rpps if personne else "", lieu)


def patient_de(patient: Patient | None) -> PatientDonnees:
    if patient is None:
        return PatientDonnees(EFFACE, None, "", "")
    return PatientDonnees(
        patient.nom_complet,
        patient.date_naissance,
        str(Sexe(patient.sexe).label) if patient.sexe else "",
        patient.ins,
    )


def praticien(agent: Agent, lieu: str) -> Professionnel:
    return professionnel(agent.personne, lieu)


def donnees_compte_rendu(avis: Avis) -> CompteRenduDonnees:
    demande = avis.demande
    coffre = Coffre.de(demande)
    clinique = Clinique.lire(coffre.ouvrir(demande.question.contenu))
    textes = coffre.ouvrir(avis.contenu)
    consentement = demande.consentement
    envoi = demande.horodatage_publication or demande.horodatage_creation
    return CompteRenduDonnees(
        numero=demande.numero,
        filiere=demande.filiere.nom,
        urgence=str(demande.get_urgence_display()),
        requerant=praticien(demande.praticien, str(demande.requerant.parent or demande.requerant)),
        requis=professionnel(avis.specialiste.personne, str(demande.requis)),
        patient=patient_de(Patient.lire(coffre.ouvrir(demande.identite.contenu))),
        consentement=f"{consentement.get_mode_display()}, le {consentement.date:%d/%m/%Y}",
        demandee_le=timezone.localtime(envoi),
        prise_le=timezone.localtime(demande.horodatage_prise or avis.horodatage),
        repondue_le=timezone.localtime(avis.horodatage),
        question=clinique.question or EFFACE,
        elements=tuple(Paragraphe(titre, texte) for titre, texte in clinique.paragraphes),
        echanges=tuple(
            Paragraphe(str(SensMessage(m.sens).label), coffre.ouvrir(m.contenu).get("texte", EFFACE))
            for m in demande.messages.all()
        ),
        pieces=tuple(str(piece) for piece in demande.pieces.all()),
        conclusion=str(avis.get_conclusion_display()),
        certitude=str(avis.get_certitude_display()),
        reponse=tuple(
            Paragraphe(titre, textes[nom])
            for nom, titre in Reponse.TEXTES
            if textes.get(nom) and nom != "incidents"
        ),
        incidents=textes.get("incidents", ""),
    )


COMPTE_RENDU = declarer_genre(
    code="avis.compte_rendu",
    libelle="Compte rendu de téléexpertise",
    donnees=CompteRenduDonnees,
    gabarit="compte_rendu.typ",
    droit=AVIS_RENDRE,
    droit_lecture=AVIS_LIRE,
    construire=donnees_compte_rendu,
    organisation="requis",
    destinataire="requerant",
)
