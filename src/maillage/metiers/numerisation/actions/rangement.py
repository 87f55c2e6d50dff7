"""Where delivered and sealed files are: stored by the hash of what is stored, each under its own key.

That key is sealed under the record's: once the record's key is destroyed, nobody opens its files, back-ups included.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from maillage.metiers.numerisation.chaine.enveloppe import EnveloppeRompue, fermer, lire, nouvelle_cle
from maillage.socle.acces.chiffrement import Coffre


class FichierPerdu(RuntimeError):
    """The stored file is missing or was altered."""


@dataclass(frozen=True, slots=True)
class Range:
    """A stored file: the hash of its stored bytes, and its key sealed under the record's."""

    empreinte: str
    cle: str


def chemin(empreinte: str) -> str:
    return f"numerisation/{empreinte[:2]}/{empreinte[2:4]}/{empreinte}"


def ranger(octets: bytes, coffre: Coffre) -> Range:
    """Seal a file of a record and store it."""
    cle = nouvelle_cle()
    fermes = fermer(octets, cle)
    empreinte = hashlib.sha256(fermes).hexdigest()
    default_storage.save(chemin(empreinte), ContentFile(fermes))
    return Range(empreinte, coffre.sceller({"cle": cle}))


def sortir(
    empreinte: str, cle_scellee: str, coffre: Coffre, debut: int = 0, longueur: int | None = None
) -> bytes:
    """The file, or these bytes of it. Raises ValidationError once the record was erased, FichierPerdu otherwise."""
    cle = coffre.ouvrir(cle_scellee).get("cle")
    if not cle:
        raise ValidationError("Ce dossier a été effacé à la fin de sa conservation.")
    try:
        with default_storage.open(chemin(empreinte), "rb") as fichier:
            return lire(fichier, cle, debut, longueur)
    except (FileNotFoundError, EnveloppeRompue) as erreur:
        raise FichierPerdu(f"{empreinte} is missing from the storage, or was altered") from erreur


def effacer(empreinte: str) -> None:
    if empreinte and default_storage.exists(chemin(empreinte)):
        default_storage.delete(chemin(empreinte))


def ranger_manifeste(octets: bytes) -> str:
    """The manifest as it was received: labels and figures only, kept in clear under its own hash."""
    empreinte = hashlib.sha256(octets).hexdigest()
    if not default_storage.exists(chemin(empreinte)):
        default_storage.save(chemin(empreinte), ContentFile(octets))
    return empreinte


def lire_manifeste_range(empreinte: str) -> bytes:
    with default_storage.open(chemin(empreinte), "rb") as fichier:
        octets: bytes = fichier.read()
    if hashlib.sha256(octets).hexdigest() != empreinte:
        raise FichierPerdu("The stored manifest was altered.")
    return octets
