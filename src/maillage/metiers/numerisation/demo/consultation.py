"""What happens around the records: a plan, incidents, pages read, doors broken open, copies, a destruction to come."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from django.db.models import Count
from django.db.models.functions import TruncWeek
from django.utils import timezone

from maillage.metiers.numerisation.actions import copies, delegations, incidents, lectures, portes
from maillage.metiers.numerisation.enums.acces import AvisPorte, MotifOuverture
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, TypeEvenement
from maillage.metiers.numerisation.enums.incidents import (
    EtatIncident,
    NatureAction,
    NatureIncident,
    Qualification,
)
from maillage.metiers.numerisation.models import Cadence, Dossier, EvenementDossier, Incident, Porte
from maillage.metiers.numerisation.regles.acces import DUREE_PORTE
from maillage.metiers.numerisation.regles.cadence import lundi
from maillage.metiers.numerisation.regles.incidents import gravite_proposee
from maillage.socle.acces.chiffrement import chiffrer
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF, Compte
from maillage.socle.annuaire.models import Agent, Organisation

SEMAINES_PASSEES, SEMAINES_A_VENIR = 52, 26
DEJA_NUMERISES = (
    EtatDossier.NUMERISE, EtatDossier.CONTROLE, EtatDossier.SCELLE, EtatDossier.INTEGRE, EtatDossier.DETRUIT,
)  # fmt: skip
RECITS = (
    (NatureIncident.ECART, "Une boîte annoncée n’était pas au départ du camion.", "Boîte restée au quai."),
    (NatureIncident.RETARD, "Le transporteur est passé le lendemain.", "Tournée mal planifiée."),
    (NatureIncident.ILLISIBLE, "Deux pages au carbone sont illisibles.", "Papier autocopiant pâli."),
    (NatureIncident.DEGRADATION, "Une chemise a pris l’eau dans le couloir.", "Fuite d’un radiateur."),
    (NatureIncident.SCELLE, "Le scellé d’une boîte manquait à l’arrivée.", "Scellé mal serré au départ."),
    (
        NatureIncident.RETARD,
        "Le lot a été livré trois jours après la date convenue.",
        "Panne d’un numériseur.",
    ),
)
PORTES_PASSEES = (
    (150, "Accident au poste ce matin, traitement en cours à vérifier.", AvisPorte.JUSTIFIE),
    (96, "Le salarié consulte ici pendant un remplacement.", AvisPorte.JUSTIFIE),
    (41, "Vérification d’un antécédent avant une vaccination.", AvisPorte.JUSTIFIE),
    (17, "Curiosité sur un ancien collègue.", AvisPorte.INJUSTIFIE),
)


VOISIN = "medecin.roubaix.dst@demo.maillage.invalid"
VOISINE = Compte(
    "Médecin du travail, centre de Roubaix",
    VOISIN,
    "Nora",
    "Benali",
    "numerisation.medecin_travail",
    titre="Dr",
)


@dataclass(frozen=True)
class Acteurs:
    """Who does what in these stories; the first three at the centre of the records on screen."""

    medecin: Agent
    assistant: Agent
    responsable: Agent
    voisin: Agent
    """A health professional of another centre of the service."""
    dpo: Agent
    coordinateur: Agent


def engendrer_consultation(centre: Organisation, centres: Sequence[Organisation], acteurs: Acteurs) -> None:
    """After the records and the lots: it reads what they left."""
    hasard = Random("numerisation consultation")  # noqa: S311 (a fixed seed)
    _planifier(centres, hasard)
    _raconter(centres, hasard)
    _ouvrir_des_incidents(centre, acteurs)
    with agir_comme(acteurs.medecin, motif=MOTIF):
        lisibles = list(
            Dossier.objects.filter(centre=centre, etat=EtatDossier.INTEGRE, pages__numero=1)
            .select_related("centre", "cle")
            .order_by("pk")
        )
    _deleguer(centre, acteurs)
    if lisibles:
        _lire(lisibles, acteurs)
        _forcer(lisibles, acteurs)
        _copier(lisibles, acteurs)


def _planifier(centres: Sequence[Organisation], hasard: Random) -> None:
    """What was planned is near what was done; what is left is spread over the months to come."""
    courante = lundi(timezone.localdate())
    with agir_comme(agent_systeme(), motif=MOTIF):
        reels: Counter[tuple[int, dt.date]] = Counter()
        numerises = EvenementDossier.objects.filter(type=TypeEvenement.NUMERISATION).order_by()
        par_semaine = numerises.annotate(semaine=TruncWeek("horodatage")).values_list("centre", "semaine")
        for centre, semaine, nombre in par_semaine.annotate(nombre=Count("pk")):
            reels[centre, semaine.date()] = nombre
        restants = Counter(
            Dossier.objects.exclude(etat__in=DEJA_NUMERISES).order_by().values_list("centre", flat=True)
        )
        Cadence.objects.bulk_create(
            Cadence(centre=centre, semaine=semaine, prevu=prevu)
            for centre in centres
            for biais in (hasard.choice((0, 0, 0.3, 0.8)),)
            for rang in range(-SEMAINES_PASSEES, SEMAINES_A_VENIR)
            for semaine in (courante + dt.timedelta(weeks=rang),)
            for prevu in (
                reels[centre.pk, semaine] + (hasard.random() < biais / 4)
                if rang < 0
                else -(-restants[centre.pk] // SEMAINES_A_VENIR),
            )
        )


def _raconter(centres: Sequence[Organisation], hasard: Random) -> None:
    """A year of incidents, closed; their stories are sealed as the others'."""
    systeme, maintenant = agent_systeme(), timezone.now()
    lignes = []
    with agir_comme(systeme, motif=MOTIF):
        for rang in range(24):
            nature, recit, cause = RECITS[rang % len(RECITS)]
            ouverture = maintenant - dt.timedelta(days=355 - 14 * rang, hours=hasard.randrange(8))
            cle, contenu = chiffrer({"description": recit, "cause": cause})
            est_violation = nature == NatureIncident.SCELLE
            lignes.append(
                Incident(
                    organisation=hasard.choice(centres),
                    nature=nature,
                    gravite=gravite_proposee(nature),
                    etat=EtatIncident.CLOS,
                    qualification=Qualification.SANS_RISQUE if est_violation else Qualification.SANS_OBJET,
                    cle=cle,
                    contenu=contenu,
                    auteur=systeme,
                    date=timezone.localdate(ouverture),
                    horodatage=ouverture,
                    horodatage_connaissance=ouverture,
                    horodatage_cloture=ouverture + dt.timedelta(days=hasard.choice((1, 2, 2, 3, 4, 9))),
                )
            )
        Incident.objects.bulk_create(lignes)


def _ouvrir_des_incidents(centre: Organisation, acteurs: Acteurs) -> None:
    """One that the DPO has to qualify, one being treated."""
    with agir_comme(acteurs.assistant, motif=MOTIF):
        incidents.ouvrir(
            agent=acteurs.assistant,
            organisation=centre,
            nature=NatureIncident.FUITE,
            description="Un dossier ouvert est resté sur la photocopieuse de l’accueil pendant une heure.",
            connaissance=timezone.now() - dt.timedelta(hours=26),
        )
        abime = incidents.ouvrir(
            agent=acteurs.assistant,
            organisation=centre,
            nature=NatureIncident.DEGRADATION,
            description="Trois chemises collées par l’humidité, à ouvrir avant le tri.",
        )
    with agir_comme(acteurs.responsable, motif=MOTIF):
        incidents.ajouter_action(
            agent=acteurs.responsable,
            incident=abime,
            nature=NatureAction.PREVENTIVE,
            libelle="Déplacer le rayonnage loin du mur humide",
            responsable="Services généraux",
            date_echeance=timezone.localdate() + dt.timedelta(days=12),
        )


def _deleguer(centre: Organisation, acteurs: Acteurs) -> None:
    aujourd_hui = timezone.localdate()
    with agir_comme(acteurs.coordinateur, motif=MOTIF):
        delegations.accorder(
            agent=acteurs.coordinateur,
            centre=centre,
            delegataire=acteurs.assistant,
            date_debut=aujourd_hui,
            date_fin=aujourd_hui + dt.timedelta(days=180),
            motif="Préparation des visites du centre",
        )


def _lire(lisibles: Sequence[Dossier], acteurs: Acteurs) -> None:
    motif = str(MotifOuverture.VISITE.label)
    with agir_comme(acteurs.medecin, motif=MOTIF):
        for dossier in lisibles[:2]:
            ouverture = lectures.ouvrir(acteurs.medecin, dossier.pk)
            lectures.tracer_dossier(ouverture, f"Ouverture : {motif}")
            for page in lectures.pages_de(ouverture)[:3]:
                lectures.tracer_page(ouverture, page, motif)


def _forcer(lisibles: Sequence[Dossier], acteurs: Acteurs) -> None:
    """Doors of the year, examined; one that waits for the DPO."""
    maintenant = timezone.now()
    with agir_comme(agent_systeme(), motif=MOTIF):
        Porte.objects.bulk_create(
            Porte(
                dossier=lisibles[rang % len(lisibles)],
                centre=lisibles[0].centre,
                agent=acteurs.voisin,
                motif=motif,
                horodatage=ouverte,
                horodatage_fin=ouverte + DUREE_PORTE,
                date=timezone.localdate(ouverte),
                avis=avis,
                commentaire=""
                if avis == AvisPorte.JUSTIFIE
                else "Entretien mené avec le médecin coordinateur.",
                auteur_avis=acteurs.dpo,
                horodatage_avis=ouverte + dt.timedelta(days=2),
            )
            for rang, (jours, motif, avis) in enumerate(PORTES_PASSEES)
            for ouverte in (maintenant - dt.timedelta(days=jours),)
        )
    with agir_comme(acteurs.voisin, motif=MOTIF):
        portes.forcer(
            agent=acteurs.voisin,
            etiquette=lisibles[0].etiquette,
            motif="Malaise au poste ce matin, antécédents à connaître avant la visite.",
        )


def _copier(lisibles: Sequence[Dossier], acteurs: Acteurs) -> None:
    aujourd_hui = timezone.localdate()
    with agir_comme(acteurs.medecin, motif=MOTIF):
        copies.demander(
            agent=acteurs.medecin,
            dossier=lisibles[0],
            genre="salarie",
            destinataire="",
            mode="main",
            date_demande=aujourd_hui - dt.timedelta(days=20),
        )
        copies.opposer(
            agent=acteurs.medecin,
            dossier=lisibles[-1],
            portion="transfert",
            date=aujourd_hui - dt.timedelta(days=60),
        )
