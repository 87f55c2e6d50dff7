"""Read back an uploaded Maillage document, and say whether it may be believed.

**Only a file identical to the byte to one that was issued, and still in force, gives its data.** A file that
was changed, saved again, scanned, or issued elsewhere gives nothing: what a form would take is the attached
JSON, that nobody sees, and it can say something else than the page. Proposing it "to be checked" would have a
person compare the form with the page and let through what the page does not show. The refusal says what to
ask for instead.

Nothing here touches the database: who knows the issued files passes `provenance`, SHA-256 -> Provenance.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

import pikepdf

from maillage.socle.documents.donnees import DonneesInvalides, depuis_octets
from maillage.socle.documents.genre import GenreInconnu, VersionInconnue, obtenir_genre
from maillage.socle.documents.rendu import FORMAT_ENVELOPPE, NOM_PIECE_DONNEES

D = TypeVar("D")

TAILLE_MAXIMALE = 20 * 1024 * 1024
TAILLE_MAXIMALE_DONNEES = 1024 * 1024
_MEMOIRE_DECOMPRESSION = 64 * 1024 * 1024
_CLES_ENVELOPPE = {
    "maillage": int,
    "genre": str,
    "schema": int,
    "numero": str,
    "code_controle": str,
    "organisation": str,
    "horodatage": str,
    "donnees": dict,
}


class Provenance(StrEnum):
    """What the register of issued documents says of a file."""

    AUTHENTIQUE = "authentique"
    REMPLACE = "remplace"
    ANNULE = "annule"
    INCONNU = "inconnu"


class Fichier(Protocol):
    """An uploaded file, or any binary stream."""

    def read(self, taille: int = ..., /) -> bytes:
        """At most `taille` bytes."""
        ...


class DocumentRefuse(ValueError):
    """The file gives no data; `code` is stable (tests, logs), `message` is for the person who dropped it."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(message)


@dataclass(frozen=True)
class DocumentLu(Generic[D]):
    """A genuine document, in force, and its data."""

    genre: str
    numero: str
    code_controle: str
    organisation: str
    horodatage: datetime
    sha256: str
    donnees: D


def borner_lecteur_pdf() -> None:
    """Limits of the PDF reader for the whole process (a few kB must not become gigabytes): once, at start."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=_MEMOIRE_DECOMPRESSION,
        png_max_memory=_MEMOIRE_DECOMPRESSION,
        tiff_max_memory=_MEMOIRE_DECOMPRESSION,
        run_length_max_memory=_MEMOIRE_DECOMPRESSION,
        parser_max_container_size=1_000_000,
        max_stream_filters=4,
        doc_max_warnings=100,
    )


def lire_document(
    fichier: Fichier, *, genres: Collection[str], provenance: Callable[[str], Provenance]
) -> DocumentLu[Any]:
    """The data of a genuine document of one of `genres`; raises DocumentRefuse in every other case."""
    octets = lire_borne(fichier)
    sha256 = hashlib.sha256(octets).hexdigest()
    origine = provenance(sha256)
    contenu = extraire(octets)
    if origine is not Provenance.AUTHENTIQUE:
        raise _refus_de_provenance(origine, contenu)
    code = contenu["genre"]
    if code not in genres:
        attendus = ", ".join(f"« {_libelle(g)} »" for g in sorted(genres))
        raise DocumentRefuse(
            "genre_refuse",
            f"Ce document est un « {_libelle(code)} ». Déposez un document de ce genre : {attendus}.",
        )
    try:
        donnees = obtenir_genre(code).lire(contenu["schema"], contenu["donnees"])
    except GenreInconnu:
        raise DocumentRefuse(
            "genre_inconnu", "Ce genre de document n'est plus repris. Saisissez les champs."
        ) from None
    except VersionInconnue:
        raise _refus_de_version() from None
    except DonneesInvalides:
        raise DocumentRefuse(
            "donnees_invalides",
            "Les données de ce document ne peuvent pas être reprises. Saisissez les champs.",
        ) from None
    return DocumentLu(
        genre=code,
        numero=contenu["numero"],
        code_controle=contenu["code_controle"],
        organisation=contenu["organisation"],
        horodatage=datetime.fromisoformat(contenu["horodatage"]),
        sha256=sha256,
        donnees=donnees,
    )


def lire_borne(fichier: Fichier) -> bytes:
    """The bytes of an upload, never more than TAILLE_MAXIMALE of them."""
    octets = fichier.read(TAILLE_MAXIMALE + 1)
    if len(octets) > TAILLE_MAXIMALE:
        raise DocumentRefuse(
            "trop_lourd",
            f"Ce fichier dépasse {TAILLE_MAXIMALE // 1024 // 1024} Mo. Déposez le document reçu, seul.",
        )
    if b"%PDF-" not in octets[:1024]:
        raise DocumentRefuse(
            "pas_un_pdf", "Ce fichier n'est pas un PDF. Déposez le document reçu, au format PDF."
        )
    return octets


def extraire(octets: bytes) -> dict[str, Any]:
    """The envelope attached to a PDF, its shape checked, its origin not. Raises DocumentRefuse."""
    try:
        with pikepdf.open(io.BytesIO(octets), suppress_warnings=True, attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise _refus_chiffre()
            brut = _piece_jointe(pdf)
    except pikepdf.PasswordError:
        raise _refus_chiffre() from None
    except DocumentRefuse:
        raise
    except (
        pikepdf.PdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ):
        raise DocumentRefuse(
            "corrompu", "Ce PDF est abîmé et ne peut pas être lu. Téléchargez-le de nouveau, puis déposez-le."
        ) from None
    try:
        contenu = depuis_octets(brut)
    except ValueError:
        raise _refus_sans_donnees() from None
    if (
        not isinstance(contenu, dict)
        or contenu.keys() != _CLES_ENVELOPPE.keys()
        or not all(type(contenu[cle]) is genre for cle, genre in _CLES_ENVELOPPE.items())
        or not _est_instant(contenu["horodatage"])
    ):
        raise _refus_sans_donnees()
    if contenu["maillage"] != FORMAT_ENVELOPPE:
        raise _refus_de_version()
    return contenu


def _piece_jointe(pdf: pikepdf.Pdf) -> bytes:
    specification = pdf.attachments.get(NOM_PIECE_DONNEES)
    if specification is None:
        raise _refus_sans_donnees()
    flux = specification.get_file().obj
    brut = bytes(flux.read_raw_bytes())
    filtre = flux.get("/Filter")
    noms = (
        []
        if filtre is None
        else [str(f) for f in filtre]
        if isinstance(filtre, pikepdf.Array)
        else [str(filtre)]
    )
    if len(brut) > TAILLE_MAXIMALE_DONNEES:
        raise _refus_donnees_trop_lourdes()
    if not noms:
        return brut
    if noms != ["/FlateDecode"] or "/DecodeParms" in flux:
        raise _refus_sans_donnees()
    decompresseur = zlib.decompressobj()
    try:
        clair = decompresseur.decompress(brut, TAILLE_MAXIMALE_DONNEES + 1)
    except zlib.error:
        raise _refus_sans_donnees() from None
    if len(clair) > TAILLE_MAXIMALE_DONNEES:
        raise _refus_donnees_trop_lourdes()
    return clair


def _est_instant(texte: str) -> bool:
    try:
        return datetime.fromisoformat(texte).utcoffset() is not None
    except ValueError:
        return False


def _libelle(code: str) -> str:
    try:
        return obtenir_genre(code).libelle
    except GenreInconnu:
        return "document d'un genre inconnu"


def _refus_chiffre() -> DocumentRefuse:
    return DocumentRefuse(
        "chiffre",
        "Ce PDF est protégé par un mot de passe. Déposez le document tel qu'il a été reçu, sans protection.",
    )


def _refus_sans_donnees() -> DocumentRefuse:
    return DocumentRefuse(
        "sans_donnees",
        "Ce PDF ne porte pas de données Maillage : il a été numérisé, imprimé en PDF ou produit par un autre "
        "logiciel. Déposez le fichier d'origine, ou saisissez les champs.",
    )


def _refus_de_version() -> DocumentRefuse:
    return DocumentRefuse(
        "version_inconnue",
        "Ce document a été produit par une autre version de Maillage, dont les données ne sont pas reprises. "
        "Saisissez les champs, ou demandez une version à jour du document.",
    )


def _refus_donnees_trop_lourdes() -> DocumentRefuse:
    return DocumentRefuse(
        "donnees_trop_lourdes", "Les données jointes à ce PDF sont trop volumineuses pour être lues."
    )


def _refus_de_provenance(origine: Provenance, contenu: dict[str, Any]) -> DocumentRefuse:
    if origine is Provenance.REMPLACE:
        return DocumentRefuse(
            "remplace",
            "Ce document a été remplacé par une version plus récente. Demandez-la à la structure émettrice.",
        )
    if origine is Provenance.ANNULE:
        return DocumentRefuse(
            "annule", "Ce document a été annulé par la structure émettrice. Il n'est pas repris."
        )
    return DocumentRefuse(
        "modifie_ou_inconnu",
        f"Document modifié ou inconnu : ce fichier se présente comme « {_libelle(contenu['genre'])} », mais "
        "il n'est pas identique à un document émis ici. Ses données ne sont pas reprises. Demandez l'original à "
        "la structure émettrice, ou saisissez les champs.",
    )
