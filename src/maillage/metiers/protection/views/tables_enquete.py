"""The counted tables of the survey, in words: the same on screen, in the aggregate and in files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from maillage.commun.textes import nombre
from maillage.metiers.protection.actions.enquetes import est_figee
from maillage.metiers.protection.models import ReponseEnquete
from maillage.metiers.protection.regles.enquete import (
    AGES,
    ANCIENNETES,
    GROUPES,
    REVISIONS,
    SEXES,
    SORTIES,
    Annee,
    lignes_activite,
)
from maillage.metiers.protection.regles.structures_enquete import STRUCTURES, ligne_structures

ACTIVITE = ("1er janvier", "Nouvelles", "Sorties", "Changements", "31 décembre")
Structures = Mapping[str, Mapping[str, int | None]]


@dataclass(frozen=True)
class Table:
    """One table: its rows are (label, figures); a figure None is not told."""

    code: str
    famille: str
    titre: str
    entete: str
    colonnes: tuple[str, ...]
    lignes: list[tuple[str, list[int | None]]]
    note: str = ""
    a_total: bool = True

    @property
    def rangees(self) -> list[tuple[str, list[str]]]:
        return [(nom, [_texte(valeur) for valeur in valeurs]) for nom, valeurs in self.lignes]

    @property
    def total(self) -> list[str]:
        if not self.a_total:
            return []
        return [
            _texte(None if all(v is None for v in colonne) else sum(v or 0 for v in colonne))
            for colonne in zip(*(valeurs for _, valeurs in self.lignes), strict=True)
        ]


def _texte(valeur: int | None) -> str:
    return "–" if valeur is None else nombre(valeur)


def tables(
    annee: Annee, structures: Structures, *, famille: str = "", est_complet: bool = False
) -> list[Table]:
    """All of them, or those of one section; rows without anything are left out of a screen."""
    toutes = [
        Table(
            "activite", "activite", "Activité de l’année", "Mesures", ACTIVITE,
            [(libelle, [*valeurs]) for libelle, valeurs in lignes_activite(annee) if est_complet or any(valeurs)],
            "Compté depuis la vie des mesures : rien n’est à saisir. Un changement de nature ou de lieu n’est ni une"
            " nouvelle mesure ni une sortie.",
        ),
        Table(
            "sorties", "activite", "Sorties de l’année", "Cause", ("Mesures",),
            [(libelle, [annee.sorties[code]]) for code, libelle in SORTIES.items()],
        ),
        Table(
            "revisions", "activite", "Révisions de l’année", "Décision", ("Mesures",),
            [(libelle, [annee.revisions[code]]) for code, libelle in REVISIONS.items()],
        ),
        Table(
            "ages", "populations", "Âge et sexe au 31 décembre", "Mesures", tuple(nom for _, nom, _ in AGES),
            [
                (f"{groupe_dit}, {sexe_dit.lower()}", [annee.ages[f"{groupe}.{code}.{sexe}"] for code, _, _ in AGES])
                for groupe, groupe_dit in GROUPES.items() for sexe, sexe_dit in SEXES.items()
            ],
        ),
        Table(
            "anciennetes", "populations", "Ancienneté depuis la première mesure", "Mesures",
            tuple(nom for _, nom, _ in ANCIENNETES),
            [
                (dit, [annee.anciennetes[f"{groupe}.{code}"] for code, _, _ in ANCIENNETES])
                for groupe, dit in GROUPES.items()
            ],
        ),
        Table(
            "structures", "populations", "Structures au 31 décembre", "Mesures", tuple(nom for _, nom in STRUCTURES),
            [(dit, [structures[groupe][code] for code, _ in STRUCTURES]) for groupe, dit in GROUPES.items()],
            "« – » : le type d’établissement des mesures ne suffit pas, la précision n’est pas saisie.",
        ),
    ]  # fmt: skip
    return [table for table in toutes if famille in ("", table.famille)]


def structures_de(annee: Annee, reponses: Mapping[str, str]) -> Structures:
    """The eight structures of each group, for one reply."""
    return {groupe: ligne_structures(annee.structures, reponses, groupe) for groupe in GROUPES}


def somme_structures(reponses: Iterable[ReponseEnquete]) -> Structures:
    """Their sum over the replies handed in; what nobody told stays untold."""
    sommes: dict[str, dict[str, int | None]] = defaultdict(lambda: {code: None for code, _ in STRUCTURES})
    for reponse in reponses:
        if not est_figee(reponse):
            continue
        for groupe, valeurs in structures_de(Annee.de_json(reponse.chiffres), reponse.complements).items():
            for code, valeur in valeurs.items():
                if valeur is not None:
                    sommes[groupe][code] = (sommes[groupe][code] or 0) + valeur
    return {groupe: sommes[groupe] for groupe in GROUPES}
