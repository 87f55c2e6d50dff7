"""Figures in words: « Actes : 12 430, +3,2 % sur un an ». Pure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from maillage.commun.textes import INSECABLE, nombre, pluriel
from maillage.socle.indicateurs.declarations import Indicateur

MASQUE = "masqué"
PETIT = 20


def arrondir(valeur: Decimal, decimales: int) -> Decimal:
    """Halves are rounded up, as people do."""
    return valeur.quantize(Decimal(1).scaleb(-decimales), rounding=ROUND_HALF_UP)


def decimales(indicateur: Indicateur) -> int:
    """Percentages have at least one decimal."""
    return max(indicateur.decimales, 1) if indicateur.est_pourcentage else indicateur.decimales


def valeur(indicateur: Indicateur, quantite: Decimal | None, *, est_masquee: bool = False) -> str:
    """The figure alone, as in a table."""
    if est_masquee:
        return MASQUE
    if quantite is None:
        return "–"
    return nombre(quantite, decimales(indicateur))


def valeur_avec_unite(indicateur: Indicateur, quantite: Decimal | None, *, est_masquee: bool = False) -> str:
    """The figure and its unit: « 12 430 actes », « 18,2 % »."""
    texte = valeur(indicateur, quantite, est_masquee=est_masquee)
    if quantite is None or est_masquee:
        return texte
    return f"{texte}{INSECABLE}{pluriel(quantite, *indicateur.unite)}"


def evolution(indicateur: Indicateur, actuel: Decimal | None, precedent: Decimal | None) -> Decimal | None:
    """Difference with a year ago: in points for a percentage, in percent otherwise; None when it means nothing."""
    if actuel is None or precedent is None:
        return None
    if indicateur.est_pourcentage:
        return actuel - precedent
    return (actuel - precedent) * 100 / precedent if precedent else None


def evolution_en_mots(indicateur: Indicateur, ecart: Decimal | None) -> str:
    """« +3,2 % », « −1,4 point », « stable », or nothing."""
    if ecart is None:
        return ""
    arrondi = arrondir(ecart, 1)
    if not arrondi:
        return "stable"
    signe = "+" if arrondi > 0 else ""
    unite = pluriel(abs(arrondi), "point") if indicateur.est_pourcentage else "%"
    return f"{signe}{nombre(arrondi, 1)}{INSECABLE}{unite}"


def phrase(
    indicateur: Indicateur,
    quantite: Decimal | None,
    ecart: Decimal | None,
    *,
    est_masquee: bool = False,
    precedent: Decimal | None = None,
    mois_compares: str = "",
) -> str:
    """What the page says first. `mois_compares` is said when the comparison covers fewer months than the figure.

    From a tiny figure a percentage says nothing (« +200 % », for three instead of one): the figure itself is given.
    """
    if est_masquee:
        return f"{indicateur.libelle}{INSECABLE}: donnée masquée par le secret statistique"
    texte = valeur(indicateur, quantite)
    if quantite is None:
        texte = "aucune donnée"
    elif indicateur.est_pourcentage:
        texte += f"{INSECABLE}%"
    suite = ""
    if mots := evolution_en_mots(indicateur, ecart):
        suite = f", {mots} sur un an"
        if precedent is not None and abs(precedent) < PETIT and not indicateur.est_ratio:
            suite = f", contre {valeur(indicateur, precedent)} un an avant"
        if mois_compares:
            suite += f" ({mois_compares})"
    return f"{indicateur.libelle}{INSECABLE}: {texte}{suite}"
