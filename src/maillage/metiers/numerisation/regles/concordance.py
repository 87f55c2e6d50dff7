"""Whose page is it? The machine proposes when two traits at least agree and none disagrees; otherwise a person says so.

A wrong person is the one defect that is never accepted, so doubt always goes to a person: a name alone is shared, a
trait read with little confidence counts for nothing, one that disagrees stops everything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.commun.textes import cle_recherche, enumerer
from maillage.metiers.numerisation.enums.pieces import IssueRattachement, Trait

CONFIANCE_MINIMALE = 80
"""Word confidence of the reader, out of 100, under which a trait is not counted."""
TRAITS_NECESSAIRES = 2
_PARTAGES = frozenset({Trait.NOM, Trait.PRENOM})
_LONGUEUR_NIR, _LONGUEUR_CLE_NIR = 13, 15
_MODULE_NIR = 97
_CORSE = {"2A": "19", "2B": "18"}


@dataclass(frozen=True, slots=True)
class TraitLu:
    """What was read on a page, and how surely."""

    valeur: str
    confiance: int = 100


Lus = Mapping[Trait, TraitLu]


@dataclass(frozen=True, slots=True)
class Personne:
    """A worker that the page may be of; `cle` is the application's own."""

    cle: str
    traits: Mapping[Trait, str]


@dataclass(frozen=True, slots=True)
class Rattachement:
    """What the machine may do, with whom, and why."""

    issue: IssueRattachement
    cle: str = ""
    concordants: tuple[Trait, ...] = ()
    contredits: tuple[Trait, ...] = ()
    raison: str = ""


def est_nir(texte: str) -> bool:
    """Thirteen characters and the key: 97 minus the remainder; Corsica counts for 19 and 18."""
    serre = "".join(texte.split()).upper()
    if len(serre) != _LONGUEUR_CLE_NIR or serre[0] not in "123478":
        return False
    corps = serre[:5] + _CORSE.get(serre[5:7], serre[5:7]) + serre[7:_LONGUEUR_NIR]
    cle = serre[_LONGUEUR_NIR:]
    if not (corps.isascii() and corps.isdigit() and cle.isascii() and cle.isdigit()):
        return False
    return int(cle) == _MODULE_NIR - int(corps) % _MODULE_NIR


def normaliser(trait: Trait, valeur: str) -> str:
    """What is compared: a date in ISO, figures without spaces, a name without accents nor dashes."""
    if trait == Trait.DATE_NAISSANCE:
        return _normaliser_date(valeur)
    if trait in _PARTAGES:
        return cle_recherche(valeur)
    serre = "".join(c for c in valeur.upper() if c.isalnum())
    return serre[:_LONGUEUR_NIR] if trait == Trait.NIR else serre


def _normaliser_date(valeur: str) -> str:
    serre = valeur.strip().replace("-", "/").replace(".", "/")
    for forme in ("%d/%m/%Y", "%Y/%m/%d"):
        try:
            return dt.datetime.strptime(serre, forme).date().isoformat()  # noqa: DTZ007 (a day)
        except ValueError:
            continue
    return ""


def _comparer(lus: Lus, personne: Personne) -> tuple[tuple[Trait, ...], tuple[Trait, ...]]:
    concordants: list[Trait] = []
    contredits: list[Trait] = []
    for trait in Trait:
        lu, connu = lus.get(trait), personne.traits.get(trait, "")
        if lu is None or lu.confiance < CONFIANCE_MINIMALE or (trait == Trait.NIR and not est_nir(lu.valeur)):
            continue
        valeur, attendue = normaliser(trait, lu.valeur), normaliser(trait, connu)
        if valeur and attendue:
            (concordants if valeur == attendue else contredits).append(trait)
    return tuple(concordants), tuple(contredits)


def _dire(traits: Sequence[Trait]) -> str:
    return enumerer([trait.label.lower() for trait in traits])


def rattacher(lus: Lus, personnes: Sequence[Personne], *, etiquetee: Personne | None = None) -> Rattachement:
    """Link a page; `etiquetee` is the worker of the label of its record, whose check characters were right.

    Even under a label, a trait that disagrees sends the page to a person: a sheet slipped into the wrong folder.
    """
    if etiquetee is not None:
        concordants, contredits = _comparer(lus, etiquetee)
        if contredits:
            raison = f"L’étiquette et la page se contredisent : {_dire(contredits)}."
            return Rattachement(IssueRattachement.A_CONFIRMER, etiquetee.cle, concordants, contredits, raison)
        return Rattachement(
            IssueRattachement.CERTAIN, etiquetee.cle, concordants, (), "L’étiquette du dossier est valide."
        )
    compares = [(personne, *_comparer(lus, personne)) for personne in personnes]
    possibles = [c for c in compares if c[1]]
    if not possibles:
        return Rattachement(
            IssueRattachement.A_SAISIR, raison="Aucun trait lu ne désigne une personne connue."
        )
    possibles.sort(key=lambda c: (len(c[2]), -len(c[1]), c[0].cle))
    personne, concordants, contredits = possibles[0]
    rivaux = [c for c in possibles[1:] if len(c[1]) >= len(concordants)]
    raison = _doute(concordants, contredits, rivaux=len(rivaux))
    if raison:
        cle = "" if rivaux else personne.cle
        return Rattachement(IssueRattachement.A_CONFIRMER, cle, concordants, contredits, raison)
    return Rattachement(
        IssueRattachement.CONCORDANT, personne.cle, concordants, (), f"Concordent : {_dire(concordants)}."
    )


def _doute(concordants: Sequence[Trait], contredits: Sequence[Trait], *, rivaux: int) -> str:
    if contredits:
        return f"La page contredit la personne proposée : {_dire(contredits)}."
    if rivaux:
        return f"{rivaux + 1} personnes correspondent également."
    if len(concordants) < TRAITS_NECESSAIRES:
        return f"Un seul trait concorde : {_dire(concordants)}."
    if set(concordants) <= _PARTAGES:
        return "Le nom et le prénom ne suffisent pas : des homonymes existent."
    return ""


def desaccords_de_saisie(premiere: Mapping[Trait, str], seconde: Mapping[Trait, str]) -> tuple[Trait, ...]:
    """Fields on which two people who typed the same page, each alone, do not agree."""
    return tuple(
        trait
        for trait in Trait
        if normaliser(trait, premiere.get(trait, "")) != normaliser(trait, seconde.get(trait, ""))
    )
