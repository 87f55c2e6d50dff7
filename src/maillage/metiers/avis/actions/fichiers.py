"""Files of a request are hostile until read: a photo is drawn again, a PDF loses what it says of itself and runs.

What is kept is sealed under the key of the request and named by its own hash: neither the name of the file nor the
place where a photo was taken is.
"""

from __future__ import annotations

import hashlib
import io

import pikepdf
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

from maillage.metiers.avis.actions.coffre import Coffre

TAILLE_MAXIMALE = 10 * 2**20
PIXELS_MAXIMAUX = 60_000_000
COTE_MAXIMAL = 3000
NOMBRE_MAXIMAL = 8
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
IMAGES = {"JPEG": JPEG, "PNG": PNG, "WEBP": JPEG}
EXTENSIONS = {PDF: "pdf", JPEG: "jpg", PNG: "png"}
ACTIFS = ("/OpenAction", "/AA", "/Metadata", "/AcroForm")


def nettoyer(octets: bytes) -> tuple[bytes, str]:
    """The file without what it says of itself, and its type. Raises ValidationError, with what to do."""
    if len(octets) > TAILLE_MAXIMALE:
        raise ValidationError("Ce fichier dépasse 10 Mo : réduisez la photo, ou séparez le document.")
    if octets.startswith(b"%PDF-"):
        return _pdf(octets), PDF
    return _image(octets)


def _image(octets: bytes) -> tuple[bytes, str]:
    refus = "Ce fichier n’est ni une photo (JPEG, PNG, WebP) ni un PDF lisible."
    try:
        with Image.open(io.BytesIO(octets), formats=list(IMAGES)) as lue:
            if lue.width * lue.height > PIXELS_MAXIMAUX:
                raise ValidationError("Cette image est trop grande : réduisez-la avant de la joindre.")
            type_contenu = IMAGES.get(str(lue.format), JPEG)
            droite = ImageOps.exif_transpose(lue)
            droite.thumbnail((COTE_MAXIMAL, COTE_MAXIMAL))
            nue = Image.new(
                "RGBA" if type_contenu == PNG and "A" in droite.getbands() else "RGB", droite.size
            )
            nue.paste(droite.convert(nue.mode))
            sortie = io.BytesIO()
            nue.save(sortie, "PNG" if type_contenu == PNG else "JPEG", quality=88)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as erreur:
        raise ValidationError(refus) from erreur
    return sortie.getvalue(), type_contenu


def _pdf(octets: bytes) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(octets), suppress_warnings=True) as pdf:
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            for cle in ACTIFS:
                if cle in pdf.Root:
                    del pdf.Root[cle]
            if "/Names" in pdf.Root:
                for cle in ("/JavaScript", "/EmbeddedFiles"):
                    if cle in pdf.Root.Names:
                        del pdf.Root.Names[cle]
            sortie = io.BytesIO()
            pdf.save(sortie)
    except pikepdf.PasswordError as erreur:
        raise ValidationError("Ce PDF est protégé par un mot de passe : enregistrez-le sans.") from erreur
    except (pikepdf.PdfError, ValueError, RuntimeError) as erreur:
        raise ValidationError(
            "Ce PDF est illisible : enregistrez-le de nouveau, puis joignez-le."
        ) from erreur
    return sortie.getvalue()


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


def effacer(empreinte: str) -> None:
    if default_storage.exists(chemin(empreinte)):
        default_storage.delete(chemin(empreinte))
