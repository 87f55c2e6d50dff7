"""A court reserves, a professional answers. The last place of a line is taken once; nothing is ever erased.

The reservation is the first fact of a measure that waits; the answer is the next one, so that stock, flux and load
follow by themselves.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.protection.actions.echeances import est_a_suivre, suivre_termes
from maillage.metiers.protection.actions.journal import Ecriture, consigner
from maillage.metiers.protection.actions.liste_restreinte import etablir_liste
from maillage.metiers.protection.actions.mesures import enregistrer, preparer_mesure, verrouiller
from maillage.metiers.protection.actions.places import prendre_la_place
from maillage.metiers.protection.droits import MESURE_DESIGNER, MESURE_TENIR
from maillage.metiers.protection.enums import MotifDeclin, StatutReservation, TypeEvenement
from maillage.metiers.protection.models import Mandataire, Mesure, Reservation
from maillage.metiers.protection.models.reservations import JOURS_ESCALADE, JOURS_RELANCE
from maillage.metiers.protection.regles import (
    Fait,
    ValeursMesure,
    controler_duree,
    controler_lieu,
    controler_naissance,
    controler_rg,
)
from maillage.metiers.protection.regles.designation import Cas, controler_priorite
from maillage.socle.acces.contexte import agent_systeme, agir_comme, motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.echeances.actions import annuler_echeance, creer_echeance, lever_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance
from maillage.socle.echeances.minuteurs import action_minuteur, annuler_minuteur, minuteur
from maillage.socle.interface.alertes import prevenir

REPONSE = declarer_genre_echeance(
    "protection.reservation",
    "Réponse à une réservation",
    verbe="Répondre à une réservation",
    bouton="Répondre",
    droit=MESURE_TENIR,
    rappels=(3, 1),
)
REDESIGNATION = declarer_genre_echeance(
    "protection.redesignation",
    "Réservation à reprendre",
    verbe="Reprendre une réservation",
    bouton="Ouvrir",
    droit=MESURE_DESIGNER,
    rappels=(1,),
)
PALIERS = (JOURS_RELANCE, JOURS_ESCALADE)


@dataclass(frozen=True)
class ValeursReservation:
    """What the court knows when it reserves; never a name."""

    numero_rg: str
    civilite: str
    annee_naissance: int
    priorite_familiale: str
    champ: str = ""
    cabinet: str = ""
    type_etablissement: str = ""
    date_jugement_attendu: dt.date | None = None


def reserver(
    *,
    agent: Agent,
    tribunal: Organisation,
    mandataire: Mandataire,
    cas: Cas,
    valeurs: ValeursReservation,
    instant: dt.datetime | None = None,
) -> Reservation:
    """Ask this professional, and keep his place until he answers.

    The shortlist is established again: only somebody whom the law and the list allow can be reserved, and the reasons
    kept are those of the moment. Raises AccesRefuse, or ValidationError, in particular when the last place was taken.
    """
    exiger(agent, MESURE_DESIGNER, tribunal)
    instant = instant or timezone.now()
    _controler(cas, valeurs, timezone.localdate(instant))
    liste = etablir_liste(agent=agent, tribunal=tribunal, cas=replace(cas, numero_rg=valeurs.numero_rg))
    choisi = liste.trouver(mandataire.pk)
    if choisi is None:
        motif = liste.motif(mandataire.pk) or "Il n’est pas inscrit sur la liste de ce département."
        raise ValidationError(f"{mandataire} ne peut pas être désigné. {motif}")
    with transaction.atomic():
        inscription = prendre_la_place(choisi.candidat.inscription, liste.cas.points)
        _refuser_le_double(tribunal, liste.cas, mandataire)
        mesure = _creer_mesure(agent, tribunal, mandataire, liste.cas, valeurs, timezone.localdate(instant))
        reservation = Reservation.objects.create(
            mesure=mesure,
            tribunal=tribunal,
            gestionnaire=mandataire.organisation,
            mandataire=mandataire,
            inscription=inscription,
            priorite_familiale=valeurs.priorite_familiale,
            rang=choisi.rang,
            proposes=len(liste.classes),
            score=round(choisi.score, 1),
            raisons=choisi.raisons(),
            horodatage=instant,
            auteur=agent,
        )
        _attendre(reservation)
    return reservation


def _controler(cas: Cas, valeurs: ValeursReservation, jour: dt.date) -> None:
    refus = {
        "numero_rg": controler_rg(valeurs.numero_rg),
        "annee_naissance": controler_naissance(valeurs.annee_naissance, jour, jour),
        "civilite": None if valeurs.civilite else "Choisissez la civilité.",
        "priorite_familiale": controler_priorite(valeurs.priorite_familiale),
        "type_etablissement": controler_lieu(
            cas.lieu_vie, valeurs.type_etablissement, est_reprise=bool(cas.etablissement)
        ),
    }
    if erreurs := {champ: message for champ, message in refus.items() if message}:
        raise ValidationError(erreurs)


def _refuser_le_double(tribunal: Organisation, cas: Cas, mandataire: Mandataire) -> None:
    """The same file is not asked of two professionals at once for the same nature."""
    autre = (
        Reservation.objects.en_attente()
        .filter(tribunal=tribunal, mesure__numero_rg=cas.numero_rg, mesure__nature=cas.nature)
        .exclude(mandataire=mandataire)
        .select_related("gestionnaire")
        .order_by("id")
        .first()
    )
    if autre is not None:
        raise ValidationError(
            f"Cette affaire est déjà réservée auprès de {autre.gestionnaire.nom} : retirez d’abord cette réservation."
        )


def _creer_mesure(
    agent: Agent,
    tribunal: Organisation,
    mandataire: Mandataire,
    cas: Cas,
    valeurs: ValeursReservation,
    jour: dt.date,
) -> Mesure:
    mesure, fait = preparer_mesure(
        mandataire=mandataire,
        tribunal=tribunal,
        agent=agent,
        valeurs=ValeursMesure(
            numero_rg=valeurs.numero_rg,
            nature=cas.nature,
            champ=valeurs.champ,
            lieu_vie=cas.lieu_vie,
            type_etablissement=valeurs.type_etablissement,
            commune=cas.commune,
            etablissement=cas.etablissement,
            date_nomination=jour,
            civilite=valeurs.civilite,
            annee_naissance=valeurs.annee_naissance,
            cabinet=valeurs.cabinet,
        ),
    )
    mesure.est_urgente = cas.est_urgente
    mesure.date_jugement_attendu = valeurs.date_jugement_attendu
    enregistrer(mesure)
    consigner([Ecriture(mesure, replace(fait, type=TypeEvenement.RESERVATION))], agent=agent)
    return mesure


def accepter(
    *,
    agent: Agent,
    reservation: Reservation,
    date_nomination: dt.date,
    duree_mois: int | None = None,
    antenne: int | None = None,
) -> Mesure:
    """The judgment came: the professional takes the measure, which enters the stock that day."""
    exiger(agent, MESURE_TENIR, reservation.gestionnaire)
    jour = timezone.localdate()
    if date_nomination > jour:
        raise ValidationError(
            {"date_nomination": "Cette date est dans le futur : acceptez à réception du jugement."}
        )
    if date_nomination < timezone.localdate(reservation.horodatage):
        raise ValidationError(
            {"date_nomination": f"La réservation date du {timezone.localdate(reservation.horodatage):%d/%m/%Y} :"
             " le jugement qui vous désigne la suit."}
        )  # fmt: skip
    if refus := controler_duree(reservation.mesure.nature, duree_mois, est_renouvellement=False):
        raise ValidationError({"duree_mois": refus})
    fait = Fait(TypeEvenement.OUVERTURE, date_nomination, duree_mois=duree_mois, antenne=antenne)
    with transaction.atomic():
        mesure = _repondre(agent, reservation, StatutReservation.ACCEPTEE, fait)
        Mesure.objects.filter(pk=mesure.pk).update(date_premier_mesure=date_nomination)
        if est_a_suivre(mesure):
            suivre_termes([mesure])
        _prevenir_le_tribunal(reservation, "Une réservation est acceptée.", "accepte")
    return mesure


def decliner(*, agent: Agent, reservation: Reservation, motif: str, assure_urgence: bool) -> Reservation:
    """The professional cannot. He says why, and that he does the urgent acts meanwhile (art. 450 C. civ.)."""
    exiger(agent, MESURE_TENIR, reservation.gestionnaire)
    erreurs = {}
    if motif not in MotifDeclin.values:
        erreurs["motif"] = "Dites ce qui vous empêche de prendre cette mesure."
    if not assure_urgence:
        erreurs["assure_urgence"] = (
            "Les actes urgents ne peuvent être refusés (art. 450 C. civ.) : engagez-vous à les accomplir jusqu’à la"
            " nouvelle désignation."
        )
    if erreurs:
        raise ValidationError(erreurs)
    fait = Fait(TypeEvenement.RETRAIT, timezone.localdate())
    with transaction.atomic():
        _repondre(agent, reservation, StatutReservation.DECLINEE, fait, motif_declin=motif)
        _prevenir_le_tribunal(reservation, "Une réservation est déclinée.", "décline")
    return reservation


def retirer(*, agent: Agent, reservation: Reservation, motif: str) -> Reservation:
    """The court takes its request back; the place is free again, the reservation stays written with the reason."""
    exiger(agent, MESURE_DESIGNER, reservation.tribunal)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi la réservation est retirée : le motif est conservé."})
    fait = Fait(TypeEvenement.RETRAIT, timezone.localdate())
    with transaction.atomic(), motiver(motif.strip()):
        _repondre(agent, reservation, StatutReservation.RETIREE, fait, motif=motif.strip())
        prevenir(
            reservation.gestionnaire,
            MESURE_TENIR,
            texte="Une réservation est retirée par le tribunal.",
            detail=f"{reservation.tribunal.nom} retire la réservation {reservation.mesure}.",
            url=adresse(reservation),
        )
    return reservation


def _repondre(
    agent: Agent, reservation: Reservation, statut: StatutReservation, fait: Fait, **champs: str
) -> Mesure:
    """Write the answer once: the measure, the reservation, the deadlines and the timers."""
    mesure = verrouiller(reservation.mesure)
    actuelle = Reservation.objects.select_for_update(of=("self",)).get(pk=reservation.pk)
    if actuelle.statut != StatutReservation.EN_ATTENTE:
        raise ValidationError(
            f"Cette réservation a déjà une réponse : {actuelle.get_statut_display().lower()}."
        )
    consigner([Ecriture(mesure, fait)], agent=agent)
    reponse = {
        "statut": statut,
        "horodatage_reponse": timezone.now(),
        "auteur_reponse": agent,
        **champs,
    }
    for champ, valeur in reponse.items():
        setattr(reservation, champ, valeur)
    reservation.save(update_fields=[*reponse])
    systeme = agent_systeme()
    with agir_comme(systeme):
        lever_echeance(agent=systeme, genre=REPONSE, objet=reservation)
        annuler_echeance(
            agent=systeme, genre=REDESIGNATION, objet=reservation, motif="La réservation a une réponse."
        )
    for palier in PALIERS:
        annuler_minuteur(_code(reservation, palier))
    return mesure


def _attendre(reservation: Reservation) -> None:
    """Tell the professional, and see that an answer comes: at seven days he is reminded, at fifteen the court is."""
    systeme = agent_systeme()
    with agir_comme(systeme):
        creer_echeance(
            agent=systeme,
            genre=REPONSE,
            organisation=reservation.gestionnaire,
            objet=reservation,
            libelle=f"{reservation.mesure}, {reservation.mesure.get_nature_display().lower()},"
            f" {reservation.tribunal.nom}",
            date_limite=reservation.date_limite,
            url=adresse(reservation),
        )
    for palier in PALIERS:
        minuteur(
            _code(reservation, palier),
            reservation.horodatage + dt.timedelta(days=palier),
            "protection.reservation_sans_reponse",
            reservation=reservation.pk,
            palier=palier,
        )
    mesure = "mesure urgente" if reservation.mesure.est_urgente else "mesure"
    prevenir(
        reservation.gestionnaire,
        MESURE_TENIR,
        texte="Un tribunal vous réserve une mesure de protection.",
        detail=f"{reservation.tribunal.nom} vous réserve une {mesure} : répondez avant le"
        f" {reservation.date_limite:%d/%m/%Y}.",
        url=adresse(reservation),
    )


def _code(reservation: Reservation, palier: int) -> str:
    return f"protection.reservation.{reservation.pk}.{palier}"


@action_minuteur("protection.reservation_sans_reponse")
def signaler_sans_reponse(reservation: int, palier: int) -> None:
    """Seven days: the professional again. Fifteen: the court, which has to take it back or wait. Twice is once."""
    ligne = (
        Reservation.objects.en_attente()
        .select_for_update(of=("self",))
        .select_related("mesure", "tribunal", "gestionnaire")
        .filter(pk=reservation)
        .order_by("id")
        .first()
    )
    champ = "horodatage_relance" if palier == JOURS_RELANCE else "horodatage_escalade"
    if ligne is None or getattr(ligne, champ):
        return
    setattr(ligne, champ, timezone.now())
    ligne.save(update_fields=[champ])
    prevenir(
        ligne.gestionnaire,
        MESURE_TENIR,
        texte="Une réservation attend toujours votre réponse.",
        detail=f"{ligne.tribunal.nom} attend votre réponse depuis {ligne.age} jours : {ligne.mesure}.",
        url=adresse(ligne),
    )
    if palier == JOURS_ESCALADE:
        _escalader(ligne)


def _escalader(reservation: Reservation) -> None:
    systeme = agent_systeme()
    creer_echeance(
        agent=systeme,
        genre=REDESIGNATION,
        organisation=reservation.tribunal,
        objet=reservation,
        libelle=f"{reservation.mesure}, {reservation.gestionnaire.nom}, sans réponse depuis {reservation.age} jours",
        date_limite=timezone.localdate(),
        url=adresse(reservation),
    )
    prevenir(
        reservation.tribunal,
        MESURE_DESIGNER,
        texte="Une réservation reste sans réponse depuis quinze jours.",
        detail=f"{reservation.gestionnaire.nom} n’a pas répondu pour {reservation.mesure} : relancez, ou retirez la"
        " réservation et désignez un autre mandataire.",
        url=adresse(reservation),
    )


def _prevenir_le_tribunal(reservation: Reservation, texte: str, verbe: str) -> None:
    prevenir(
        reservation.tribunal,
        MESURE_DESIGNER,
        texte=texte,
        detail=f"{reservation.gestionnaire.nom} {verbe} la mesure {reservation.mesure}.",
        url=adresse(reservation),
    )


def adresse(reservation: Reservation) -> str:
    return reverse("protection:reservation", args=[reservation.pk])
