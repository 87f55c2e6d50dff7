"""Files of a request, cleaned by the kernel, sealed under the key of the request and named by their own hash."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from maillage.metiers.avis.actions.coffre import Coffre
from maillage.socle.documents.pieces import TAILLE_MAXIMALE, nettoyer

__all__ = ["NOMBRE_MAXIMAL", "TAILLE_MAXIMALE", "effacer", "lire", "nettoyer", "ranger"]

NOMBRE_MAXIMAL = 8


def chemin(empreinte: str) -> str:
    return f"avis/{empreinte[:2]}/{empreinte}"


def ranger(octets: bytes, coffre: Coffre) -> str:
    """Seal, store, and give the hash of what is stored."""
    scelles = coffre.sceller_octets(octets)
    empreinte = hashlib.sha256(scelles).hexdigest()
    default_storage.save(chemin(empreinte), ContentFile(scelles))
    return empreinte


def lire(empreinte: str, coffre: Coffre) -> bytes:
    with default_storage.open(chemin(empreinte)) as fichier:
        return coffre.ouvrir_octets(fichier.read())


def effacer(*empreintes: str) -> None:
    for empreinte in empreintes:
        if default_storage.exists(chemin(empreinte)):
            default_storage.delete(chemin(empreinte))
