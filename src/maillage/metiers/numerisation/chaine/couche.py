"""An invisible layer of text over the image of each page, and the PDF/A-2b made of both.

The image's bytes do not change: it is checked by their hash, before and after. The font has no drawing: it only lets
the text be searched and copied.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph

from maillage.metiers.numerisation.chaine.lecture import Livraison, PageLivree, dessins
from maillage.metiers.numerisation.chaine.page import ResultatPage
from maillage.metiers.numerisation.chaine.refus import FichierRefuse

if TYPE_CHECKING:
    from pikepdf import pdfa

NIVEAU_PDFA = "2b"
_NOM_POLICE = "MaillageInvisible"
_CLE_POLICE = "/FMaillage"
_EM, _CHASSE = 1000, 500
_DATE_POLICE = 3_786_912_000  # 1 January 2024: the font is the same every day
_PLAN = 0x10000
_PLAGES_PAR_BLOC = 100
_REMPLACEMENT = "\ufffd"


class CouchePerdue(RuntimeError):
    """The image of a page changed while its PDF/A was made: it is not kept."""


def assembler(livraison: Livraison, resultats: Mapping[int, ResultatPage]) -> bytes:
    """The PDF/A-2b of a record: delivered images, and the words read on the pages that had no text."""
    attendues = [page.empreinte for page in livraison.pages]
    pdf = livraison.pdf
    police: pikepdf.Object | None = None
    for page, livree in zip(pdf.pages, livraison.pages, strict=True):
        resultat = resultats.get(livree.numero)
        if resultat is None or not resultat.mots or livree.a_du_texte:
            continue
        police = police or _police(pdf)
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n" + _dessiner(livree, resultat))
        page.add_resource(police, pikepdf.Name.Font, pikepdf.Name(_CLE_POLICE))
    from pikepdf import pdfa  # 16 MiB of rules, for the jobs that need them

    flux = io.BytesIO()
    try:
        pdfa.prepare(pdf, NIVEAU_PDFA)
        _oter_l_instant(pdf)
        pdfa.save(pdf, flux, NIVEAU_PDFA, repair=False, deterministic_id=True)
    except pdfa.PdfaError as erreur:
        raise FichierRefuse(
            "pdfa",
            f"Ce fichier ne peut pas devenir un PDF/A : {_defauts(erreur.report)}. Livrez-le autrement.",
        ) from erreur
    octets = flux.getvalue()
    if empreintes_images(octets) != attendues:
        raise CouchePerdue("The images of the PDF/A are not those that were delivered.")
    return octets


def _oter_l_instant(pdf: pikepdf.Pdf) -> None:
    """The same delivery gives the same bytes: when it was made is what the seal says."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadonnees:
        for cle in [cle for cle in metadonnees if cle.endswith("}MetadataDate")]:
            del metadonnees[cle]


def defauts_pdfa(octets: bytes, niveau: str = NIVEAU_PDFA) -> list[str]:
    """What keeps a file from being PDF/A; nothing when it is. Before the seal: the validator ignores signatures."""
    from pikepdf import pdfa

    with pikepdf.open(io.BytesIO(octets), suppress_warnings=True, attempt_recovery=False) as pdf:
        rapport = pdfa.check(pdf, niveau)
    return [] if rapport.verdict == "pass" else [_defauts(rapport)]


def _defauts(rapport: pdfa.Report) -> str:
    return "; ".join(sorted({defaut.rule for defaut in (*rapport.violations, *rapport.unsupported)})) or str(
        rapport.verdict
    )


def empreintes_images(octets: bytes) -> list[str]:
    """SHA-256 of the image of each page, as it is in the file."""
    with pikepdf.open(io.BytesIO(octets), suppress_warnings=True, attempt_recovery=False) as pdf:
        return [
            hashlib.sha256(bytes(image.read_raw_bytes())).hexdigest()
            for numero, page in enumerate(pdf.pages, start=1)
            for image, _ in dessins(page, numero)[0]
        ]


def _dessiner(page: PageLivree, lue: ResultatPage) -> bytes:
    """Each word in its box, in the unit square of the image, whatever way the page turns it."""
    lignes = [f"q {' '.join(_reel(valeur) for valeur in page.matrice_montree)} cm BT 3 Tr {_CLE_POLICE} 1 Tf"]
    for mot in lue.mots:
        texte = mot.texte + " "
        codes = "".join(
            c if ord(c) < _PLAN and not "\ud800" <= c < "\ue000" else _REMPLACEMENT for c in texte
        )
        chasse = mot.largeur / lue.largeur * _EM / _CHASSE / max(len(mot.texte), 1)
        corps = mot.hauteur / lue.hauteur
        gauche, bas = mot.gauche / lue.largeur, 1 - (mot.haut + mot.hauteur) / lue.hauteur
        place = " ".join(map(_reel, (chasse, 0, 0, corps, gauche, bas)))
        lignes.append(f"{place} Tm <{codes.encode('utf-16-be').hex()}> Tj")
    lignes.append("ET Q")
    return "\n".join(lignes).encode()


def _reel(valeur: float) -> str:
    return f"{valeur:.6f}".rstrip("0").rstrip(".") or "0"


def _police(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """A font of one empty glyph, for any character, with the way back to text."""
    nom = pikepdf.Name(f"/{_NOM_POLICE}")
    fichier = pdf.make_stream(_fichier_police(), Length1=len(_fichier_police()))
    descripteur = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor, FontName=nom, Flags=5, FontBBox=[0, 0, _CHASSE, _EM], ItalicAngle=0,
            Ascent=_EM, Descent=0, CapHeight=_EM, StemV=80, FontFile2=fichier,
        )
    )  # fmt: skip
    descendante = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType2, BaseFont=nom, DW=_CHASSE,
            CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=descripteur, CIDToGIDMap=pdf.make_stream(b"\x00\x01" * _PLAN),
        )
    )  # fmt: skip
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=nom, Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[descendante], ToUnicode=pdf.make_stream(_vers_unicode()),
        )
    )  # fmt: skip


@cache
def _fichier_police() -> bytes:
    fabrique = FontBuilder(_EM, isTTF=True)
    fabrique.setupGlyphOrder([".notdef", "invisible"])
    fabrique.setupCharacterMap({0x20: "invisible"})
    fabrique.setupGlyf({".notdef": Glyph(), "invisible": Glyph()})
    fabrique.setupHorizontalMetrics({".notdef": (_CHASSE, 0), "invisible": (_CHASSE, 0)})
    fabrique.setupHorizontalHeader(ascent=_EM, descent=0)
    fabrique.setupNameTable({"familyName": _NOM_POLICE, "styleName": "Regular", "psName": _NOM_POLICE})
    fabrique.setupOS2(sTypoAscender=_EM, usWinAscent=_EM)
    fabrique.setupPost()
    fabrique.font["head"].created = fabrique.font["head"].modified = _DATE_POLICE
    fabrique.font.recalcTimestamp = False
    flux = io.BytesIO()
    fabrique.save(flux)
    return flux.getvalue()


@cache
def _vers_unicode() -> bytes:
    plages = [f"<{haut:02x}00> <{haut:02x}ff> <{haut:02x}00>" for haut in range(256)]
    blocs = [plages[debut : debut + _PLAGES_PAR_BLOC] for debut in range(0, len(plages), _PLAGES_PAR_BLOC)]
    corps = "\n".join(f"{len(bloc)} beginbfrange\n" + "\n".join(bloc) + "\nendbfrange" for bloc in blocs)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{corps}\nendcmap CMapName currentdict /CMap defineresource pop end end\n"
    ).encode()
