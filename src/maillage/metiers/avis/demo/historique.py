"""Two years of closed requests, written at once: what the curves are made of. Their events are those of the actions."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from maillage.commun.chiffrement import sceller
from maillage.metiers.avis.actions.coffre import Clinique, Coffre, Patient
from maillage.metiers.avis.actions.eligibilite import calendrier_de
from maillage.metiers.avis.actions.listes import delais_du
from maillage.metiers.avis.actions.reponses import Reponse
from maillage.metiers.avis.demo.cas import LIGNES, PATIENTS, Cas, LigneDemo
from maillage.metiers.avis.demo.lieux import Reseau
from maillage.metiers.avis.enums.bilan import ConduitePrevue
from maillage.metiers.avis.enums.demandes import MotifDeclin, StatutAffectation, StatutDemande, TypeEvenement
from maillage.metiers.avis.enums.reponses import ADRESSANTES, DelaiAdressage, StatutAdressage
from maillage.metiers.avis.enums.urgences import Etape, Urgence
from maillage.metiers.avis.models import (
    Adressage,
    Affectation,
    Avis,
    Cloture,
    Consentement,
    Demande,
    EvenementDemande,
    IdentitePatient,
    Question,
    Specialiste,
    Suivi,
)
from maillage.metiers.avis.regles.calendrier import Calendrier, ajouter_minutes
from maillage.metiers.avis.regles.delais import Delais, echeancier
from maillage.socle.acces.contexte import agent_systeme
from maillage.socle.acces.models import Cle
from maillage.socle.annuaire.models import Agent

JOURS, RECENTS = 720, 21
PAR_JOUR_AU_DEBUT, CROISSANCE = 0.35, 0.0011
HEURES = (8, 9, 10, 11, 12, 12, 13, 14, 16, 18, 18, 19)
DIMANCHE = 6
URGENCES = (Urgence.STANDARD, Urgence.STANDARD, Urgence.RAPIDE, Urgence.RAPIDE, Urgence.PRIORITAIRE)
CONDUITES = ("adresser", "adresser", "adresser", "traiter", "surveiller", "urgences", "ne_sait_pas")
ATTENTES = (5, 12, 25, 40, 70, 110, 190)
REPONSES = (15, 30, 60, 120, 200, 420, 700)
MINUTES = (3, 4, 6, 7, 8, 9, 9, 11, 13, 18)
DECLINE, RETOUR, SUIVIE = 0.1, 0.9, 0.8
APPORTS = ("nouveau", "nouveau", "confirme", "confirme", "confirme", "peu_utile")
SUITES = {
    True: ("maintenu", "maintenu", "maintenu", "suscite"),
    False: ("evite", "evite", "evite", "non_envisage"),
}
RECOURS = ("aucun",) * 12 + ("specialiste", "specialiste", "urgences", "inconnu")


@dataclass
class Lot:
    """Rows of every table, in the order in which they are written."""

    systeme: Agent
    demandes: list[Demande] = field(default_factory=list)
    suites: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)

    def ajouter(self, *lignes: models.Model) -> None:
        for ligne in lignes:
            self.suites.setdefault(type(ligne), []).append(ligne)

    def ecrire(self) -> int:
        Demande.objects.bulk_create(self.demandes, batch_size=500)
        for modele, lignes in self.suites.items():
            modele._default_manager.bulk_create(lignes, batch_size=1000)
        return len(self.demandes)


def engendrer_historique(reseau: Reseau, hasard: Random) -> int:
    """Returns how many requests were written."""
    delais = delais_du(timezone.localdate())
    tirage = [ligne for ligne in LIGNES for _ in range(ligne.part)]
    calendriers = {code: calendrier_de(filiere) for code, filiere in reseau.filieres.items()}
    instants = list(_instants(hasard))
    lot = Lot(agent_systeme())
    for instant, cle in zip(instants, _cles(len(instants)), strict=True):
        ligne = hasard.choice(tirage)
        _ecrire(lot, reseau, ligne, calendriers[ligne.code], delais, instant, cle, hasard)
    return lot.ecrire()


def _instants(hasard: Random) -> Iterator[dt.datetime]:
    """More each month, at midday and in the evening most of all; the last weeks are the scenarios'."""
    debut = timezone.localdate() - dt.timedelta(days=JOURS + RECENTS)
    for rang in range(JOURS):
        jour = debut + dt.timedelta(days=rang)
        attendues = PAR_JOUR_AU_DEBUT + CROISSANCE * rang
        nombre = int(attendues) + (hasard.random() < attendues % 1)
        for _ in range(0 if jour.weekday() == DIMANCHE else nombre):
            heure = dt.time(hasard.choice(HEURES), hasard.randrange(60))
            yield timezone.make_aware(dt.datetime.combine(jour, heure))


def _cles(nombre: int) -> list[Cle]:
    brutes = [secrets.token_urlsafe(32) for _ in range(nombre)]
    maitresse = [settings.MAILLAGE_CLE_MAITRESSE]
    return Cle.objects.bulk_create(Cle(enveloppe=sceller(b, cles=maitresse, usage="cle")) for b in brutes)


def _ecrire(
    lot: Lot,
    reseau: Reseau,
    ligne: LigneDemo,
    calendrier: Calendrier,
    delais: Delais,
    envoi: dt.datetime,
    cle: Cle,
    hasard: Random,
) -> None:
    """One request, from its question to its close."""
    cas = hasard.choice(ligne.cas)
    exercice, praticien = reseau.medecins[int(len(reseau.medecins) * hasard.random() ** 2)]
    urgence = hasard.choice(URGENCES)
    etapes = echeancier(urgence, envoi, calendrier, delais)
    possibles = [s for s in reseau.specialistes[ligne.code] if not s.est_suspendu]
    specialiste, autre = hasard.sample(possibles, 2)
    declinant = autre if hasard.random() < DECLINE else None
    prise = ajouter_minutes(calendrier, envoi, hasard.choice(ATTENTES) * (3 if declinant else 1))
    reponse = ajouter_minutes(calendrier, prise, hasard.choice(REPONSES))
    est_retour = hasard.random() < RETOUR
    cloture = reponse + dt.timedelta(days=hasard.choice((1, 1, 2, 3, 6)) if est_retour else 14)
    demande = Demande(
        filiere=reseau.filieres[ligne.code],
        gestionnaire=reseau.cpts,
        requerant=exercice,
        praticien=praticien,
        auteur=praticien,
        requis=specialiste.exercice,
        specialiste=specialiste,
        cle=cle,
        urgence=urgence,
        conduite_prevue=ConduitePrevue(hasard.choice(CONDUITES)),
        est_adressage_permis=True,
        statut=StatutDemande.CLOTUREE,
        etape=Etape.RENFORT if declinant else Etape.PREMIERE,
        version=8 if declinant else 6,
        horodatage_creation=envoi,
        horodatage_publication=envoi,
        horodatage_limite_prise=etapes.coordinateur,
        horodatage_limite_reponse=etapes.reponse,
        horodatage_prise=prise,
        horodatage_reponse=reponse,
        horodatage_cloture=cloture,
    )
    lot.demandes.append(demande)
    _proposer(lot, demande, specialiste, declinant, hasard)
    _demander(lot, demande, cas, hasard)
    _repondre(lot, demande, cas, hasard, est_retour=est_retour)
    _tracer(lot, demande, declinant, est_retour=est_retour)


def _communs(demande: Demande) -> dict[str, Any]:
    return {"demande": demande, "requerant": demande.requerant, "requis": demande.requis}


def _proposer(
    lot: Lot, demande: Demande, specialiste: Specialiste, declinant: Specialiste | None, hasard: Random
) -> None:
    communs: dict[str, Any] = {
        "demande": demande,
        "requerant": demande.requerant,
        "gestionnaire": demande.gestionnaire,
        "horodatage": demande.horodatage_publication,
        "horodatage_limite": demande.horodatage_limite_prise,
    }
    if declinant:
        lot.ajouter(
            Affectation(
                **communs,
                requis=declinant.exercice,
                specialiste=declinant,
                etape=Etape.PREMIERE,
                rang=1,
                score=round(60 + 20 * hasard.random(), 1),
                statut=StatutAffectation.DECLINEE,
                motif=hasard.choice(MotifDeclin.values[:4]),
                horodatage_reponse=demande.horodatage_publication,
            )
        )
    lot.ajouter(
        Affectation(
            **communs,
            requis=specialiste.exercice,
            specialiste=specialiste,
            etape=demande.etape,
            rang=2 if declinant else 1,
            score=round(50 + 20 * hasard.random(), 1),
            statut=StatutAffectation.PRISE,
            horodatage_reponse=demande.horodatage_prise,
        )
    )


def _demander(lot: Lot, demande: Demande, cas: Cas, hasard: Random) -> None:
    coffre = Coffre(demande.cle)
    nom, prenom, sexe = hasard.choice(PATIENTS)
    naissance = dt.date(1935 + hasard.randrange(75), 1 + hasard.randrange(12), 1 + hasard.randrange(28))
    patient = Patient(nom, prenom, naissance, sexe)
    demande.empreinte_patient = patient.empreinte
    clinique = Clinique(question=cas.question, contexte=cas.contexte, examen=cas.examen)
    communs, envoi = _communs(demande), demande.horodatage_creation
    lot.ajouter(
        Question(**communs, contenu=coffre.sceller(clinique.ecrire())),
        IdentitePatient(**communs, contenu=coffre.sceller(patient.ecrire()), repere=patient.repere),
        Consentement(
            **communs, mode="oral", date=timezone.localdate(envoi), auteur=demande.praticien, horodatage=envoi
        ),
    )


def _repondre(lot: Lot, demande: Demande, cas: Cas, hasard: Random, *, est_retour: bool) -> None:
    coffre, communs = Coffre(demande.cle), _communs(demande)
    assert demande.horodatage_reponse is not None  # noqa: S101 (every one of them was answered)
    assert demande.specialiste is not None  # noqa: S101
    minutes = hasard.choice(MINUTES)
    reponse = Reponse(
        cas.conclusion,
        "elevee",
        cas.reponse,
        minutes,
        surveillance=cas.surveillance,
        limites="Avis sur pièces.",
    )
    avis = Avis(
        **communs,
        specialiste=demande.specialiste,
        conclusion=cas.conclusion,
        certitude=hasard.choice(("elevee", "elevee", "moyenne")),
        contenu=coffre.sceller(reponse.contenu()),
        minutes=minutes,
        auteur=demande.specialiste.agent or lot.systeme,
        horodatage=demande.horodatage_reponse,
    )
    est_adresse = cas.conclusion in ADRESSANTES
    lot.ajouter(avis)
    if est_adresse:
        lot.ajouter(
            Adressage(
                **communs,
                avis=avis,
                discipline=demande.filiere.nom,
                delai=DelaiAdressage.MOIS,
                statut=hasard.choice(
                    (StatutAdressage.HONORE, StatutAdressage.HONORE, StatutAdressage.NON_HONORE)
                ),
                date_rendez_vous=timezone.localdate(demande.horodatage_reponse) + dt.timedelta(days=12),
                horodatage_statut=demande.horodatage_reponse + dt.timedelta(days=13),
            )
        )
    bilan = {
        "apport": hasard.choice(APPORTS),
        "suite": hasard.choice(SUITES[est_adresse]),
        "valeur_patient": hasard.choice("34455"),
        "valeur_praticien": hasard.choice("44555"),
        "est_patient_informe": True,
    }
    lot.ajouter(
        Cloture(
            **communs,
            avis=avis,
            **(bilan if est_retour else {}),
            est_automatique=not est_retour,
            auteur=demande.praticien if est_retour else lot.systeme,
            horodatage=demande.horodatage_cloture,
        )
    )
    prevu = timezone.localdate(demande.horodatage_reponse) + dt.timedelta(days=30)
    est_suivie = prevu < timezone.localdate() and hasard.random() < SUIVIE
    lot.ajouter(
        Suivi(
            **communs,
            date_prevue=prevu,
            recours=hasard.choice(RECOURS) if est_suivie else "",
            horodatage=demande.horodatage_reponse + dt.timedelta(days=31) if est_suivie else None,
            auteur=demande.praticien if est_suivie else None,
        )
    )


def _tracer(lot: Lot, demande: Demande, declinant: Specialiste | None, *, est_retour: bool) -> None:
    """The events that the actions would have written."""
    statut, genre = StatutDemande, TypeEvenement
    envoi, specialiste = demande.horodatage_publication, demande.specialiste
    repondant = (specialiste and specialiste.agent) or lot.systeme
    fin = genre.CLOTURE if est_retour else genre.CLOTURE_AUTOMATIQUE
    proposition = (genre.PROPOSITION, statut.PROPOSEE, envoi, lot.systeme)
    chemin: list[tuple[Any, Any, Any, Any, Specialiste | None]] = [
        (genre.CREATION, statut.BROUILLON, envoi, demande.praticien, None),
        (genre.PUBLICATION, statut.PUBLIEE, envoi, demande.praticien, None),
        *(
            [(*proposition, declinant), (genre.REFUS, statut.PROPOSEE, envoi, lot.systeme, declinant)]
            if declinant
            else []
        ),
        (*proposition, specialiste),
        (genre.PRISE, statut.PRISE, demande.horodatage_prise, repondant, specialiste),
        (genre.REPONSE, statut.REPONDUE, demande.horodatage_reponse, repondant, None),
        (
            fin,
            statut.CLOTUREE,
            demande.horodatage_cloture,
            demande.praticien if est_retour else lot.systeme,
            None,
        ),
    ]
    avant, est_pris = "", False
    for version, (evenement, apres, instant, auteur, concerne) in enumerate(chemin, start=1):
        est_pris = est_pris or evenement == genre.PRISE
        lot.ajouter(
            EvenementDemande(
                demande=demande,
                requerant=demande.requerant,
                requis=demande.requis if est_pris else None,
                gestionnaire=demande.gestionnaire,
                type=evenement,
                avant=avant,
                apres=apres,
                version=version,
                auteur=auteur,
                specialiste=concerne,
                horodatage=instant,
            )
        )
        avant = apres
