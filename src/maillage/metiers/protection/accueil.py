"""What the service adds to the common pages: key figures, search, help."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Sum
from django.urls import reverse
from django.utils.timezone import localdate

from maillage.commun.calendrier import ajouter_mois
from maillage.commun.textes import date_courte
from maillage.metiers.protection.droits import (
    ANNUAIRE_LIRE,
    MESURE_DESIGNER,
    MESURE_LIRE,
    STATISTIQUES_LIRE,
)
from maillage.metiers.protection.enums import StatutProposition
from maillage.metiers.protection.indicateurs import serie, tribunaux_suivis
from maillage.metiers.protection.models import Mandataire, Mesure, Mouvement, Proposition, Reservation
from maillage.socle.acces.portee import a_droit
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.composants import ChiffreCle
from maillage.socle.interface.registres import (
    Resultat,
    declarer_aide,
    declarer_chiffre_cle,
    declarer_recents,
    declarer_recherche,
)

NOMBRE = 5


def _mesure(mesure: Mesure) -> Resultat:
    quand = f" · depuis le {date_courte(mesure.date_nomination)}" if mesure.date_nomination else ""
    return Resultat(
        str(mesure), reverse("protection:mesure", args=[mesure.pk]), f"{mesure.get_nature_display()}{quand}"
    )


def chercher_mesures(agent: Agent, texte: str) -> Iterator[Resultat]:
    mesures = Mesure.objects.visibles_par(agent).conservees().rechercher(texte)
    yield from map(_mesure, mesures.order_by("-date_nomination", "-id")[:NOMBRE])


def chercher_mandataires(agent: Agent, texte: str) -> Iterator[Resultat]:
    trouves = Mandataire.objects.visibles_par(agent).rechercher(texte).select_related("organisation__commune")
    for mandataire in trouves.order_by("organisation__nom", "id")[:NOMBRE]:
        commune = mandataire.organisation.commune
        precision = f"{mandataire.get_type_display()}{f' · {commune.nom}' if commune else ''}"
        yield Resultat(str(mandataire), reverse("protection:mandataire", args=[mandataire.pk]), precision)


def recentes(agent: Agent) -> Iterator[Resultat]:
    if a_droit(agent, MESURE_LIRE):
        mesures = Mesure.objects.visibles_par(agent).conservees().filter(auteur=agent)
        yield from map(_mesure, mesures.order_by("-id")[:NOMBRE])


def mesures_en_cours(agent: Agent) -> ChiffreCle | None:
    """What the agent's own holds now, and a year ago."""
    if not a_droit(agent, MESURE_LIRE):
        return None
    nombre = Mesure.objects.visibles_par(agent).en_cours().count()
    il_y_a_un_an = ajouter_mois(localdate(), -12)
    mouvements = Mouvement.objects.visibles_par(agent).filter(date__lte=il_y_a_un_an)
    return ChiffreCle(
        "Mesures en cours",
        nombre,
        precedent=mouvements.aggregate(somme=Sum("solde"))["somme"],
        url=f"{reverse('protection:mesures')}?statut=en_cours",
    )


def mesures_du_territoire(agent: Agent) -> ChiffreCle | None:
    """For those who follow a territory: the stock of its courts, over thirteen months."""
    if a_droit(agent, MESURE_LIRE) or not a_droit(agent, STATISTIQUES_LIRE):
        return None
    fin = localdate()
    mois = serie(ajouter_mois(fin, -12), fin, tribunaux=list(tribunaux_suivis(agent)))
    return ChiffreCle(
        "Mesures en cours",
        mois[-1][1].fin,
        precedent=mois[0][1].fin,
        serie=[ligne.fin for _, ligne in mois],
        url=reverse("protection:stocks"),
    )


def mesures_a_renouveler(agent: Agent) -> ChiffreCle | None:
    if not a_droit(agent, MESURE_LIRE):
        return None
    nombre = Mesure.objects.visibles_par(agent).a_renouveler().count()
    return ChiffreCle("À renouveler dans l’année", nombre, url=reverse("protection:renouvellements"))


def reservations_sans_reponse(agent: Agent) -> ChiffreCle | None:
    if not a_droit(agent, MESURE_LIRE):
        return None
    nombre = Reservation.objects.visibles_par(agent).en_attente().count()
    return ChiffreCle(
        "Réservations sans réponse", nombre, url=f"{reverse('protection:reservations')}?statut=en_attente"
    )


def propositions_a_examiner(agent: Agent) -> ChiffreCle | None:
    """Shown when there are some."""
    if not a_droit(agent, MESURE_DESIGNER):
        return None
    nombre = Proposition.objects.visibles_par(agent).filter(statut=StatutProposition.PROPOSEE).count()
    if not nombre:
        return None
    return ChiffreCle("Propositions de rééquilibrage", nombre, url=reverse("protection:propositions"))


declarer_chiffre_cle(reservations_sans_reponse, ordre=22)
declarer_chiffre_cle(propositions_a_examiner, ordre=23)
declarer_chiffre_cle(mesures_en_cours, ordre=20)
declarer_chiffre_cle(mesures_du_territoire, ordre=20)
declarer_chiffre_cle(mesures_a_renouveler, ordre=21)
declarer_recherche("protection.mesure", "Mesures", chercher_mesures, droit=MESURE_LIRE)
declarer_recherche("protection.mandataire", "Mandataires", chercher_mandataires, droit=ANNUAIRE_LIRE)
declarer_recents(recentes)
declarer_aide(
    "protection",
    "Protection des majeurs",
    taches=[
        ("Confirmer que rien n’a changé", "Mon profil, « Rien à changer » : vos données redeviennent à jour pour les"
         " juges. Un rappel vient à 30, 45 et 60 jours."),
        ("Ajouter une mesure", "Mesures, « Ajouter une mesure » : à réception du jugement, sans nom."),
        ("Dire ce qui change", "Sur la fiche : r révision, n nature, l lieu, f fin de mandat, puis Ctrl+Entrée."),
        ("Corriger une erreur", "Vie de la mesure, « Corriger » : l’erreur reste lisible, barrée, avec le motif."),
        ("Suivre les renouvellements", "Renouvellements : les termes de l’année, par cabinet, à exporter."),
    ],
    raccourcis=[("r", "Révision"), ("n", "Nature"), ("l", "Lieu de vie"), ("f", "Fin de mandat"),
                ("c", "Rien à changer")],
    droit=ANNUAIRE_LIRE,
)  # fmt: skip
