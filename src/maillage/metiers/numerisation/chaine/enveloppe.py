"""A stored file is sealed by blocks, so that one page is read without opening the rest of the record.

Each file has its own key (kept sealed under the record's): destroying the record's key makes every block noise.
AES-256-GCM; a block is tied to its place and to the length of the whole, so none can be moved, replaced or cut off.
"""

from __future__ import annotations

import base64
import secrets
import struct
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

BLOC = 256 * 1024
_MARQUE = b"MAIE1\n"
_ENTETE = struct.Struct(">6sQ")
_SCEAU = 16


class Flux(Protocol):
    """What is read of an open file."""

    def read(self, taille: int = -1, /) -> bytes: ...
    def seek(self, place: int, depuis: int = 0, /) -> object: ...


class EnveloppeRompue(ValueError):
    """The stored bytes are not those that were sealed, or this is not their key."""


def nouvelle_cle() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def fermer(octets: bytes, cle: str) -> bytes:
    """Seal a whole file; the key serves this file only."""
    chiffre = AESGCM(base64.b64decode(cle))
    morceaux = [_ENTETE.pack(_MARQUE, len(octets))]
    for rang, debut in enumerate(range(0, len(octets), BLOC)):
        morceaux.append(chiffre.encrypt(_nonce(rang), octets[debut : debut + BLOC], _lien(rang, len(octets))))
    return b"".join(morceaux)


def lire(flux: Flux, cle: str, debut: int = 0, longueur: int | None = None) -> bytes:
    """These bytes of the file; only the blocks that hold them are read and opened. Raises EnveloppeRompue."""
    marque, total = _lire_entete(flux)
    if marque != _MARQUE:
        raise EnveloppeRompue("These bytes are not a sealed file.")
    fin = total if longueur is None else debut + longueur
    if not 0 <= debut <= fin <= total:
        raise EnveloppeRompue("This part is outside the file.")
    chiffre = AESGCM(base64.b64decode(cle))
    premier, dernier = debut // BLOC, max(fin - 1, debut) // BLOC
    if fin == debut:
        return b""
    flux.seek(_ENTETE.size + premier * (BLOC + _SCEAU))
    clairs = []
    for rang in range(premier, dernier + 1):
        taille = min(BLOC, total - rang * BLOC)
        try:
            clairs.append(chiffre.decrypt(_nonce(rang), flux.read(taille + _SCEAU), _lien(rang, total)))
        except (InvalidTag, ValueError) as erreur:
            raise EnveloppeRompue("A block was altered, or this is not its key.") from erreur
    decalage = debut - premier * BLOC
    return b"".join(clairs)[decalage : decalage + fin - debut]


def _lire_entete(flux: Flux) -> tuple[bytes, int]:
    brut = flux.read(_ENTETE.size)
    if len(brut) != _ENTETE.size:
        raise EnveloppeRompue("These bytes are not a sealed file.")
    marque, total = _ENTETE.unpack(brut)
    return bytes(marque), int(total)


def _nonce(rang: int) -> bytes:
    return rang.to_bytes(12, "big")


def _lien(rang: int, total: int) -> bytes:
    return _MARQUE + struct.pack(">QQ", rang, total)
