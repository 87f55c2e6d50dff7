"""The practitioner's side, after an answer: close, reopen, follow the consultation, say what happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone

from maillage.metiers.avis.actions.coffre import Coffre
from maillage.metiers.avis.actions.consultations import ne_plus_attendre
from maillage.metiers.avis.actions.demandes import adresse, ecrire_message
from maillage.metiers.avis.actions.echeances import lever, lever_suivi
from maillage.metiers.avis.actions.faits import compter_demandes
from maillage.metiers.avis.actions.orientation import attendre_la_reponse
from maillage.metiers.avis.actions.parcours import au_nom_du_reseau, avancer, en_transition, verrouiller
from maillage.metiers.avis.droits import AVIS_RENDRE, DEMANDE_ENVOYER, DEMANDE_PREPARER
from maillage.metiers.avis.enums.bilan import ApportAvis, RecoursTrenteJours, SuiteAdressage
from maillage.metiers.avis.enums.demandes import SensMessage, StatutDemande, TypeEvenement
from maillage.metiers.avis.enums.reponses import Appreciation, StatutAdressage
from maillage.metiers.avis.models import Adressage, Avis, Cloture, Demande, Suivi
from maillage.metiers.avis.regles.parcours import REOUVERTURE, est_rouvrable
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent
from maillage.socle.echeances.minuteurs import action_minuteur
from maillage.socle.interface.alertes import prevenir, prevenir_agents


@dataclass(frozen=True)
class Bilan:
    """What the practitioner says of the answer."""

    apport: str
    suite: str
    valeur_patient: str = ""
    valeur_praticien: str = ""
    est_patient_informe: bool = False
    commentaire: str = ""


def clore(*, agent: Agent, demande: Demande, bilan: Bilan, instant: dt.datetime | None = None) -> Cloture:
    """Close, saying what the answer changed: without it nothing could be counted."""
    exiger(agent, DEMANDE_ENVOYER, demande)
    refus = {
        "apport": "" if bilan.apport in ApportAvis.values else "Dites ce que la réponse vous a apporté.",
        "suite": "" if bilan.suite in SuiteAdressage.values else "Dites ce que devient la consultation.",
        "valeur_patient": ""
        if bilan.valeur_patient in ("", *Appreciation.values)
        else "Choisissez de 1 à 5.",
        "valeur_praticien": ""
        if bilan.valeur_praticien in ("", *Appreciation.values)
        else "Choisissez de 1 à 5.",
    }
    if erreurs := {champ: message for champ, message in refus.items() if message}:
        raise ValidationError(erreurs)
    instant = instant or timezone.now()
    with en_transition(demande):
        avancer(demande, TypeEvenement.CLOTURE, auteur=agent, instant=instant, horodatage_cloture=instant)
        cloture = Cloture.objects.create(
            avis=dernier_avis(demande),
            demande=demande,
            requerant=demande.requerant,
            requis=demande.requis,
            apport=bilan.apport,
            suite=bilan.suite,
            valeur_patient=bilan.valeur_patient,
            valeur_praticien=bilan.valeur_praticien,
            est_patient_informe=bilan.est_patient_informe,
            contenu=Coffre.de(demande).sceller({"commentaire": bilan.commentaire.strip()}),
            auteur=agent,
            horodatage=instant,
        )
        lever(demande)
    return cloture


@action_minuteur("avis.clore_sans_retour")
def clore_sans_retour(demande: int, rang: int) -> None:
    """Two weeks and nothing said of this answer: it closes, and is counted apart."""
    ligne = verrouiller(demande)
    if ligne.statut != StatutDemande.REPONDUE or dernier_avis(ligne).rang != rang:
        return
    instant = timezone.now()
    with au_nom_du_reseau() as systeme:
        avancer(
            ligne,
            TypeEvenement.CLOTURE_AUTOMATIQUE,
            auteur=systeme,
            instant=instant,
            horodatage_cloture=instant,
        )
        Cloture.objects.create(
            avis=dernier_avis(ligne),
            demande=ligne,
            requerant=ligne.requerant,
            requis=ligne.requis,
            est_automatique=True,
            auteur=systeme,
            horodatage=instant,
        )
        lever(ligne)
        compter_demandes([ligne.pk])
    prevenir_agents(
        [ligne.praticien],
        texte="Une demande d’avis s’est clôturée sans votre retour.",
        detail=f"La demande {ligne.numero} s’est clôturée sans votre retour. Vous pouvez la rouvrir pendant trente"
        " jours après la réponse.",
        url=adresse(ligne),
    )


def rouvrir(*, agent: Agent, demande: Demande, texte: str) -> Demande:
    """A new question on the same patient, within thirty days of the answer: the same specialist has it at once."""
    exiger(agent, DEMANDE_ENVOYER, demande)
    with en_transition(demande):
        if demande.horodatage_reponse is None or not est_rouvrable(
            demande.horodatage_reponse, timezone.now()
        ):
            raise ValidationError(
                f"La réponse date de plus de {REOUVERTURE.days} jours : faites une nouvelle demande, elle ira de"
                " préférence au même spécialiste."
            )
        avancer(
            demande,
            TypeEvenement.REOUVERTURE,
            auteur=agent,
            horodatage_cloture=None,
            horodatage_reponse=None,
        )
        ecrire_message(agent, demande, SensMessage.PRECISION, texte)
        attendre_la_reponse(demande, instant=timezone.now())
        lever(demande)
        assert demande.requis is not None  # noqa: S101 (an answer was given)
        prevenir(
            demande.requis,
            AVIS_RENDRE,
            texte="Un confrère vous pose une nouvelle question.",
            detail=f"La demande {demande.numero} est rouverte : une nouvelle question vous est posée.",
            url=adresse(demande),
        )
    return demande


def suivre_adressage(
    *, agent: Agent, adressage: Adressage, statut: str, date_rendez_vous: dt.date | None
) -> Adressage:
    """Where the consultation stands: to be organised, booked, honoured or not."""
    exiger(agent, DEMANDE_PREPARER, adressage)
    if statut not in StatutAdressage.values:
        raise ValidationError({"statut": "Dites où en est le rendez-vous."})
    if statut == StatutAdressage.PRIS and date_rendez_vous is None:
        raise ValidationError({"date_rendez_vous": "Indiquez la date du rendez-vous."})
    if statut in (StatutAdressage.HONORE, StatutAdressage.NON_HONORE):
        date = date_rendez_vous or adressage.date_rendez_vous
        if date and date > timezone.localdate():
            raise ValidationError({"date_rendez_vous": "Ce rendez-vous n’a pas encore eu lieu."})
    adressage.statut = statut
    adressage.date_rendez_vous = date_rendez_vous or adressage.date_rendez_vous
    adressage.horodatage_statut = timezone.now()
    adressage.save(update_fields=["statut", "date_rendez_vous", "horodatage_statut"])
    if statut != StatutAdressage.A_ORGANISER:
        ne_plus_attendre(adressage)
    return adressage


def repondre_suivi(*, agent: Agent, suivi: Suivi, recours: str) -> Suivi:
    """Thirty days after: the one question that says whether the answer was safe."""
    exiger(agent, DEMANDE_PREPARER, suivi)
    if recours not in RecoursTrenteJours.values:
        raise ValidationError({"recours": "Choisissez une réponse."})
    if suivi.date_prevue > timezone.localdate():
        raise ValidationError(f"Ce suivi est prévu le {suivi.date_prevue:%d/%m/%Y}.")
    suivi.recours, suivi.horodatage, suivi.auteur = recours, timezone.now(), agent
    suivi.save(update_fields=["recours", "horodatage", "auteur"])
    compter_demandes([suivi.demande_id])
    lever_suivi(suivi)
    return suivi


def dernier_avis(demande: Demande) -> Avis:
    return demande.avis.order_by("-rang")[0]
