"""Open a delivered PDF, refuse what is hostile or damaged, and find the image of each page.

A delivered page is one image: what draws anything else is not a scan. What qpdf may decompress is bounded for the
whole process by the kernel (`borner_lecteur_pdf`); the size of an image is read before it is decoded.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import atan2, degrees
from typing import Any

import pikepdf
from PIL import Image

from maillage.metiers.numerisation.chaine.refus import FichierRefuse
from maillage.metiers.numerisation.regles.confrontation import FichierLivre

TAILLE_MAXIMALE = 1024 * 1024 * 1024
PAGES_MAXIMUM = 5_000
PIXELS_MAXIMUM = 120_000_000  # an A3 sheet at 600 dots per inch
_OBJETS_MAXIMUM = 200_000
_OPERATEURS_MAXIMUM = 200_000
_POUCE = 72
_FIN = 1024
_PRECISION = 0.02
"""Share of a page that its image may leave bare on a side."""
_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToE",
        "/GoToR",
        "/URI",
        "/Rendition",
        "/RichMediaExecute",
    }
)
_CLES_ACTIVES = frozenset({"/JS", "/AA", "/EmbeddedFiles", "/XFA", "/RichMediaContent"})
_TRACES = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "BI", "INLINE IMAGE"})
_TEXTES = frozenset({"Tj", "TJ", "'", '"'})
_SANS_INTERPRETEUR = frozenset({"/DCTDecode"})
Matrice = tuple[float, float, float, float, float, float]
ILLISIBLE = (
    pikepdf.PikepdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, ZeroDivisionError, OverflowError,
    RecursionError, OSError,
)  # fmt: skip
"""What reading a damaged PDF may raise."""
_IDENTITE: Matrice = (1, 0, 0, 1, 0, 0)
_RETOURS: tuple[Matrice, ...] = (_IDENTITE, (0, -1, 1, 0, 0, 1), (-1, 0, 0, -1, 1, 1), (0, 1, -1, 0, 1, 0))
"""From an image turned by so many quarters back to the one that is stored."""


@dataclass(frozen=True, slots=True)
class PageLivree:
    """The image of a page, as it was delivered."""

    numero: int
    largeur: int
    hauteur: int
    bits: int
    """Per pixel: 1, 8 or 24."""
    resolution: int
    filtre: str
    empreinte: str
    """SHA-256 of the image as it is in the file, undecoded."""
    matrice: Matrice
    """Where the unit square of the image is on the page."""
    a_du_texte: bool
    quarts: int = 0
    """Quarter turns, counter-clockwise, from the image as it is stored to the page as it is shown."""

    @property
    def matrice_montree(self) -> Matrice:
        """Where the unit square of the image, turned as it is shown, is on the page."""
        return produit(_RETOURS[self.quarts], self.matrice)


class Livraison:
    """An open delivered file, its pages and their images."""

    def __init__(self, pdf: pikepdf.Pdf, octets: bytes) -> None:
        self.pdf = pdf
        self.sha256 = hashlib.sha256(octets).hexdigest()
        self.taille = len(octets)
        trouvees = [_page(page, numero) for numero, page in enumerate(pdf.pages, start=1)]
        self.pages = tuple(page for page, _ in trouvees)
        self._images = tuple(image for _, image in trouvees)

    def livre(self) -> FichierLivre:
        """What to compare with the manifest."""
        return FichierLivre(
            self.sha256,
            self.taille,
            len(self.pages),
            min(page.resolution for page in self.pages),
            min(page.bits for page in self.pages),
        )

    def octets_image(self, numero: int) -> bytes:
        """The page's image in a file of its own: the delivered JPEG to the byte, or a lossless PNG."""
        brut = self._images[numero - 1]
        if self.pages[numero - 1].filtre in _SANS_INTERPRETEUR:
            return bytes(brut.read_raw_bytes())
        flux = io.BytesIO()
        try:
            pikepdf.PdfImage(brut).as_pil_image().save(flux, "PNG", compress_level=1)
        except (
            pikepdf.PikepdfError,
            pikepdf.UnsupportedImageTypeError,
            ValueError,
            OSError,
            NotImplementedError,
        ) as erreur:
            raise _image_illisible(numero) from erreur
        return flux.getvalue()


@contextmanager
def ouvrir(octets: bytes) -> Iterator[Livraison]:
    """Open a delivered file; raises FichierRefuse, in a sentence, for what is not a plain whole scan."""
    if len(octets) > TAILLE_MAXIMALE:
        raise FichierRefuse("trop_gros", "Ce fichier dépasse 1 Gio : livrez un dossier par fichier.")
    if not octets.startswith(b"%PDF-"):
        raise FichierRefuse("format", "Ce fichier n’est pas un PDF : livrez les pages d’un dossier en PDF.")
    if b"%%EOF" not in octets[-_FIN:]:
        raise _abime()
    pdf = _lire(octets)
    try:
        yield _livraison(pdf, octets)
    finally:
        pdf.close()


def _lire(octets: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(octets), suppress_warnings=True, attempt_recovery=False)
    except pikepdf.PasswordError:
        raise _chiffre() from None
    except ILLISIBLE as erreur:
        raise _sans_page() if "no pages found" in str(erreur) else _abime() from erreur


def _livraison(pdf: pikepdf.Pdf, octets: bytes) -> Livraison:
    try:
        _controler(pdf)
        livraison = Livraison(pdf, octets)
        if pdf.get_warnings():
            raise _abime()
    except FichierRefuse:
        raise
    except ILLISIBLE as erreur:
        raise _abime() from erreur
    return livraison


def _controler(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise _chiffre()
    if len(pdf.objects) > _OBJETS_MAXIMUM:
        raise FichierRefuse("trop_d_objets", "Ce PDF est anormalement complexe : il n’est pas lu.")
    if not len(pdf.pages):
        raise _sans_page()
    if len(pdf.pages) > PAGES_MAXIMUM:
        raise FichierRefuse("trop_de_pages", f"Ce PDF a plus de {PAGES_MAXIMUM} pages : découpez le dossier.")
    if any(_est_actif(objet) for objet in pdf.objects):
        raise FichierRefuse(
            "actif",
            "Ce PDF contient du code, une action ou un fichier joint : une copie numérisée n’en contient pas. "
            "Livrez-le sans.",
        )


def _est_actif(objet: Any) -> bool:
    if isinstance(objet, pikepdf.Stream):
        objet = objet.stream_dict
    if isinstance(objet, pikepdf.Array):
        return any(_est_actif(element) for element in objet if _est_direct(element))
    if not isinstance(objet, pikepdf.Dictionary):
        return False
    if _CLES_ACTIVES & set(objet.keys()) or str(objet.get("/S", "")) in _ACTIONS:
        return True
    return any(_est_actif(valeur) for valeur in objet.as_dict().values() if _est_direct(valeur))


def _est_direct(objet: Any) -> bool:
    return isinstance(objet, pikepdf.Dictionary | pikepdf.Array) and not objet.is_indirect


def _page(page: pikepdf.Page, numero: int) -> tuple[PageLivree, pikepdf.Stream]:
    """The only image of a page and where it is drawn."""
    images, a_du_texte = dessins(page, numero)
    if len(images) != 1:
        raise FichierRefuse(
            "pas_une_image", f"Page {numero} : une page numérisée est une image et une seule."
        )
    image, matrice = images[0]
    largeur, hauteur = int(image.get("/Width", 0)), int(image.get("/Height", 0))
    if min(largeur, hauteur) < 1 or largeur * hauteur > PIXELS_MAXIMUM:
        raise FichierRefuse(
            "image_demesuree", f"Page {numero} : l’image a une taille impossible ou démesurée."
        )
    gauche, bas, droite, haut = (float(borne) for borne in page.cropbox)
    if not _couvre(matrice, (gauche, bas, droite, haut)):
        raise FichierRefuse("pas_une_image", f"Page {numero} : l’image ne couvre pas la page.")
    filtre = _filtre(image)
    bits = _bits(image)
    cote = (matrice[0] ** 2 + matrice[1] ** 2) ** 0.5
    brut = bytes(image.read_raw_bytes())
    if filtre in _SANS_INTERPRETEUR:
        _controler_jpeg(brut, largeur, hauteur, numero)
    return (
        PageLivree(
            numero, largeur, hauteur, bits, round(largeur * _POUCE / cote), filtre,
            hashlib.sha256(brut).hexdigest(), matrice, a_du_texte, _quarts(page, matrice),
        ),
        image,
    )  # fmt: skip


def _quarts(page: pikepdf.Page, matrice: Matrice) -> int:
    angle = degrees(atan2(matrice[1], matrice[0])) - int(page.obj.get("/Rotate", 0))
    return round(angle / 90) % 4


def dessins(page: pikepdf.Page, numero: int) -> tuple[list[tuple[pikepdf.Stream, Matrice]], bool]:
    """The images that a page draws, where, and whether it also writes; anything else is refused."""
    ressources = page.resources.get("/XObject", pikepdf.Dictionary())
    images: list[tuple[pikepdf.Stream, Matrice]] = []
    a_du_texte = False
    place, pile = _IDENTITE, []
    for rang, instruction in enumerate(pikepdf.parse_content_stream(page)):
        operateur = str(instruction.operator)
        if rang > _OPERATEURS_MAXIMUM or operateur in _TRACES:
            raise FichierRefuse("pas_une_image", f"Page {numero} : elle dessine autre chose que son image.")
        if operateur == "q":
            pile.append(place)
        elif operateur == "Q" and pile:
            place = pile.pop()
        elif operateur == "cm":
            place = produit(matrice(instruction.operands), place)
        elif operateur == "Do":
            objet = ressources.get(str(instruction.operands[0]))
            if not isinstance(objet, pikepdf.Stream) or objet.get("/Subtype") != "/Image":
                raise FichierRefuse(
                    "pas_une_image", f"Page {numero} : elle dessine autre chose que son image."
                )
            images.append((objet, place))
        a_du_texte = a_du_texte or operateur in _TEXTES
    return images, a_du_texte


def matrice(operandes: Any) -> Matrice:
    a, b, c, d, e, f = (float(operande) for operande in operandes)
    return a, b, c, d, e, f


def produit(m: Matrice, n: Matrice) -> Matrice:
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip


def _couvre(matrice: Matrice, boite: tuple[float, float, float, float]) -> bool:
    a, b, c, d, e, f = matrice
    abscisses, ordonnees = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    gauche, bas, droite, haut = boite
    jeu_x, jeu_y = (droite - gauche) * _PRECISION, (haut - bas) * _PRECISION
    return (
        min(abscisses) <= gauche + jeu_x
        and max(abscisses) >= droite - jeu_x
        and min(ordonnees) <= bas + jeu_y
        and max(ordonnees) >= haut - jeu_y
        and droite > gauche
        and haut > bas
    )


def _filtre(image: pikepdf.Stream) -> str:
    filtre = image.get("/Filter")
    noms = [str(f) for f in filtre] if isinstance(filtre, pikepdf.Array) else [str(filtre)] if filtre else []
    return "+".join(noms)


def _bits(image: pikepdf.Stream) -> int:
    espace = image.get("/ColorSpace")
    if image.get("/ImageMask") or int(image.get("/BitsPerComponent", 8)) == 1:
        return 1
    nom = str(espace[0]) if isinstance(espace, pikepdf.Array) else str(espace)
    if nom in ("/DeviceGray", "/CalGray"):
        return 8
    if nom == "/ICCBased" and isinstance(espace, pikepdf.Array):
        return 8 * int(espace[1].get("/N", 3))
    return 24


def _controler_jpeg(brut: bytes, largeur: int, hauteur: int, numero: int) -> None:
    """What the JPEG says of its size is what its page says, and it goes to its end."""
    try:
        with Image.open(io.BytesIO(brut), formats=["JPEG"]) as image:
            est_juste = image.size == (largeur, hauteur)
    except (OSError, ValueError, Image.DecompressionBombError) as erreur:
        raise _image_illisible(numero) from erreur
    if not est_juste:
        raise FichierRefuse(
            "image_demesuree", f"Page {numero} : l’image n’a pas la taille que la page annonce."
        )
    if b"\xff\xd9" not in brut[-64:]:
        raise FichierRefuse(
            "tronque", f"Page {numero} : l’image est coupée avant sa fin. Livrez-la de nouveau."
        )


def _image_illisible(numero: int) -> FichierRefuse:
    return FichierRefuse(
        "image_illisible", f"Page {numero} : l’image ne peut pas être lue. Livrez-la de nouveau."
    )


def _sans_page() -> FichierRefuse:
    return FichierRefuse("sans_page", "Ce PDF n’a aucune page.")


def _chiffre() -> FichierRefuse:
    return FichierRefuse("chiffre", "Ce PDF est protégé par un mot de passe : livrez-le sans protection.")


def _abime() -> FichierRefuse:
    return FichierRefuse("abime", "Ce PDF est abîmé ou coupé avant sa fin : livrez-le de nouveau.")
