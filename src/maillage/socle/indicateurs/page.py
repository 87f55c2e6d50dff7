"""What the page of an indicator shows: sentence, charts, table, tags; and the figure for the home page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from maillage.socle.acces.portee import a_droit, perimetre
from maillage.socle.annuaire.models import Agent
from maillage.socle.indicateurs import phrase as mots
from maillage.socle.indicateurs.calcul import Ligne, Resultat, calculer, calculer_avec_serie, titre_axe
from maillage.socle.indicateurs.declarations import NON_RENSEIGNE, Indicateur
from maillage.socle.indicateurs.demande import Demande
from maillage.socle.indicateurs.enums import Sens
from maillage.socle.indicateurs.periode import MOIS_COURTS, Periode
from maillage.socle.indicateurs.rattachement import AUTRES

BARRES_MAX = 20


@dataclass(frozen=True)
class LigneAffichee:
    """A row of the table, with the address that narrows the page to it and the one of its records."""

    ligne: Ligne
    resserrer: str
    jugement: str


@dataclass(frozen=True)
class PageIndicateur:
    """Everything the template needs; no query is left to make."""

    demande: Demande
    serie: Resultat
    tableau: Resultat
    etiquettes: Sequence[tuple[str, str]]

    @property
    def lignes(self) -> list[LigneAffichee]:
        """Rows of the table."""
        return [
            LigneAffichee(ligne, self._resserrer(ligne), jugement(self.demande.indicateur, ligne.evolution))
            for ligne in self.tableau.lignes
        ]

    def _resserrer(self, ligne: Ligne) -> str:
        axe, cle = self.demande.par, ligne.cles[0]
        if axe in ("mois", "annee"):
            debut = Periode.lire(cle, cle) if axe == "mois" else Periode.annee(int(cle))
            return self.demande.adresse(
                periode=debut, par=next(iter(self.demande.indicateur.dimensions), "mois")
            )
        return "" if cle == AUTRES else self.demande.avec(axe, cle)

    @property
    def titre_tableau(self) -> str:
        """« Par profil »."""
        titre = titre_axe(self.demande.indicateur, self.demande.par)
        return f"Par {titre[:1].lower()}{titre[1:]}"

    @property
    def est_a_valeurs_multiples(self) -> bool:
        """Tell whether the rows overlap, so that they add up to more than the total."""
        dimension = self.demande.indicateur.dimensions.get(self.demande.par)
        return bool(dimension and dimension.est_multiple)

    @property
    def est_compare(self) -> bool:
        """Tell whether anything can be compared with a year ago."""
        return self.tableau.comparee is not None

    @property
    def courbe(self) -> dict[str, Any] | None:
        """The months, and those of a year before."""
        lignes = self.serie.lignes
        if len(lignes) <= 1 or all(ligne.valeur is None for ligne in lignes):
            return None
        annees = {ligne.cles[0][:4] for ligne in lignes}
        noms = (annees.pop(), "") if len(annees) == 1 else ("Période", "Un an avant")
        series = [(noms[0], [_arrondi(self.serie.indicateur, li.valeur) for li in lignes], False)]
        if any(ligne.precedent for ligne in lignes):
            nom = noms[1] or str(int(noms[0]) - 1)
            series.append((nom, [_arrondi(self.serie.indicateur, li.precedent) for li in lignes], True))
        return self._dessin(
            "courbes",
            f"{self.serie.indicateur.libelle} par mois",
            [_mois_court(ligne.cles[0], len(annees) > 0 or noms[0] == "Période") for ligne in lignes],
            series,
        )

    @property
    def barres(self) -> dict[str, Any] | None:
        """The breakdown, when it is neither time nor too long."""
        lignes = [ligne for ligne in self.tableau.lignes if ligne.valeur is not None]
        if self.demande.par in ("mois", "annee") or not 1 < len(lignes) <= BARRES_MAX:
            return None
        return self._dessin(
            "barres",
            self.demande.indicateur.libelle,
            [ligne.libelles[0] for ligne in lignes],
            [
                (
                    str(self.demande.periode),
                    [_arrondi(self.tableau.indicateur, ligne.valeur) for ligne in lignes],
                    False,
                )
            ],
        )

    def _dessin(
        self, forme: str, titre: str, categories: list[str], series: list[tuple[str, list[Any], bool]]
    ) -> dict[str, Any]:
        indicateur = self.demande.indicateur
        return {
            "forme": forme,
            "titre": titre,
            "categories": categories,
            "series": series,
            "unite": indicateur.unite[1],
            "decimales": mots.decimales(indicateur),
        }


def composer(demande: Demande, agent: Agent, jour: date) -> PageIndicateur:
    """Make both tables: by month, and by the breakdown asked."""
    serie, tableau = calculer_avec_serie(
        demande.indicateur, agent, demande.periode, demande.par, filtres=demande.filtres_de_calcul, jour=jour
    )
    libelles = {**serie.libelles, **tableau.libelles}
    etiquettes = []
    for axe, valeurs in demande.filtres.items():
        noms = [_nommer(demande, libelles.get(axe, {}), serie, axe, valeur) for valeur in valeurs]
        etiquettes.append((f"{titre_axe(demande.indicateur, axe)} : {', '.join(noms)}", demande.sans(axe)))
    return PageIndicateur(demande, serie, tableau, etiquettes)


def _nommer(demande: Demande, connus: Any, serie: Resultat, axe: str, valeur: str) -> str:
    if valeur == "":
        return NON_RENSEIGNE
    if valeur in connus:
        return str(connus[valeur])
    if axe in serie.noms:
        return serie.noms[axe].get(valeur, valeur)
    dimension = demande.indicateur.dimensions.get(axe)
    return dimension.nommer([valeur])[valeur] if dimension else valeur


def jugement(indicateur: Indicateur, evolution: Decimal | None) -> str:
    """Whether a movement is good or bad news; empty when the indicator does not say."""
    if not evolution or indicateur.sens == Sens.NEUTRE:
        return ""
    est_hausse = evolution > 0
    return "favorable" if est_hausse == (indicateur.sens == Sens.HAUSSE_FAVORABLE) else "defavorable"


@dataclass(frozen=True)
class ChiffreAccueil:
    """A figure for the home page, of the agent's perimeter since January."""

    libelle: str
    valeur: Decimal | None
    comparable: Decimal | None
    precedent: Decimal | None
    unite: str
    decimales: int
    serie: list[Decimal | None]
    url: str
    est_favorable_en_hausse: bool | None


def chiffre_cle(indicateur: Indicateur, agent: Agent, jour: date) -> ChiffreAccueil | None:
    """The year so far, over the agent's perimeter; None for whoever has none. One query and the perimeters.

    `comparable` covers the months that are over, as `precedent` does one year before.
    """
    if not a_droit(agent, indicateur.droit) or not perimetre(agent, indicateur.droit):
        return None
    annee = Periode.annee_en_cours(jour)
    resultat = calculer(indicateur, agent, annee, par=("mois",), filtres={"portee": ["perimetre"]}, jour=jour)
    return ChiffreAccueil(
        libelle=f"{indicateur.libelle}, {jour.year}",
        valeur=resultat.total.valeur,
        comparable=resultat.total.comparable,
        precedent=resultat.total.precedent,
        unite="%" if indicateur.est_pourcentage else "",
        decimales=mots.decimales(indicateur),
        serie=[ligne.valeur for ligne in resultat.lignes],
        url=reverse("indicateurs:indicateur", args=[indicateur.code]),
        est_favorable_en_hausse={Sens.HAUSSE_FAVORABLE: True, Sens.BAISSE_FAVORABLE: False}.get(
            indicateur.sens
        ),
    )


def _arrondi(indicateur: Indicateur, valeur: Decimal | None) -> Decimal | None:
    return None if valeur is None else mots.arrondir(valeur, mots.decimales(indicateur))


def _mois_court(code: str, avec_annee: bool) -> str:
    mois = Periode.lire(code, code).debut
    if avec_annee:
        return f"{mois.month:02d}/{mois.year % 100:02d}"
    return MOIS_COURTS[mois.month - 1]
