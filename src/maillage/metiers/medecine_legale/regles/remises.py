"""The sealed link: how long it lives, how a code is drawn and compared, when it no longer opens."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
import secrets
from enum import StrEnum

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U: what is read wrong on the telephone is put right by `normaliser`."""

LONGUEUR_CODE = 8
TENTATIVES_PERMISES = 5
DUREES = (7, 15, 30)
"""Days that a link may live."""


class EtatLien(StrEnum):
    """What a link answers to whoever holds it."""

    OUVRABLE = "ouvrable"
    EXPIRE = "expire"
    REVOQUE = "revoque"
    BLOQUE = "bloque"
    REMPLACE = "remplace"


def tirer_jeton() -> str:
    """256 bits: nobody meets a link by trying addresses."""
    return secrets.token_urlsafe(32)


def tirer_code() -> str:
    """40 bits, in two groups, to be said aloud: with five tries, one chance in two hundred billion."""
    tirage = "".join(secrets.choice(ALPHABET) for _ in range(LONGUEUR_CODE))
    return f"{tirage[:4]}-{tirage[4:]}"


def normaliser(saisie: str) -> str:
    """What was meant by what was typed."""
    return re.sub(r"[^0-9A-Z]", "", saisie[:40].upper()).translate(str.maketrans("OIL", "011"))


def empreinte_jeton(jeton: str) -> str:
    return hashlib.sha256(jeton.encode()).hexdigest()


def empreinte_code(code: str, *, jeton: str, secret: str) -> str:
    """Useless to whoever reads the database: it needs the token, which is not there, and the key of the server."""
    return hmac.new(secret.encode(), f"{jeton}:{normaliser(code)}".encode(), hashlib.sha256).hexdigest()


def est_le_code(code: str, empreinte: str, *, jeton: str, secret: str) -> bool:
    return hmac.compare_digest(empreinte_code(code, jeton=jeton, secret=secret), empreinte)


def etat_lien(
    *,
    maintenant: dt.datetime,
    expiration: dt.datetime | None,
    est_revoque: bool,
    tentatives: int,
    est_remplace: bool,
) -> EtatLien:
    """The gravest reason first; a link opens until the instant of its expiry, excluded."""
    if est_revoque:
        return EtatLien.REVOQUE
    if tentatives >= TENTATIVES_PERMISES:
        return EtatLien.BLOQUE
    if expiration is None or maintenant >= expiration:
        return EtatLien.EXPIRE
    return EtatLien.REMPLACE if est_remplace else EtatLien.OUVRABLE
