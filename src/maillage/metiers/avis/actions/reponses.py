"""The specialist's side: take, decline, ask for more, answer, give back. The first to take has it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.metiers.avis.actions.coffre import Coffre
from maillage.metiers.avis.actions.consultations import attendre_la_consultation
from maillage.metiers.avis.actions.demandes import adresse, ecrire_message
from maillage.metiers.avis.actions.echeances import attendre_la_cloture, attendre_le_suivi
from maillage.metiers.avis.actions.orientation import chercher, clore_les_propositions
from maillage.metiers.avis.actions.parcours import au_nom_du_reseau, avancer, en_transition, verrouiller
from maillage.metiers.avis.droits import AVIS_RENDRE
from maillage.metiers.avis.enums.demandes import (
    CHERCHEES,
    MotifDeclin,
    SensMessage,
    StatutAffectation,
    TypeEvenement,
)
from maillage.metiers.avis.enums.reponses import ADRESSANTES, Certitude, Conclusion, DelaiAdressage
from maillage.metiers.avis.enums.urgences import Etape
from maillage.metiers.avis.models import (
    Adressage,
    Affectation,
    Avis,
    Consentement,
    Demande,
    IdentitePatient,
    Message,
    PieceJointe,
    Question,
    Suivi,
)
from maillage.metiers.avis.regles.parcours import ALLERS_RETOURS
from maillage.metiers.avis.regles.parcours import SUIVI as JOURS_SUIVI
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.alertes import prevenir_agents

DEJA_PRISE = "Un confrère vient de prendre cette demande : vous n’avez plus rien à faire."
A_PRENDRE = (StatutAffectation.PROPOSEE, StatutAffectation.EXPIREE)
"""Even past its time, a proposal may be taken as long as nobody else has."""
SUITES = (Question, IdentitePatient, Consentement, PieceJointe, Message)
"""What opens to whoever takes."""


@dataclass(frozen=True)
class Reponse:
    """The structured answer, in clear."""

    conclusion: str
    certitude: str
    conduite: str
    minutes: int
    raisonnement: str = ""
    surveillance: str = ""
    retour: str = ""
    limites: str = ""
    references: str = ""
    incidents: str = ""
    discipline: str = ""
    delai_adressage: str = ""
    organise: bool = False
    """He finds the consultation himself, when the practitioner allowed it."""

    TEXTES = (
        ("conduite", "Conduite proposée"),
        ("raisonnement", "Raisonnement"),
        ("surveillance", "À surveiller"),
        ("retour", "Quand redemander un avis"),
        ("limites", "Limites de cet avis"),
        ("references", "Références"),
        ("incidents", "Incidents techniques"),
    )

    def contenu(self) -> dict[str, str]:
        return {nom: getattr(self, nom).strip() for nom, _ in self.TEXTES}


def prendre(*, agent: Agent, affectation: Affectation, instant: dt.datetime | None = None) -> Demande:
    """Take the request: the identity opens, the others are told that it is taken. Twice is once."""
    exiger(agent, AVIS_RENDRE, affectation)
    instant = instant or timezone.now()
    with transaction.atomic(), au_nom_du_reseau("Prise en charge par un spécialiste"):
        demande = verrouiller(affectation.demande_id)
        if demande.requis_id == affectation.requis_id and not demande.est_close:
            return demande
        actuelle = Affectation.objects.select_related("requis", "specialiste__personne").get(
            pk=affectation.pk
        )
        if demande.statut not in CHERCHEES or actuelle.statut not in A_PRENDRE:
            raise ValidationError(DEJA_PRISE)
        actuelle.statut, actuelle.horodatage_reponse = StatutAffectation.PRISE, instant
        actuelle.save(update_fields=["statut", "horodatage_reponse"])
        _confier(demande, actuelle.requis)
        avancer(
            demande,
            TypeEvenement.PRISE,
            auteur=agent,
            instant=instant,
            specialiste=actuelle.specialiste,
            requis=actuelle.requis,
            preneur=actuelle.specialiste,
            horodatage_prise=instant,
        )
        clore_les_propositions(demande, sauf=actuelle)
        _prevenir(
            demande,
            texte="Un spécialiste a pris votre demande d’avis.",
            detail=f"{actuelle.specialiste} a pris la demande {demande.numero}.",
        )
    return demande


def _confier(demande: Demande, requis: Organisation | None) -> None:
    for modele in SUITES:
        modele._default_manager.filter(demande=demande).update(requis=requis)


def decliner(*, agent: Agent, affectation: Affectation, motif: str) -> Affectation:
    """Being away needs no reason; a medical one is kept. The next step starts at once when nobody else is asked."""
    exiger(agent, AVIS_RENDRE, affectation)
    if motif not in MotifDeclin.values:
        raise ValidationError({"motif": "Choisissez ce qui vous en empêche."})
    with transaction.atomic(), au_nom_du_reseau("Refus d’un spécialiste"):
        demande = verrouiller(affectation.demande_id)
        actuelle = Affectation.objects.select_related("specialiste").get(pk=affectation.pk)
        if actuelle.statut not in A_PRENDRE:
            raise ValidationError("Cette proposition a déjà une réponse.")
        actuelle.statut, actuelle.motif = StatutAffectation.DECLINEE, motif
        actuelle.horodatage_reponse = timezone.now()
        actuelle.save(update_fields=["statut", "motif", "horodatage_reponse"])
        avancer(
            demande,
            TypeEvenement.REFUS,
            auteur=agent,
            specialiste=actuelle.specialiste,
            motif=str(MotifDeclin(motif).label),
        )
        if not demande.affectations.en_attente().exists() and demande.etape != Etape.COORDINATEUR:
            chercher(demande, Etape(demande.etape), instant=timezone.now())
    return actuelle


def demander_complement(*, agent: Agent, demande: Demande, texte: str) -> Message:
    """Ask one thing more of the practitioner."""
    exiger(agent, AVIS_RENDRE, demande)
    with en_transition(demande):
        avancer(demande, TypeEvenement.COMPLEMENT_DEMANDE, auteur=agent)
        message = ecrire_message(agent, demande, SensMessage.DEMANDE, texte)
        _prevenir(
            demande,
            texte="Le spécialiste vous demande un complément.",
            detail=f"Demande {demande.numero} : le spécialiste vous demande un complément.",
        )
    return message


def est_a_examiner(demande: Demande) -> bool:
    """Two rounds of questions already: an examination is better than another one."""
    return demande.messages.filter(sens=SensMessage.DEMANDE).count() >= ALLERS_RETOURS


def rendre(*, agent: Agent, demande: Demande, motif: str) -> Demande:
    """The specialist gives it back, with a reason: somebody else is asked at once."""
    exiger(agent, AVIS_RENDRE, demande)
    if motif not in MotifDeclin.values:
        raise ValidationError({"motif": "Choisissez ce qui vous empêche de répondre."})
    with en_transition(demande, est_du_reseau=True, motif="Demande rendue"):
        specialiste = demande.specialiste
        demande.affectations.filter(statut=StatutAffectation.PRISE).update(
            statut=StatutAffectation.RENDUE, motif=motif, horodatage_reponse=timezone.now()
        )
        _confier(demande, None)
        avancer(
            demande,
            TypeEvenement.RENVOI,
            auteur=agent,
            specialiste=specialiste,
            motif=str(MotifDeclin(motif).label),
            requis=None,
            preneur=None,
            horodatage_prise=None,
        )
        _prevenir(
            demande,
            texte="Votre demande d’avis est proposée à un autre spécialiste.",
            detail=f"La demande {demande.numero} est proposée à un autre spécialiste.",
        )
        chercher(demande, Etape.PREMIERE, instant=timezone.now())
    return demande


def repondre(*, agent: Agent, demande: Demande, reponse: Reponse, instant: dt.datetime | None = None) -> Avis:
    """Give the structured answer. One that sends to a consultation opens the way to it."""
    exiger(agent, AVIS_RENDRE, demande)
    if refus := _controler(reponse):
        raise ValidationError(refus)
    instant = instant or timezone.now()
    with en_transition(demande):
        avancer(demande, TypeEvenement.REPONSE, auteur=agent, instant=instant, horodatage_reponse=instant)
        assert demande.specialiste is not None  # noqa: S101 (an answer follows a taking)
        communs = {"requerant": demande.requerant, "requis": demande.requis, "demande": demande}
        avis = Avis.objects.create(
            **communs,
            specialiste=demande.specialiste,
            rang=demande.avis.count() + 1,
            conclusion=reponse.conclusion,
            certitude=reponse.certitude,
            contenu=Coffre.de(demande).sceller(reponse.contenu()),
            minutes=reponse.minutes,
            auteur=agent,
            horodatage=instant,
        )
        if reponse.conclusion in ADRESSANTES:
            adressage = Adressage.objects.create(
                **communs,
                avis=avis,
                discipline=reponse.discipline.strip() or demande.filiere.nom,
                delai=reponse.delai_adressage or DelaiAdressage.MOIS,
                est_par_specialiste=reponse.organise and demande.est_adressage_permis,
            )
            if adressage.est_par_specialiste:
                attendre_la_consultation(adressage, demande)
        suivi, est_neuf = Suivi.objects.get_or_create(
            demande=demande,
            defaults={
                "requerant": demande.requerant,
                "requis": demande.requis,
                "date_prevue": timezone.localdate(instant) + dt.timedelta(days=JOURS_SUIVI),
            },
        )
        if est_neuf:
            attendre_le_suivi(suivi, demande)
        attendre_la_cloture(demande, avis.rang)
        _prevenir(
            demande,
            texte="La réponse à votre demande d’avis est arrivée.",
            detail=f"La réponse à la demande {demande.numero} est arrivée.",
        )
    return avis


def _controler(reponse: Reponse) -> dict[str, str]:
    refus = {
        "conclusion": "" if reponse.conclusion in Conclusion.values else "Choisissez votre conclusion.",
        "certitude": "" if reponse.certitude in Certitude.values else "Dites votre degré de certitude.",
        "conduite": "" if reponse.conduite.strip() else "Écrivez la conduite que vous proposez.",
        "minutes": "" if 1 <= reponse.minutes <= 480 else "Indiquez le temps passé, en minutes.",  # noqa: PLR2004
    }
    return {champ: message for champ, message in refus.items() if message}


def _prevenir(demande: Demande, *, texte: str, detail: str) -> None:
    prevenir_agents([demande.praticien], texte=texte, detail=detail, url=adresse(demande))
