"""Where the files are: private storage, addressed by content, so that no name says anything about anybody.

The storage is `STORAGES["documents"]`: a folder outside everything that is served, or S3. A file is written before
the transaction commits; if it is undone, the file stays, unreachable, and `orphelins` lists it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from maillage.socle.documents.models import DocumentProduit


class FichierIndisponible(RuntimeError):
    """The stored file is missing, or is no longer the one that was issued."""


def _stockage() -> Storage:
    return storages["documents"]


def nom_de(sha256: str) -> str:
    """Two levels of folders: no directory grows beyond what a file system likes."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}.pdf"


def deposer(octets: bytes) -> str:
    """Store the bytes and return their SHA-256; storing the same bytes twice is harmless."""
    sha256 = hashlib.sha256(octets).hexdigest()
    nom = nom_de(sha256)
    stockage = _stockage()
    if not stockage.exists(nom):
        ecrit = stockage.save(nom, ContentFile(octets))
        if ecrit != nom:  # another process stored the same content a moment before
            stockage.delete(ecrit)
    return sha256


def lire(sha256: str) -> bytes:
    """The bytes as issued, checked; raises FichierIndisponible rather than return anything else."""
    try:
        with _stockage().open(nom_de(sha256), "rb") as fichier:
            octets: bytes = fichier.read()
    except FileNotFoundError as erreur:
        raise FichierIndisponible(f"{sha256} is missing from the storage") from erreur
    if hashlib.sha256(octets).hexdigest() != sha256:
        raise FichierIndisponible(f"{sha256} was altered in the storage")
    return octets


def existe(sha256: str) -> bool:
    return _stockage().exists(nom_de(sha256))


def effacer(sha256: str) -> bool:
    """Delete the file of a document at the end of its retention; its row stays. Twice is once."""
    nom, stockage = nom_de(sha256), _stockage()
    if not stockage.exists(nom):
        return False
    stockage.delete(nom)
    return True


def orphelins() -> Iterator[str]:
    """SHA-256 of the stored files that no document refers to. To be asked as an agent who sees every document."""
    stockage = _stockage()
    for niveau1 in stockage.listdir("")[0]:
        for niveau2 in stockage.listdir(niveau1)[0]:
            presents = {nom.removesuffix(".pdf") for nom in stockage.listdir(f"{niveau1}/{niveau2}")[1]}
            connus = DocumentProduit.objects.filter(sha256__in=presents).values_list("sha256", flat=True)
            yield from sorted(presents - set(connus))
