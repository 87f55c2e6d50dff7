"""Authorities of the demonstration and of the tests: a root, a seal, a timestamp. Nobody else believes them."""

from __future__ import annotations

import datetime as dt
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from maillage.metiers.numerisation.chaine.sceau import Cachet, charger_signataire

NOMS = ("Racine fictive", "Service de santé au travail (fictif)", "Horodatage fictif")
_DEBUT, _FIN = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2060, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Emis:
    """A certificate and its key."""

    certificat: x509.Certificate
    cle: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

    @property
    def asn1(self) -> asn1.Certificate:
        return asn1.Certificate.load(self.certificat.public_bytes(serialization.Encoding.DER))

    @property
    def cle_asn1(self) -> keys.PrivateKeyInfo:
        return keys.PrivateKeyInfo.load(
            self.cle.private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )

    def en_pkcs12(self, phrase: str) -> bytes:
        chiffrement = serialization.BestAvailableEncryption(phrase.encode())
        return pkcs12.serialize_key_and_certificates(b"sceau", self.cle, self.certificat, None, chiffrement)


def emettre(
    nom: str,
    par: Emis | None = None,
    *,
    debut: dt.datetime = _DEBUT,
    fin: dt.datetime = _FIN,
    horodate: bool = False,
) -> Emis:
    """A root when nobody issues it, else a certificate that seals or timestamps."""
    cle = rsa.generate_private_key(65537, 2048) if horodate else ec.generate_private_key(ec.SECP256R1())
    sujet = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, nom)])
    est_racine = par is None
    usage = x509.KeyUsage(
        digital_signature=not est_racine, content_commitment=not est_racine and not horodate, key_cert_sign=est_racine,
        crl_sign=est_racine, key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    fabrique = (
        x509.CertificateBuilder()
        .subject_name(sujet)
        .issuer_name(par.certificat.subject if par else sujet)
        .public_key(cle.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(debut)
        .not_valid_after(fin)
        .add_extension(x509.BasicConstraints(ca=est_racine, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(cle.public_key()), critical=False)
    )
    if par:
        identifiant = x509.AuthorityKeyIdentifier.from_issuer_public_key(par.cle.public_key())
        fabrique = fabrique.add_extension(identifiant, critical=False)
    if horodate:
        fabrique = fabrique.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
        )
    return Emis(fabrique.sign(par.cle if par else cle, hashes.SHA256()), cle)


def horodateur(emis: Emis, racine: Emis, instant: dt.datetime | None = None) -> DummyTimeStamper:
    """An authority in the process: the instant given, or the clock's."""
    magasin = SimpleCertificateStore.from_certs([racine.asn1])  # type: ignore[no-untyped-call] # the package is partly typed
    return DummyTimeStamper(emis.asn1, emis.cle_asn1, certs_to_embed=magasin, fixed_dt=instant)


def cachet_de_demonstration() -> Cachet:
    """The seal of the demonstration: made once for this checkout, the same for the site and its workers."""
    return _cachet_range(settings.NPM.parents[1] / "autorite-fictive")  # beside the rest of var/


@cache
def _cachet_range(dossier: Path) -> Cachet:
    if not dossier.is_dir():
        _ranger(dossier)
    racine, sceau, temps = (_lire(dossier, nom) for nom in NOMS)
    signataire = charger_signataire(sceau.en_pkcs12("fictive"), "fictive", [racine.asn1])
    return Cachet(signataire, horodateur(temps, racine), (racine.asn1,), (racine.asn1,))


def _ranger(dossier: Path) -> None:
    """Written beside, then renamed: two processes that start together keep the same one."""
    dossier.parent.mkdir(parents=True, exist_ok=True)
    ebauche = Path(tempfile.mkdtemp(prefix="autorite-", dir=dossier.parent))
    racine = emettre(NOMS[0])
    for emis in (racine, emettre(NOMS[1], racine), emettre(NOMS[2], racine, horodate=True)):
        nom = str(emis.certificat.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
        (ebauche / f"{nom}.pem").write_bytes(
            emis.cle.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + emis.certificat.public_bytes(serialization.Encoding.PEM)
        )
    with suppress(OSError):
        ebauche.rename(dossier)


def _lire(dossier: Path, nom: str) -> Emis:
    octets = (dossier / f"{nom}.pem").read_bytes()
    cle = serialization.load_pem_private_key(octets, None)
    if not isinstance(cle, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise TypeError("The fictional keys are of another kind.")
    return Emis(x509.load_pem_x509_certificate(octets), cle)


def cachet_fictif(*, instant: dt.datetime | None = None) -> Cachet:
    """All that seals, made on the spot."""
    racine = emettre("Racine fictive")
    sceau = emettre("Service de santé au travail (fictif)", racine)
    temps = emettre("Horodatage fictif", racine, horodate=True)
    signataire = charger_signataire(sceau.en_pkcs12("fictive"), "fictive", [racine.asn1])
    return Cachet(signataire, horodateur(temps, racine, instant), (racine.asn1,), (racine.asn1,))
