"""One page: its image, and what was read of it. The image is read, never changed.

A result is plain data (`en_json`, `depuis_json`), so that a job that stopped goes on at the next page.
"""

from __future__ import annotations

import base64
import io
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from PIL import Image

from maillage.metiers.numerisation.chaine.refus import FichierRefuse
from maillage.metiers.numerisation.enums.pieces import Encre


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
    mots_livres: tuple[Mot, ...] = ()
    """The provider's own words, on a page that is not read: they are searched, and say nothing else."""

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
            tuple(Mot(**mot) for mot in brut.get("mots_livres", ())),
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
