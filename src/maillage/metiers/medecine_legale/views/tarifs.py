"""The tariff on a day: values in force, those before, who published them."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from maillage.metiers.medecine_legale.actions.tarifs import COTATIONS, LETTRES, LISTES, MAJORATIONS
from maillage.metiers.medecine_legale.droits import MEMOIRE_LIRE
from maillage.metiers.medecine_legale.views.facturation import onglets
from maillage.socle.acces.droits import REFERENTIELS_GERER
from maillage.socle.acces.exiger import peut
from maillage.socle.acces.vues import RequeteAgent, lecture
from maillage.socle.echanges.models import Edition, Entree
from maillage.socle.interface.composants import Badge
from maillage.socle.interface.tableaux import Colonne, Tableau, tableau


def _montant(entree: Entree, colonne: str) -> str:
    brut = str(entree.complement.get(colonne) or "")
    return f"{brut}\N{NO-BREAK SPACE}€" if brut else ""


def _marque(entree: Entree) -> Badge | str:
    return Badge("À confirmer", "attention") if entree.est_a_confirmer else ""


SOURCE = Colonne("source", "Source", valeur=lambda e: e.complement.get("Source", ""))
DEPUIS = Colonne("date_debut", "Depuis le", genre="date")
JUSQUE = Colonne("date_fin", "Jusqu’au", genre="date")
MARQUE = Colonne("marque", "Vérification", valeur=_marque)
TABLES = (
    (
        LETTRES,
        "Lettres clés",
        [
            Colonne("code", "Lettre"),
            Colonne("libelle", "Désigne"),
            Colonne("valeur", "Valeur", genre="nombre", valeur=lambda e: _montant(e, "Valeur")),
        ],
    ),
    (
        COTATIONS,
        "Cotations",
        [
            Colonne("libelle", "Prestation"),
            Colonne("lettre", "Lettre", valeur=lambda e: e.complement.get("Lettre", "")),
            Colonne(
                "coefficient",
                "Coefficient",
                genre="nombre",
                valeur=lambda e: e.complement.get("Coefficient", ""),
            ),
        ],
    ),
    (
        MAJORATIONS,
        "Majorations, matériel et déplacements",
        [
            Colonne("libelle", "Objet"),
            Colonne("montant", "Montant", genre="nombre", valeur=lambda e: _montant(e, "Montant")),
        ],
    ),
)


@lecture(MEMOIRE_LIRE)
def tarif(request: RequeteAgent) -> HttpResponse:
    jour = parse_date(request.GET.get("jour", "")) or timezone.localdate()
    entrees = list(
        Entree.objects.filter(referentiel__code__in=LISTES)
        .select_related("referentiel", "edition")
        .order_by("ordre", "code", "-date_debut")
    )
    tables = []
    for code, titre, colonnes in TABLES:
        lignes = [entree for entree in entrees if entree.referentiel.code == code]
        actuelles = [entree for entree in lignes if _est_en_vigueur(entree, jour)]
        anciennes = [entree for entree in lignes if entree.date_fin and entree.date_fin < jour]
        tables.append(
            (
                titre,
                tableau(titre, [*colonnes, DEPUIS, SOURCE, MARQUE], actuelles),
                tableau(
                    f"{titre}, valeurs antérieures",
                    [*colonnes, DEPUIS, JUSQUE, MARQUE],
                    anciennes,
                    est_compact=True,
                )
                if anciennes
                else None,
            )
        )
    contexte = {
        "onglets": onglets(request.user),
        "jour": jour,
        "tables": tables,
        "editions": Edition.objects.filter(referentiel__code__in=LISTES)
        .select_related("referentiel", "auteur__personne")
        .order_by("-date_effet", "-id"),
        "peut_publier": peut(request.user, REFERENTIELS_GERER),
    }
    return render(request, "medecine_legale/tarif.html", contexte)


def _anterieures(titre: str, colonnes: list[Colonne], entrees: list[Entree]) -> Tableau | None:
    if not entrees:
        return None
    return tableau(
        f"{titre}, valeurs antérieures", [*colonnes, DEPUIS, JUSQUE, MARQUE], entrees, est_compact=True
    )


def _est_en_vigueur(entree: Entree, jour: dt.date) -> bool:
    commencee = entree.date_debut is None or entree.date_debut <= jour
    return commencee and (entree.date_fin is None or entree.date_fin >= jour)
