"""Files of imports and exports: kept in the storage under a name nobody can guess, never served by address."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import UploadedFile


@contextmanager
def chemin_local(fichier: UploadedFile) -> Iterator[Path]:
    """Path of an uploaded file: its own when Django wrote it to disk, a temporary one otherwise."""
    existant = getattr(fichier, "temporary_file_path", None)
    if existant is not None:
        yield Path(existant())
        return
    with tempfile.NamedTemporaryFile(prefix="maillage-") as temporaire:
        for bloc in fichier.chunks():
            temporaire.write(bloc)
        temporaire.flush()
        yield Path(temporaire.name)


def empreinte(chemin: Path) -> str:
    """SHA-256 of a file."""
    with chemin.open("rb") as flux:
        return hashlib.file_digest(flux, "sha256").hexdigest()


def ranger(chemin: Path, dossier: str) -> str:
    """Copy to the storage; returns the name by which to find it again."""
    with chemin.open("rb") as flux:
        return default_storage.save(f"{dossier}/{uuid.uuid4().hex}", File(flux))


@contextmanager
def sortir(nom: str) -> Iterator[Path]:
    """Local path of a stored file, whatever the storage."""
    if isinstance(default_storage, FileSystemStorage):
        yield Path(default_storage.path(nom))
        return
    with tempfile.NamedTemporaryFile(prefix="maillage-") as temporaire:
        with default_storage.open(nom) as flux:
            shutil.copyfileobj(flux, temporaire)
        temporaire.flush()
        yield Path(temporaire.name)


def jeter(nom: str) -> None:
    """Delete a stored file; one that has gone already is no error."""
    if nom:
        default_storage.delete(nom)
