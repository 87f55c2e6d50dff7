"""The data of a document: a frozen dataclass, to JSON and back, strictly.

The dataclass is the contract between the service that issues a document and the one that reads it:

    @dataclass(frozen=True)
    class CertificatDonnees:
        SCHEMA: ClassVar[int] = 1          # raised when a field is added, removed or changes its meaning
        nom: str
        date_examen: date
        jours_itt: int | None
        montant: Decimal
        lesions: tuple[Lesion, ...]        # another frozen dataclass

Accepted types: `str`, `int`, `bool`, `Decimal`, `date`, aware `datetime`, `time`, `Enum` with text values
(`TextChoices`), frozen dataclasses, `tuple[X, ...]` and `X | None`. No `float` (an amount is a `Decimal`),
no `dict`, no `list`: what is signed is frozen. `decoder(T, encoder(x)) == x` for every accepted value.

Nothing is guessed on the way back: an unknown key, a missing key, a number where a text is expected are
errors, all reported together, each with the path of its field (`lesions[2].taille`).
"""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

T = TypeVar("T")

_FUSEAU = ZoneInfo("Europe/Paris")
LONGUEUR_MAXIMALE_TEXTE = 20_000
# No control character but tab and line feed, no bidirectional override (a text that reads otherwise than it
# is stored), no private-use or non-character code point, no lone surrogate: none can be printed in a PDF/A.
_CARACTERE_REFUSE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_FORME_DECIMALE = re.compile(r"-?\d{1,18}(\.\d{1,9})?")


class DonneesInvalides(ValueError):
    """The values do not fit the dataclass; `erreurs` maps the path of each wrong field to its message."""

    def __init__(self, erreurs: Mapping[str, str]) -> None:
        self.erreurs = dict(erreurs)
        super().__init__(" ; ".join(f"{chemin} : {message}" for chemin, message in self.erreurs.items()))


class SchemaInvalide(TypeError):
    """The dataclass itself uses what a document cannot carry (a mistake of the developer)."""


class _Refus(Exception):
    def __init__(self, message: str) -> None:
        self.message = message


def encoder(objet: Any) -> dict[str, Any]:
    """The JSON-ready form of a frozen dataclass; raises DonneesInvalides on what could not be read back."""
    valeur = _encoder_dataclass(objet, avec_libelle=False)
    decoder(type(objet), valeur)
    return valeur


def encoder_pour_gabarit(objet: Any) -> dict[str, Any]:
    """As `encoder`, but each code of a list is `{"code": …, "libelle": …}`, and each instant Paris time."""
    return _encoder_dataclass(objet, avec_libelle=True)


def decoder(classe: type[T], valeur: Any) -> T:
    """Build `classe` from its JSON form, or raise DonneesInvalides naming every wrong field."""
    erreurs: dict[str, str] = {}
    objet = _decoder_dataclass(classe, valeur, "", erreurs)
    if erreurs:
        raise DonneesInvalides(erreurs)
    return cast(T, objet)


def vers_octets(valeur: Any) -> bytes:
    """The one canonical text of a JSON value: sorted keys, UTF-8, no blank, no NaN."""
    texte = json.dumps(valeur, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return texte.encode()


def depuis_octets(octets: bytes) -> Any:
    """Parse JSON, refusing repeated keys, NaN and excessive depth; raises ValueError."""

    def sans_doublon(paires: list[tuple[str, Any]]) -> dict[str, Any]:
        resultat = dict(paires)
        if len(resultat) != len(paires):
            raise ValueError("une clé est répétée")
        return resultat

    def refuser(constante: str) -> Any:
        raise ValueError(f"{constante} n'est pas une valeur JSON")

    try:
        return json.loads(octets.decode(), object_pairs_hook=sans_doublon, parse_constant=refuser)
    except RecursionError:
        raise ValueError("imbrication trop profonde") from None


def verifier_schema(classe: type[Any]) -> None:
    """Refuse at registration a dataclass that could not be printed and read back."""
    version = getattr(classe, "SCHEMA", None)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise SchemaInvalide(f"{classe.__qualname__} : SCHEMA: ClassVar[int] = 1 (ou plus) est obligatoire")
    _verifier_dataclass(classe, classe.__qualname__, ())


def _verifier_dataclass(classe: type[Any], chemin: str, ancetres: tuple[type[Any], ...]) -> None:
    if not is_dataclass(classe) or not classe.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        raise SchemaInvalide(f"{chemin} : une dataclass gelée (frozen=True) est attendue")
    if classe in ancetres:
        raise SchemaInvalide(f"{chemin} : structure récursive")
    for nom, annotation in _annotations(classe).items():
        _verifier_type(annotation, f"{chemin}.{nom}", (*ancetres, classe))


def _verifier_type(annotation: Any, chemin: str, ancetres: tuple[type[Any], ...]) -> None:
    interieur = _sans_none(annotation)
    if typing.get_origin(interieur) is tuple:
        arguments = typing.get_args(interieur)
        if arguments[1:] != (Ellipsis,):
            raise SchemaInvalide(f"{chemin} : écrire tuple[X, ...]")
        _verifier_type(arguments[0], f"{chemin}[]", ancetres)
    elif isinstance(interieur, type) and issubclass(interieur, Enum):
        if not all(isinstance(membre.value, str) for membre in interieur):
            raise SchemaInvalide(f"{chemin} : les codes d'une liste sont des textes")
    elif is_dataclass(interieur):
        _verifier_dataclass(cast(type[Any], interieur), chemin, ancetres)
    elif interieur not in _DECODEURS:
        raise SchemaInvalide(f"{chemin} : le type {interieur!r} n'est pas accepté dans un document")


@cache
def _annotations(classe: type[Any]) -> dict[str, Any]:
    toutes = typing.get_type_hints(classe)
    return {champ.name: toutes[champ.name] for champ in fields(classe)}


def _sans_none(annotation: Any) -> Any:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        autres = [argument for argument in typing.get_args(annotation) if argument is not type(None)]
        if len(autres) == 1:
            return autres[0]
    return annotation


def _encoder_dataclass(objet: Any, *, avec_libelle: bool) -> dict[str, Any]:
    return {c.name: _encoder_valeur(getattr(objet, c.name), avec_libelle) for c in fields(objet)}


def _encoder_valeur(valeur: Any, avec_libelle: bool) -> Any:  # noqa: PLR0911  one line a type
    if isinstance(valeur, Enum):
        if not avec_libelle:
            return valeur.value
        return {"code": valeur.value, "libelle": str(getattr(valeur, "label", valeur.value))}
    if valeur is None or isinstance(valeur, bool | int):
        return valeur
    if isinstance(valeur, str):
        return str(valeur)
    if isinstance(valeur, Decimal):
        return format(valeur, "f") if valeur.is_finite() else str(valeur)
    if avec_libelle and isinstance(valeur, datetime):
        return valeur.astimezone(_FUSEAU).isoformat()
    if isinstance(valeur, date | datetime | time):
        return valeur.isoformat()
    if isinstance(valeur, tuple):
        return [_encoder_valeur(element, avec_libelle) for element in valeur]
    if is_dataclass(valeur):
        return _encoder_dataclass(valeur, avec_libelle=avec_libelle)
    raise DonneesInvalides({type(valeur).__qualname__: "type non accepté dans un document"})


def _decoder_dataclass(classe: type[Any], valeur: Any, chemin: str, erreurs: dict[str, str]) -> Any:
    prefixe = f"{chemin}." if chemin else ""
    if not isinstance(valeur, dict):
        erreurs[chemin or "."] = "un objet est attendu"
        return None
    annotations = _annotations(cast(Any, classe))
    for cle in valeur:
        if cle not in annotations:
            erreurs[f"{prefixe}{cle}"[:200]] = "champ inconnu"
    arguments: dict[str, Any] = {}
    for champ in fields(classe):
        if champ.name in valeur:
            arguments[champ.name] = _decoder_valeur(
                annotations[champ.name], valeur[champ.name], prefixe + champ.name, erreurs
            )
        elif champ.default is MISSING and champ.default_factory is MISSING:
            erreurs[prefixe + champ.name] = "champ absent"
    if erreurs:
        return None
    try:
        return classe(**arguments)
    except ValueError as refus:  # a rule of the dataclass itself (__post_init__)
        erreurs[chemin or "."] = str(refus)
        return None


def _decoder_valeur(  # noqa: PLR0911  one line a type
    annotation: Any, valeur: Any, chemin: str, erreurs: dict[str, str]
) -> Any:
    interieur = _sans_none(annotation)
    if valeur is None:
        if interieur is annotation:
            erreurs[chemin] = "une valeur est attendue"
        return None
    if typing.get_origin(interieur) is tuple:
        if not isinstance(valeur, list):
            erreurs[chemin] = "une liste est attendue"
            return None
        genre = typing.get_args(interieur)[0]
        return tuple(_decoder_valeur(genre, v, f"{chemin}[{i}]", erreurs) for i, v in enumerate(valeur))
    if is_dataclass(interieur):
        return _decoder_dataclass(cast(type[Any], interieur), valeur, chemin, erreurs)
    try:
        if issubclass(interieur, Enum):
            return _decoder_code(interieur, valeur)
        return _DECODEURS[interieur](valeur)
    except _Refus as refus:
        erreurs[chemin] = refus.message
        return None


def _decoder_code(classe: type[Enum], valeur: Any) -> Enum:
    if isinstance(valeur, str):
        for membre in classe:
            if membre.value == valeur:
                return membre
    raise _Refus("code inconnu de la liste")


def _texte(valeur: Any) -> str:
    if not isinstance(valeur, str):
        raise _Refus("un texte est attendu")
    if len(valeur) > LONGUEUR_MAXIMALE_TEXTE:
        raise _Refus(f"le texte dépasse {LONGUEUR_MAXIMALE_TEXTE} caractères")
    refuse = _CARACTERE_REFUSE.search(valeur)
    if refuse:
        raise _Refus(f"le caractère U+{ord(refuse.group()):04X} ne peut pas figurer dans un document")
    return valeur


def _entier(valeur: Any) -> int:
    if not isinstance(valeur, int) or isinstance(valeur, bool):
        raise _Refus("un nombre entier est attendu")
    if abs(valeur) >= 2**53:
        raise _Refus("le nombre est trop grand")
    return valeur


def _booleen(valeur: Any) -> bool:
    if not isinstance(valeur, bool):
        raise _Refus("vrai ou faux est attendu")
    return valeur


def _decimal(valeur: Any) -> Decimal:
    if not isinstance(valeur, str) or not _FORME_DECIMALE.fullmatch(valeur):
        raise _Refus("un nombre décimal, écrit en texte (« 12.50 »), est attendu")
    try:
        return Decimal(valeur)
    except InvalidOperation:
        raise _Refus("un nombre décimal est attendu") from None


def _date(valeur: Any) -> date:
    if isinstance(valeur, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", valeur):
        try:
            return date.fromisoformat(valeur)
        except ValueError:
            pass
    raise _Refus("une date (AAAA-MM-JJ) est attendue")


def _instant(valeur: Any) -> datetime:
    if isinstance(valeur, str) and "T" in valeur:
        try:
            instant = datetime.fromisoformat(valeur)
        except ValueError:
            instant = None
        if instant is not None and instant.utcoffset() is not None:
            return instant
    raise _Refus("une date et une heure avec leur fuseau sont attendues")


def _heure(valeur: Any) -> time:
    if isinstance(valeur, str) and ":" in valeur:
        try:
            heure = time.fromisoformat(valeur)
        except ValueError:
            heure = None
        if heure is not None and heure.tzinfo is None:
            return heure
    raise _Refus("une heure (HH:MM) est attendue")


_DECODEURS: dict[Any, Callable[[Any], Any]] = {
    str: _texte,
    int: _entier,
    bool: _booleen,
    Decimal: _decimal,
    date: _date,
    datetime: _instant,
    time: _heure,
}
