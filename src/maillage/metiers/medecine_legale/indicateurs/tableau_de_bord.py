"""The dashboard: which figures on which tab, each chart with its table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection
from django.urls import reverse

from maillage.commun.textes import nombre, pourcentage
from maillage.metiers.medecine_legale.enums import Profil
from maillage.metiers.medecine_legale.indicateurs import actes as ind
from maillage.metiers.medecine_legale.indicateurs.portees import Portee, national, region_de
from maillage.metiers.medecine_legale.models import table_actes
from maillage.socle.annuaire.models import Agent
from maillage.socle.indicateurs import phrase as mots
from maillage.socle.indicateurs.calcul import Ligne, Resultat, calculer
from maillage.socle.indicateurs.declarations import CroisementImpossible, Indicateur
from maillage.socle.indicateurs.periode import MOIS_COURTS, Periode, code_mois
from maillage.socle.interface.composants import ChiffreCle

LIGNES_MAX = 15
THANATO = {"profil": (Profil.DECEDEE.value,)}
STRUCTURES = """
SELECT count(DISTINCT organisation_id) FROM medecine_legale_cumul_mensuel
WHERE nombre > 0 AND mois BETWEEN %s AND %s AND (%s::bigint[] IS NULL OR organisation_id = ANY(%s::bigint[]))
"""


def vivants() -> dict[str, tuple[str, ...]]:
    """Profiles in which a living person is examined, those added since included."""
    profils = table_actes().profils.values()
    codes = (p.code for p in profils if p.concerne_une_personne and p.code != Profil.DECEDEE)
    return {"profil": tuple(codes)}


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
            self._adresse(indicateur, axe, filtres),
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
            self._adresse(indicateur, "mois", filtres),
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
            self._adresse(ind.ACTES, "departement", filtres),
            est_large=True,
            total=self._ligne(resultat.total, resultat.total),
        )

    def _adresse(
        self, indicateur: Indicateur, axe: str, filtres: Mapping[str, tuple[str, ...]] | None
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
            url=self._adresse(indicateur, "mois", filtres),
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


def existants(*blocs: Bloc | None) -> list[Bloc]:
    return [bloc for bloc in blocs if bloc is not None]


def onglet_global(tableau: Tableau) -> tuple[list[ChiffreCle], list[Bloc]]:
    actes = tableau.chiffre("Actes réalisés", ind.ACTES)
    chiffres = [
        actes,
        tableau.chiffre("Vivants", ind.ACTES, vivants()),
        tableau.chiffre("Personnes décédées", ind.ACTES, THANATO),
        tableau.chiffre("Dépositions aux assises", ind.ACTES, {"profil": (Profil.ASSISES.value,)}),
        tableau.chiffre("Reconstitutions", ind.ACTES, {"profil": (Profil.RECONSTITUTION.value,)}),
        tableau.moyenne(actes),
        tableau.chiffre("Actes par procès-verbal", ind.ACTES_PAR_PV),
        tableau.chiffre("Actes partageant leur procès-verbal", ind.PART_PV_PARTAGES),
    ]
    blocs = existants(
        tableau.par_mois("Actes réalisés par mois"),
        tableau.bloc("profil", "Par profil"),
        tableau.bloc("rattachement", "Par numéro de procès-verbal"),
        tableau.bloc("reseau", "Par réseau"),
        tableau.bloc("heure", "Par heure de début"),
        tableau.bloc("delai", "Délai de la réquisition à l’acte"),
        comparaison(tableau),
        tableau.bloc("requerant", "Par service requérant", est_trie=True),
        tableau.bloc("juridiction", "Par juridiction", est_trie=True),
        tableau.bloc("region", "Par région") if tableau.portee.code == "national" else None,
        tableau.carte("Par département"),
    )
    return chiffres, blocs


def onglet_vivant(tableau: Tableau, profil: str) -> tuple[list[ChiffreCle], list[Bloc]]:
    """The living, or one of their profiles. Every figure has the filter: an autopsy's toxicology is not among them."""
    tous = vivants()
    filtres = {"profil": (profil,)} if profil in tous["profil"] else tous
    actes = tableau.chiffre("Actes sur des vivants", ind.ACTES, filtres)
    chiffres = [
        actes,
        tableau.moyenne(actes),
        tableau.chiffre("Recueils de preuves sans plainte", ind.PART_HORS_REQUISITION, filtres),
        tableau.chiffre("Absences", ind.ABSENCES, filtres),
    ]
    est_victime = filtres["profil"] in (tous["profil"], (Profil.VICTIME.value,))
    violences = {"profil": (Profil.VICTIME.value,)}
    blocs = existants(
        tableau.par_mois("Actes sur des vivants par mois", filtres=filtres),
        tableau.bloc("profil", "Par profil", filtres=filtres) if filtres is tous else None,
        tableau.bloc("rattachement", "Par numéro de procès-verbal", filtres=filtres),
        tableau.bloc("type_examen", "Par type d’examen", filtres=filtres),
        tableau.bloc("periode_journee", "Par moment de la journée", filtres=filtres),
        tableau.bloc("examen", "Par examen complémentaire", filtres=filtres),
        tableau.bloc("age", "Par âge", filtres=filtres),
        tableau.bloc("genre", "Par genre", filtres=filtres),
        tableau.bloc("nature", "Victimes : nature des violences", filtres=violences) if est_victime else None,
        tableau.bloc("contexte", "Victimes : contexte des violences", filtres=violences)
        if est_victime
        else None,
        tableau.bloc("statut", "Absences, comptées à part", indicateur=ind.ABSENCES, filtres=filtres),
        tableau.carte("Par département", filtres),
    )
    return chiffres, blocs


def onglet_thanato(tableau: Tableau) -> tuple[list[ChiffreCle], list[Bloc]]:
    actes = tableau.chiffre("Actes sur des personnes décédées", ind.ACTES, THANATO)
    chiffres = [actes, tableau.moyenne(actes)]
    blocs = existants(
        tableau.par_mois("Actes sur des personnes décédées par mois", filtres=THANATO),
        tableau.bloc("type_examen", "Par type d’examen", filtres=THANATO),
        tableau.bloc("examen", "Par examen complémentaire", filtres=THANATO),
        tableau.bloc("rattachement", "Par numéro de procès-verbal", filtres=THANATO),
        tableau.bloc("periode_journee", "Par moment de la journée", filtres=THANATO),
        tableau.bloc("age", "Par âge", filtres=THANATO),
        tableau.bloc("genre", "Par genre", filtres=THANATO),
        tableau.carte("Par département", THANATO),
    )
    return chiffres, blocs


COMPARES: tuple[tuple[str, Indicateur, Mapping[str, tuple[str, ...]]], ...] = (
    ("Délai de la réquisition à l’acte", ind.DELAI_EXAMEN, {}),
    ("Délai jusqu’au certificat remis", ind.DELAI_REMISE, {}),
    ("Actes par procès-verbal", ind.ACTES_PAR_PV, {}),
    ("Recueils de preuves sans plainte", ind.PART_HORS_REQUISITION, {}),
)


def comparaison(tableau: Tableau) -> Bloc | None:
    """One's own ratios beside those of the région and of the country."""
    if tableau.portee.code == "national":
        return None
    lignes = []
    region = region_de(tableau.portee.organisations) if tableau.portee.est_locale else ""
    portees = [
        tableau.portee,
        *([Portee("region", "Région", {"region": (region,)})] if region else []),
        national(),
    ]
    for libelle, indicateur, filtres in COMPARES:
        textes = [tableau.calculer(indicateur, (), filtres, portee).total.texte for portee in portees]
        lignes.append(LigneBloc(f"{libelle} ({indicateur.unite[1]})", tuple(textes)))
    return Bloc("Comparaison", ("", *(portee.libelle for portee in portees)), lignes)


def phrase(tableau: Tableau, chiffres: Sequence[ChiffreCle]) -> str:
    """What the page says first."""
    premier = chiffres[0]
    suite = f", {premier.difference}" if premier.difference else ""
    comparee = tableau.periode.complete(tableau.jour)
    if suite and comparee and comparee != tableau.periode:
        suite += f" ({comparee.sans_annee})"
    valeur = "masqué par le secret statistique" if premier.valeur is None else nombre(premier.valeur, 0)
    return f"{premier.libelle}, {tableau.portee.libelle}, {tableau.periode} : {valeur}{suite}"
