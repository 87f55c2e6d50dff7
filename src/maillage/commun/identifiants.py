"""National identifiers: normal form and validity. A normal form has no space and keeps its leading zeros."""

from __future__ import annotations

import re

_LA_POSTE = "356000000"
_COMMUNE = re.compile(r"(?:0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5])\d{3}\Z|9[78]\d{3}\Z")
_DEPARTEMENT = re.compile(r"(?:0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5])\Z|97[1-8]\Z|98[46-9]\Z")
_FINESS = re.compile(r"(?:\d{2}|2[AB])\d{7}\Z")
_SEPARATEURS = re.compile(r"[\s.\-\u2009]+")


def normaliser(brut: object, longueur: int | None = None) -> str:
    """Without separators, upper case; a number that lost its leading zeros in a spreadsheet gets them back."""
    texte = _SEPARATEURS.sub("", str(brut)).upper()
    return texte.zfill(longueur) if longueur and texte.isdigit() else texte


def somme_luhn(chiffres: str) -> int:
    """Luhn sum: a number is right when it is a multiple of ten."""
    total = 0
    for rang, chiffre in enumerate(reversed(chiffres)):
        valeur = int(chiffre) * (1 + rang % 2)
        total += valeur // 10 + valeur % 10
    return total


def cle_luhn(chiffres: str) -> str:
    """The digit that makes ``chiffres`` + digit valid."""
    return str(-somme_luhn(chiffres + "0") % 10)


def _chiffres(texte: str, longueur: int) -> bool:
    return len(texte) == longueur and texte.isascii() and texte.isdigit()


def est_siren(texte: str) -> bool:
    return _chiffres(texte, 9) and texte != "0" * 9 and somme_luhn(texte) % 10 == 0


def est_siret(texte: str) -> bool:
    """Luhn over fourteen digits; the establishments of La Poste follow a plain sum instead."""
    if not _chiffres(texte, 14) or texte == "0" * 14:
        return False
    if texte.startswith(_LA_POSTE) and sum(map(int, texte)) % 5 == 0:
        return True
    return somme_luhn(texte) % 10 == 0


def est_rpps(texte: str) -> bool:
    return _chiffres(texte, 11) and texte != "0" * 11 and somme_luhn(texte) % 10 == 0


def est_finess(texte: str) -> bool:
    """Nine characters: the département (2A, 2B included) then digits. Shape only: the key is not always kept to."""
    return bool(_FINESS.match(texte)) and texte != "0" * 9


def est_cle_finess_juste(texte: str) -> bool:
    """Does the ninth digit match the Luhn key? To warn, not to refuse."""
    return est_finess(texte) and texte.isdigit() and somme_luhn(texte) % 10 == 0


def est_code_commune(texte: str) -> bool:
    """INSEE commune code: 59350, 2A004, 97411."""
    return bool(_COMMUNE.match(texte))


def est_code_departement(texte: str) -> bool:
    """01 to 95 without 20, 2A, 2B, 971 to 978, 984, 986 to 989."""
    return bool(_DEPARTEMENT.match(texte))


def departement_de_commune(code: str) -> str:
    """Département of an INSEE commune code: 2A004 is 2A, 97411 is 974."""
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def normaliser_departement(brut: object) -> str:
    """1 is 01, 2a is 2A, 059 is 59."""
    texte = normaliser(brut)
    return re.sub(r"\A0(?=\d{2}\Z)", "", texte).zfill(2)


def siren_du_siret(siret: str) -> str:
    return siret[:9]
