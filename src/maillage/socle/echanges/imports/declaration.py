"""How a service says what can be imported.

It writes this in its ``echanges.py``, read at start::

    from maillage.socle.echanges.imports import Colonne, Contexte, Erreur, Existant, Genre, LigneImport, Lot
    from maillage.socle.echanges.imports import declarer_import

    COLONNES = (
        Colonne("numero_interne", "N° interne", alias=("numéro interne", "internal number"), est_obligatoire=True),
        Colonne("date_examen", "Date d’examen", Genre.DATE, est_obligatoire=True),
        Colonne("profil", "Profil", Genre.CHOIX, choix=Profil, est_obligatoire=True),
        Colonne("examens", "Examens", Genre.CHOIX, liste="medecine_legale.examen", est_multiple=True),
    )

    def preparer(contexte: Contexte) -> None:                  # once an import: load what the lines will need
        contexte.donnees["requerants"] = {r.cle: r.pk for r in Requerant.objects.all()}

    def valider(ligne: LigneImport, contexte: Contexte) -> Iterator[Erreur]:       # rules between columns
        if ligne.valeurs["date_examen"] > contexte.jour:
            yield Erreur("date_examen", "La date d’examen est dans le futur.")

    def existants(cles: list[tuple], contexte: Contexte) -> dict[tuple, Existant]:  # one query for 1,000 keys
        actes = Acte.objects.visibles_par(contexte.agent).filter(
            structure=contexte.organisation, numero_interne__in=[cle[0] for cle in cles])
        return {(a.numero_interne,): Existant(a.pk, {"date_examen": a.date_examen, "profil": a.profil}) for a in actes}

    def appliquer(lot: Lot, contexte: Contexte) -> list[int]:   # bulk; returns the ids made from lot.nouvelles
        for ligne in lot.modifiees: ...                         # ligne.objet_id, ligne.changements, ligne.avant
        return [a.pk for a in Acte.objects.bulk_create([Acte(**ligne.valeurs, …) for ligne in lot.nouvelles])]

    def annuler(lot: Lot, contexte: Contexte) -> None:          # optional: offers « Annuler cet import »
        Acte.objects.filter(pk__in=[ligne.objet_id for ligne in lot.nouvelles]).delete()

    declarer_import("medecine_legale.actes", "Actes médico-légaux", droit=ACTE_SAISIR, colonnes=COLONNES,
                    cle=("numero_interne",), valider=valider, preparer=preparer, existants=existants,
                    appliquer=appliquer, annuler=annuler)

The kernel does the rest: encodings, mapping, conversion, French messages, differences, progress, undo. ``appliquer``
and ``annuler`` run in one transaction for the whole file and may raise ``RefusImport`` with a French sentence; past
tens of thousands of lines, ``inserer(Acte, champs, valeurs)`` replaces ``bulk_create``. The roles that import
also hold ``maillage.socle.echanges.droits.IMPORTER``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from django.db.models import TextChoices

from maillage.commun.tableur import Valeur
from maillage.socle.acces.vocabulaire import VOCABULAIRE, Droit
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.echanges.imports.conversions import Genre
from maillage.socle.echanges.models import Importation

Cle: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True)
class Colonne:
    """One column that the import understands, found in a file by its label, its code or an alias.

    ``choix`` (codes and labels) or ``liste`` (a reference list of the kernel) goes with Genre.CHOIX: the stored value
    is the code. ``est_multiple`` splits a cell at ``|``, ``;`` or ``,`` into a list. ``convertir`` replaces the usual
    conversion and raises ValueError with a French sentence. ``defaut`` is used when the cell or the column is missing.
    ``est_scelle``: the column names a person; it is sealed in the staged lines, and shown to whoever imports.
    """

    code: str
    libelle: str
    genre: Genre = Genre.TEXTE
    alias: tuple[str, ...] = ()
    est_obligatoire: bool = False
    choix: Mapping[str, str] | type[TextChoices] | None = None
    liste: str = ""
    est_multiple: bool = False
    convertir: Callable[[Valeur], Any] | None = None
    longueur_max: int = 0
    defaut: Any = None
    exemple: str = ""
    aide: str = ""
    est_scelle: bool = False


class Erreur(NamedTuple):
    """What is wrong on a line: the code of the column (empty: the line itself) and a French sentence."""

    colonne: str
    message: str


@dataclass
class Contexte:
    """Who imports, where, on which day, from which file; ``donnees`` is for the service."""

    agent: Agent
    organisation: Organisation | None
    jour: dt.date
    donnees: dict[str, Any] = field(default_factory=dict)
    importation: Importation | None = None

    @property
    def structure(self) -> Organisation:
        """The organisation of an import declared ``avec_organisation``: it always has one."""
        if self.organisation is None:
            raise RuntimeError("This import is declared without an organisation.")
        return self.organisation


@dataclass
class LigneImport:
    """A line of the file, converted: ``valeurs`` by column code, defaults included, absent columns left out."""

    numero: int
    valeurs: dict[str, Any]
    objet_id: int | None = None
    avant: dict[str, Any] = field(default_factory=dict)

    @property
    def changements(self) -> dict[str, Any]:
        """New values of the columns that change."""
        return {code: self.valeurs[code] for code in self.avant}


class Existant(NamedTuple):
    """What the database already holds under a key: its id, and the values to compare, by column code."""

    objet_id: int
    valeurs: Mapping[str, Any]


@dataclass
class Lot:
    """A batch to apply, or to undo (the lines then know what they made and what was there before)."""

    nouvelles: list[LigneImport] = field(default_factory=list)
    modifiees: list[LigneImport] = field(default_factory=list)


class RefusImport(Exception):
    """The whole import, or its undoing, is refused; the message is a French sentence."""


Validation: TypeAlias = Callable[[LigneImport, Contexte], Iterable[Erreur]]


@dataclass(frozen=True)
class DeclarationImport:
    """All that the kernel knows of an import."""

    code: str
    libelle: str
    droit: Droit
    colonnes: tuple[Colonne, ...]
    appliquer: Callable[[Lot, Contexte], Sequence[int]]
    cle: tuple[str, ...] = ()
    existants: Callable[[list[Cle], Contexte], Mapping[Cle, Existant]] | None = None
    valider: Validation | None = None
    preparer: Callable[[Contexte], None] | None = None
    annuler: Callable[[Lot, Contexte], None] | None = None
    avec_organisation: bool = True
    aide: str = ""

    @property
    def par_code(self) -> dict[str, Colonne]:
        return {colonne.code: colonne for colonne in self.colonnes}


IMPORTS: dict[str, DeclarationImport] = {}


def declarer_import(
    code: str,
    libelle: str,
    *,
    droit: Droit,
    colonnes: Sequence[Colonne],
    appliquer: Callable[[Lot, Contexte], Sequence[int]],
    **options: Any,
) -> DeclarationImport:
    """Register an import. Raises ValueError when the declaration cannot work."""
    declaration = DeclarationImport(code, libelle, droit, tuple(colonnes), appliquer, **options)
    codes = [colonne.code for colonne in declaration.colonnes]
    if code in IMPORTS:
        raise ValueError(f"Import {code!r} is declared twice.")
    if droit not in VOCABULAIRE.droits:
        raise ValueError(f"Import {code!r} asks for an undeclared right: {droit!r}.")
    if len(set(codes)) != len(codes) or not codes:
        raise ValueError(f"Import {code!r} has no column, or the same code twice.")
    inconnues = set(declaration.cle) - {c.code for c in declaration.colonnes if c.est_obligatoire}
    if inconnues:
        raise ValueError(f"Import {code!r}: the key columns {sorted(inconnues)} are not compulsory columns.")
    if bool(declaration.cle) != bool(declaration.existants):
        raise ValueError(f"Import {code!r}: a key goes with the function `existants`, and the reverse.")
    for colonne in declaration.colonnes:
        if (colonne.genre is Genre.CHOIX) != bool(colonne.choix or colonne.liste):
            raise ValueError(
                f"Import {code!r}, column {colonne.code!r}: a choice goes with `choix` or `liste`."
            )
    IMPORTS[code] = declaration
    return declaration
