"""What every figure of the dashboard shares: what is asked, and how a breakdown becomes a chart and its table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection
from django.urls import reverse

from maillage.commun.textes import pourcentage
from maillage.metiers.medecine_legale.indicateurs import actes as ind
from maillage.metiers.medecine_legale.indicateurs.portees import Portee
from maillage.socle.annuaire.models import Agent
from maillage.socle.indicateurs import phrase as mots
from maillage.socle.indicateurs.calcul import Ligne, Resultat, calculer
from maillage.socle.indicateurs.declarations import CroisementImpossible, Indicateur
from maillage.socle.indicateurs.periode import MOIS_COURTS, Periode, code_mois
from maillage.socle.interface.composants import ChiffreCle

LIGNES_MAX = 15
STRUCTURES = """
SELECT count(DISTINCT organisation_id) FROM medecine_legale_cumul_mensuel
WHERE nombre > 0 AND mois BETWEEN %s AND %s AND (%s::bigint[] IS NULL OR organisation_id = ANY(%s::bigint[]))
"""


@dataclass(frozen=True)
class LigneBloc:
    """A row of a block's table."""

    libelle: str
    cellules: tuple[str, ...]
    lien: str = ""


@dataclass(frozen=True)
class Bloc:
    """A chart and its table; `adresse` opens the indicator on the same question."""

    titre: str
    entetes: tuple[str, ...]
    lignes: Sequence[LigneBloc]
    dessin: dict[str, Any] | None = None
    note: str = ""
    adresse: str = ""
    est_large: bool = False
    total: LigneBloc | None = None


@dataclass
class Tableau:
    """What is asked, shared by all the figures of a page; `memoire` saves queries."""

    agent: Agent
    periode: Periode
    portee: Portee
    jour: dt.date
    memoire: dict[str, list[int]] = field(default_factory=dict)

    def calculer(
        self,
        indicateur: Indicateur,
        par: Sequence[str] = (),
        filtres: Mapping[str, tuple[str, ...]] | None = None,
        portee: Portee | None = None,
    ) -> Resultat:
        return calculer(
            indicateur,
            self.agent,
            self.periode,
            par=par,
            filtres={**(portee or self.portee).filtres, **(filtres or {})},
            jour=self.jour,
            memoire=self.memoire,
        )

    # ---- blocks

    def bloc(
        self,
        axe: str,
        titre: str,
        *,
        indicateur: Indicateur = ind.ACTES,
        filtres: Mapping[str, tuple[str, ...]] | None = None,
        note: str = "",
        est_trie: bool = False,
        est_large: bool = False,
    ) -> Bloc | None:
        """A breakdown; None where it may not be asked, or where there is nothing."""
        try:
            resultat = self.calculer(indicateur, (axe,), filtres)
        except CroisementImpossible:
            return None
        lignes = [ligne for ligne in resultat.lignes if ligne.valeur or ligne.precedent or ligne.est_masquee]
        if est_trie:
            lignes.sort(key=lambda ligne: -(ligne.valeur or 0))
            if len(lignes) > LIGNES_MAX:
                note = f"Les {LIGNES_MAX} premiers sur {len(lignes)} ; tous dans le détail."
                lignes = lignes[:LIGNES_MAX]
        if not lignes:
            return None
        dimension = indicateur.dimensions.get(axe)
        est_multiple = bool(dimension and dimension.est_multiple)
        if est_multiple and not note:
            note = "Un acte peut compter dans plusieurs lignes ; le total le compte une fois."
        total = None if indicateur.est_ratio else resultat.total
        return Bloc(
            titre,
            self._entetes(indicateur, total),
            [self._ligne(ligne, total) for ligne in lignes],
            self._barres(titre, indicateur, lignes),
            note,
            self.adresse(indicateur, axe, filtres),
            est_large,
            self._ligne(resultat.total, total),
        )

    @staticmethod
    def _entetes(indicateur: Indicateur, total: Ligne | None) -> tuple[str, ...]:
        part = () if total is None else ("Part",)
        return ("", indicateur.unite[1].capitalize(), *part, "Un an avant", "Évolution")

    @staticmethod
    def _ligne(ligne: Ligne, total: Ligne | None) -> LigneBloc:
        """A row; with a total, the share of it."""
        part: tuple[str, ...] = ()
        if total is not None:
            connue = ligne.valeur is not None and total.valeur
            part = (pourcentage(ligne.valeur / total.valeur) if connue else "–",)  # type: ignore[operator]
        return LigneBloc(
            ligne.libelles[0] if ligne.libelles else "Total",
            (ligne.texte, *part, ligne.texte_precedent, ligne.texte_evolution or "–"),
            ligne.lien,
        )

    def _barres(self, titre: str, indicateur: Indicateur, lignes: Sequence[Ligne]) -> dict[str, Any] | None:
        connues = [ligne for ligne in lignes if ligne.valeur is not None]
        if len(connues) < 2:  # noqa: PLR2004 (one bar compares with nothing)
            return None
        valeurs = [
            mots.arrondir(ligne.valeur, mots.decimales(indicateur))
            for ligne in connues
            if ligne.valeur is not None
        ]
        return {
            "forme": "barres",
            "titre": titre,
            "categories": [ligne.libelles[0] for ligne in connues],
            "series": [(str(self.periode), valeurs, False)],
            "unite": indicateur.unite[1],
            "decimales": mots.decimales(indicateur),
            "sans_table": True,
        }

    def par_mois(
        self,
        titre: str,
        indicateur: Indicateur = ind.ACTES,
        filtres: Mapping[str, tuple[str, ...]] | None = None,
    ) -> Bloc:
        """The months, with those of a year before."""
        resultat = self.calculer(indicateur, ("mois",), filtres)
        lignes = resultat.lignes

        def serie(champ: str) -> list[Decimal | None]:
            valeurs = [getattr(ligne, champ) for ligne in lignes]
            return [None if v is None else mots.arrondir(v, mots.decimales(indicateur)) for v in valeurs]

        annees = {ligne.cles[0][:4] for ligne in lignes}
        noms = (
            (annees.pop(), str(self.periode.debut.year - 1))
            if len(annees) == 1
            else ("Période", "Un an avant")
        )
        series = [(noms[0], serie("valeur"), False)]
        if any(ligne.precedent for ligne in lignes):
            series.append((noms[1], serie("precedent"), True))
        dessin = None
        if len(lignes) > 1 and any(ligne.valeur is not None for ligne in lignes):
            dessin = {
                "forme": "courbes",
                "titre": titre,
                "categories": [MOIS_COURTS[int(ligne.cles[0][5:]) - 1] for ligne in lignes],
                "series": series,
                "unite": indicateur.unite[1],
                "decimales": mots.decimales(indicateur),
                "sans_table": True,
            }
        return Bloc(
            titre,
            self._entetes(indicateur, None),
            [self._ligne(ligne, None) for ligne in lignes],
            dessin,
            "",
            self.adresse(indicateur, "mois", filtres),
            est_large=True,
            total=self._ligne(resultat.total, None),
        )

    def carte(self, titre: str, filtres: Mapping[str, tuple[str, ...]] | None = None) -> Bloc | None:
        """Départements, as a map and a table."""
        resultat = self.calculer(ind.ACTES, ("departement",), filtres)
        lignes = [ligne for ligne in resultat.lignes if ligne.cles[0]]
        if len(lignes) < 2:  # noqa: PLR2004 (a map of one département says nothing)
            return None
        dessin = {
            "forme": "carte",
            "titre": titre,
            "valeurs": {ligne.cles[0]: ligne.valeur for ligne in lignes},
            "noms": {ligne.cles[0]: ligne.libelles[0] for ligne in lignes},
            "textes": {ligne.cles[0]: ligne.texte for ligne in lignes},
            "unite": ind.ACTES.unite[1],
            "decimales": 0,
            "sans_table": True,
        }
        return Bloc(
            titre,
            self._entetes(ind.ACTES, resultat.total),
            [self._ligne(ligne, resultat.total) for ligne in lignes],
            dessin,
            "Chaque carreau est un département, à la place de la structure ; tous ont la même taille.",
            self.adresse(ind.ACTES, "departement", filtres),
            est_large=True,
            total=self._ligne(resultat.total, resultat.total),
        )

    def adresse(
        self, indicateur: Indicateur, axe: str, filtres: Mapping[str, tuple[str, ...]] | None = None
    ) -> str:
        """The indicator's own page, on the same question."""
        parametres = [
            ("debut", code_mois(self.periode.debut)),
            ("fin", code_mois(self.periode.fin)),
            ("portee", "perimetre" if self.portee.est_locale else "national"),
            ("par", axe),
        ]
        for nom, valeurs in {**self.portee.filtres, **(filtres or {})}.items():
            if nom != "portee":
                parametres += [(nom, valeur) for valeur in valeurs]
        requete = "&".join(f"{nom}={valeur}" for nom, valeur in parametres)
        return f"{reverse('indicateurs:indicateur', args=[indicateur.code])}?{requete}"

    # ---- key figures

    def chiffre(
        self, libelle: str, indicateur: Indicateur, filtres: Mapping[str, tuple[str, ...]] | None = None
    ) -> ChiffreCle:
        total = self.calculer(indicateur, (), filtres).total
        unite = "" if indicateur.unite[0] in ("acte", "absence") else indicateur.unite[1]
        return ChiffreCle(
            libelle,
            total.valeur,
            unite,
            precedent=total.precedent,
            comparable=total.comparable,
            decimales=mots.decimales(indicateur),
            url=self.adresse(indicateur, "mois", filtres),
        )

    def moyenne(self, actes: ChiffreCle) -> ChiffreCle:
        """Acts a day and a structure: over the days gone by, and the structures that did at least one act."""
        fin = min(self.periode.dernier_jour, self.jour)
        jours = (fin - self.periode.debut).days + 1
        organisations = None if self.portee.organisations is None else list(self.portee.organisations)
        with connection.cursor() as curseur:
            curseur.execute(STRUCTURES, [self.periode.debut, self.periode.fin, organisations, organisations])
            (structures,) = curseur.fetchone()
        valeur = None
        if actes.valeur is not None and structures and jours > 0:
            valeur = Decimal(actes.valeur) / jours / structures
        return ChiffreCle("Actes par jour et par structure", valeur, decimales=2)
