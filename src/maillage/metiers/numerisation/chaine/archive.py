"""A delivery is one ZIP: a manifest and the PDFs that it announces, flat. What it says of itself is not believed.

Nothing is extracted to a folder: each member is read into memory up to its bound, so that neither a path, a link nor a
bomb does anything.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from maillage.commun.textes import nombre
from maillage.metiers.numerisation.chaine.lecture import TAILLE_MAXIMALE as FICHIER_MAXIMAL
from maillage.metiers.numerisation.chaine.refus import FichierRefuse
from maillage.metiers.numerisation.regles.manifeste import FICHIERS_MAXIMUM
from maillage.metiers.numerisation.regles.manifeste import TAILLE_MAXIMALE as MANIFESTE_MAXIMAL

MANIFESTES = ("manifeste.json", "manifeste.csv")
ARCHIVE_MAXIMALE = 4 * 1024**3
_BLOC = 1024 * 1024
_CHIFFRE = 0x1
_METHODES = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


@dataclass(frozen=True)
class Archive:
    """An open delivery: its manifest, and its files by name, read one at a time."""

    manifeste: bytes
    noms: tuple[str, ...]
    _zip: zipfile.ZipFile

    def lire(self, nom: str) -> bytes:
        """A delivered file. Raises FichierRefuse when it is damaged or is not of the size it says."""
        return _lire(self._zip, nom, FICHIER_MAXIMAL)


@contextmanager
def ouvrir_archive(flux: BinaryIO) -> Iterator[Archive]:
    """Open a delivery; raises FichierRefuse, in a sentence, for what is not a plain ZIP of a manifest and PDFs."""
    try:
        archive = zipfile.ZipFile(flux)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as erreur:
        raise FichierRefuse(
            "zip",
            "Ce fichier n’est pas un ZIP lisible : rassemblez le manifeste et les PDF du lot dans un ZIP.",
        ) from erreur
    with archive:
        _controler(archive.infolist())
        manifestes = [nom for nom in MANIFESTES if nom in archive.namelist()]
        if len(manifestes) != 1:
            raise FichierRefuse(
                "sans_manifeste", "Un lot contient un manifeste et un seul : manifeste.json ou manifeste.csv."
            )
        noms = tuple(nom for nom in archive.namelist() if nom not in MANIFESTES)
        yield Archive(_lire(archive, manifestes[0], MANIFESTE_MAXIMAL), noms, archive)


def _controler(membres: list[zipfile.ZipInfo]) -> None:
    if len(membres) > FICHIERS_MAXIMUM + 1:
        raise FichierRefuse("trop_de_fichiers", f"Un lot compte au plus {nombre(FICHIERS_MAXIMUM)} fichiers.")
    if len({membre.filename for membre in membres}) != len(membres):
        raise FichierRefuse("doublon", "Le même nom figure deux fois dans le ZIP.")
    if sum(membre.file_size for membre in membres) > ARCHIVE_MAXIMALE:
        raise FichierRefuse(
            "trop_gros", "Ce lot dépasse 4 Gio une fois ouvert : livrez-le en plusieurs lots."
        )
    for membre in membres:
        nom = membre.filename
        if membre.is_dir() or "/" in nom or "\\" in nom or stat.S_ISLNK(membre.external_attr >> 16):
            raise FichierRefuse(
                "chemin", "Le ZIP contient un dossier ou un lien : mettez les fichiers à plat, sans dossier."
            )
        if membre.flag_bits & _CHIFFRE:
            raise FichierRefuse("chiffre", "Ce ZIP est protégé par un mot de passe : livrez-le sans.")
        if membre.compress_type not in _METHODES:
            raise FichierRefuse("compression", "Cette compression n’est pas lue : faites un ZIP ordinaire.")


def _lire(archive: zipfile.ZipFile, nom: str, maximum: int) -> bytes:
    morceaux, lus = [], 0
    try:
        with archive.open(nom) as membre:
            while morceau := membre.read(_BLOC):
                lus += len(morceau)
                if lus > maximum:
                    raise FichierRefuse("trop_gros", f"« {nom} » est trop gros une fois ouvert.")
                morceaux.append(morceau)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as erreur:
        raise FichierRefuse("abime", f"« {nom} » est abîmé dans le ZIP : livrez de nouveau.") from erreur
    return b"".join(morceaux)
