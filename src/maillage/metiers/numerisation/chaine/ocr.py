"""Text of a page, by Tesseract as a library: one reader a process, one process a core.

Tesseract's own threads cost twice the processor time for nothing when pages are many: they are shut before the
library is loaded. Handwriting is not read by it: such a page stays an image.
"""

from __future__ import annotations

import csv
import io
import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from PIL import Image

from maillage.metiers.numerisation.chaine.examen import juger_vierge, lire_etiquettes
from maillage.metiers.numerisation.chaine.page import (
    Mot,
    ResultatPage,
    ouvrir_image,
    tourner,
)
from maillage.metiers.numerisation.chaine.refus import FichierRefuse
from maillage.metiers.numerisation.enums.pieces import Encre

_DELAI_PAGE_MS = 120_000
_NIVEAU_MOT = "5"
_RESOLUTION_MINIMALE = 70


@dataclass(frozen=True, slots=True)
class TravailPage:
    """A page to read: its image in a file of its own."""

    numero: int
    octets: bytes
    resolution: int
    a_du_texte: bool = False
    mots_livres: tuple[Mot, ...] = ()
    """Words of the provider's own layer of text."""
    quarts: int = 0
    """Quarter turns to show it upright."""
    est_premiere: bool = False
    """The first page of a record bears its label: it is looked for everywhere."""


class Lecteur:
    """A Tesseract, loaded once (0.1 s) for many pages; not to be shared between threads."""

    def __init__(self, tessdata: Path, langue: str = "fra") -> None:
        os.environ["OMP_THREAD_LIMIT"] = "1"  # read when the library is loaded, hence the late import
        import tesserocr

        if not (tessdata / f"{langue}.traineddata").is_file():
            raise FileNotFoundError(f"{langue}.traineddata is not in {tessdata}: run ./maillage once.")
        self._api: Any = tesserocr.PyTessBaseAPI(
            path=str(tessdata), lang=langue, oem=tesserocr.OEM.LSTM_ONLY, psm=tesserocr.PSM.AUTO
        )
        self.version = str(tesserocr.tesseract_version().split()[1])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, genre: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._api.End()

    def lire(self, image: Image.Image, numero: int, resolution: int) -> tuple[Mot, ...]:
        """Words of a page in their order."""
        self._api.SetImage(image)
        self._api.SetSourceResolution(max(resolution, _RESOLUTION_MINIMALE))
        if not self._api.Recognize(_DELAI_PAGE_MS):
            raise FichierRefuse(
                "ocr", f"Page {numero} : la lecture du texte n’a pas abouti dans le temps prévu."
            )
        mots = tuple(_mots(self._api.GetTSVText(0)))
        self._api.Clear()
        return mots


def _mots(tsv: str) -> Iterator[Mot]:
    """Words out of Tesseract's table: level, page, block, paragraph, line, word, box, confidence, text."""
    lignes: dict[tuple[str, ...], int] = {}
    for rang in csv.reader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        niveau, _, bloc, paragraphe, ligne, _, gauche, haut, largeur, hauteur, confiance, texte = rang
        if niveau == _NIVEAU_MOT and texte.strip():
            numero = lignes.setdefault((bloc, paragraphe, ligne), len(lignes))
            boite = (int(gauche), int(haut), int(largeur), int(hauteur))
            yield Mot(texte.strip(), round(float(confiance)), *boite, numero)


def traiter_page(travail: TravailPage, lecteur: Lecteur) -> ResultatPage:
    """Blank or not, labels, then text if the page has none and is not blank."""
    vierge = juger_vierge(travail.octets, travail.numero)
    image = tourner(ouvrir_image(travail.octets, travail.numero), travail.quarts)
    if vierge.verdict == Encre.VIERGE:
        return ResultatPage(travail.numero, image.width, image.height, vierge)
    etiquettes = lire_etiquettes(image, insister=travail.est_premiere)
    mots = () if travail.a_du_texte else lecteur.lire(image, travail.numero, travail.resolution)
    return ResultatPage(
        travail.numero,
        image.width,
        image.height,
        vierge,
        etiquettes,
        mots,
        not travail.a_du_texte,
        travail.mots_livres,
    )


def traiter_pages(
    travaux: Iterable[TravailPage], tessdata: Path, *, processus: int = 1
) -> Iterator[ResultatPage]:
    """Pages in their order; what was not asked is not read: whoever resumes passes the pages that are left."""
    if processus <= 1:
        with Lecteur(tessdata) as lecteur:
            for travail in travaux:
                yield traiter_page(travail, lecteur)
        return
    contexte = multiprocessing.get_context("spawn")  # the database's connections are not for children
    with ProcessPoolExecutor(
        processus, contexte, initializer=_preparer, initargs=(str(tessdata),)
    ) as reserve:
        restants = iter(travaux)
        en_cours = [reserve.submit(_traiter, travail) for travail in islice(restants, 2 * processus)]
        while en_cours:
            yield en_cours.pop(0).result()
            en_cours += [reserve.submit(_traiter, travail) for travail in islice(restants, 1)]


_lecteurs: list[Lecteur] = []
"""The reader of a child process."""


def _preparer(tessdata: str) -> None:
    _lecteurs.append(Lecteur(Path(tessdata)))


def _traiter(travail: TravailPage) -> ResultatPage:
    return traiter_page(travail, _lecteurs[0])
