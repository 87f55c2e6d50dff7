"""A file joined to a record is hostile until read: a photo is drawn again, a PDF loses what it says of itself and runs.

Neither the name of the file nor the place where a photo was taken is kept.
"""

from __future__ import annotations

import io

import pikepdf
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from PIL import Image, ImageOps, UnidentifiedImageError

TAILLE_MAXIMALE = 10 * 2**20
PIXELS_MAXIMAUX = 60_000_000
COTE_MAXIMAL = 3000
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
IMAGES = {"JPEG": JPEG, "PNG": PNG, "WEBP": JPEG}
EXTENSIONS = {PDF: "pdf", JPEG: "jpg", PNG: "png"}
POLITIQUE = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
"""Nothing runs; the style is that of the browser itself, which centres an image shown alone."""
ACTIFS = ("/OpenAction", "/AA", "/Metadata", "/AcroForm")


def montrer(octets: bytes, type_contenu: str, nom: str) -> HttpResponse:
    """A file that `nettoyer` made, in a tab of the browser: shown, never run, never kept."""
    reponse = HttpResponse(octets, content_type=type_contenu)
    reponse["Content-Disposition"] = f'inline; filename="{nom}.{EXTENSIONS[type_contenu]}"'
    reponse["Content-Security-Policy"] = POLITIQUE
    reponse["X-Content-Type-Options"] = "nosniff"
    reponse["Cache-Control"] = "private, no-store"
    return reponse


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
