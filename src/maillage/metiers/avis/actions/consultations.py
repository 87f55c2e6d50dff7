"""A consultation that the specialist finds himself, since the practitioner allowed it: owed, found, or given back."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.avis.actions.demandes import adresse, ecrire_message
from maillage.metiers.avis.actions.parcours import au_nom_du_reseau
from maillage.metiers.avis.droits import AVIS_RENDRE
from maillage.metiers.avis.enums.demandes import SensMessage
from maillage.metiers.avis.enums.reponses import IssueConsultation, StatutAdressage
from maillage.metiers.avis.models import Adressage, Demande
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent
from maillage.socle.echeances.actions import creer_echeance, lever_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance
from maillage.socle.interface.alertes import prevenir_agents

OBTENUE = "le spécialiste a obtenu un rendez-vous."
RENDUE = "la consultation est à organiser par vous."
JOURS_POUR_ORGANISER = 7
"""Days in which the appointment is found, or the practitioner told to look for one. A proposal of the product."""
ORGANISER = declarer_genre_echeance(
    "avis.organiser",
    "Consultation à organiser",
    verbe="Organiser la consultation",
    bouton="Ouvrir",
    droit=AVIS_RENDRE,
    rappels=(3,),
)


def attendre_la_consultation(adressage: Adressage, demande: Demande) -> None:
    """The specialist said that he organises it: he owes it within the week."""
    assert demande.requis is not None  # noqa: S101 (he has just answered)
    with au_nom_du_reseau() as systeme:
        creer_echeance(
            agent=systeme,
            genre=ORGANISER,
            organisation=demande.requis,
            objet=adressage,
            libelle=f"Demande {demande.numero}, {demande.filiere.nom}",
            date_limite=timezone.localdate() + dt.timedelta(days=JOURS_POUR_ORGANISER),
            url=reverse("avis:organiser", args=[demande.pk, adressage.pk]),
        )


def ne_plus_attendre(adressage: Adressage) -> None:
    with au_nom_du_reseau() as systeme:
        lever_echeance(agent=systeme, genre=ORGANISER, objet=adressage)


def organiser(
    *, agent: Agent, adressage: Adressage, issue: str, texte: str, date_rendez_vous: dt.date | None
) -> Adressage:
    """An appointment found, told to the practitioner with where and when; or given back to him, with what was tried."""
    exiger(agent, AVIS_RENDRE, adressage)
    demande = adressage.demande
    if not demande.est_adressage_permis:
        raise ValidationError("Votre confrère organise lui-même cette consultation.")
    est_trouve = issue == IssueConsultation.OBTENU
    refus = {
        "issue": "" if issue in IssueConsultation.values else "Dites si vous avez un rendez-vous.",
        "date_rendez_vous": "Indiquez une date à venir."
        if est_trouve and (date_rendez_vous is None or date_rendez_vous < timezone.localdate())
        else "",
        "texte": "" if texte.strip() else "Écrivez à votre confrère : auprès de qui, où, à quelle heure.",
    }
    if erreurs := {champ: message for champ, message in refus.items() if message}:
        raise ValidationError(erreurs)
    with transaction.atomic():
        actuel = Adressage.objects.select_for_update(of=("self",)).get(pk=adressage.pk)
        if not actuel.est_en_cours:
            raise ValidationError("Cette consultation est déjà suivie par votre confrère.")
        actuel.est_par_specialiste = est_trouve
        if est_trouve:
            actuel.statut, actuel.date_rendez_vous = StatutAdressage.PRIS, date_rendez_vous
            actuel.horodatage_statut = timezone.now()
        actuel.save(update_fields=["est_par_specialiste", "statut", "date_rendez_vous", "horodatage_statut"])
        ecrire_message(agent, demande, SensMessage.PRECISION, texte)
        ne_plus_attendre(actuel)
        prevenir_agents(
            [demande.praticien],
            texte="Le spécialiste vous écrit au sujet de la consultation de votre patient.",
            detail=f"Demande {demande.numero} : {OBTENUE if est_trouve else RENDUE}",
            url=adresse(demande),
        )
    return actuel
