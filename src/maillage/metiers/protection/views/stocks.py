"""Stock and flux by court, month by month; availability and over-capacity by département. Printable, exportable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from maillage.commun.calendrier import ajouter_mois
from maillage.commun.tableur import Feuille, ecrire_csv, ecrire_ods, ecrire_xlsx
from maillage.commun.textes import compter, nombre
from maillage.metiers.protection.droits import STATISTIQUES_LIRE
from maillage.metiers.protection.enums import Champ, LieuVie, Nature, TypeMandataire
from maillage.metiers.protection.forms.stocks import LIGNES, StocksForm, nom_mois
from maillage.metiers.protection.indicateurs import (
    Ligne,
    regrouper,
    serie,
    stock_et_flux,
    total,
    tribunaux_suivis,
)
from maillage.metiers.protection.indicateurs.disponibilites import disponibilites
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.acces.vues import RequeteAgent, lecture
from maillage.socle.annuaire.models import Organisation
from maillage.socle.interface.graphiques import Serie, courbes

MOIS_DE_COURBE = 13
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
ENUMERATIONS: dict[str, Any] = {
    "type_gestionnaire": TypeMandataire,
    "nature": Nature,
    "champ": Champ,
    "lieu_vie": LieuVie,
}
ENTETES = (
    "Stock au début", "Ouvertures et réouvertures", "Transferts entrants", "Changements", "Sorties",
    "Transferts sortants", "Stock à la fin",
)  # fmt: skip


@dataclass
class Rangee:
    """A line of the table, in words."""

    libelle: str
    ligne: Ligne

    @property
    def valeurs(self) -> list[int]:
        ligne = self.ligne
        return [
            ligne.debut,
            ligne.entrees,
            ligne.transferts_entrants,
            ligne.changements,
            ligne.sorties,
            ligne.transferts_sortants,
            ligne.fin,
        ]

    @property
    def textes(self) -> list[str]:
        return [nombre(valeur) for valeur in self.valeurs]


class Page:
    """What is asked, counted."""

    def __init__(self, request: RequeteAgent) -> None:
        self.form = StocksForm(request.GET, aujourd_hui=timezone.localdate())
        self.debut, self.fin = self.form.periode
        self.tribunaux = tribunaux_suivis(request.user)
        axe = self.form.axe
        lignes = stock_et_flux(
            self.debut,
            self.fin,
            axes=["tribunal" if axe == "departement" else axe],
            tribunaux=list(self.tribunaux),
            criteres=self.form.criteres,
        )
        if axe == "departement":
            departements = {(pk,): (_departement(cour),) for pk, cour in self.tribunaux.items()}
            lignes = regrouper(lignes, departements)  # type: ignore[arg-type]
        self.rangees = sorted(
            (Rangee(self._libelle(axe, ligne.cle[0]), ligne) for ligne in lignes),
            key=lambda rangee: rangee.libelle,
        )
        self.total = Rangee("Total", total(lignes))
        self.titre_axe = LIGNES[axe]

    def _libelle(self, axe: str, cle: str | int) -> str:
        if axe == "tribunal":
            return self.tribunaux[int(cle)].nom
        if axe == "departement":
            return str(cle)
        return str(dict(ENUMERATIONS[axe].choices).get(cle) or "Non précisé")

    @property
    def periode(self) -> str:
        if self.debut == self.fin:
            return nom_mois(self.debut)
        return f"{nom_mois(self.debut)} à {nom_mois(self.fin)}"

    @property
    def est_equilibree(self) -> bool:
        return all(rangee.ligne.est_equilibree for rangee in [*self.rangees, self.total])

    @property
    def phrase(self) -> str:
        ligne = self.total.ligne
        ecart = ligne.fin - ligne.debut
        sens = "stable" if not ecart else f"{'+' if ecart > 0 else '−'}{nombre(abs(ecart))}"
        return (
            f"{compter(ligne.fin, 'mesure')} fin {nom_mois(self.fin)}, {sens} depuis le début de la période"
        )

    def courbe(self) -> Any:
        debut = ajouter_mois(self.fin, -(MOIS_DE_COURBE - 1))
        mois = serie(debut, self.fin, tribunaux=list(self.tribunaux), criteres=self.form.criteres)
        noms = [f"{un.month:02d}/{un:%y}" for un, _ in mois]
        return courbes(
            "Mesures en cours à la fin de chaque mois",
            noms,
            [Serie("Mesures", [ligne.fin for _, ligne in mois])],
            unite="mesures",
            est_pleine_largeur=True,
        )

    def feuille(self) -> Feuille:
        return Feuille("Stock et flux", [self.titre_axe, *ENTETES, "Contrôle"], self._cellules())

    def _cellules(self) -> Iterator[Sequence[object]]:
        for rangee in [*self.rangees, self.total]:
            controle = "équilibré" if rangee.ligne.est_equilibree else "écart"
            yield [rangee.libelle, *rangee.valeurs, controle]


def _departement(cour: Organisation) -> str:
    return str(cour.commune.departement.nom) if cour.commune else "Sans commune"


@lecture(STATISTIQUES_LIRE)
@require_safe
def stocks(request: RequeteAgent) -> HttpResponse:
    page = Page(request)
    contexte = {
        "titre": "Stock et flux",
        "page": page,
        "courbe": page.courbe() if page.rangees else None,
        "entetes": ENTETES,
        "formats": list(FORMATS),
        "requete": request.GET.urlencode(),
        "aujourd_hui": timezone.localdate(),
    }
    return render(request, "protection/stocks.html", contexte)


@lecture(STATISTIQUES_LIRE)
@require_safe
def exporter_stocks(request: RequeteAgent, format_: str) -> HttpResponseBase:
    page = Page(request)
    notice = Feuille(
        "Définition",
        ["Élément", "Texte"],
        [
            ("Période", page.periode),
            ("Critères", ", ".join(page.form.criteres.values()) or "Aucun"),
            ("Contrôle", "Stock au début + entrées + transferts entrants + changements − sorties − transferts"
             " sortants = stock à la fin"),
            ("Changements", "Un changement de nature, de champ ou de lieu n’est ni une entrée ni une sortie"),
            ("Transferts", "Sorties d’un mandataire vers un autre : la protection continue"),
        ],
    )  # fmt: skip
    return fichier([page.feuille(), notice], format_, f"stock-et-flux_{page.debut:%Y-%m}_{page.fin:%Y-%m}")


@lecture(STATISTIQUES_LIRE)
@require_safe
def capacites(request: RequeteAgent) -> HttpResponse:
    """What is authorised, held and free, by département and kind of professional; nobody counted twice."""
    lignes = disponibilites(request.user)
    contexte = {
        "titre": "Capacités",
        "departements": lignes,
        "total": sum((ligne.total for ligne in lignes), start=type(lignes[0].total)()) if lignes else None,
        "formats": list(FORMATS),
        "jour": timezone.localdate(),
    }
    return render(request, "protection/capacites.html", contexte)


@lecture(STATISTIQUES_LIRE)
@require_safe
def exporter_capacites(request: RequeteAgent, format_: str) -> HttpResponseBase:
    entetes = [
        "Département", "Type", "Inscrits", "Capacité", "En cours", "En attente", "Places disponibles", "Surcapacité",
        "Interrompus", "Capacité non renseignée", "Points tenus",
    ]  # fmt: skip
    lignes = [
        [departement.nom, somme.libelle, somme.inscrits, somme.capacite, somme.en_cours, somme.en_attente,
         somme.disponibles, somme.surcapacite, somme.interrompus, somme.sans_capacite, somme.points]
        for departement in disponibilites(request.user)
        for somme in [*departement.par_type, departement.total]
    ]  # fmt: skip
    return fichier(
        [Feuille("Capacités", entetes, lignes)], format_, f"capacites_{timezone.localdate():%Y-%m-%d}"
    )


def fichier(feuilles: list[Feuille], format_: str, nom: str) -> HttpResponseBase:
    if format_ not in FORMATS:
        raise AccesRefuse("Ce format n’existe pas.")
    reponse: HttpResponseBase
    if format_ == "csv":
        reponse = StreamingHttpResponse(ecrire_csv(feuilles[0]), content_type=FORMATS["csv"])
    else:
        with TemporaryDirectory() as dossier:
            chemin = Path(dossier) / f"export.{format_}"
            (ecrire_xlsx if format_ == "xlsx" else ecrire_ods)(chemin, feuilles)
            reponse = FileResponse(chemin.open("rb"), content_type=FORMATS[format_])
    reponse["Content-Disposition"] = f'attachment; filename="{nom}.{format_}"'
    reponse["Cache-Control"] = "private, no-store"
    return reponse
