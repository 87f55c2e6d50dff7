"""Answering a question about an indicator, for one agent: figures, comparison with a year ago, secrecy, links.

Three circles. Where the agent may read the facts (`droit_fait`), figures are exact, small ones included, and lead to
the records. In the perimeter of the indicator's right (`droit`), figures are given by structure. Elsewhere only sums
of several structures are. Outside the first circle small cells are hidden, with enough others that they cannot be
worked out (`secret`): the whole table of all the dimensions in play, filters included, is protected before the part
asked is cut out of it, so that changing the filters teaches nothing more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from itertools import product
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode

from maillage.socle.acces.exiger import AccesRefuse, exiger
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent
from maillage.socle.indicateurs import phrase as mots
from maillage.socle.indicateurs.calcul.resultat import Ligne, Resultat
from maillage.socle.indicateurs.cube import TOUT, Axe, Cube
from maillage.socle.indicateurs.declarations import CroisementImpossible, Indicateur
from maillage.socle.indicateurs.periode import Periode, code_mois, nommer_mois
from maillage.socle.indicateurs.rattachement import (
    AUTRES,
    TERRITOIRES,
    Rattachement,
    organisations_presentes,
    par_organisation,
    par_portee,
    par_territoire,
)
from maillage.socle.indicateurs.requete import Question

AXES_ORGANISATION = ("organisation", "portee", *TERRITOIRES)
TEMPS = ("mois", "annee")
Filtres = Mapping[str, Sequence[str]]


def calculer(
    indicateur: Indicateur,
    agent: Agent,
    periode: Periode,
    *,
    filtres: Filtres | None = None,
    par: Sequence[str] = (),
    jour: date | None = None,
    memoire: dict[str, list[int]] | None = None,
    est_public: bool = False,
) -> Resultat:
    """Answer. Costs one query, plus one for each axis on organisations, plus the agent's perimeters.

    `filtres`: axis → accepted values; `par`: axes of the rows (`mois`, `annee`, `organisation`, `portee`, territories,
    dimensions). Raises AccesRefuse on an organisation out of the perimeter, CroisementImpossible, ValueError on an
    unknown axis. `memoire`, shared between several questions of one page, saves a query. `est_public`: as whoever reads
    no fact and has no perimeter would see it, for what is published.
    """
    exiger(agent, indicateur.droit)
    return _Calcul(
        indicateur,
        agent,
        periode,
        filtres or {},
        tuple(par),
        jour or timezone.localdate(),
        {} if memoire is None else memoire,
        est_public=est_public,
    ).resultat()


def calculer_avec_serie(
    indicateur: Indicateur, agent: Agent, periode: Periode, par: str, *, filtres: Filtres, jour: date
) -> tuple[Resultat, Resultat]:
    """Answer by month, and by `par`. One reading when the figures are exact: months are margins of the breakdown.

    Elsewhere each is asked by itself, as what is hidden depends on the table that is protected.
    """
    exiger(agent, indicateur.droit)
    memoire: dict[str, list[int]] = {}
    calcul = _Calcul(indicateur, agent, periode, filtres, (par,), jour, memoire, est_public=False)
    tableau = calcul.resultat()
    if par in TEMPS or calcul.est_exact:
        return calcul.resultat(("mois",)), tableau
    serie = _Calcul(indicateur, agent, periode, filtres, ("mois",), jour, memoire, est_public=False)
    return serie.resultat(), tableau


class _Calcul:
    def __init__(
        self,
        indicateur: Indicateur,
        agent: Agent,
        periode: Periode,
        filtres: Filtres,
        par: tuple[str, ...],
        jour: date,
        memoire: dict[str, list[int]],
        *,
        est_public: bool,
    ) -> None:
        self.indicateur, self.periode, self.par = indicateur, periode, par
        self.filtres = {axe: tuple(dict.fromkeys(valeurs)) for axe, valeurs in filtres.items() if valeurs}
        self.jour, self.memoire = jour, memoire
        self.comparee = periode.complete(jour)
        self.detaillees = frozenset() if est_public else perimetre(agent, indicateur.droit)
        self.connues = self.detaillees
        if indicateur.droit_fait and not est_public:
            self.connues = perimetre(agent, indicateur.droit_fait)
        inconnus = {*self.filtres, *par} - {*indicateur.dimensions, *AXES_ORGANISATION, *TEMPS}
        if inconnus or set(TEMPS) & set(self.filtres):
            raise ValueError(f"Axe inconnu : {', '.join(sorted(inconnus or TEMPS))}")
        dimensions = [a for a in (*par, *self.filtres) if a in indicateur.dimensions]
        self.cumul = indicateur.cumul_pour(dimensions)
        self.mesures = tuple(dict.fromkeys(("nombre", *indicateur.mesures)))
        self.rattachements = self._rattacher()
        self.organisations = self._organisations_filtrees()
        self.est_exact = self.organisations is not None and set(self.organisations) <= self.connues
        self._refuser_les_dimensions_reservees(dimensions)
        self.axes = self._axes()

    # ---- what to read

    def _rattacher(self) -> dict[str, Rattachement]:
        axes = [a for a in dict.fromkeys((*self.par, *self.filtres)) if a in AXES_ORGANISATION]
        if not axes:
            return {}
        presentes = self._presentes(axes)
        rattachements = {}
        for axe in axes:
            if axe == "organisation":
                self._exiger_le_perimetre()
                rattachements[axe] = par_organisation(presentes, self.detaillees)
            elif axe == "portee":
                rattachements[axe] = par_portee(presentes, self.detaillees)
            else:
                rattachements[axe] = par_territoire(axe, presentes, self.detaillees)
        return rattachements

    def _presentes(self, axes: Sequence[str]) -> Collection[int]:
        """Organisations to place on the axes: those that have facts, or the perimeter when it alone is asked."""
        if axes == ["portee"] and self.filtres.get("portee") == ("perimetre",):
            return self.detaillees
        if self.cumul.table not in self.memoire:
            self.memoire[self.cumul.table] = organisations_presentes(self.cumul)
        return self.memoire[self.cumul.table]

    def _refuser_les_dimensions_reservees(self, dimensions: Sequence[str]) -> None:
        if self.est_exact:
            return
        for code in dimensions:
            if self.indicateur.dimensions[code].est_reservee:
                nom = self.indicateur.dimensions[code].libelle.lower()
                raise CroisementImpossible(
                    f"Le détail par {nom} n’est donné que pour les structures dont vous lisez les dossiers :"
                    " choisissez votre périmètre, ou une structure."
                )

    def _exiger_le_perimetre(self) -> None:
        for valeur in self.filtres.get("organisation", ()):
            if not valeur.isdecimal() or int(valeur) not in self.detaillees:
                raise AccesRefuse("Cette structure n’existe pas, ou vous n’y avez pas accès.")

    def _organisations_filtrees(self) -> list[int] | None:
        """Organisations that the filters leave; None when they leave them all."""
        filtres = [(self.rattachements[a], v) for a, v in self.filtres.items() if a in AXES_ORGANISATION]
        if not filtres:
            return None
        premieres = filtres[0][0].categorie_de
        return [o for o in sorted(premieres) if all(r.categorie_de[o] in v for r, v in filtres)]

    def _axes(self) -> list[str]:
        demandes = [a for a in self.par if a not in TEMPS]
        if self.est_exact:
            return list(dict.fromkeys(demandes))
        return list(dict.fromkeys([*demandes, *self.filtres]))

    @cached_property
    def question(self) -> Question:
        precedente = self.periode.un_an_avant()
        debut, fin = precedente.debut, self.periode.fin
        filtres: dict[str, tuple[str, ...]] = {}
        if self.est_exact:
            filtres = {a: v for a, v in self.filtres.items() if a not in AXES_ORGANISATION}
        else:  # whole years, of which the part asked is then cut out
            debut, fin = debut.replace(month=1), fin.replace(month=12)
        return Question(
            self.cumul,
            self.mesures,
            debut,
            fin,
            axes=self.axes,
            rattachements={a: r for a, r in self.rattachements.items() if a in self.axes},
            filtres=filtres,
            organisations=self.organisations if self.est_exact else None,
            connues=() if self.est_exact else sorted(self.connues),
        )

    # ---- what it gives

    def resultat(self, par: tuple[str, ...] | None = None) -> Resultat:
        """Rows by the axes of the question, or by others of the same table."""
        par = self.par if par is None else par
        libelles = {axe: self._libelles(rang, axe) for rang, axe in enumerate(self.axes, start=1)}
        cles = product(*(self._cles(axe, libelles) for axe in par))
        lignes = [self._ligne(dict(zip(par, c, strict=True)), libelles) for c in cles]
        if any(axe not in TEMPS for axe in par):
            lignes = [li for li in lignes if li.valeur or li.precedent or li.est_masquee]
        return Resultat(
            self.indicateur,
            self.periode,
            self.comparee,
            self.filtres,
            par,
            self._ligne({}, libelles),
            lignes,
            libelles,
            self.est_exact,
            self.question.sql()[0],
            self.cumul,
            {axe: rattachement.libelles for axe, rattachement in self.rattachements.items()},
        )

    @cached_property
    def cube(self) -> Cube:
        multiples = {d.code for d in self.cumul.dimensions if d.est_multiple}
        vides = Rattachement({}, {})
        axes = [Axe("mois")]
        for code in self.axes:
            rattachement = self.rattachements.get(code, vides)
            axes.append(Axe(code, code in multiples, rattachement.parent_de, rattachement.sensibles))
        cube = Cube(axes, self.mesures, masque_les_unions=not self.est_exact)
        nombre, largeur = len(self.mesures), len(axes)
        for ligne in self.question.lire():
            categories = (code_mois(ligne[0]), *ligne[1:largeur])
            valeurs = ligne[largeur : largeur + nombre]
            hors = ligne[largeur + nombre :] if self.question.connues else valeurs
            cube.ajouter(categories, valeurs, None if self.est_exact else hors)
        if not self.est_exact:
            comptes = ["nombre"]
            if self.indicateur.est_ratio:
                comptes = list(dict.fromkeys(["nombre", *self.indicateur.mesures]))
            cube.proteger(comptes, self.indicateur.seuil_secret)
        return cube

    def _libelles(self, rang: int, axe: str) -> dict[str, str]:
        categories = self.cube.categories(rang)
        if axe in self.rattachements:
            return {c: nom for c, nom in self.rattachements[axe].libelles.items() if c in categories}
        return self.indicateur.dimensions[axe].nommer(categories)

    def _cles(self, axe: str, libelles: Mapping[str, Mapping[str, str]]) -> list[str]:
        if axe == "mois":
            return [code_mois(mois) for mois in self.periode.mois]
        if axe == "annee":
            return list(dict.fromkeys(str(mois.year) for mois in self.periode.mois))
        retenues = self.filtres.get(axe)
        return [c for c in libelles[axe] if self.est_exact or retenues is None or c in retenues]

    def _ligne(self, donnees: Mapping[str, str], libelles: Mapping[str, Mapping[str, str]]) -> Ligne:
        periode, comparee = self._periode_de(donnees, self.periode), None
        if self.comparee:
            comparee = self._periode_de(donnees, self.comparee)
        valeur, est_masquee = self._valeur(periode, donnees)
        avant, est_avant_masque = self._valeur(comparee.un_an_avant() if comparee else None, donnees)
        comparable, est_comparable_masque = valeur, est_masquee
        if comparee != periode:
            comparable, est_comparable_masque = self._valeur(comparee, donnees)
        ecart = None
        if not (est_avant_masque or est_comparable_masque):
            ecart = mots.evolution(self.indicateur, comparable, avant)
        return Ligne(
            tuple(donnees.values()),
            tuple(self._libelle(axe, cle, libelles) for axe, cle in donnees.items()),
            valeur,
            avant,
            ecart,
            est_masquee,
            est_avant_masque,
            comparable,
            self._lien(donnees, periode),
            self.indicateur,
        )

    @staticmethod
    def _periode_de(donnees: Mapping[str, str], periode: Periode) -> Periode | None:
        """The part of the period that a row is about."""
        if "mois" in donnees:
            voulue = Periode.lire(donnees["mois"], donnees["mois"])
        elif "annee" in donnees:
            voulue = Periode.annee(int(donnees["annee"]))
        else:
            return periode
        return periode.commune(voulue)

    def _valeur(self, periode: Periode | None, donnees: Mapping[str, str]) -> tuple[Decimal | None, bool]:
        if periode is None:
            return None, False
        choix: list[Sequence[str]] = []
        for axe in self.axes:
            if axe in donnees:
                choix.append([donnees[axe]])
            else:
                choix.append(self.filtres.get(axe, [TOUT]) if not self.est_exact else [TOUT])
        sommes, est_masquee = self.cube.somme(periode.mois, choix, self.jour)
        if est_masquee:
            return None, True
        par_mesure = {m: Decimal(s) for m, s in zip(self.mesures, sommes, strict=True)}
        if not self.indicateur.est_ratio:
            return par_mesure[self.indicateur.mesure], False
        diviseur = par_mesure[self.indicateur.denominateur]
        if not diviseur:
            return None, False
        return par_mesure[self.indicateur.numerateur] * self.indicateur.echelle / diviseur, False

    def _libelle(self, axe: str, cle: str, libelles: Mapping[str, Mapping[str, str]]) -> str:
        if axe == "mois":
            return nommer_mois(Periode.lire(cle, cle).debut)
        return cle if axe == "annee" else libelles[axe][cle]

    def _lien(self, donnees: Mapping[str, str], periode: Periode | None) -> str:
        """Address of the facts behind a row; only where the agent may read them all."""
        detail = self.indicateur.detail
        if detail is None or periode is None:
            return ""
        structure = donnees.get("organisation", "")
        est_lisible = self.est_exact or (structure not in ("", AUTRES) and int(structure) in self.connues)
        filtres = dict(self.filtres)
        if self.detaillees == self.connues and tuple(filtres.get("portee", ())) == ("perimetre",):
            del filtres["portee"]  # the list shows the same structures by itself
        criteres: dict[str, Any] = {axe: list(valeurs) for axe, valeurs in filtres.items()}
        criteres.update({axe: [cle] for axe, cle in donnees.items() if axe not in TEMPS})
        criteres |= {"debut": [periode.debut.isoformat()], "fin": [periode.dernier_jour.isoformat()]}
        if not est_lisible or not set(detail.exiges) <= set(criteres) <= set(detail.parametres):
            return ""
        if any(len(valeurs) > 1 or valeurs[0] == "" for valeurs in criteres.values()):
            return ""  # a list filters on one value, and cannot ask for its absence
        parametres = {detail.parametres[axe]: valeurs for axe, valeurs in criteres.items()}
        parametres |= {nom: [valeur] for nom, valeur in detail.constantes.items()}
        adresse = _adresse(detail.url)
        return f"{adresse}?{urlencode(parametres, doseq=True)}" if adresse else ""


@cache
def _adresse(nom: str) -> str:
    """Where the records are listed; nowhere when their service is not installed."""
    try:
        return reverse(nom)
    except NoReverseMatch:
        return ""
