"""The term of a measure is owed by the professional who holds it: told twelve, six and three months ahead.

The line is created when the term comes within twelve months, by the event that says so or by the clock, in the name of
the technical account: a registrar who records a decision does not hold the professional's deadlines.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.timezone import localdate

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.protection.droits import MESURE_TENIR
from maillage.metiers.protection.enums import StatutMesure, TypeEvenement
from maillage.metiers.protection.models import EvenementMesure, Mesure
from maillage.metiers.protection.regles import ALERTES_MOIS, RAPPELS_JOURS, terme
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Agent
from maillage.socle.echeances.actions import annuler_echeance, creer_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance

RENOUVELLEMENT = declarer_genre_echeance(
    "protection.renouvellement",
    "Renouvellement d’une mesure",
    verbe="Demander le renouvellement",
    bouton="Ouvrir",
    droit=MESURE_TENIR,
    rappels=RAPPELS_JOURS,
)
ENTREES = (TypeEvenement.OUVERTURE, TypeEvenement.TRANSFERT_ENTRANT, TypeEvenement.REOUVERTURE)


def suivre_termes(mesures: Iterable[Mesure]) -> int:
    """Bring the deadlines of these measures up to date; returns how many lines are open. Twice is once."""
    systeme = agent_systeme()
    ouvertes = 0
    with agir_comme(systeme, motif="Suivi des termes des mesures"):
        for mesure in mesures:
            entree = _derniere_entree(mesure)
            if entree is not None:
                ouvertes += _suivre(systeme, mesure, entree)
    return ouvertes


def _suivre(agent: Agent, mesure: Mesure, entree: EvenementMesure) -> bool:
    if mesure.statut != StatutMesure.EN_COURS or mesure.date_terme is None or mesure.date_decision is None:
        annuler_echeance(
            agent=agent, genre=RENOUVELLEMENT, objet=entree, motif="La mesure n’a plus de terme."
        )
        return False
    echeance = terme(mesure.nature, mesure.date_decision, mesure.duree_mois)
    creer_echeance(
        agent=agent,
        genre=RENOUVELLEMENT,
        organisation=mesure.gestionnaire,
        objet=entree,
        libelle=f"{mesure}, {mesure.get_nature_display().lower()}, {mesure.tribunal.nom}",
        date_limite=mesure.date_terme,
        url=reverse("protection:mesure", args=[mesure.pk]),
        base_legale=echeance.article if echeance else "",
    )
    return True


def _derniere_entree(mesure: Mesure) -> EvenementMesure | None:
    """What the line is about: a measure reopened owes anew."""
    return (
        EvenementMesure.objects.filter(mesure=mesure, type__in=ENTREES, remplace=None)
        .order_by("-date_effet", "-id")
        .first()
    )


def est_a_suivre(mesure: Mesure) -> bool:
    """A term within the first warning, or a measure whose line may have to be closed."""
    if mesure.statut != StatutMesure.EN_COURS or mesure.date_terme is None:
        return True
    return mesure.date_terme <= ajouter_mois(localdate(), max(ALERTES_MOIS)) or mesure.nombre_revisions > 0
