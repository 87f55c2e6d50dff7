"""Traits of a worker in the text of a page: what follows a known word, or has a shape that cannot be mistaken.

Nothing is guessed: a number whose key is wrong, a date without « né(e) le », a name without its label are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from maillage.metiers.numerisation.enums.pieces import Trait
from maillage.metiers.numerisation.regles.concordance import TraitLu, est_nir, normaliser

_NIR = re.compile(r"(?<!\d)([1-478] ?\d{2} ?\d{2} ?\d[\dAB] ?\d{3} ?\d{3} ?\d{2})(?!\d)")
_NAISSANCE = re.compile(
    r"\bn[ée](?:\(?e\)?)?\s+le\s*:?\s*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?!\d)", re.IGNORECASE
)
_NOM = re.compile(
    r"^\s*nom(?:\s+de\s+naissance|\s+d.usage)?\s*:\s*([^\W\d_][\w’' -]{1,59}?)\s*(?:prénom\b.*)?$",
    re.IGNORECASE,
)
_PRENOM = re.compile(r"\bprénom\s*:\s*([^\W\d_][\w’' -]{1,59}?)\s*$", re.IGNORECASE)
_NUMERO = re.compile(r"\b(?:dossier|matricule)\s+n[°o]\s*:?\s*([\w/-]{3,20})", re.IGNORECASE)
_MOTIFS = (
    (Trait.NIR, _NIR),
    (Trait.DATE_NAISSANCE, _NAISSANCE),
    (Trait.NOM, _NOM),
    (Trait.PRENOM, _PRENOM),
    (Trait.NUMERO, _NUMERO),
)


def reperer(lignes: Iterable[tuple[str, int]]) -> dict[Trait, TraitLu]:
    """First sure reading of each trait in lines (text, confidence of their least sure word).

    A page that says two different things of the same trait says nothing: it is about several people.
    """
    trouves: dict[Trait, TraitLu] = {}
    contradictoires: set[Trait] = set()
    for texte, confiance in lignes:
        for trait, motif in _MOTIFS:
            for valeur in motif.findall(texte):
                lu = TraitLu(valeur.strip(), confiance)
                if not normaliser(trait, lu.valeur) or (trait == Trait.NIR and not est_nir(lu.valeur)):
                    continue
                connu = trouves.setdefault(trait, lu)
                if normaliser(trait, connu.valeur) != normaliser(trait, lu.valeur):
                    contradictoires.add(trait)
                elif confiance > connu.confiance:
                    trouves[trait] = lu
    return {trait: lu for trait, lu in trouves.items() if trait not in contradictoires}
