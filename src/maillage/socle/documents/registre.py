"""The public register of issued documents: what the check page and the forms ask."""

from __future__ import annotations

import re
import secrets

from maillage.socle.documents.enums import StatutDocument
from maillage.socle.documents.lecture import Provenance
from maillage.socle.documents.models import Empreinte

# Crockford's alphabet: no I, L, O, U; what a person reads wrong is put right by `normaliser_code`.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LONGUEUR = 16
_PROVENANCES = {
    StatutDocument.EN_VIGUEUR: Provenance.AUTHENTIQUE,
    StatutDocument.REMPLACE: Provenance.REMPLACE,
    StatutDocument.ANNULE: Provenance.ANNULE,
}


def nouveau_code() -> str:
    """80 random bits in four groups: nobody meets somebody else's document by trying codes."""
    tirage = "".join(secrets.choice(_ALPHABET) for _ in range(_LONGUEUR))
    return "-".join(tirage[i : i + 4] for i in range(0, _LONGUEUR, 4))


def normaliser_code(saisie: str) -> str:
    """What was meant by what was typed, or "" when it cannot be a code."""
    lettres = re.sub(r"[^0-9A-Z]", "", saisie[:80].upper()).translate(str.maketrans("OIL", "011"))
    if len(lettres) != _LONGUEUR or not set(lettres) <= set(_ALPHABET):
        return ""
    return "-".join(lettres[i : i + 4] for i in range(0, _LONGUEUR, 4))


def empreinte_du_code(saisie: str) -> Empreinte | None:
    """The document of a code typed by a person."""
    code = normaliser_code(saisie)
    return Empreinte.objects.filter(code_controle=code).first() if code else None


def empreinte_du_fichier(sha256: str) -> Empreinte | None:
    """The document of which this is the file, to the byte."""
    return Empreinte.objects.filter(sha256=sha256).first()


def provenance(sha256: str) -> Provenance:
    """What `lecture.lire_document` asks."""
    empreinte = empreinte_du_fichier(sha256)
    return Provenance.INCONNU if empreinte is None else _PROVENANCES[StatutDocument(empreinte.statut)]
