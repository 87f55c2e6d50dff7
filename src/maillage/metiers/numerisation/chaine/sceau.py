"""PAdES B-T seal of a file: an increment appended to it, under the organisation's certificate and a timestamp."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from asn1crypto import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer, SimpleSigner
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

from maillage.metiers.numerisation.chaine.refus import HorodatageImpossible, SceauImpossible
from maillage.metiers.numerisation.chaine.verification import Temoin, temoigner

CHAMP = "Sceau"
_EMPREINTE = "sha256"


@dataclass(frozen=True)
class Cachet:
    """What seals: a certificate and its key (or a module that keeps it), an authority, what we trust."""

    signataire: Signer
    horodateur: TimeStamper
    autorites: tuple[x509.Certificate, ...]
    autorites_horodatage: tuple[x509.Certificate, ...]


@dataclass(frozen=True, slots=True)
class DossierScelle:
    """The sealed file and what is to be written down of it."""

    octets: bytes
    temoin: Temoin


class _SignataireCharge(SimpleSigner):
    """The key is prepared once, not at each seal (twice as quick on a whole lot)."""

    def __init__(self, modele: SimpleSigner) -> None:
        super().__init__(modele.signing_cert, modele.signing_key, modele.cert_registry)
        self._cle = load_der_private_key(modele.signing_key.dump(), password=None)

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        if digest_algorithm != _EMPREINTE:
            return bytes(super().sign_raw(data, digest_algorithm))
        if isinstance(self._cle, rsa.RSAPrivateKey):
            return self._cle.sign(data, padding.PKCS1v15(), hashes.SHA256())
        if isinstance(self._cle, ec.EllipticCurvePrivateKey):
            return self._cle.sign(data, ec.ECDSA(hashes.SHA256()))
        return bytes(super().sign_raw(data, digest_algorithm))


def charger_signataire(pkcs12: bytes, phrase: str, autres: Sequence[x509.Certificate] = ()) -> Signer:
    """The organisation's seal certificate, with its key, out of a PKCS#12 file."""
    try:
        modele = SimpleSigner.load_pkcs12_data(pkcs12, set(autres), passphrase=phrase.encode() or None)
    except (ValueError, TypeError) as erreur:
        raise SceauImpossible("The seal certificate cannot be opened: file or passphrase.") from erreur
    return _SignataireCharge(modele)


def sceller_dossier(pdfa: bytes, cachet: Cachet) -> DossierScelle:
    """Seal a PDF/A that was checked, and keep what will let anybody verify it."""
    scelle = sceller(pdfa, cachet)
    return DossierScelle(scelle, temoigner(pdfa, scelle))


def sceller(octets: bytes, cachet: Cachet, *, motif: str = "Copie fidèle") -> bytes:
    """The sealed file: the same bytes, then the seal. No later change but its renewal is allowed."""
    metadonnees = PdfSignatureMetadata(
        field_name=CHAMP,
        md_algorithm=_EMPREINTE,
        subfilter=SigSeedSubFilter.PADES,
        reason=motif,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    try:
        ecrivain = IncrementalPdfFileWriter(io.BytesIO(octets))
        flux = PdfSigner(metadonnees, cachet.signataire, timestamper=cachet.horodateur).sign_pdf(ecrivain)
    except TimestampRequestError as erreur:
        raise HorodatageImpossible(f"The timestamping authority gave no token: {erreur}") from erreur
    except (SigningError, PdfError, ValueError) as erreur:
        raise SceauImpossible(f"This file cannot be sealed: {erreur}") from erreur
    scelle = flux.getvalue() if isinstance(flux, io.BytesIO) else bytes(flux.read())
    if not scelle.startswith(octets):
        raise SceauImpossible("The seal is not a pure increment: the file is not kept.")
    return scelle
