"""What forensic medicine adds to the common pages: search, recent records, help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import date_courte
from maillage.metiers.medecine_legale.actions.tarifs import bareme_du
from maillage.metiers.medecine_legale.droits import ACTE_LIRE, ACTE_SAISIR, MEMOIRE_ETABLIR, REQUISITION_LIRE
from maillage.metiers.medecine_legale.indicateurs import ACTES
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Requisition
from maillage.metiers.medecine_legale.models.facturation import a_facturer, structures_payees_a_l_acte
from maillage.metiers.medecine_legale.regles.memoires import premier_jour_facturable
from maillage.metiers.medecine_legale.regles.tarifs import BaremeIllisible
from maillage.socle.acces.portee import a_droit, perimetre
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
    if a_droit(agent, ACTE_SAISIR):
        ou_il_saisit = ActeMedicoLegal.objects.filter(structure__parmi=perimetre(agent, ACTE_SAISIR))
        yield from map(_acte, ou_il_saisit.derniers_de(agent).order_by("-id")[:NOMBRE])


def actes_de_l_annee(agent: Agent) -> ChiffreCle | None:
    chiffre = chiffre_cle(ACTES, agent, timezone.localdate())
    return ChiffreCle(**asdict(chiffre)) if chiffre else None


def actes_a_facturer(agent: Agent) -> ChiffreCle | None:
    """For whoever bills a structure paid per act: what no mémoire claims yet."""
    structures = structures_payees_a_l_acte().filter(pk__in=perimetre(agent, MEMOIRE_ETABLIR))
    if not a_droit(agent, MEMOIRE_ETABLIR) or not structures:
        return None
    jour = timezone.localdate()
    try:
        bareme = bareme_du(jour)
    except BaremeIllisible:
        return None
    actes = a_facturer(ActeMedicoLegal.objects.visibles_par(agent), bareme)
    ouverts = actes.filter(structure__in=structures, date_examen__gte=premier_jour_facturable(jour))
    return ChiffreCle("Actes à facturer", ouverts.count(), url=reverse("medecine_legale:facturation"))


declarer_chiffre_cle(actes_de_l_annee, ordre=10)
declarer_chiffre_cle(actes_a_facturer, ordre=20)
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
        ("Déclarer les effectifs", "Effectifs : la grille, puis « Valider » le mois ; le responsable signe."),
        ("Lire les statistiques", "Statistiques : cinq onglets, une portée, une période ; l’impression suit l’écran."),
        ("Réévaluer l’incapacité", "Depuis l’acte, le même bouton : le certificat précédent est conservé et marqué"
         " comme remplacé."),
        ("Remettre un certificat", "Onglet « Certificat » de l’acte, « Remettre » : lien scellé, code donné à part."),
        ("Établir un mémoire de frais", "« Facturation » : cochez les actes, lisez les montants, établissez."),
        ("Déclarer l’activité", "« Facturation », « États d’activité » : pour une juridiction, ou pour la dotation."),
        ("Corriger ou annuler", "Dans « Autres actions » de la fiche ; le motif reste dans l’historique."),
    ],
    raccourcis=[
        ("n", "Nouvel acte, ou nouvelle réquisition"),
        ("c", "Établir le certificat"),
        ("r", "Remettre le certificat"),
    ],
    droit=ACTE_LIRE,
)  # fmt: skip
