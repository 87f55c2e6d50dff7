"""One page: is it blank, which label does it bear, what is written on it. The image is read, never changed.

A result is plain data (`en_json`, `depuis_json`), so that a job that stopped goes on at the next page.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

import numpy as np
import zxingcpp
from PIL import Image

from maillage.metiers.numerisation.chaine.refus import FichierRefuse
from maillage.metiers.numerisation.regles.etiquettes import PREFIXE, EtiquetteInvalide, lire

METHODE_VIERGE = "encre-1"
_REDUCTION = 8
_MARGE = 0.04
"""Edges left out: shadows, perforations."""
_CONTRASTE = 48
"""How much darker than the paper ink is; what shows through from the other side is paler."""
_SEUIL_VIERGE, _SEUIL_ECRIT = 0.0004, 0.0025
_QUALITE_VIGNETTE = 40
_FORMATS = zxingcpp.barcode_formats_from_str("DataMatrix,QRCode,Code128")


class Encre(StrEnum):
    """Is there something on a page? Doubt is shown to a person; nothing is ever taken out."""

    VIERGE = "vierge"
    DOUTEUSE = "douteuse"
    ECRITE = "ecrite"


@dataclass(frozen=True, slots=True)
class Vierge:
    """What the machine says of a page, and what makes it say so."""

    verdict: Encre
    part_encre: float
    papier: int
    """Grey level of the paper."""
    methode: str
    vignette: bytes
    """Small JPEG, kept as evidence."""


@dataclass(frozen=True, slots=True)
class Mot:
    """A word, where it is in pixels, and how sure the reader is of it, out of 100."""

    texte: str
    confiance: int
    gauche: int
    haut: int
    largeur: int
    hauteur: int
    ligne: int


@dataclass(frozen=True, slots=True)
class ResultatPage:
    """All that was read of a page."""

    numero: int
    largeur: int
    """Of the image as its page shows it, like the places of words."""
    hauteur: int
    vierge: Vierge
    etiquettes: tuple[str, ...] = ()
    """Codes of our labels, check characters right."""
    mots: tuple[Mot, ...] = ()
    est_lue: bool = False
    """Was its text looked for? Not on a blank page, nor when the provider gave it."""

    @property
    def lignes(self) -> tuple[tuple[str, int], ...]:
        """Each line and the confidence of its least sure word."""
        return tuple(
            (" ".join(mot.texte for mot in mots), min(mot.confiance for mot in mots))
            for mots in (list(groupe) for _, groupe in groupby(self.mots, key=lambda mot: mot.ligne))
        )

    @property
    def texte(self) -> str:
        return "\n".join(ligne for ligne, _ in self.lignes)

    def en_json(self) -> dict[str, Any]:
        brut = asdict(self)
        brut["vierge"]["vignette"] = base64.b64encode(self.vierge.vignette).decode()
        return brut

    @classmethod
    def depuis_json(cls, brut: dict[str, Any]) -> ResultatPage:
        vierge = brut["vierge"]
        return cls(
            brut["numero"], brut["largeur"], brut["hauteur"],
            Vierge(
                Encre(vierge["verdict"]), vierge["part_encre"], vierge["papier"], vierge["methode"],
                base64.b64decode(vierge["vignette"]),
            ),
            tuple(brut["etiquettes"]), tuple(Mot(**mot) for mot in brut["mots"]), brut["est_lue"],
        )  # fmt: skip


def ouvrir_image(octets: bytes, numero: int, *, reduction: int = 1) -> Image.Image:
    """A page in grey; reduced while it is decoded when its format can."""
    try:
        image = Image.open(io.BytesIO(octets), formats=["JPEG", "PNG"])
        if reduction > 1:
            image.draft("L", (image.width // reduction, image.height // reduction))
        return image.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as erreur:
        raise FichierRefuse(
            "image_illisible", f"Page {numero} : l’image ne peut pas être lue. Livrez-la de nouveau."
        ) from erreur


def tourner(image: Image.Image, quarts: int) -> Image.Image:
    """The image as its page shows it; the stored one is left as it is."""
    sens = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
    return image.transpose(sens[quarts - 1]) if quarts else image


def juger_vierge(octets: bytes, numero: int) -> Vierge:
    """How much ink there is on a page, read at an eighth of its size."""
    image = ouvrir_image(octets, numero, reduction=_REDUCTION)
    image.thumbnail((400, 400))
    points = np.asarray(image)
    papier = int(np.percentile(points, 75))
    bord_v, bord_h = (round(cote * _MARGE) for cote in points.shape)
    centre = points[bord_v : points.shape[0] - bord_v, bord_h : points.shape[1] - bord_h]
    part = float((centre < papier - _CONTRASTE).mean())
    verdict = Encre.ECRITE
    if part < _SEUIL_ECRIT:
        verdict = Encre.VIERGE if part < _SEUIL_VIERGE else Encre.DOUTEUSE
    flux = io.BytesIO()
    image.save(flux, "JPEG", quality=_QUALITE_VIGNETTE)
    return Vierge(verdict, round(part, 6), papier, METHODE_VIERGE, flux.getvalue())


def lire_etiquettes(image: Image.Image, *, insister: bool = False) -> tuple[str, ...]:
    """Codes of the labels at the top of a page, read at half its size; `insister`: anywhere, in any direction."""
    haut = image.crop((0, 0, image.width, image.height // 3)).reduce(2)
    codes = list(_codes(haut, tourner=False))
    if not codes and insister:
        codes = list(_codes(image, tourner=True))
    return tuple(dict.fromkeys(codes))


def _codes(image: Image.Image, *, tourner: bool) -> Iterable[str]:
    trouves = zxingcpp.read_barcodes(
        np.asarray(image), formats=_FORMATS, try_rotate=tourner, try_invert=False, try_downscale=tourner
    )
    for trouve in trouves:
        if trouve.text.startswith(f"{PREFIXE}|"):
            try:
                yield lire(trouve.text).code
            except EtiquetteInvalide:
                continue
