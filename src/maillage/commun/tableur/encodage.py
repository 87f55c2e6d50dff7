"""Which encoding a text file is in: UTF-8 (with or without mark), UTF-16, Windows (cp1252) or DOS (cp850)."""

from __future__ import annotations

import codecs
from collections import Counter
from pathlib import Path

from maillage.commun.tableur.erreurs import ErreurTableur

LIBELLES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 avec marque",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows (cp1252)",
    "cp850": "DOS (cp850)",
}
# What French administrative text is made of, beyond ASCII. Weight 2: very common letters.
_FREQUENTS = "éèàêçôîûùâëïœ’É°"
_POSSIBLES = "äöüÀÂÇÈÊËÎÏÔÙÛŒ«»–—…€“”‘²³½µ§\xa0ñáíóúß"


ASCII = 128  # bytes below mean the same in every encoding met here


def _poids(encodage: str) -> dict[int, int]:
    poids = {}
    for octet in range(ASCII, 256):
        caractere = bytes([octet]).decode(encodage, errors="replace")
        poids[octet] = 2 if caractere in _FREQUENTS else 1 if caractere in _POSSIBLES else -2
    return poids


_POIDS = {encodage: _poids(encodage) for encodage in ("cp1252", "cp850")}


def _note(octets: bytes, encodage: str) -> int:
    poids = _POIDS[encodage]
    return sum(poids[octet] * nombre for octet, nombre in Counter(octets).items() if octet >= ASCII)


def deviner(octets: bytes) -> str:
    """cp1252 or cp850, whichever makes better French of these bytes (cp1252 when nothing tells)."""
    return "cp850" if _note(octets, "cp850") > _note(octets, "cp1252") else "cp1252"


def reconnaitre_encodage(chemin: Path) -> str:
    """Reads the whole file once (one line in memory). Two encodings in one file are refused with the lines at fault."""
    with chemin.open("rb") as flux:
        debut = flux.read(4096)
    if debut.startswith(codecs.BOM_UTF8):
        return _strict(chemin, "utf-8-sig")
    if debut.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(chemin, "utf-16")
    if b"\0" in debut:
        return _strict(chemin, "utf-16-le" if debut[1::2].count(0) >= debut[::2].count(0) else "utf-16-be")
    return _sans_marque(chemin)


def _strict(chemin: Path, encodage: str) -> str:
    """A marked file must hold to its mark."""
    decodeur = codecs.getincrementaldecoder(encodage)()
    lignes = 1
    with chemin.open("rb") as flux:
        while True:
            bloc = flux.read(1 << 20)
            try:
                lignes += decodeur.decode(bloc, final=not bloc).count("\n")
            except UnicodeDecodeError as erreur:
                valide = erreur.object[: erreur.start]
                ligne = lignes + valide.decode(encodage, errors="ignore").count("\n")
                raise ErreurTableur(
                    f"Le fichier est annoncé en {LIBELLES[encodage]}, mais un caractère ne l'est pas.",
                    "Enregistrez-le de nouveau en « CSV UTF-8 » depuis votre tableur.",
                    ligne=ligne,
                ) from erreur
            if not bloc:
                return encodage


def _sans_marque(chemin: Path) -> str:
    premiere: dict[str, int] = {}
    octets_hauts = bytearray()
    with chemin.open("rb") as flux:
        numero = 0
        while ligne := flux.readline(1 << 20):
            numero += 1
            if ligne.isascii():
                continue
            try:
                ligne.decode("utf-8")
                famille = "utf-8"
            except UnicodeDecodeError as erreur:
                if len(ligne) == 1 << 20 and erreur.start >= len(ligne) - 4:
                    continue  # cut inside a character by the length bound
                cp1252, cp850 = _note(ligne, "cp1252"), _note(ligne, "cp850")
                famille = "cp1252" if cp1252 >= cp850 + 4 else "cp850" if cp850 >= cp1252 + 4 else "?"
                octets_hauts += bytes(octet for octet in ligne if octet >= ASCII)
                if len(octets_hauts) > 1 << 20:
                    del octets_hauts[1 << 20 :]
            premiere.setdefault(famille, numero)
    connues = {famille: rang for famille, rang in premiere.items() if famille != "?"}
    if "utf-8" in connues and len(premiere) > 1:
        autre = min(rang for famille, rang in premiere.items() if famille != "utf-8")
        nom = LIBELLES[deviner(bytes(octets_hauts))]
        raise _melange("UTF-8", connues["utf-8"], nom, autre)
    if "cp1252" in connues and "cp850" in connues:
        raise _melange(LIBELLES["cp1252"], connues["cp1252"], LIBELLES["cp850"], connues["cp850"])
    if not premiere or "utf-8" in connues:
        return "utf-8"
    return deviner(bytes(octets_hauts))


def _melange(nom1: str, ligne1: int, nom2: str, ligne2: int) -> ErreurTableur:
    return ErreurTableur(
        f"Le fichier mélange deux encodages : {nom1} (par exemple ligne {ligne1}) et {nom2} (par exemple ligne "
        f"{ligne2}). Les accents seraient faux.",
        "Il vient sans doute de deux fichiers collés bout à bout : ouvrez-le dans votre tableur, corrigez les accents "
        "et enregistrez-le en « CSV UTF-8 », ou déposez les deux fichiers séparément.",
    )
