"""A printed page says who printed it and when, across the page: drawn in the image, not laid over it."""

from __future__ import annotations

import importlib.util
import io
from functools import cache
from math import hypot
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

COTE_MAXIMAL = 2400
"""Enough for a sheet; the original is not printed."""
OPACITE = 70
_PART = 0.85


@cache
def _police(taille: int) -> ImageFont.FreeTypeFont:
    """The typeface of the documents, which has every letter of a name."""
    specification = importlib.util.find_spec("font_source_sans_pro")
    if specification is None or specification.origin is None:
        raise RuntimeError("the package font-source-sans-pro is not installed")
    fichier = Path(specification.origin).parent / "files" / "SourceSansPro-Semibold.ttf"
    return ImageFont.truetype(str(fichier), taille)


def filigraner(octets: bytes, mention: str) -> bytes:
    """A JPEG of the page with the mention along its diagonal and at its foot."""
    with Image.open(io.BytesIO(octets), formats=["JPEG", "PNG"]) as lue:
        lue.thumbnail((COTE_MAXIMAL, COTE_MAXIMAL))
        page = lue.convert("RGB")
    taille = _taille(mention, hypot(*page.size) * _PART)
    calque = Image.new("L", page.size, 0)
    bande = _bande(mention, taille).rotate(55, expand=True)
    calque.paste(bande, ((page.width - bande.width) // 2, (page.height - bande.height) // 2))
    page.paste((90, 90, 90), mask=calque.point(lambda gris: gris * OPACITE // 255))
    _pied(page, mention)
    flux = io.BytesIO()
    page.save(flux, "JPEG", quality=85)
    return flux.getvalue()


def _taille(mention: str, longueur: float) -> int:
    return max(12, int(longueur / (max(len(mention), 1) * 0.55)))


def _bande(mention: str, taille: int) -> Image.Image:
    police = _police(taille)
    _, _, largeur, hauteur = police.getbbox(mention)
    bande = Image.new("L", (int(largeur) + 4, int(hauteur) + 8), 0)
    ImageDraw.Draw(bande).text((2, 2), mention, fill=255, font=police)
    return bande


def _pied(page: Image.Image, mention: str) -> None:
    taille = max(12, page.height // 90)
    dessin = ImageDraw.Draw(page)
    haut = page.height - int(taille * 1.8)
    dessin.rectangle((0, haut, page.width, page.height), fill=(255, 255, 255))
    dessin.text((taille, haut + taille // 4), mention, fill=(60, 60, 60), font=_police(taille))
