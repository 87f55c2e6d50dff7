"""A questionnaire said as data: sections, questions, grids; and what a set of answers is worth.

Answers are texts under the code of their field, as they are kept. An empty cell of a grid is a zero not typed: a grid
is filled when one of its cells is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum

OUI, NON = "oui", "non"
OUI_NON = ((OUI, "Oui"), (NON, "Non"))
Reponses = Mapping[str, str]
Choix = tuple[tuple[str, str], ...]


class Genre(StrEnum):
    ENTIER = "entier"
    DECIMAL = "decimal"
    CHOIX = "choix"
    TEXTE = "texte"


class Etat(StrEnum):
    """Only `invalide` prevents handing in."""

    VIDE = "vide"
    PARTIELLE = "partielle"
    INVALIDE = "invalide"
    VALIDE = "valide"


@dataclass(frozen=True)
class Question:
    code: str
    libelle: str
    genre: Genre = Genre.ENTIER
    unite: str = ""
    aide: str = ""
    choix: Choix = ()
    est_obligatoire: bool = True
    minimum: int = 0
    maximum: int | None = None


def oui_non(code: str, libelle: str, **options: bool | str) -> Question:
    return Question(code, libelle, Genre.CHOIX, choix=OUI_NON, **options)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Grille:
    """Rows × columns. `connues` names the rows that the directory knows (establishments), instead of `rangees`."""

    code: str
    libelle: str
    colonnes: tuple[Question, ...]
    rangees: Choix = ()
    connues: str = ""
    entete: str = ""
    est_obligatoire: bool = True

    def lignes(self, connu: Connu) -> Choix:
        return connu.rangees.get(self.connues, ()) if self.connues else self.rangees

    def champ(self, rangee: str, colonne: str) -> str:
        return f"{self.code}.{rangee}.{colonne}"


@dataclass(frozen=True)
class Connu:
    """What is counted or written elsewhere: facts in words, rows of grids, and sums that answers may not exceed."""

    faits: Mapping[str, str] = field(default_factory=dict)
    rangees: Mapping[str, Choix] = field(default_factory=dict)
    sommes: Mapping[str, int] = field(default_factory=dict)


Controle = Callable[[Reponses, Connu], Iterator[tuple[str, str]]]


@dataclass(frozen=True)
class Section:
    """One page. `faits` are the codes of what is already known of it; `table` names tables counted from the log."""

    code: str
    titre: str
    texte: str = ""
    elements: tuple[Question | Grille, ...] = ()
    faits: Choix = ()
    table: str = ""
    controles: tuple[Controle, ...] = ()


@dataclass(frozen=True)
class Champ:
    """One field of a section: a question, or a cell of a grid."""

    code: str
    question: Question
    rangee: str = ""
    groupe: str = ""

    @property
    def libelle(self) -> str:
        return ", ".join(filter(None, (self.rangee, self.question.libelle)))


@dataclass(frozen=True)
class Bilan:
    """What a section is worth. `fautes`: (field or empty, sentence)."""

    etat: Etat
    manquants: tuple[str, ...] = ()
    fautes: tuple[tuple[str, str], ...] = ()


def champs(section: Section, connu: Connu) -> list[Champ]:
    """Every field of a section, in order."""
    trouves: list[Champ] = []
    for element in section.elements:
        if isinstance(element, Question):
            trouves.append(Champ(element.code, element))
            continue
        trouves += [
            Champ(element.champ(code, colonne.code), colonne, libelle, element.libelle)
            for code, libelle in element.lignes(connu)
            for colonne in element.colonnes
        ]
    return trouves


def nombre(reponses: Reponses, code: str) -> Decimal | None:
    """The number typed, None when there is none."""
    texte = reponses.get(code, "")
    try:
        return Decimal(texte.replace(",", ".")) if texte else None
    except InvalidOperation:
        return None


def somme(reponses: Reponses, codes: Sequence[str]) -> Decimal | None:
    """Sum of what was typed, None when nothing was."""
    dits = [n for code in codes if (n := nombre(reponses, code)) is not None]
    return sum(dits, start=Decimal(0)) if dits else None


def bilan(section: Section, reponses: Reponses, connu: Connu) -> Bilan:
    """State of a section, what it lacks and what contradicts itself."""
    tous = champs(section, connu)
    dits = {champ.code for champ in tous if reponses.get(champ.code, "") != ""}
    fautes = [faute for champ in tous if (faute := _faute(champ, reponses))]
    fautes += [faute for controle in section.controles for faute in controle(reponses, connu)]
    manquants = tuple(
        element.libelle
        for element in section.elements
        if element.est_obligatoire and not _est_dit(element, dits, connu)
    )
    if fautes:
        return Bilan(Etat.INVALIDE, manquants, tuple(fautes))
    if not manquants:
        return Bilan(Etat.VALIDE)
    return Bilan(Etat.PARTIELLE if dits else Etat.VIDE, manquants)


def _est_dit(element: Question | Grille, dits: set[str], connu: Connu) -> bool:
    if isinstance(element, Question):
        return element.code in dits
    lignes = element.lignes(connu)
    return not lignes or any(
        element.champ(rangee, c.code) in dits for rangee, _ in lignes for c in element.colonnes
    )


def _faute(champ: Champ, reponses: Reponses) -> tuple[str, str] | None:
    """A value that its question does not take: nothing of the kind passes the form, but a rule may have changed."""
    texte, question = reponses.get(champ.code, ""), champ.question
    if not texte:
        return None
    if question.genre == Genre.CHOIX and texte not in dict(question.choix):
        return champ.code, f"{champ.libelle} : « {texte} » n’est plus proposé."
    if question.genre in (Genre.ENTIER, Genre.DECIMAL):
        valeur = nombre(reponses, champ.code)
        if valeur is None or valeur < question.minimum:
            return champ.code, f"{champ.libelle} : un nombre d’au moins {question.minimum} est attendu."
        if question.maximum is not None and valeur > question.maximum:
            return champ.code, f"{champ.libelle} : au plus {question.maximum}."
    return None


def au_plus(partie: str, tout: str, message: str) -> Controle:
    """A part may not exceed the whole."""

    def controler(reponses: Reponses, _connu: Connu) -> Iterator[tuple[str, str]]:
        a, b = nombre(reponses, partie), nombre(reponses, tout)
        if a is not None and b is not None and a > b:
            yield partie, message

    return controler


def parties_au_plus(parties: Sequence[str], tout: str, message: str) -> Controle:
    """Several parts together may not exceed the whole."""

    def controler(reponses: Reponses, _connu: Connu) -> Iterator[tuple[str, str]]:
        a, b = somme(reponses, parties), nombre(reponses, tout)
        if a is not None and b is not None and a > b:
            yield parties[0], message

    return controler


def au_plus_compte(parties: Sequence[str], compte: str, message: str) -> Controle:
    """What was typed may not exceed what was counted."""

    def controler(reponses: Reponses, connu: Connu) -> Iterator[tuple[str, str]]:
        a = somme(reponses, parties)
        if a is not None and compte in connu.sommes and a > connu.sommes[compte]:
            yield parties[0], message.format(connu.sommes[compte])

    return controler
