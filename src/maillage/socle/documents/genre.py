"""The kinds of documents, declared by the services (in their `documents.py`), never named here.

    from maillage.socle.documents.genre import declarer_genre

    CERTIFICAT = declarer_genre(
        code="medecine_legale.certificat",
        libelle="Certificat de constatation",
        donnees=CertificatDonnees,           # frozen dataclass with SCHEMA: ClassVar[int] (see donnees.py)
        gabarit="certificat.typ",            # in the folder modeles/ of the service
        droit=CERTIFICAT_EMETTRE,            # the right to issue it, on the organisation of the object
        droit_lecture=ACTE_LIRE,             # the right to read it once issued (default: the same)
        construire=donnees_certificat,       # ActeMedicoLegal -> CertificatDonnees
        organisation="structure",            # attribute of the object, or function: who issues the document
        destinataire="gestionnaire",         # optional, the same: whom it is addressed to, who reads it too
    )

The roles that issue it also hold DOCUMENT_PRODUIRE and DOCUMENT_LIRE, those that read it DOCUMENT_LIRE
(`maillage.socle.documents.droits`).

A kind that must be edited by hand also gives `docx="certificat.docx"` (docxtpl, same folder).
A kind whose SCHEMA grows gives `conversions={1: de_1_vers_2}`: each takes the JSON data of its version and
returns those of the next one, so that a document issued years ago still fills a form.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.documents.donnees import decoder, verifier_schema

if TYPE_CHECKING:
    from maillage.socle.annuaire.models import Organisation

D = TypeVar("D")

RACINE = Path(__file__).resolve().parents[2]  # the package `maillage`: what a template may read
IMPORT_COMMUN = '#import "/socle/documents/gabarits/commun.typ"'
_CODE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_INTERDIT_DANS_GABARIT = re.compile(r"\b(eval|plugin|read|sys\.inputs)\b|@preview")


class GenreInvalide(ValueError):
    """A declaration that cannot work: found at start, not when a person needs the document."""


class GenreInconnu(LookupError):
    """No service declares this kind (any more)."""


class VersionInconnue(ValueError):
    """The data were written by a schema version that this kind does not read."""

    def __init__(self, version: object) -> None:
        self.version = version
        super().__init__(f"version de données inconnue : {version!r}")


@dataclass(frozen=True)
class GenreDocument(Generic[D]):
    """One kind of document: its data, its template, the right to issue it."""

    code: str
    libelle: str
    donnees: type[D]
    gabarit: Path
    droit: Droit
    droit_lecture: Droit
    construire: Callable[[Any], D]
    organisation: str | Callable[[Any], Organisation] = "organisation"
    destinataire: str | Callable[[Any], Organisation] | None = None
    docx: Path | None = None
    conversions: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = field(default_factory=dict)

    @property
    def schema(self) -> int:
        """The version of the data that this kind writes."""
        return int(self.donnees.SCHEMA)  # type: ignore[attr-defined]

    def organisation_de(self, objet: Any) -> Organisation:
        """Who issues the document of this object."""
        if callable(self.organisation):
            return self.organisation(objet)
        emetteur: Organisation = getattr(objet, self.organisation)
        return emetteur

    def destinataire_de(self, objet: Any) -> Organisation | None:
        """Whom the document of this object is addressed to, if anybody."""
        if self.destinataire is None:
            return None
        if callable(self.destinataire):
            return self.destinataire(objet)
        recu: Organisation = getattr(objet, self.destinataire)
        return recu

    def lire(self, version: object, valeur: Any) -> D:
        """The data written by any known version, as the dataclass of today.

        Raises VersionInconnue, or DonneesInvalides when the values do not fit.
        """
        if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= self.schema:
            raise VersionInconnue(version)
        for etape in range(version, self.schema):
            if etape not in self.conversions or not isinstance(valeur, dict):
                raise VersionInconnue(version)
            valeur = self.conversions[etape](dict(valeur))
        return decoder(self.donnees, valeur)


_genres: dict[str, GenreDocument[Any]] = {}


def declarer_genre(
    *,
    code: str,
    libelle: str,
    donnees: type[D],
    gabarit: str | Path,
    droit: Droit,
    construire: Callable[[Any], D],
    droit_lecture: Droit | None = None,
    organisation: str | Callable[[Any], Organisation] = "organisation",
    destinataire: str | Callable[[Any], Organisation] | None = None,
    docx: str | Path | None = None,
    conversions: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] | None = None,
) -> GenreDocument[D]:
    """Register a kind, once checked all that needs no data. Raises GenreInvalide, SchemaInvalide."""
    if not _CODE.fullmatch(code):
        raise GenreInvalide(f"{code!r} : un code s'écrit service.genre, en minuscules")
    if code in _genres:
        raise GenreInvalide(f"{code} est déclaré deux fois")
    if not libelle.strip():
        raise GenreInvalide(f"{code} : un libellé est obligatoire")
    for declare in (droit, droit_lecture):
        if declare is not None and not isinstance(declare, Droit):
            raise GenreInvalide(f"{code} : {declare!r} n'est pas un droit déclaré (declarer_droit)")
    if not callable(construire):
        raise GenreInvalide(f"{code} : construire est une fonction objet -> {donnees.__name__}")
    verifier_schema(donnees)
    genre = GenreDocument(
        code=code,
        libelle=libelle,
        donnees=donnees,
        gabarit=_resoudre(code, donnees, gabarit),
        droit=droit,
        droit_lecture=droit_lecture or droit,
        construire=construire,
        organisation=organisation,
        destinataire=destinataire,
        docx=None if docx is None else _resoudre(code, donnees, docx),
        conversions=dict(conversions or {}),
    )
    manquantes = set(genre.conversions) - set(range(1, genre.schema))
    if manquantes:
        raise GenreInvalide(f"{code} : conversions sans objet {sorted(manquantes)}, SCHEMA = {genre.schema}")
    _verifier_gabarit(genre)
    if genre.docx is not None:
        _verifier_docx(genre, genre.docx)
    _genres[code] = genre
    return genre


def oublier_genre(code: str) -> None:
    """Remove a kind declared by a test."""
    _genres.pop(code, None)


def obtenir_genre(code: str) -> GenreDocument[Any]:
    """The kind of this code, or GenreInconnu."""
    try:
        return _genres[code]
    except KeyError:
        raise GenreInconnu(code) from None


def genres() -> tuple[GenreDocument[Any], ...]:
    """All declared kinds, by code."""
    return tuple(_genres[code] for code in sorted(_genres))


def _resoudre(code: str, donnees: type[Any], nom: str | Path) -> Path:
    """A bare name is looked for in `modeles/` beside the module of the data, then in the folders above it."""
    chemin = Path(nom)
    if not chemin.is_absolute():
        module = Path(str(sys.modules[donnees.__module__].__file__)).resolve()
        for dossier in module.parents:
            if dossier == RACINE.parent:
                raise GenreInvalide(f"{code} : {nom} introuvable dans modeles/ de {donnees.__module__}")
            if (dossier / "modeles" / nom).is_file():
                chemin = dossier / "modeles" / nom
                break
    chemin = chemin.resolve()
    if not chemin.is_file() or not chemin.is_relative_to(RACINE):
        raise GenreInvalide(f"{code} : {nom} introuvable dans {RACINE}")
    return chemin


def _verifier_gabarit(genre: GenreDocument[Any]) -> None:
    texte = genre.gabarit.read_text()
    if IMPORT_COMMUN not in texte or "#show: document-administratif" not in texte:
        raise GenreInvalide(
            f"{genre.code} : {genre.gabarit.name} doit contenir {IMPORT_COMMUN}: * "
            "et #show: document-administratif"
        )
    interdit = _INTERDIT_DANS_GABARIT.search(texte)
    if interdit:
        raise GenreInvalide(
            f"{genre.code} : {genre.gabarit.name} ne doit pas employer « {interdit.group()} » ; "
            "les données viennent de commun.typ"
        )


def _verifier_docx(genre: GenreDocument[Any], chemin: Path) -> None:
    from dataclasses import fields

    from maillage.socle.documents.edition import VARIABLES_COMMUNES, variables_docx

    connues = {champ.name for champ in fields(genre.donnees)} | VARIABLES_COMMUNES
    inconnues = variables_docx(chemin) - connues
    if inconnues:
        raise GenreInvalide(f"{genre.code} : {chemin.name} emploie des champs inconnus {sorted(inconnues)}")
