"""Check a sealed file or lot, today or in thirty years, and say each finding in a sentence.

Nothing is asked of the database nor of the network: the file, what was written down of it, and the authorities that
are trusted. Revocation is not looked up, and the report says so.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, SignatureCoverageLevel, async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus

from maillage.commun.merkle import PreuveInclusion, est_incluse, prouver, racine_merkle
from maillage.commun.textes import compter, instant_court
from maillage.metiers.numerisation.chaine.couche import defauts_pdfa, empreintes_images
from maillage.metiers.numerisation.chaine.horodatage import contexte, lire_jeton
from maillage.metiers.numerisation.regles.etiquettes import Etiquette

RESERVE = "La révocation des certificats n’a pas été interrogée."


@dataclass(frozen=True, slots=True)
class Confiance:
    """The authorities that are believed: for seals, and for timestamps."""

    autorites: Sequence[x509.Certificate]
    autorites_horodatage: Sequence[x509.Certificate]


@dataclass(frozen=True, slots=True)
class Constat:
    """One finding; `code` is stable."""

    code: str
    est_conforme: bool
    phrase: str


@dataclass(frozen=True, slots=True)
class Rapport:
    """All the findings on a file or a lot."""

    constats: tuple[Constat, ...]
    instant_sceau: dt.datetime | None = None

    @property
    def est_conforme(self) -> bool:
        return all(constat.est_conforme for constat in self.constats)

    @property
    def phrases(self) -> tuple[str, ...]:
        return (*(constat.phrase for constat in self.constats), RESERVE)

    @property
    def defauts(self) -> tuple[str, ...]:
        """Codes of what is wrong."""
        return tuple(constat.code for constat in self.constats if not constat.est_conforme)


@dataclass(frozen=True, slots=True)
class Temoin:
    """What was written down of a file when it was sealed."""

    sha256: str
    """Of the sealed file."""
    taille_avant_sceau: int
    sha256_avant_sceau: str
    images: tuple[str, ...]
    """SHA-256 of the image of each page, as it was delivered."""


def temoigner(avant: bytes, scelle: bytes) -> Temoin:
    """What to write down of a file that has just been sealed."""
    empreinte = hashlib.sha256(avant).hexdigest()
    return Temoin(hashlib.sha256(scelle).hexdigest(), len(avant), empreinte, tuple(empreintes_images(avant)))


def verifier_fichier(octets: bytes, temoin: Temoin, confiance: Confiance) -> Rapport:
    """Fingerprint, seal, timestamp, what is under the seal, images."""
    constats = [
        _constat(
            "empreinte", hashlib.sha256(octets).hexdigest() == temoin.sha256,
            "Le fichier est celui qui a été scellé : son empreinte est la même.",
            "Le fichier n’est plus celui qui a été scellé : son empreinte diffère.",
        )
    ]  # fmt: skip
    constats_sceau, instant = _verifier_sceau(octets, confiance)
    avant = octets[: temoin.taille_avant_sceau]
    return Rapport((*constats, *constats_sceau, *_verifier_contenu(avant, temoin)), instant)


def _constat(code: str, est_conforme: bool, oui: str, non: str) -> Constat:
    return Constat(code, est_conforme, oui if est_conforme else non)


def _verifier_sceau(octets: bytes, confiance: Confiance) -> tuple[list[Constat], dt.datetime | None]:
    try:
        sceaux = PdfFileReader(io.BytesIO(octets), strict=False).embedded_regular_signatures
        if len(sceaux) != 1:
            return [Constat("sceau", False, "Le fichier ne porte pas un sceau et un seul.")], None
        etat = asyncio.run(_valider(sceaux[0], confiance))
    except (
        PdfError,
        SignatureValidationError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        OSError,
    ) as erreur:
        return [Constat("sceau", False, f"Le sceau ne peut pas être lu : {type(erreur).__name__}.")], None
    horodatage = etat.timestamp_validity
    instant = horodatage.timestamp if horodatage else None
    quand = f"{instant_court(instant)} (temps universel)" if instant else ""
    est_horodate = bool(horodatage and horodatage.intact and horodatage.valid and horodatage.trusted)
    sujet = etat.signing_cert.subject.native.get("common_name", "") if etat.signing_cert else ""
    return [
        _constat(
            "sceau", bool(etat.intact and etat.valid) and etat.coverage == SignatureCoverageLevel.ENTIRE_FILE,
            "Le sceau est intact et couvre tout le fichier.",
            "Le sceau est rompu : le fichier a été modifié depuis, ou complété.",
        ),
        _constat(
            "certificat", bool(etat.trusted),
            f"Le sceau est celui de « {sujet} », d’une autorité reconnue.",
            "Le certificat du sceau n’est pas d’une autorité reconnue, ou n’était pas valable au moment du sceau.",
        ),
        _constat(
            "horodatage", est_horodate,
            f"Il a été posé le {quand}, d’après une autorité reconnue.",
            "L’instant du sceau n’est pas prouvé par une autorité reconnue.",
        ),
    ], instant  # fmt: skip


async def _valider(sceau: EmbeddedPdfSignature, confiance: Confiance) -> PdfSignatureStatus:
    """Once as of today to learn the instant of the token, then as of that instant: certificates expire."""
    temps = contexte(confiance.autorites_horodatage)
    etat = await async_validate_pdf_signature(sceau, contexte(confiance.autorites), temps)
    if etat.trusted or not etat.timestamp_validity or not etat.timestamp_validity.trusted:
        return etat
    instant = etat.timestamp_validity.timestamp
    return await async_validate_pdf_signature(sceau, contexte(confiance.autorites, instant), temps)


def _verifier_contenu(avant: bytes, temoin: Temoin) -> list[Constat]:
    constats = [
        _constat(
            "contenu", hashlib.sha256(avant).hexdigest() == temoin.sha256_avant_sceau,
            "Ce que couvre le sceau est ce qui avait été contrôlé : il n’a fait que s’ajouter.",
            "Ce que couvre le sceau n’est pas ce qui avait été contrôlé.",
        )
    ]  # fmt: skip
    try:
        defauts, images = defauts_pdfa(avant), tuple(empreintes_images(avant))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
        return [*constats, Constat("lisible", False, "Le fichier ne peut plus être lu.")]
    return [
        *constats,
        _constat("pdfa", not defauts, "Il est conforme à PDF/A-2b.", f"Il n’est pas conforme à PDF/A-2b : {defauts}."),
        _constat(
            "images", images == temoin.images,
            f"{compter(len(images), 'image')}, octet pour octet celles du numériseur.",
            "Une image n’est pas celle que le numériseur a livrée.",
        ),
    ]  # fmt: skip


def feuille(dossier: Etiquette, sha256: str) -> bytes:
    """The leaf of a sealed file in the tree of its lot: which record, which file."""
    return f"{dossier.code}|{sha256}".encode()


def racine_du_lot(fichiers: Mapping[Etiquette, str]) -> bytes:
    """Root over the sealed files of a lot (record → SHA-256), in the order of their labels."""
    return racine_merkle(_feuilles(fichiers))[0]


def preuve_du_fichier(fichiers: Mapping[Etiquette, str], dossier: Etiquette) -> PreuveInclusion:
    """What proves one file without showing the others."""
    return prouver(_feuilles(fichiers), sorted(fichiers, key=_ordre).index(dossier))


def _ordre(etiquette: Etiquette) -> str:
    return etiquette.code


def _feuilles(fichiers: Mapping[Etiquette, str]) -> list[bytes]:
    return [feuille(etiquette, fichiers[etiquette]) for etiquette in sorted(fichiers, key=_ordre)]


def verifier_lot(
    fichiers: Mapping[Etiquette, str], racine: bytes, jeton: bytes, confiance: Confiance
) -> Rapport:
    """Whether these are the files of the lot, all of them, and since when."""
    lu = lire_jeton(jeton, racine, confiance.autorites_horodatage)
    quand = (
        f"La racine du lot existe depuis le {instant_court(lu.instant)} (temps universel)"
        if lu.instant
        else ""
    )
    return Rapport(
        (
            _constat(
                "racine", racine_du_lot(fichiers) == racine,
                f"{compter(len(fichiers), 'fichier')} : le lot tel qu’il a été scellé, sans un de plus ni de moins.",
                "Un fichier du lot a été changé, ajouté ou retiré.",
            ),
            _constat(
                "jeton", lu.est_valide, f"{quand}, d’après « {lu.autorite} ».",
                "Le jeton d’horodatage ne prouve pas la racine du lot, ou son autorité n’est pas reconnue.",
            ),
        ),
        lu.instant,
    )  # fmt: skip


def verifier_preuve(
    dossier: Etiquette,
    sha256: str,
    preuve: PreuveInclusion,
    racine: bytes,
    jeton: bytes,
    confiance: Confiance,
) -> Rapport:
    """One file, its proof, the root and its token: enough to check it without the rest of the lot."""
    lu = lire_jeton(jeton, racine, confiance.autorites_horodatage)
    return Rapport(
        (
            _constat(
                "preuve", est_incluse(feuille(dossier, sha256), preuve, racine),
                f"Ce fichier est bien l’un des {preuve.nombre} du lot.", "Ce fichier n’est pas de ce lot.",
            ),
            _constat(
                "jeton", lu.est_valide, "La racine du lot est horodatée par une autorité reconnue.",
                "Le jeton d’horodatage ne prouve pas la racine du lot, ou son autorité n’est pas reconnue.",
            ),
        ),
        lu.instant,
    )  # fmt: skip
