"""What a file really is, told by its bytes and never by its name; and whether it is safe to unfold."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from maillage.commun.tableur.erreurs import ErreurTableur, Limites, taille_lisible

FORMATS_ACCEPTES = "CSV, Excel (.xlsx, .xls, .xlsb), OpenDocument (.ods) ou JSON"
_ENREGISTRER = "Enregistrez vos données au format CSV, XLSX ou ODS, puis déposez ce nouveau fichier."

_SIGNATURES = (
    (b"%PDF", "un document PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"II*\x00", "une image"),
    (b"MM\x00*", "une image"),
    (b"\x1f\x8b", "une archive compressée"),
    (b"Rar!", "une archive compressée"),
    (b"7z\xbc\xaf", "une archive compressée"),
    (b"MZ", "un programme"),
    (b"\x7fELF", "un programme"),
    (b"{\\rtf", "un document texte"),
    (b"SQLite format", "une base de données"),
)
_CONTROLES = frozenset(range(32)) - {9, 10, 12, 13, 26, 27}
_ENTETE_LOCAL = struct.Struct("<26xHH")
_MEMBRES_MAX = 10_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORMULE = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*><f[ >/]|table:formula="')


@dataclass(frozen=True)
class Nature:
    """``format`` is csv, json, xlsx, xlsb, xls or ods; ``formules`` counts formulas where it can be told cheaply."""

    format: str
    formules: int = 0
    premiere_formule: str | None = None


def reconnaitre(chemin: Path, limites: Limites) -> Nature:
    """Names the format, or refuses in French. Reads the size first, then a few bytes, then the archive if any."""
    taille = chemin.stat().st_size
    if taille > limites.octets:
        raise ErreurTableur(
            f"Le fichier pèse {taille_lisible(taille)}, au-delà de la limite de {taille_lisible(limites.octets)}.",
            "Découpez-le en plusieurs fichiers, par exemple un par mois ou par structure.",
        )
    if taille == 0:
        raise ErreurTableur("Le fichier est vide.", "Vérifiez que l'export d'origine s'est terminé.")
    with chemin.open("rb") as flux:
        debut = flux.read(8192)
    if debut.startswith(b"PK"):
        return _inspecter_archive(chemin, limites)
    if debut.startswith(_OLE):
        return _inspecter_ole(chemin)
    for signature, nom in _SIGNATURES:
        if debut.startswith(signature):
            raise _refus(nom)
    return Nature(_inspecter_texte(debut))


def _refus(nom: str) -> ErreurTableur:
    return ErreurTableur(f"Ce fichier est {nom}, pas un tableau ({FORMATS_ACCEPTES}).", _ENREGISTRER)


def _inspecter_texte(debut: bytes) -> str:
    if debut.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        sans_bom = debut[3:] if debut.startswith(b"\xef") else debut
    elif b"\0" in debut:
        pairs, impairs = debut[::2].count(0), debut[1::2].count(0)
        if max(pairs, impairs) < len(debut) // 4:  # not UTF-16 without a mark either
            raise _refus("un fichier binaire")
        return "csv"
    else:
        sans_bom = debut
    controles = sum(octet in _CONTROLES for octet in sans_bom)
    if not debut.startswith((b"\xff\xfe", b"\xfe\xff")) and controles > len(sans_bom) // 100:
        raise _refus("un fichier binaire")
    texte = sans_bom.lstrip()[:200].lower()
    if texte.startswith((b"[", b"{")):
        return "json"
    if texte.startswith((b"<!doctype html", b"<html", b"<table")):
        raise _refus("une page web, même si son nom finit par .xls")
    if texte.startswith(b"<?xml"):
        raise _refus("un fichier XML")
    return "csv"


def _inspecter_ole(chemin: Path) -> Nature:
    """An old Excel workbook, or a protected modern one wrapped in the same container."""
    contenu = chemin.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in contenu:
        raise ErreurTableur(
            "Ce classeur est protégé par un mot de passe, il ne peut pas être lu.",
            "Ouvrez-le, retirez le mot de passe (Fichier, Informations, Protéger), enregistrez-le "
            "et déposez-le de nouveau.",
        )
    if "Workbook".encode("utf-16-le") in contenu or "Book".encode("utf-16-le") in contenu:
        return Nature("xls")
    if "WordDocument".encode("utf-16-le") in contenu:
        raise _refus("un document Word")
    raise _refus("un fichier bureautique d'un autre type")


def _inspecter_archive(chemin: Path, limites: Limites) -> Nature:
    try:
        with zipfile.ZipFile(chemin) as archive:
            membres = archive.infolist()
            noms = {membre.filename for membre in membres}
            mime = archive.open("mimetype").read(100) if "mimetype" in noms else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, struct.error) as erreur:
        raise ErreurTableur(
            "Le fichier est abîmé ou incomplet : il ne peut pas être ouvert.",
            "Demandez-en une nouvelle copie, ou ouvrez-le dans votre tableur et enregistrez-le de nouveau.",
        ) from erreur
    format_ = _format_archive(noms, mime)
    if format_ == "ods" and "META-INF/manifest.xml" in noms:
        with zipfile.ZipFile(chemin) as archive, archive.open("META-INF/manifest.xml") as manifeste:
            if b"encryption-data" in manifeste.read(1024 * 1024):
                raise ErreurTableur(
                    "Ce classeur est protégé par un mot de passe, il ne peut pas être lu.",
                    "Ouvrez-le, retirez le mot de passe, enregistrez-le et déposez-le de nouveau.",
                )
    return _mesurer_archive(chemin, membres, format_, limites)


def _format_archive(noms: set[str], mime: bytes) -> str:
    if mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if "xl/workbook.bin" in noms:
        return "xlsb"
    if any(nom.startswith("xl/") and nom.endswith(".xml") for nom in noms):
        return "xlsx"
    if any(nom.startswith("word/") for nom in noms) or mime.startswith(
        b"application/vnd.oasis.opendocument.text"
    ):
        raise _refus("un document texte (Word ou Writer)")
    if any(nom.startswith("ppt/") for nom in noms):
        raise _refus("une présentation")
    if mime.startswith(b"application/vnd.oasis"):
        raise _refus("un document OpenDocument d'un autre type")
    raise _refus("une archive ZIP")


def _mesurer_archive(chemin: Path, membres: list[zipfile.ZipInfo], format_: str, limites: Limites) -> Nature:
    """Unfolds every member for nothing but its real size (declared sizes lie) and its formulas; keeps nothing."""
    if len(membres) > _MEMBRES_MAX:
        raise _bombe(limites)
    total, formules, premiere = 0, 0, None
    with chemin.open("rb") as flux:
        for membre in membres:
            flux.seek(membre.header_offset)
            entete = flux.read(_ENTETE_LOCAL.size)
            if len(entete) < _ENTETE_LOCAL.size:
                raise ErreurTableur("Le fichier est incomplet.", "Demandez-en une nouvelle copie.")
            longueur_nom, longueur_extra = _ENTETE_LOCAL.unpack(entete)
            flux.seek(longueur_nom + longueur_extra, 1)
            porte_formules = membre.filename.startswith("xl/worksheets/") or membre.filename == "content.xml"
            fin = b""
            for bloc in _deplier(flux, membre):
                total += len(bloc)
                if total > limites.octets_decompresses:
                    raise _bombe(limites)
                if porte_formules:
                    fenetre = fin + bloc
                    if b"<f" in fenetre or b"table:formula" in fenetre:
                        for trouve in _FORMULE.finditer(fenetre):
                            if trouve.end() > len(fin):
                                formules += 1
                                premiere = premiere or (trouve[1] or b"").decode() or None
                    fin = fenetre[-200:]
    return Nature(format_, formules, premiere)


def _deplier(flux: IO[bytes], membre: zipfile.ZipInfo) -> Iterator[bytes]:
    """Blocks of at most 1 MiB of one member, whatever its header claims."""
    reste = membre.compress_size
    if membre.compress_type == zipfile.ZIP_STORED:
        while reste > 0 and (bloc := flux.read(min(reste, 1 << 20))):
            reste -= len(bloc)
            yield bloc
        return
    moteur = zlib.decompressobj(-15)
    try:
        while reste > 0 and (compresse := flux.read(min(reste, 1 << 18))):
            reste -= len(compresse)
            while compresse:
                yield moteur.decompress(compresse, 1 << 20)
                compresse = moteur.unconsumed_tail
    except zlib.error as erreur:
        raise ErreurTableur(
            "Le fichier est abîmé : une partie ne peut pas être décompressée.",
            "Demandez-en une nouvelle copie.",
        ) from erreur


def _bombe(limites: Limites) -> ErreurTableur:
    return ErreurTableur(
        f"Une fois décompressé, ce classeur dépasse {taille_lisible(limites.octets_decompresses)} : "
        "il est refusé par sécurité.",
        "Copiez uniquement vos données dans un nouveau classeur, ou enregistrez-les au format CSV.",
    )
