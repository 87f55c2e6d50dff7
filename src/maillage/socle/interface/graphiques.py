"""Charts drawn in SVG on the server: no script, no inline style, readable in print and by screen readers.

    graphique = barres("Actes par mois", ["janv.", "févr."], [Serie("2026", [120, 134])], unite="actes")

and `{% graphique graphique %}` draws it, with its table under « Voir les données ». Bars start at zero, lines when
zero is near; at most six series, named beside their mark. It is drawn at several widths and the style sheet shows the
one that fits, so that the text keeps its size; `est_pleine_largeur=True` for a chart alone on its row.
`Serie(…, est_reference=True)` is the quiet one to compare with (N-1).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from maillage.commun.textes import nombre
from maillage.socle.interface.formats import Nombre

SERIES_MAXIMALES = 6
LARGEUR_CARACTERE = 6.6
LIGNE = 16
LIBELLE_COURT = 9  # longer labels lie the bars down
LARGEURS = {"pleine": 1180, "moyenne": 580, "etroite": 350}
EPAISSEUR_LISIBLE = 26  # a bar wide enough to carry its value


@dataclass(frozen=True)
class Serie:
    nom: str
    valeurs: Sequence[Nombre | None]
    est_reference: bool = False


@dataclass(frozen=True)
class Graphique:
    """`dessins` are the drawings by width; `entetes` and `lignes` the table; `cles` names grouped series."""

    titre: str
    description: str
    unite: str
    dessins: list[tuple[str, SafeString]]
    entetes: list[str]
    lignes: list[list[str]]
    cles: list[tuple[int | str, str]]


@dataclass(frozen=True)
class Cadre:
    """Geometry of one drawing, in user units."""

    largeur: int
    hauteur: int
    gauche: float
    droite: float
    haut: float = 14
    bas: float = 26

    @property
    def large(self) -> float:
        return self.largeur - self.gauche - self.droite

    @property
    def profond(self) -> float:
        return self.hauteur - self.haut - self.bas


def barres(
    titre: str,
    categories: Sequence[str],
    series: Sequence[Serie],
    *,
    description: str = "",
    unite: str = "",
    decimales: int = 0,
    est_empile: bool = False,
    est_pleine_largeur: bool = False,
) -> Graphique:
    """Bars. One series with long labels is drawn lying down, so that no label is tilted or cut."""
    _verifier(categories, series)
    if len(series) == 1 and max(map(len, categories), default=0) > LIBELLE_COURT:
        dessin: Dessin = _barres_couchees
    else:
        dessin = _barres_empilees if est_empile else _barres_groupees
    a_cles = not est_empile
    return _graphique(
        titre, categories, series, description, unite, decimales, dessin, a_cles, est_pleine_largeur
    )


def courbes(
    titre: str,
    categories: Sequence[str],
    series: Sequence[Serie],
    *,
    description: str = "",
    unite: str = "",
    decimales: int = 0,
    est_pleine_largeur: bool = False,
) -> Graphique:
    """Lines, each named at its end."""
    _verifier(categories, series)
    return _graphique(
        titre, categories, series, description, unite, decimales, _lignes, False, est_pleine_largeur
    )


Dessin = Callable[[Cadre, Sequence[str], Sequence[Serie], int], list[str]]


def _verifier(categories: Sequence[str], series: Sequence[Serie]) -> None:
    if not 1 <= len(series) <= SERIES_MAXIMALES:
        raise ValueError(f"A chart has one to six series, not {len(series)}.")
    for serie in series:
        if len(serie.valeurs) != len(categories):
            raise ValueError(
                f"Series {serie.nom!r} has {len(serie.valeurs)} values for {len(categories)} categories."
            )


def _graphique(
    titre: str,
    categories: Sequence[str],
    series: Sequence[Serie],
    description: str,
    unite: str,
    decimales: int,
    dessin: Dessin,
    a_cles: bool,
    est_pleine_largeur: bool,
) -> Graphique:
    description = description or _decrire(categories, series, unite, decimales)
    return Graphique(
        titre=titre,
        description=description,
        unite=unite,
        dessins=[
            (nom, _dessiner(largeur, titre, description, categories, series, decimales, dessin))
            for nom, largeur in LARGEURS.items()
            if nom != "pleine" or est_pleine_largeur
        ],
        entetes=["", *(serie.nom for serie in series)],
        lignes=[
            [categorie, *(_valeur(serie.valeurs[rang], decimales) for serie in series)]
            for rang, categorie in enumerate(categories)
        ],
        cles=[(_style(rang, serie), serie.nom) for rang, serie in enumerate(series)]
        if a_cles and len(series) > 1
        else [],
    )


def _valeur(valeur: Nombre | None, decimales: int) -> str:
    return "n. d." if valeur is None else nombre(valeur, decimales)


def _decrire(categories: Sequence[str], series: Sequence[Serie], unite: str, decimales: int) -> str:
    phrases = []
    for serie in series:
        connues = [
            (valeur, categories[rang]) for rang, valeur in enumerate(serie.valeurs) if valeur is not None
        ]
        if connues:
            bas, haut = min(connues, key=lambda c: c[0]), max(connues, key=lambda c: c[0])
            phrases.append(
                f"{serie.nom} : de {nombre(bas[0], decimales)} ({bas[1]}) à {nombre(haut[0], decimales)} ({haut[1]})"
            )
    return " ; ".join(phrases) + (f", en {unite}." if unite else ".")


def _dessiner(
    largeur: int,
    titre: str,
    description: str,
    categories: Sequence[str],
    series: Sequence[Serie],
    decimales: int,
    dessin: Dessin,
) -> SafeString:
    hauteur = {LARGEURS["etroite"]: 220, LARGEURS["moyenne"]: 260}.get(largeur, 300)
    gauche, droite = 44.0, 12.0
    if dessin is _barres_couchees:
        hauteur = 12 + len(categories) * 30
        gauche = min(max(map(len, categories)) * LARGEUR_CARACTERE + 10, largeur * 0.42)
        droite = 56.0
    elif dessin in (_lignes, _barres_empilees):
        plus_long = max(len(serie.nom) for serie in series)
        droite = min(plus_long * LARGEUR_CARACTERE + 16, largeur * 0.3)
    cadre = Cadre(largeur, hauteur, gauche, droite)
    formes = "".join(dessin(cadre, categories, series, decimales))
    return SafeString(
        f'<svg class="ml-dessin" viewBox="0 0 {largeur} {hauteur}" width="{largeur}" height="{hauteur}" role="img">'
        f"<title>{escape(titre)}</title><desc>{escape(description)}</desc>{formes}</svg>"
    )


def _style(rang: int, serie: Serie) -> str:
    return "reference" if serie.est_reference else str(rang + 1)


def _graduations(bas: float, haut: float, decimales: int) -> list[float]:
    """Round values that cover the interval, four or five of them."""
    etendue = (haut - bas) or 1
    brut = etendue / 4
    puissance = 10 ** math.floor(math.log10(brut))
    pas = next(p * puissance for p in (1, 2, 2.5, 5, 10) if p * puissance >= brut)
    if not decimales:
        pas = max(1, math.ceil(pas))  # half an act does not exist
    debut = math.floor(bas / pas) * pas
    nombre_pas = math.ceil((haut - debut) / pas - 1e-9)
    return [debut + rang * pas for rang in range(nombre_pas + 1)]


def _axe(
    cadre: Cadre, graduations: Sequence[float], decimales: int
) -> tuple[list[str], Callable[[float], float]]:
    bas, haut = graduations[0], graduations[-1]

    def y(valeur: float) -> float:
        return cadre.haut + cadre.profond * (1 - (valeur - bas) / (haut - bas))

    pas = graduations[1] - graduations[0]
    precision = max(decimales, 0 if pas == int(pas) else 1)
    formes = []
    for valeur in graduations:
        classe = "ml-axe" if valeur in {0, bas} else "ml-grille"
        formes.append(
            f'<line class="{classe}" x1="{cadre.gauche:.1f}" x2="{cadre.gauche + cadre.large:.1f}"'
            f' y1="{y(valeur):.1f}" y2="{y(valeur):.1f}"/>'
            f'<text class="ml-graduation" x="{cadre.gauche - 8:.1f}" y="{y(valeur) + 4:.1f}" text-anchor="end">'
            f"{nombre(valeur, precision)}</text>"
        )
    return formes, y


def _etiquettes(cadre: Cadre, categories: Sequence[str], position: Callable[[int], float]) -> list[str]:
    """Labels under the axis: as many as fit, at equal steps, the last one kept."""
    place = max(map(len, categories), default=1) * LARGEUR_CARACTERE + 10
    saut = max(1, math.ceil(place * len(categories) / cadre.large))
    dernier = len(categories) - 1
    return [
        f'<text class="ml-categorie" x="{position(rang):.1f}" y="{cadre.hauteur - 7}" text-anchor="middle">'
        f"{escape(categorie)}</text>"
        for rang, categorie in enumerate(categories)
        if (dernier - rang) % saut == 0
    ]


def _plafond(valeurs: Sequence[Nombre | None]) -> float:
    return max((float(v) for v in valeurs if v is not None), default=0.0) or 1.0


def _plancher(valeurs: Sequence[Nombre | None]) -> float:
    return min(0.0, min((float(v) for v in valeurs if v is not None), default=0.0))


def _barres_groupees(
    cadre: Cadre, categories: Sequence[str], series: Sequence[Serie], decimales: int
) -> list[str]:
    toutes = [valeur for serie in series for valeur in serie.valeurs]
    formes, y = _axe(cadre, _graduations(_plancher(toutes), _plafond(toutes), decimales), decimales)
    tranche = cadre.large / len(categories)
    epaisseur = min(tranche * 0.72 / len(series), 44)
    a_valeurs = len(series) == 1 and epaisseur >= EPAISSEUR_LISIBLE
    for rang in range(len(categories)):
        debut = cadre.gauche + tranche * (rang + 0.5) - epaisseur * len(series) / 2
        for numero, serie in enumerate(series):
            valeur = serie.valeurs[rang]
            if valeur is None:
                continue
            haut, base = sorted((y(float(valeur)), y(0)))
            x = debut + numero * epaisseur
            formes.append(
                f'<rect class="ml-serie-{_style(numero, serie)}" x="{x + 0.5:.1f}" y="{haut:.1f}"'
                f' width="{epaisseur - 1:.1f}" height="{base - haut:.1f}"><title>{escape(categories[rang])},'
                f" {escape(serie.nom)} : {nombre(valeur, decimales)}</title></rect>"
            )
            if a_valeurs:
                formes.append(
                    f'<text class="ml-valeur" x="{x + epaisseur / 2:.1f}" y="{haut - 5:.1f}" text-anchor="middle">'
                    f"{nombre(valeur, decimales)}</text>"
                )
    return formes + _etiquettes(cadre, categories, lambda rang: cadre.gauche + tranche * (rang + 0.5))


def _barres_empilees(
    cadre: Cadre, categories: Sequence[str], series: Sequence[Serie], decimales: int
) -> list[str]:
    totaux = [sum(float(serie.valeurs[rang] or 0) for serie in series) for rang in range(len(categories))]
    formes, y = _axe(cadre, _graduations(0, _plafond(totaux), decimales), decimales)
    tranche = cadre.large / len(categories)
    epaisseur = min(tranche * 0.72, 56)
    noms: list[tuple[float, str, str]] = []
    for rang in range(len(categories)):
        cumul = 0.0
        x = cadre.gauche + tranche * (rang + 0.5) - epaisseur / 2
        for numero, serie in enumerate(series):
            valeur = float(serie.valeurs[rang] or 0)
            haut, base = y(cumul + valeur), y(cumul)
            cumul += valeur
            formes.append(
                f'<rect class="ml-serie-{_style(numero, serie)} ml-empile" x="{x:.1f}" y="{haut:.1f}"'
                f' width="{epaisseur:.1f}" height="{base - haut:.1f}"><title>{escape(categories[rang])},'
                f" {escape(serie.nom)} : {nombre(valeur, decimales)}</title></rect>"
            )
            if rang == len(categories) - 1:
                noms.append(((haut + base) / 2, serie.nom, _style(numero, serie)))
    x = cadre.gauche + tranche * (len(categories) - 0.5) + epaisseur / 2 + 8
    formes += _noms(noms, x, cadre)
    return formes + _etiquettes(cadre, categories, lambda rang: cadre.gauche + tranche * (rang + 0.5))


def _barres_couchees(
    cadre: Cadre, categories: Sequence[str], series: Sequence[Serie], decimales: int
) -> list[str]:
    serie = series[0]
    plafond = _plafond(serie.valeurs)
    formes = [
        f'<line class="ml-axe" x1="{cadre.gauche:.1f}" x2="{cadre.gauche:.1f}" y1="4" y2="{cadre.hauteur - 6}"/>'
    ]
    tient = int((cadre.gauche - 10) / LARGEUR_CARACTERE)
    for rang, categorie in enumerate(categories):
        valeur = serie.valeurs[rang]
        haut = 8 + rang * 30
        longueur = cadre.large * float(valeur or 0) / plafond
        libelle = categorie if len(categorie) <= tient else f"{categorie[: tient - 1].rstrip()}…"
        formes.append(
            f'<text class="ml-categorie" x="{cadre.gauche - 8:.1f}" y="{haut + 15}" text-anchor="end">'
            f"{escape(libelle)}</text>"
            f'<rect class="ml-serie-{_style(0, serie)}" x="{cadre.gauche:.1f}" y="{haut}" width="{longueur:.1f}"'
            f' height="20"><title>{escape(categorie)} : {_valeur(valeur, decimales)}</title></rect>'
            f'<text class="ml-valeur" x="{cadre.gauche + longueur + 6:.1f}" y="{haut + 15}">'
            f"{_valeur(valeur, decimales)}</text>"
        )
    return formes


def _lignes(cadre: Cadre, categories: Sequence[str], series: Sequence[Serie], decimales: int) -> list[str]:
    toutes = [float(valeur) for serie in series for valeur in serie.valeurs if valeur is not None] or [0.0]
    bas, haut = min(toutes), max(toutes)
    if bas > 0 and bas < (haut - bas) * 3:
        bas = 0.0
    formes, y = _axe(cadre, _graduations(bas, haut if haut > bas else bas + 1, decimales), decimales)
    pas = cadre.large / max(len(categories) - 1, 1)
    noms: list[tuple[float, str, str]] = []
    for numero, serie in sorted(enumerate(series), key=lambda couple: not couple[1].est_reference):
        style = _style(numero, serie)
        for troncon in _troncons(serie.valeurs):
            trace = " ".join(f"{cadre.gauche + rang * pas:.1f},{y(valeur):.1f}" for rang, valeur in troncon)
            formes.append(f'<polyline class="ml-ligne-{style}" points="{trace}"/>')
        points = [(rang, float(valeur)) for rang, valeur in enumerate(serie.valeurs) if valeur is not None]
        if points:
            rang, valeur = points[-1]
            formes.append(
                f'<circle class="ml-serie-{style}" cx="{cadre.gauche + rang * pas:.1f}" cy="{y(valeur):.1f}" r="3.5"/>'
            )
            noms.append((y(valeur), serie.nom, style))
    formes += _noms(noms, cadre.gauche + cadre.large + 10, cadre)
    return formes + _etiquettes(cadre, categories, lambda rang: cadre.gauche + rang * pas)


def _troncons(valeurs: Sequence[Nombre | None]) -> list[list[tuple[int, float]]]:
    """Runs of known values: a line never crosses a hole."""
    troncons: list[list[tuple[int, float]]] = [[]]
    for rang, valeur in enumerate(valeurs):
        if valeur is None:
            troncons.append([])
        else:
            troncons[-1].append((rang, float(valeur)))
    return [troncon for troncon in troncons if troncon]


def _noms(noms: list[tuple[float, str, str]], x: float, cadre: Cadre) -> list[str]:
    """Names of the series beside their mark, pushed apart when they would overlap."""
    places: list[tuple[float, str, str]] = []
    for y, nom, style in sorted(noms):
        dernier = places[-1][0] if places else -math.inf
        places.append((max(y, dernier + LIGNE), nom, style))
    debord = max(0.0, places[-1][0] - (cadre.hauteur - cadre.bas)) if places else 0.0
    tient = int((cadre.largeur - x) / LARGEUR_CARACTERE)
    return [
        f'<text class="ml-nom ml-nom-{style}" x="{x:.1f}" y="{y - debord + 4:.1f}">'
        f"{escape(nom if len(nom) <= tient else nom[: tient - 1].rstrip() + '…')}</text>"
        for y, nom, style in places
    ]
