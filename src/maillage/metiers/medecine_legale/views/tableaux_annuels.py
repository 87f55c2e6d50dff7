"""Yearly tables declared before acts were recorded one by one: list and record."""

from __future__ import annotations

from django.db.models import Q, Sum
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale.actions.tableaux_annuels import quantites_de
from maillage.metiers.medecine_legale.droits import ACTE_LIRE, TABLEAU_ANNUEL_IMPORTER
from maillage.metiers.medecine_legale.enums import Rubrique
from maillage.metiers.medecine_legale.models import TableauAnnuel
from maillage.metiers.medecine_legale.regles.tableaux_annuels import COMPLEMENTAIRES, total_actes
from maillage.metiers.medecine_legale.views.colonnes import sans_colonne_inutile
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.portee import a_droit
from maillage.socle.acces.vues import RequeteAgent, lecture
from maillage.socle.interface.composants import Badge, Fait
from maillage.socle.interface.historique import evenements_de
from maillage.socle.interface.listes import Colonne, Liste, lien_vers

TITRE = "Tableaux annuels"


def badge(tableau: TableauAnnuel) -> Badge:
    return Badge("En vigueur", "succes") if tableau.est_en_vigueur else Badge("Remplacé")


TABLEAUX = Liste(
    code="medecine_legale.tableau_annuel",
    titre=TITRE,
    nom=("tableau", "tableaux"),
    colonnes=[
        Colonne("annee", "Année", tri=True, valeur=lambda tableau: str(tableau.annee)),
        Colonne("structure.nom", "Structure"),
        Colonne("total", "Actes déclarés", genre="nombre"),
        Colonne("version", "Version", genre="nombre"),
        Colonne("nom_fichier", "Fichier"),
        Colonne("statut", "Statut", valeur=badge),
    ],
    tri="-annee",
    lien=lien_vers("medecine_legale:tableau_annuel"),
    exporter="medecine_legale.tableaux_annuels",
    titre_vide="Aucun tableau annuel",
    vide="L’activité des années antérieures aux actes individuels se reprend par « Imports », « Tableaux annuels"
    " d’activité » : elle apparaît ensuite dans les statistiques, à part.",
)


@lecture(ACTE_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    """Every version, so that what was declared before is still read."""
    total = Sum("lignes__quantite", filter=~Q(lignes__rubrique__in=list(COMPLEMENTAIRES)), default=0)
    queryset = TableauAnnuel.objects.visibles_par(request.user).select_related("structure")
    return sans_colonne_inutile(TABLEAUX, request.user, ACTE_LIRE).reponse(
        request, queryset.annotate(total=total)
    )


@lecture(ACTE_LIRE)
def fiche(request: RequeteAgent, pk: int) -> HttpResponse:
    tableau = obtenir(
        TableauAnnuel.objects.visibles_par(request.user).select_related(
            "structure", "auteur__personne", "remplace"
        ),
        pk=pk,
    )
    quantites = quantites_de(tableau)
    avant = quantites_de(tableau.remplace) if tableau.remplace else {}
    contexte = {
        "fil": [
            ("Statistiques", reverse("medecine_legale:statistiques")),
            (TITRE, reverse("medecine_legale:tableaux_annuels")),
            (str(tableau), ""),
        ],
        "tableau": tableau,
        "surtitre": tableau.structure.nom,
        "titre": f"Activité déclarée, {tableau.annee}",
        "statut": badge(tableau),
        "faits": [
            Fait("Actes déclarés", total_actes(quantites)),
            Fait("Version", tableau.version),
            Fait("Fichier", tableau.nom_fichier, precision=f"empreinte {tableau.empreinte[:12]}…"),
            Fait(
                "Importé par",
                tableau.auteur,
                precision=f"le {timezone.localtime(tableau.horodatage):%d/%m/%Y}",
            ),
        ],
        "lignes": [
            (rubrique.label, quantites[rubrique], avant.get(rubrique), rubrique in COMPLEMENTAIRES)
            for rubrique in Rubrique
            if rubrique in quantites
        ],
        "evenements": evenements_de(tableau),
        "peut_importer": a_droit(request.user, TABLEAU_ANNUEL_IMPORTER),
    }
    return render(request, "medecine_legale/tableau_annuel.html", contexte)
