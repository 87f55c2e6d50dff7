"""The seal and the authorities of the settings. Without them nothing is sealed, and a sentence says what is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings
from django.utils.module_loading import import_string

from maillage.metiers.numerisation.chaine.horodatage import HorodateurHTTP
from maillage.metiers.numerisation.chaine.refus import SceauImpossible
from maillage.metiers.numerisation.chaine.sceau import Cachet, charger_signataire
from maillage.metiers.numerisation.chaine.verification import Confiance


def lire_autorites(chemin: str) -> tuple[x509.Certificate, ...]:
    """Certificates of a PEM file."""
    try:
        blocs = pem.unarmor(Path(chemin).read_bytes(), multiple=True)
        return tuple(x509.Certificate.load(octets) for _, _, octets in blocs)
    except (OSError, ValueError) as erreur:
        raise SceauImpossible(f"Authorities cannot be read from {chemin!r}.") from erreur


def _fabriquer() -> Cachet | None:
    if not settings.SCEAU_FABRIQUE:
        return None
    fabrique: Callable[[], Cachet] = import_string(settings.SCEAU_FABRIQUE)
    return fabrique()


def confiance() -> Confiance:
    """Who is believed, for seals and for timestamps."""
    if fictif := _fabriquer():
        return Confiance(fictif.autorites, fictif.autorites_horodatage)
    return Confiance(lire_autorites(settings.SCEAU_AUTORITES), lire_autorites(settings.HORODATAGE_AUTORITES))


def cachet() -> Cachet:
    """What seals, as the settings say: PKCS#12 file, authority of timestamps, trusted certificates."""
    if fictif := _fabriquer():
        return fictif
    reglages = ("SCEAU_PKCS12", "SCEAU_AUTORITES", "HORODATAGE_ADRESSE", "HORODATAGE_AUTORITES")
    absents = [nom for nom in reglages if not getattr(settings, nom)]
    if absents:
        raise SceauImpossible(f"Sealing is not set up: MAILLAGE_{', MAILLAGE_'.join(absents)} missing.")
    try:
        pkcs12 = Path(settings.SCEAU_PKCS12).read_bytes()
    except OSError as erreur:
        raise SceauImpossible("The seal certificate cannot be read.") from erreur
    crues = confiance()
    signataire = charger_signataire(pkcs12, settings.SCEAU_PHRASE, crues.autorites)
    return Cachet(
        signataire,
        HorodateurHTTP(settings.HORODATAGE_ADRESSE),
        tuple(crues.autorites),
        tuple(crues.autorites_horodatage),
    )
