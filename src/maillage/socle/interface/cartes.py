"""A map of the départements without geometry: equal squares placed by hand, each under its code.

Every département has the same area, so that a small one is read as well as a large one; overseas ones are in the last
row. The table beside it says the same: the map is never the only way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString

from maillage.commun.textes import nombre
from maillage.socle.interface.formats import Nombre
from maillage.socle.interface.graphiques import LARGEURS, Graphique

TUILE, ECART, TEINTES = 42, 3, 5
RANGEES = (
    "..  .. .. .. .. .. 62 59 .. .. .. ..",
    "..  .. .. .. .. 76 80 60 02 08 .. ..",
    "..  .. .. 50 14 27 95 93 51 55 57 67",
    "29  22 35 53 61 78 92 75 94 10 54 68",
    "..  56 44 49 72 28 91 77 89 52 88 90",
    "..  .. 85 79 37 41 45 58 21 70 25 ..",
    "..  .. 17 86 36 18 03 71 39 01 74 ..",
    "..  .. 16 87 23 63 42 69 38 73 .. ..",
    "..  33 24 19 15 43 07 26 05 .. .. ..",
    "..  40 47 46 12 48 30 84 04 06 .. ..",
    "..  64 32 82 81 34 13 83 .. .. .. ..",
    "..  65 31 09 11 66 .. .. .. .. 2B ..",
    "971 972 973 974 976 .. .. .. .. .. 2A ..",
)
PLACES = {
    code: (colonne, rang)
    for rang, rangee in enumerate(RANGEES)
    for colonne, code in enumerate(rangee.split())
    if code != ".."
}


def carte(
    titre: str,
    valeurs: Mapping[str, Nombre | None],
    noms: Mapping[str, str],
    textes: Mapping[str, str],
    *,
    unite: str = "",
    decimales: int = 0,
) -> Graphique:
    """Squares in five tints of equal numbers of départements. `textes`: what the table says (« masqué »…)."""
    bornes = _bornes([float(v) for v in valeurs.values() if v is not None])
    tuiles = "".join(_tuile(code, place, valeurs, noms, textes, bornes) for code, place in PLACES.items())
    pas = TUILE + ECART
    largeur, hauteur = pas * 12, pas * len(RANGEES)
    description = _decrire(bornes, decimales)

    def dessiner(cote: int) -> SafeString:
        return SafeString(
            f'<svg class="ml-dessin ml-carte" viewBox="0 0 {largeur} {hauteur}" width="{cote}" role="img">'
            f"<title>{escape(titre)}</title><desc>{escape(description)}</desc>{tuiles}</svg>"
        )

    return Graphique(
        titre=titre,
        description=description,
        unite=unite,
        dessins=[(nom, dessiner(LARGEURS[nom])) for nom in ("moyenne", "etroite")],
        entetes=["", unite or titre],
        lignes=[[noms.get(code, code), textes.get(code, "–")] for code in valeurs],
        cles=[(f"teinte-{rang + 1}", texte) for rang, texte in enumerate(_legende(bornes, decimales))],
    )


def _bornes(valeurs: Sequence[float]) -> list[float]:
    """Upper bounds of the tints: quantiles, without two equal ones."""
    tries = sorted(valeurs)
    if not tries:
        return []
    rangs = [max(0, round(len(tries) * part / TEINTES) - 1) for part in range(1, TEINTES + 1)]
    return sorted({tries[rang] for rang in rangs} | {tries[-1]})


def _teinte(valeur: float, bornes: Sequence[float]) -> int:
    rang = next(rang for rang, borne in enumerate(bornes) if valeur <= borne)
    return TEINTES - len(bornes) + rang + 1


def _legende(bornes: Sequence[float], decimales: int) -> list[str]:
    textes = [f"jusqu’à {nombre(borne, decimales)}" for borne in bornes]
    return [""] * (TEINTES - len(bornes)) + textes if bornes else []


def _decrire(bornes: Sequence[float], decimales: int) -> str:
    if not bornes:
        return "Aucune valeur."
    plus_haut = nombre(bornes[-1], decimales)
    return f"Carte en carreaux, un par département, du plus clair au plus foncé, jusqu’à {plus_haut}."


def _tuile(
    code: str,
    place: tuple[int, int],
    valeurs: Mapping[str, Nombre | None],
    noms: Mapping[str, str],
    textes: Mapping[str, str],
    bornes: Sequence[float],
) -> str:
    x, y = (cote * (TUILE + ECART) for cote in place)
    valeur = valeurs.get(code)
    classe = "ml-teinte-0" if valeur is None else f"ml-teinte-{_teinte(float(valeur), bornes)}"
    titre = f"{noms.get(code, code)} : {textes.get(code, 'aucune donnée')}"
    return (
        f'<g class="{classe}"><title>{escape(titre)}</title>'
        f'<rect x="{x}" y="{y}" width="{TUILE}" height="{TUILE}" rx="4"/>'
        f'<text x="{x + TUILE / 2:.0f}" y="{y + TUILE / 2 + 5:.0f}" text-anchor="middle">{code}</text></g>'
    )
