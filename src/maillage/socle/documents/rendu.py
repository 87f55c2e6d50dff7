"""Data to PDF: Typst, PDF/A-3a and PDF/UA-1, tagged, in French, the data attached as JSON.

The same data, identity and template give the same bytes, whatever the process or the machine: fonts come from
packages only, the date printed in the file is that of the document. Data reach the template as values
(`sys.inputs`), never as source text, so that nothing typed by a person can be executed.
"""

from __future__ import annotations

import atexit
import importlib.util
import io
import re
import shutil
import tempfile
import threading
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import segno
import typst

from maillage.socle.documents.donnees import encoder, encoder_pour_gabarit, vers_octets
from maillage.socle.documents.genre import RACINE, GenreDocument

FORMAT_ENVELOPPE = 1
NOM_PIECE_DONNEES = "donnees.json"
_NORMES: list[typst.PDFStandard] = ["a-3a", "ua-1"]
_GRAISSES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
_FUSEAU = ZoneInfo("Europe/Paris")
_CARACTERE_ABSENT = re.compile(r'the text `"(.+?)"` could not be displayed|contains the codepoint `"(.+?)"`')


class RenduImpossible(ValueError):
    """The document could not be typeset; the message is for the person who asked for it."""


@dataclass(frozen=True)
class Emetteur:
    """Who issues: the name and the address lines of the letterhead."""

    nom: str
    lignes: tuple[str, ...] = ()
    service: str = ""


@dataclass(frozen=True)
class Identite:
    """What makes a document unique. `filigrane` is printed across the page (PROJET, DÉMONSTRATION)."""

    emetteur: Emetteur
    horodatage: datetime
    numero: str = ""
    code_controle: str = ""
    adresse_controle: str = ""
    filigrane: str = ""

    def __post_init__(self) -> None:
        if self.horodatage.utcoffset() is None:
            raise ValueError("horodatage : un fuseau est attendu")


def rendre_pdf(genre: GenreDocument[Any], donnees: Any, identite: Identite) -> bytes:
    """The PDF of a document, its data attached. About 20 ms once fonts and template are loaded.

    Raises DonneesInvalides (a value that cannot be carried) or RenduImpossible (a character no font has).
    """
    return _composer(genre, donnees, identite, "pdf")[0]


def rendre_images(
    genre: GenreDocument[Any], donnees: Any, identite: Identite, *, ppi: int = 110
) -> list[bytes]:
    """The pages as PNG, for a preview on the screen; carries neither tags nor data."""
    return _composer(genre, donnees, identite, "png", ppi=ppi)


def enveloppe(genre: GenreDocument[Any], donnees: Any, identite: Identite) -> dict[str, Any]:
    """What is attached to the PDF, and read back by `lecture`."""
    return {
        "maillage": FORMAT_ENVELOPPE,
        "genre": genre.code,
        "schema": genre.schema,
        "numero": identite.numero,
        "code_controle": identite.code_controle,
        "organisation": identite.emetteur.nom,
        "horodatage": identite.horodatage.astimezone(_FUSEAU).isoformat(timespec="seconds"),
        "donnees": encoder(donnees),
    }


def _composer(
    genre: GenreDocument[Any],
    donnees: Any,
    identite: Identite,
    sortie: Literal["pdf", "png"],
    *,
    ppi: int | None = None,
) -> list[bytes]:
    if not isinstance(donnees, genre.donnees):
        raise TypeError(f"{genre.code} attend {genre.donnees.__name__}, pas {type(donnees).__name__}")
    entrees = {
        "donnees": vers_octets(encoder_pour_gabarit(donnees)).decode(),
        "enveloppe": vers_octets(enveloppe(genre, donnees, identite)).decode(),
        "identite": vers_octets(_identite_pour_gabarit(identite)).decode(),
        "qr": _qr(identite.adresse_controle),
    }
    try:
        resultat = _compilateur().compile(
            input=str(genre.gabarit),
            format=sortie,
            sys_inputs=entrees,
            pdf_standards=_NORMES if sortie == "pdf" else [],
            timestamp=int(identite.horodatage.timestamp()),
            ppi=ppi,
        )
    except typst.TypstError as erreur:
        raise RenduImpossible(_message(genre, erreur)) from erreur
    if resultat is None:
        raise RenduImpossible(f"{genre.libelle} : aucun contenu produit.")
    return resultat if isinstance(resultat, list) else [resultat]


def _identite_pour_gabarit(identite: Identite) -> dict[str, Any]:
    return {
        "emetteur": {
            "nom": identite.emetteur.nom,
            "service": identite.emetteur.service,
            "lignes": [ligne for ligne in identite.emetteur.lignes if ligne.strip()],
        },
        "horodatage": identite.horodatage.astimezone(_FUSEAU).isoformat(timespec="seconds"),
        "numero": identite.numero,
        "code_controle": identite.code_controle,
        # Printed without the scheme nor the code, which has its own line.
        "adresse_affichee": re.sub(r"^https?://", "", identite.adresse_controle).split("?")[0].rstrip("/"),
        "filigrane": identite.filigrane,
    }


def _qr(adresse: str) -> str:
    if not adresse:
        return ""
    flux = io.BytesIO()
    segno.make_qr(adresse, error="m").save(flux, kind="svg", border=2, xmldecl=False, svgns=True, nl=False)
    return flux.getvalue().decode()


def _message(genre: GenreDocument[Any], erreur: typst.TypstError) -> str:
    absent = _CARACTERE_ABSENT.search(str(erreur))
    if absent:
        caractere = absent.group(1) or absent.group(2)
        return (
            f"{genre.libelle} : le caractère « {caractere} » ne peut pas être imprimé. "
            "Remplacez-le dans la saisie, puis produisez de nouveau le document."
        )
    return f"{genre.libelle} : la mise en page a échoué. Signalez-le à l'assistance avec l'heure de l'essai."


# A Compiler keeps fonts and parsed templates between two calls, but serves one thread at a time.
_local = threading.local()


def _compilateur() -> typst.Compiler:
    compilateur: typst.Compiler | None = getattr(_local, "compilateur", None)
    if compilateur is None:
        compilateur = typst.Compiler(
            root=str(RACINE),
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(_dossier_polices())]),
            ignore_system_fonts=True,
        )
        _local.compilateur = compilateur
    return compilateur


@cache
def _dossier_polices() -> Path:
    """One file per weight of Source Sans Pro (SIL OFL 1.1).

    The package carries each weight twice (OTF and TTF); which one Typst would take depends on the order of
    the directory on the disk, hence on the machine, and the bytes of the PDF with it.
    """
    specification = importlib.util.find_spec("font_source_sans_pro")
    if specification is None or specification.origin is None:
        raise RuntimeError("the package font-source-sans-pro is not installed")
    source = Path(specification.origin).parent / "files"
    dossier = Path(tempfile.mkdtemp(prefix="maillage-polices-"))
    atexit.register(shutil.rmtree, dossier, ignore_errors=True)
    for graisse in _GRAISSES:
        shutil.copyfile(source / f"SourceSansPro-{graisse}.otf", dossier / f"SourceSansPro-{graisse}.otf")
    return dossier
