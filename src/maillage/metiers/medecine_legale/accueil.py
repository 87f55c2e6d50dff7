"""What forensic medicine adds to the common pages: search, recent records, help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import date_courte
from maillage.metiers.medecine_legale.droits import ACTE_LIRE, REQUISITION_LIRE
from maillage.metiers.medecine_legale.indicateurs import ACTES
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Requisition
from maillage.socle.acces.portee import a_droit
from maillage.socle.annuaire.models import Agent
from maillage.socle.indicateurs.page import chiffre_cle
from maillage.socle.interface.composants import ChiffreCle
from maillage.socle.interface.registres import (
    Resultat,
    declarer_aide,
    declarer_chiffre_cle,
    declarer_recents,
    declarer_recherche,
)

NOMBRE = 5


def _acte(acte: ActeMedicoLegal) -> Resultat:
    return Resultat(
        f"Acte {acte.numero_interne}",
        reverse("medecine_legale:acte", args=[acte.pk]),
        f"{acte.get_profil_display()} · {date_courte(acte.date_examen)}",
    )


def chercher_actes(agent: Agent, texte: str) -> Iterator[Resultat]:
    actes = ActeMedicoLegal.objects.visibles_par(agent).en_vigueur().rechercher(texte)
    yield from map(_acte, actes.order_by("-date_examen", "-id")[:NOMBRE])


def chercher_requisitions(agent: Agent, texte: str) -> Iterator[Resultat]:
    requisitions = Requisition.objects.visibles_par(agent).rechercher(texte).select_related("requerant")
    for requisition in requisitions.order_by("-date_requisition", "-id")[:NOMBRE]:
        yield Resultat(
            f"Réquisition {requisition}",
            reverse("medecine_legale:requisition", args=[requisition.pk]),
            f"{requisition.requerant} · {date_courte(requisition.date_requisition)}",
        )


def recents(agent: Agent) -> Iterator[Resultat]:
    if a_droit(agent, ACTE_LIRE):
        actes = ActeMedicoLegal.objects.visibles_par(agent).en_vigueur().filter(auteur=agent)
        yield from map(_acte, actes.order_by("-id")[:NOMBRE])


def actes_de_l_annee(agent: Agent) -> ChiffreCle | None:
    chiffre = chiffre_cle(ACTES, agent, timezone.localdate())
    return ChiffreCle(**asdict(chiffre)) if chiffre else None


declarer_chiffre_cle(actes_de_l_annee, ordre=10)
declarer_recherche("medecine_legale.acte", "Actes", chercher_actes, droit=ACTE_LIRE)
declarer_recherche(
    "medecine_legale.requisition", "Réquisitions", chercher_requisitions, droit=REQUISITION_LIRE
)
declarer_recents(recents)
declarer_aide(
    "medecine_legale",
    "Médecine légale",
    taches=[
        ("Recevoir une réquisition", "Réquisitions, puis « Recevoir une réquisition » : la date limite devient une"
         " échéance de votre accueil."),
        ("Saisir un acte", "Depuis la réquisition, « Saisir un acte » : le profil décide des champs."),
        ("Saisir plusieurs personnes d’une même réquisition", "« Enregistrer et même chose pour une autre personne »."),
        ("Établir un certificat", "Depuis l’acte, « Établir le certificat » : le PDF est numéroté et vérifiable."),
        ("Déclarer les effectifs", "Effectifs : la grille de l’année, puis « Valider » le mois ; le responsable signe."),
        ("Lire les statistiques", "Statistiques : cinq onglets, une portée, une période ; l’impression suit l’écran."),
        ("Corriger ou annuler", "Dans « Autres actions » de la fiche ; le motif reste dans l’historique."),
    ],
    raccourcis=[("n", "Nouvel acte, ou nouvelle réquisition"), ("c", "Établir le certificat")],
    droit=ACTE_LIRE,
)  # fmt: skip
