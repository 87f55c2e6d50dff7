"""What the image of a page says before its text is read: is it blank, which label does it bear."""

from __future__ import annotations

import io
from collections.abc import Iterable

import numpy as np
import zxingcpp
from PIL import Image

from maillage.metiers.numerisation.chaine.page import Vierge, ouvrir_image
from maillage.metiers.numerisation.enums.pieces import Encre
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
