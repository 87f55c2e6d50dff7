"""What a provider announces of a lot, checked field by field before anything is taken: all or nothing.

The manifest is JSON (`donnees/manifeste.schema.json`), or the same columns as CSV with the fields of the lot repeated
on each line. Every refusal is said at once, by file and by field, so that one answer is enough to put it right.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from maillage.commun.textes import cle_recherche, nombre
from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette
from maillage.metiers.numerisation.regles.etiquettes import Etiquette, EtiquetteInvalide, lire

VERSION = "1"
TAILLE_MAXIMALE = 32 * 1024 * 1024
FICHIERS_MAXIMUM = 20_000
PAGES_MAXIMUM = 5_000
LETTRES_MINIMALES = 3
CHIFFRES_DU_NIR = 13
_NOM = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,119}\.pdf\Z")
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z ./_-]{0,59}\Z")
_PAGES = re.compile(r"[\s,;]+")
_NIVEAUX_PDFA = frozenset({"", "1b", "2b", "3b"})
_PROFONDEURS = frozenset({1, 8, 24})


@dataclass(frozen=True, slots=True)
class Refus:
    """Why a manifest is refused: which file (empty: the lot), which field, and what to do."""

    fichier: str
    champ: str
    phrase: str


@dataclass(frozen=True, slots=True)
class LigneManifeste:
    """One announced file: one record."""

    fichier: str
    boite: Etiquette
    dossier: Etiquette
    pages: int
    pages_vierges: tuple[int, ...]
    """Marked and kept: none is taken out of a file."""
    sha256: str
    taille: int
    numeriseur: str
    operateur: str
    resolution: int
    profondeur: int
    horodatage: dt.datetime
    pdfa: str


@dataclass(frozen=True, slots=True)
class Manifeste:
    """A manifest whose every field can be read."""

    lot: str
    prestataire: str
    convention: str
    date: dt.date
    lignes: tuple[LigneManifeste, ...]

    @property
    def pages(self) -> int:
        return sum(ligne.pages for ligne in self.lignes)


class ManifesteRefuse(ValueError):
    """The manifest cannot be taken; `refus` says all that is wrong."""

    def __init__(self, refus: list[Refus]) -> None:
        self.refus = tuple(refus)
        super().__init__(f"{len(refus)} refus")


class _Releve:
    """Reads the fields of one line and notes what is wrong with each."""

    def __init__(self, brut: Mapping[str, Any], refus: list[Refus], fichier: str) -> None:
        self._brut, self._refus, self._fichier = brut, refus, fichier

    def refuser(self, champ: str, phrase: str) -> None:
        self._refus.append(Refus(self._fichier, champ, phrase))

    def texte(self, champ: str, motif: re.Pattern[str], phrase: str) -> str:
        valeur = self._brut.get(champ)
        if isinstance(valeur, str) and motif.match(valeur.strip()):
            return valeur.strip()
        self.refuser(champ, phrase)
        return ""

    def entier(self, champ: str, minimum: int, maximum: int) -> int:
        valeur = self._brut.get(champ)
        texte = str(valeur).strip() if isinstance(valeur, int | str) and not isinstance(valeur, bool) else ""
        if texte.isascii() and texte.isdigit() and len(texte) < 16 and minimum <= int(texte) <= maximum:  # noqa: PLR2004 (no endless number)
            return int(texte)
        self.refuser(champ, f"Indiquez un nombre entier, de {nombre(minimum)} à {nombre(maximum)}.")
        return 0

    def instant(self, champ: str) -> dt.datetime:
        try:
            instant = dt.datetime.fromisoformat(str(self._brut.get(champ) or ""))
        except ValueError:
            instant = None
        if instant is None or instant.tzinfo is None:
            self.refuser(champ, "Indiquez un instant avec son fuseau, par exemple 2026-11-20T10:22:00+01:00.")
            return dt.datetime.min.replace(tzinfo=dt.UTC)
        return instant

    def jour(self, champ: str) -> dt.date:
        try:
            return dt.date.fromisoformat(str(self._brut.get(champ) or ""))
        except ValueError:
            self.refuser(champ, "Indiquez une date, par exemple 2026-11-20.")
            return dt.date.min

    def pages(self, champ: str, maximum: int) -> tuple[int, ...]:
        """A list of page numbers, in JSON or separated by commas; empty is right."""
        valeur = self._brut.get(champ) or ()
        elements = _PAGES.split(valeur.strip()) if isinstance(valeur, str) else valeur
        textes = (
            [str(element) for element in elements if str(element)]
            if isinstance(elements, list | tuple)
            else ["?"]
        )
        if all(t.isascii() and t.isdigit() and len(t) < 6 and 1 <= int(t) <= maximum for t in textes):  # noqa: PLR2004 (no endless number)
            pages = tuple(sorted(map(int, textes)))
            if len(set(pages)) == len(pages):
                return pages
        self.refuser(champ, "Indiquez des numéros de page du fichier, chacun une fois, par exemple 2, 4.")
        return ()

    def etiquette(self, champ: str, genre: GenreEtiquette) -> Etiquette | None:
        try:
            etiquette = lire(str(self._brut.get(champ) or ""))
        except EtiquetteInvalide as erreur:
            self.refuser(champ, str(erreur))
            return None
        if etiquette.genre != genre:
            self.refuser(champ, f"Cette étiquette n’est pas celle d’un objet de genre « {genre.label} ».")
            return None
        return etiquette


def lire_manifeste(octets: bytes) -> Manifeste:
    """Read a manifest, JSON or CSV; raises ManifesteRefuse with all that cannot be read."""
    if len(octets) > TAILLE_MAXIMALE:
        raise _refus("", "manifeste", "Le manifeste est trop gros : découpez le lot.")
    try:
        texte = octets.decode("utf-8-sig")
    except UnicodeDecodeError as erreur:
        raise _refus(
            "", "manifeste", "Le manifeste n’est pas un texte UTF-8 : enregistrez-le en UTF-8."
        ) from erreur
    brut = _lire_json(texte) if texte.lstrip()[:1] in ("{", "[") else _lire_csv(texte)
    return _controler(brut)


def _refus(fichier: str, champ: str, phrase: str) -> ManifesteRefuse:
    return ManifesteRefuse([Refus(fichier, champ, phrase)])


def _lire_json(texte: str) -> Mapping[str, Any]:
    try:
        brut = json.loads(texte)
    except (ValueError, RecursionError) as erreur:
        raise _refus("", "manifeste", "Le manifeste n’est pas un JSON valide.") from erreur
    if not isinstance(brut, dict):
        raise _refus("", "manifeste", "Le manifeste doit être un objet JSON, avec ses fichiers.")
    return brut


def _lire_csv(texte: str) -> Mapping[str, Any]:
    """The fields of the lot are those of the first line, and may not change on the way."""
    try:
        lignes = list(csv.DictReader(io.StringIO(texte), delimiter=";", strict=True))
    except csv.Error as erreur:
        raise _refus(
            "", "manifeste", "Le manifeste n’est ni un JSON ni un CSV à points-virgules."
        ) from erreur
    if not lignes:
        return {}
    entete = {champ: lignes[0].get(champ) for champ in _CHAMPS_LOT}
    for numero, ligne in enumerate(lignes, start=1):
        for champ in _CHAMPS_LOT:
            if ligne.get(champ) != entete[champ]:
                phrase = f"La ligne {numero} ne dit pas la même chose que la première : un manifeste par lot."
                raise _refus(str(ligne.get("fichier") or ""), champ, phrase)
    return {**entete, "fichiers": lignes}


_CHAMPS_LOT = ("version", "lot", "prestataire", "convention", "date")


def _controler(brut: Mapping[str, Any]) -> Manifeste:
    refus: list[Refus] = []
    releve = _Releve(brut, refus, "")
    if str(brut.get("version")) != VERSION:
        releve.refuser(
            "version", f"Cette version de manifeste n’est pas connue : utilisez la version {VERSION}."
        )
    phrase = "Indiquez-le : lettres, chiffres, espaces, points, tirets, 60 caractères au plus."
    lot, prestataire, convention = (
        releve.texte(c, _CODE, phrase) for c in ("lot", "prestataire", "convention")
    )
    jour = releve.jour("date")
    fichiers = brut.get("fichiers")
    if not isinstance(fichiers, list) or not 0 < len(fichiers) <= FICHIERS_MAXIMUM:
        releve.refuser("fichiers", f"Un lot compte de 1 à {nombre(FICHIERS_MAXIMUM)} fichiers.")
        fichiers = []
    lignes = [_ligne(element, rang, refus) for rang, element in enumerate(fichiers, start=1)]
    lues = tuple(ligne for ligne in lignes if ligne)
    refus += _doublons(lues)
    if refus:
        raise ManifesteRefuse(refus)
    return Manifeste(lot, prestataire, convention, jour, lues)


def _ligne(brut: Any, rang: int, refus: list[Refus]) -> LigneManifeste | None:
    if not isinstance(brut, dict):
        refus.append(Refus(f"n° {rang}", "fichiers", "Chaque fichier est un objet, avec ses champs."))
        return None
    nom = brut.get("fichier")
    releve = _Releve(brut, refus, nom if isinstance(nom, str) and nom else f"n° {rang}")
    fichier = releve.texte(
        "fichier",
        _NOM,
        "Un nom de fichier se compose de lettres, chiffres, points et tirets, et finit par .pdf.",
    )
    boite, dossier = (
        releve.etiquette("boite", GenreEtiquette.BOITE),
        releve.etiquette("dossier", GenreEtiquette.DOSSIER),
    )
    pages = releve.entier("pages", 1, PAGES_MAXIMUM)
    code = "Indiquez-le : lettres, chiffres, espaces, points, tirets, 60 caractères au plus."
    profondeur = releve.entier("profondeur", 1, 24)
    if profondeur and profondeur not in _PROFONDEURS:
        releve.refuser("profondeur", "La profondeur est de 1 (noir et blanc), 8 (gris) ou 24 bits (couleur).")
    pdfa = str(brut.get("pdfa") or "")
    if pdfa not in _NIVEAUX_PDFA:
        releve.refuser("pdfa", "Le niveau PDF/A est 1b, 2b ou 3b, ou rien.")
    vierges = releve.pages("pages_vierges", pages)
    sha256 = releve.texte("sha256", _SHA256, "L’empreinte SHA-256 s’écrit en 64 chiffres de 0 à f.")
    taille = releve.entier("taille", 1, 2**40)
    numeriseur, operateur = (releve.texte(champ, _CODE, code) for champ in ("numeriseur", "operateur"))
    resolution = releve.entier("resolution", 50, 2400)
    horodatage = releve.instant("horodatage")
    if boite is None or dossier is None:
        return None
    return LigneManifeste(
        fichier, boite, dossier, pages, vierges, sha256, taille, numeriseur, operateur, resolution, profondeur,
        horodatage, pdfa,
    )  # fmt: skip


def refus_du_nom(fichier: str, etiquette: Etiquette, nom: str, nir: str) -> str:
    """Why a file may not bear this name: it tells whose record it is. Empty when it does not."""
    mots = set(cle_recherche(fichier.removesuffix(".pdf")).split()) - set(
        cle_recherche(etiquette.lisible).split()
    )
    du_nom = {mot for mot in cle_recherche(nom).split() if len(mot) >= LETTRES_MINIMALES}
    chiffres = "".join(c for c in fichier if c.isdigit())
    if (du_nom and du_nom <= mots) or (nir and nir[:CHIFFRES_DU_NIR] in chiffres):
        propre = etiquette.lisible.replace(" ", "-")
        return f"Le nom du fichier désigne le salarié : nommez-le par son étiquette, {propre}.pdf."
    return ""


def _doublons(lignes: Collection[LigneManifeste]) -> list[Refus]:
    refus = []
    for champ, phrase in (
        ("fichier", "Ce nom figure deux fois dans le manifeste."),
        ("sha256", "Deux fichiers du manifeste ont la même empreinte : le même fichier est livré deux fois."),
        ("dossier", "Ce dossier figure deux fois dans le manifeste."),
    ):
        nombres = Counter(getattr(ligne, champ) for ligne in lignes if getattr(ligne, champ))
        refus += [Refus(li.fichier, champ, phrase) for li in lignes if nombres[getattr(li, champ)] > 1]
    return refus
