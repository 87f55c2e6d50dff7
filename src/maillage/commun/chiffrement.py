"""Sealing of short texts that must be stored but not read by whoever holds a copy of the database.

Keys are passed in, newest first: the first one seals, all of them open, so that a key can be replaced.
"""

import base64
from collections.abc import Sequence
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class TexteIllisible(ValueError):
    """The sealed text was altered, or sealed with a key that is no longer known."""


@lru_cache(maxsize=32)
def _coffre(cles: tuple[str, ...], usage: str) -> MultiFernet:
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(
                    HKDF(SHA256(), 32, salt=None, info=f"maillage:{usage}".encode()).derive(cle.encode())
                )
            )
            for cle in cles
        ]
    )


def sceller(texte: str, *, cles: Sequence[str], usage: str) -> str:
    """Encrypt and authenticate; a text sealed for one usage cannot be opened for another."""
    return _coffre(tuple(cles), usage).encrypt(texte.encode()).decode()


def desceller(scelle: str, *, cles: Sequence[str], usage: str) -> str:
    """Open what `sceller` closed. Raises TexteIllisible."""
    try:
        return _coffre(tuple(cles), usage).decrypt(scelle.encode()).decode()
    except InvalidToken as erreur:
        raise TexteIllisible("This text was altered, or its key is no longer known.") from erreur
