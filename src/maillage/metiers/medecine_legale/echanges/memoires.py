"""Mémoires of expenses as files: the list, and their lines."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import QueryDict

from maillage.metiers.medecine_legale.droits import MEMOIRE_LIRE
from maillage.metiers.medecine_legale.enums import NatureMemoire, StatutMemoire
from maillage.metiers.medecine_legale.forms import FiltreMemoire
from maillage.metiers.medecine_legale.models import LibellesReference, LigneMemoire, Memoire
from maillage.socle.annuaire.models import Agent
from maillage.socle.echanges.exports import ColonneExport, declarer_export

MEMOIRES = declarer_export(
    "medecine_legale.memoires",
    "Mémoires de frais",
    droit=MEMOIRE_LIRE,
    nom_fichier="memoires",
    queryset=lambda agent, criteres: (
        FiltreMemoire(criteres, agent=agent)
        .filtrer(Memoire.objects.visibles_par(agent))
        .order_by("-date_etablissement", "-id")
    ),
    colonnes=[
        ColonneExport("Établi le", "date_etablissement"),
        ColonneExport("Nature", "nature", libelles=dict(NatureMemoire.choices)),
        ColonneExport("Numéro de PV", "requisition__numero_pv"),
        ColonneExport("Mois", "mois"),
        ColonneExport("Juridiction", "juridiction__nom"),
        ColonneExport("Structure", "structure__nom"),
        ColonneExport("Montant (€)", "montant"),
        ColonneExport("Statut", "statut", libelles=dict(StatutMemoire.choices)),
        ColonneExport("À déposer avant le", "date_forclusion"),
        ColonneExport("Déposé le", "date_depot"),
        ColonneExport("Référence du dépôt", "reference_depot"),
        ColonneExport("Rejeté le", "date_rejet"),
        ColonneExport("Motif", "motif"),
        ColonneExport("Payé le", "date_paiement"),
    ],
)


def _un_memoire(agent: Agent, criteres: QueryDict) -> QuerySet[LigneMemoire]:
    pk = criteres.get("memoire", "")
    lignes = LigneMemoire.objects.visibles_par(agent).order_by(
        "acte_facture__memoire_id", "acte_facture_id", "id"
    )
    return lignes.filter(acte_facture__memoire_id=int(pk)) if pk.isdecimal() else lignes


declarer_export(
    "medecine_legale.lignes_memoire",
    "Lignes des mémoires de frais",
    droit=MEMOIRE_LIRE,
    nom_fichier="lignes-memoire",
    queryset=_un_memoire,
    colonnes=[
        ColonneExport("Numéro interne", "acte_facture__acte__numero_interne"),
        ColonneExport("Numéro de PV", "acte_facture__acte__numero_pv"),
        ColonneExport("Date de l’acte", "acte_facture__acte__date_examen"),
        ColonneExport("Heure de début", "acte_facture__acte__heure_debut"),
        ColonneExport("Profil", "acte_facture__acte__profil", libelles=LibellesReference("profil")),
        ColonneExport("Prestation", "libelle"),
        ColonneExport("Calcul", "calcul"),
        ColonneExport("Montant (€)", "montant"),
        ColonneExport("Pourquoi", "explication"),
        ColonneExport("Texte", "source"),
        ColonneExport("À confirmer", "est_a_confirmer"),
        ColonneExport(
            "Statut du mémoire", "acte_facture__memoire__statut", libelles=dict(StatutMemoire.choices)
        ),
    ],
)
