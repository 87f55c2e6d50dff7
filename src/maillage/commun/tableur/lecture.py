"""Opens any spreadsheet and hands its rows under a header."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from maillage.commun.tableur.classeur import lire_classeur
from maillage.commun.tableur.encodage import LIBELLES, reconnaitre_encodage
from maillage.commun.tableur.erreurs import ErreurTableur, Limites
from maillage.commun.tableur.garde import retirer_garde
from maillage.commun.tableur.lignes import Ligne, LigneBrute, Lignes, Valeur, epurer, lettres
from maillage.commun.tableur.objets import lire_json
from maillage.commun.tableur.reconnaitre import Nature, reconnaitre
from maillage.commun.tableur.texte import extrait, lire_csv, reconnaitre_separateur

_EXAMINEES = 30


@dataclass
class Lecture:
    """An opened spreadsheet. ``lignes()`` may be called again: the file is then read again."""

    chemin: Path
    limites: Limites
    nature: Nature
    encodage: str | None = None
    separateur: str | None = None
    feuilles: tuple[str, ...] = ()
    feuille: str | None = None
    ligne_entete: int = 1
    entetes: tuple[str, ...] = ()
    avertissements: tuple[str, ...] = ()
    attente: Lignes | None = field(default=None, repr=False)  # rows already begun to tell the header

    @property
    def format(self) -> str:
        return self.nature.format

    @property
    def description(self) -> str:
        """What was understood of the file, to be shown: "CSV, UTF-8, séparateur « ; »"."""
        morceaux = [self.format.upper()]
        if self.encodage:
            morceaux.append(LIBELLES.get(self.encodage, self.encodage))
        if self.separateur:
            morceaux.append("tabulations" if self.separateur == "\t" else f"séparateur « {self.separateur} »")
        if self.feuille:
            morceaux.append(f"feuille « {self.feuille} »")
        return ", ".join(morceaux)

    def lignes(self) -> Iterator[Ligne]:
        """Data rows after the header; empty rows are skipped, numbers are those of the file."""
        brutes, self.attente = self.attente, None
        if brutes is None:
            brutes = _ouvrir_brut(self)
        largeur, est_texte = len(self.entetes), self.format == "csv"
        try:
            for numero, cellules in brutes:
                if numero <= self.ligne_entete:
                    continue
                valeurs = [_valeur(cellule) for cellule in cellules[:largeur]]
                surplus = (
                    len(cellules) > largeur
                    and est_texte
                    and any(c.strip() for c in cellules[largeur:] if isinstance(c, str))
                )
                if not surplus and all(valeur is None for valeur in valeurs):
                    continue
                valeurs += [None] * (largeur - len(valeurs))
                anomalie = None
                if surplus:
                    anomalie = (
                        f"La ligne compte {len(cellules)} cellules pour {largeur} colonnes : un séparateur se trouve "
                        "sans doute dans une cellule. Entourez cette cellule de guillemets."
                    )
                yield Ligne(numero, tuple(valeurs), anomalie)
        finally:
            fermer(brutes)

    def fermer(self) -> None:
        if self.attente is not None:
            fermer(self.attente)
            self.attente = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, genre: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.fermer()


def ouvrir(
    chemin: Path | str,
    *,
    feuille: str | None = None,
    ligne_entete: int | None = None,
    limites: Limites | None = None,
) -> Lecture:
    """Opens a CSV, XLSX, XLSB, XLS, ODS or JSON file; raises ErreurTableur with a French sentence.

    Without ``feuille`` the first visible sheet that holds something is read. Without ``ligne_entete`` the header is
    looked for under a possible title.
    """
    chemin, limites = Path(chemin), limites or Limites()
    lecture = Lecture(chemin, limites, reconnaitre(chemin, limites), feuille=feuille)
    if lecture.format in ("csv", "json"):
        lecture.encodage = reconnaitre_encodage(chemin)
    if lecture.format == "csv" and lecture.encodage:
        lecture.separateur = reconnaitre_separateur(extrait(chemin, lecture.encodage))
    brutes = _ouvrir_brut(lecture)
    try:
        debut = list(itertools.islice(brutes, _EXAMINEES))
        lecture.ligne_entete = _chercher_entete(debut, ligne_entete, lecture)
        cellules = next((b.cellules for b in debut if b.numero == lecture.ligne_entete), [])
        lecture.entetes, titres = _nommer(cellules)
        lecture.avertissements = tuple(titres) + tuple(_avertir_formules(lecture.nature))
    except BaseException:
        fermer(brutes)
        raise
    lecture.attente = _suite(debut, brutes)
    return lecture


def _suite(debut: list[LigneBrute], brutes: Lignes) -> Lignes:
    try:
        yield from debut
        yield from brutes
    finally:
        fermer(brutes)


def fermer(lignes: Lignes) -> None:
    """Ends a generator of rows, and the reading process behind it if any."""
    cloture = getattr(lignes, "close", None)
    if cloture is not None:
        cloture()


def _ouvrir_brut(lecture: Lecture) -> Lignes:
    if lecture.format == "csv":
        return lire_csv(
            lecture.chemin, lecture.encodage or "utf-8", lecture.separateur or ";", lecture.limites
        )
    if lecture.format == "json":
        return lire_json(lecture.chemin, lecture.encodage or "utf-8", lecture.limites)
    feuilles, lignes = lire_classeur(lecture.chemin, lecture.feuille, lecture.limites)
    lecture.feuilles, lecture.feuille = feuilles.noms, feuilles.choisie
    return lignes


def _chercher_entete(debut: list[LigneBrute], demandee: int | None, lecture: Lecture) -> int:
    """The first row that fills most columns with texts; a title above the table has too few cells to be it."""
    if demandee is not None:
        return demandee
    remplies = [(b.numero, [c for c in map(epurer, b.cellules) if c is not None]) for b in debut]
    remplies = [(numero, cellules) for numero, cellules in remplies if cellules]
    if not remplies:
        raise ErreurTableur(
            "Le fichier ne contient aucune donnée.", "Vérifiez la feuille choisie.", feuille=lecture.feuille
        )
    largeur = max(len(cellules) for _, cellules in remplies)
    for numero, cellules in remplies:
        if len(cellules) >= max(1, round(largeur * 0.6)) and all(isinstance(c, str) for c in cellules):
            return numero
    raise ErreurTableur(
        "La ligne des titres de colonnes est introuvable.",
        "Mettez un titre en texte au-dessus de chaque colonne (par exemple « Date », « Numéro »).",
        feuille=lecture.feuille,
    )


def _nommer(cellules: list[Valeur]) -> tuple[tuple[str, ...], list[str]]:
    """Headers made unique and never empty; what was changed is told."""
    titres = [" ".join(str(c).split()) if (c := epurer(cellule)) is not None else "" for cellule in cellules]
    while titres and not titres[-1]:
        titres.pop()
    noms: list[str] = []
    avertissements: list[str] = []
    vus: dict[str, int] = {}
    for rang, titre in enumerate(titres):
        if not titre:
            noms.append(f"(colonne {lettres(rang)} sans titre)")
            avertissements.append(
                f"La colonne {lettres(rang)} n'a pas de titre (cellule vide ou fusionnée) : elle sera ignorée "
                "si vous ne l'associez pas."
            )
            continue
        vus[titre] = vus.get(titre, 0) + 1
        if vus[titre] > 1:
            avertissements.append(f"Le titre « {titre} » se répète en colonne {lettres(rang)}.")
        noms.append(f"{titre} ({vus[titre]})" if vus[titre] > 1 else titre)
    return tuple(noms), avertissements


def _avertir_formules(nature: Nature) -> Iterator[str]:
    if nature.formules:
        lieu = f" (la première en {nature.premiere_formule})" if nature.premiere_formule else ""
        pluriel = "s" if nature.formules > 1 else ""
        yield (
            f"Le classeur contient {nature.formules} formule{pluriel}{lieu}. Seule la valeur enregistrée par votre "
            "tableur est lue ; aucune formule n'est exécutée."
        )


def _valeur(cellule: Valeur) -> Valeur:
    valeur = epurer(cellule)
    return retirer_garde(valeur) if type(valeur) is str and valeur[0] == "'" else valeur


__all__ = ["Lecture", "Ligne", "ouvrir"]
