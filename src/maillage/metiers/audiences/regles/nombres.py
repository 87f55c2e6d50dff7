"""Numbers in words, as judgments write them (traditional spelling: « vingt et un », « deux cent un »)."""

from __future__ import annotations

_MOTS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_UNITES = _MOTS.split()
_DIZAINES = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
_CENT, _MILLE, _MILLION = 100, 1_000, 1_000_000
MAXIMUM = 999 * _MILLION + 999_999


def en_lettres(nombre: int, *, est_feminin: bool = False) -> str:
    """« quatre-vingts », « deux cent un », « mille » ; « une » at the end before a feminine noun."""
    if not 0 <= nombre <= MAXIMUM:
        raise ValueError(f"{nombre} ne s’écrit pas en lettres ici.")
    millions, reste = divmod(nombre, _MILLION)
    milliers, unites = divmod(reste, _MILLE)
    morceaux = []
    if millions:
        morceaux.append(f"{_sous_mille(millions)} million{'s' if millions > 1 else ''}")
    if milliers:
        morceaux.append("mille" if milliers == 1 else f"{_sous_mille(milliers, est_final=False)} mille")
    if unites or not morceaux:
        morceaux.append(_sous_mille(unites))
    texte = " ".join(morceaux)
    return f"{texte}e" if est_feminin and texte.split("-")[-1].split(" ")[-1] == "un" else texte


def _sous_mille(nombre: int, *, est_final: bool = True) -> str:
    centaines, reste = divmod(nombre, _CENT)
    if not centaines:
        return _sous_cent(reste, est_final=est_final)
    cent = "cent" if centaines == 1 else f"{_UNITES[centaines]} cent"
    if reste:
        return f"{cent} {_sous_cent(reste, est_final=est_final)}"
    return f"{cent}s" if centaines > 1 and est_final else cent


def _sous_cent(nombre: int, *, est_final: bool = True) -> str:
    if nombre < len(_UNITES):
        return _UNITES[nombre]
    dizaine, unite = divmod(nombre, 10)
    if dizaine == 1:
        return f"dix-{_UNITES[unite]}"
    if dizaine >= 8:  # noqa: PLR2004 (quatre-vingts)
        base, unite = "quatre-vingt", nombre - 80
        return f"{base}-{_sous_cent(unite)}" if unite else (f"{base}s" if est_final else base)
    if dizaine == 7:  # noqa: PLR2004 (soixante-dix)
        base, unite = _DIZAINES[6], nombre - 60
        return f"{base} et onze" if unite == 11 else f"{base}-{_sous_cent(unite)}"  # noqa: PLR2004
    if unite == 0:
        return _DIZAINES[dizaine]
    return f"{_DIZAINES[dizaine]} et un" if unite == 1 else f"{_DIZAINES[dizaine]}-{_UNITES[unite]}"
