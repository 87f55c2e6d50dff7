"""RFC 3161 tokens: who is asked, over HTTP, and what a token proves later without asking anybody."""

from __future__ import annotations

import asyncio
import datetime as dt
import http.client
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass

from asn1crypto import cms, tsp, x509
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext

from maillage.metiers.numerisation.chaine.refus import HorodatageImpossible

_DELAI = 20
_REPONSE_MAXIMALE = 256 * 1024
_EMPREINTE = "sha256"


class HorodateurHTTP(TimeStamper):
    """An authority at an address of the settings, over the standard library."""

    def __init__(self, adresse: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # the package is partly typed
        if not adresse.startswith(("https://", "http://")):
            raise ValueError("The address of a timestamping authority is an http(s) one.")
        self._adresse = adresse

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        requete = urllib.request.Request(  # noqa: S310 (an http address of the settings, checked above)
            self._adresse,
            data=req.dump(),
            headers={"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"},
        )
        try:
            with urllib.request.urlopen(requete, timeout=_DELAI) as reponse:  # noqa: S310 (as above)
                octets = reponse.read(_REPONSE_MAXIMALE)
        except (http.client.HTTPException, OSError) as erreur:
            raise TimestampRequestError(str(erreur)) from erreur
        return tsp.TimeStampResp.load(octets)


def horodater(empreinte: bytes, horodateur: TimeStamper) -> bytes:
    """The token of a SHA-256 digest, as `openssl ts -verify -digest` takes it."""
    try:
        return bytes(asyncio.run(horodateur.async_timestamp(empreinte, _EMPREINTE)).dump())
    except (TimestampRequestError, SigningError, OSError, ValueError, TypeError) as erreur:
        raise HorodatageImpossible(f"The timestamping authority gave no token: {erreur}") from erreur


@dataclass(frozen=True, slots=True)
class JetonLu:
    """What a token says, and whether it may be believed."""

    instant: dt.datetime | None
    autorite: str
    est_intact: bool
    """Signed as it is, over this digest."""
    est_reconnu: bool
    """By an authority that we trust."""

    @property
    def est_valide(self) -> bool:
        return self.est_intact and self.est_reconnu


def lire_jeton(
    jeton: bytes,
    empreinte: bytes,
    autorites: Sequence[x509.Certificate],
    *,
    instant: dt.datetime | None = None,
) -> JetonLu:
    """Check a token over a digest; `instant`: as if it were then (a certificate may have expired since)."""
    faux = JetonLu(None, "", est_intact=False, est_reconnu=False)
    try:
        donnees = cms.ContentInfo.load(jeton, strict=True)["content"]
        if not isinstance(donnees, cms.SignedData):
            return faux
        info = donnees["encap_content_info"]["content"].parsed
        if (
            not isinstance(info, tsp.TSTInfo)
            or info["message_imprint"]["hash_algorithm"]["algorithm"].native != _EMPREINTE
        ):
            return faux
        constat = asyncio.run(
            validate_tst_signed_data(donnees, contexte(autorites, instant), lambda _algorithme: empreinte)
        )
    except Exception:  # noqa: BLE001 (on a damaged token the libraries raise anything)
        return faux
    certificat = constat.get("signing_cert")
    return JetonLu(
        info["gen_time"].native,
        str(certificat.subject.native.get("common_name", "")) if certificat else "",
        bool(constat.get("intact")) and bool(constat.get("valid")),
        constat.get("trust_problem_indic") is None,
    )


def contexte(autorites: Sequence[x509.Certificate], instant: dt.datetime | None = None) -> ValidationContext:
    """Trust these authorities alone; nothing is fetched, so that a check gives the same answer offline."""
    return ValidationContext(
        trust_roots=list(autorites), allow_fetching=False, moment=instant, best_signature_time=instant
    )
