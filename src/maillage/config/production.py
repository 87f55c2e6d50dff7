"""Read production's settings, and name every one that is missing or unsafe, in one go."""

import base64
import binascii
import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from maillage.config.adresses import lire_adresse
from maillage.config.environnement import ReglageManquant, lire, lire_entier, lire_liste

LONGUEUR_CLE = 50
LONGUEUR_JETON = 32
LONGUEUR_CLE_MAITRESSE = 32
CARACTERES_DISTINCTS = 12
THEMES = ("dsfr", "neutre")
TLS_DE_LA_BASE = {"require", "verify-ca", "verify-full"}

T = TypeVar("T")


@dataclass(frozen=True)
class Courriel:
    """The mail server; TLS from the start or by STARTTLS, never without."""

    hote: str
    port: int
    utilisateur: str
    mot_de_passe: str
    tls_implicite: bool


@dataclass(frozen=True)
class Reglages:
    """What production needs."""

    cle_secrete: str
    cle_maitresse: str
    adresse: str
    hotes: list[str]
    theme: str
    jeton_metriques: str
    mandataires: int
    courriel: Courriel
    expediteur: str
    stockage: dict[str, Any]


def lire_reglages() -> Reglages:
    """Return the settings, or raise one error that lists everything to mend."""
    fautes: list[str] = []

    def tenter(lecture: Callable[[], T]) -> T:
        try:
            return lecture()
        except ReglageManquant as erreur:
            fautes.append(str(erreur))
            return None  # type: ignore[return-value] # never used: we raise below

    for nom in ("DATABASE_URL", "MAILLAGE_DATABASE_PROPRIETAIRE_URL"):
        tenter(lambda nom=nom: _base(nom))  # type: ignore[misc] # the default binds the loop's value
    reglages = Reglages(
        cle_secrete=tenter(lambda: _secret("MAILLAGE_CLE_SECRETE", LONGUEUR_CLE)),
        cle_maitresse=tenter(_cle_maitresse),
        adresse=tenter(_adresse),
        hotes=tenter(_hotes),
        theme=tenter(_theme),
        jeton_metriques=tenter(lambda: _secret("MAILLAGE_METRIQUES_JETON", LONGUEUR_JETON)),
        mandataires=tenter(lambda: lire_entier("MAILLAGE_MANDATAIRES", 1)),
        courriel=tenter(_courriel),
        expediteur=tenter(_expediteur),
        stockage=tenter(_stockage),
    )
    if fautes:
        raise ReglageManquant("Maillage ne démarre pas :\n" + "\n".join(f"- {faute}" for faute in fautes))
    return reglages


def _secret(nom: str, longueur: int) -> str:
    valeur = lire(nom)
    if len(valeur) < longueur or len(set(valeur)) < CARACTERES_DISTINCTS:
        raise ReglageManquant(f"{nom} est trop faible : {longueur} caractères tirés au hasard au moins.")
    return valeur


def _cle_maitresse() -> str:
    nom = "MAILLAGE_CLE_MAITRESSE"
    valeur = lire(nom)
    try:
        octets = base64.b64decode(valeur, validate=True)
    except binascii.Error:
        octets = b""
    if len(octets) != LONGUEUR_CLE_MAITRESSE or len(set(octets)) < CARACTERES_DISTINCTS:
        raise ReglageManquant(
            f"{nom} doit être 32 octets tirés au hasard, en base64 : openssl rand -base64 32."
        )
    return valeur


def _adresse() -> str:
    valeur = lire("MAILLAGE_ADRESSE").rstrip("/")
    morceaux = urlsplit(valeur)
    if morceaux.scheme != "https" or not morceaux.hostname or morceaux.path:
        raise ReglageManquant("MAILLAGE_ADRESSE doit être l'adresse publique, en https:// et sans chemin.")
    return valeur


def _hotes() -> list[str]:
    """Return the host names: that of the public address unless told otherwise; never a wildcard."""
    hotes = lire_liste("MAILLAGE_HOTES", urlsplit(lire("MAILLAGE_ADRESSE")).hostname or "")
    if not hotes or any("*" in hote or hote.startswith(".") for hote in hotes):
        raise ReglageManquant("MAILLAGE_HOTES doit énumérer les noms de domaine, sans joker.")
    return hotes


def _theme() -> str:
    valeur = lire("MAILLAGE_THEME", "")
    if valeur not in THEMES:
        raise ReglageManquant(
            "MAILLAGE_THEME est absent ou inconnu : écrivez dsfr (réservé aux sites de l'État) ou neutre."
        )
    return valeur


def _base(nom: str) -> dict[str, Any]:
    reglages = lire_adresse(lire(nom), nom=nom)
    if reglages["USER"] == "postgres":
        raise ReglageManquant(
            f"{nom} : le superutilisateur échappe à la sécurité par ligne (voir creer_roles)."
        )
    if nom != "DATABASE_URL" and reglages["USER"] == lire_adresse(lire("DATABASE_URL"))["USER"]:
        raise ReglageManquant(f"{nom} doit nommer un autre rôle que DATABASE_URL.")
    if not _est_local(reglages["HOST"]):
        if not reglages["PASSWORD"] and "passfile" not in reglages["OPTIONS"]:
            raise ReglageManquant(f"{nom} n'a pas de mot de passe.")
        if reglages["OPTIONS"].get("sslmode") not in TLS_DE_LA_BASE:
            raise ReglageManquant(
                f"{nom} : ajoutez ?sslmode=verify-full, le serveur n'est pas sur cette machine."
            )
    return reglages


def _est_local(hote: str) -> bool:
    if not hote or hote.startswith("/") or hote == "localhost":
        return True
    try:
        return ipaddress.ip_address(hote).is_loopback
    except ValueError:
        return False


def _courriel() -> Courriel:
    nom = "MAILLAGE_SMTP_URL"
    morceaux = urlsplit(lire(nom))
    if morceaux.scheme not in {"smtps", "smtp+starttls"} or not morceaux.hostname:
        raise ReglageManquant(
            f"{nom} doit être smtps://compte:secret@serveur ou smtp+starttls://… (TLS exigé)."
        )
    implicite = morceaux.scheme == "smtps"
    return Courriel(
        hote=morceaux.hostname,
        port=morceaux.port or (465 if implicite else 587),
        utilisateur=unquote(morceaux.username or ""),
        mot_de_passe=unquote(morceaux.password or ""),
        tls_implicite=implicite,
    )


def _expediteur() -> str:
    valeur = lire("MAILLAGE_COURRIEL_EXPEDITEUR")
    if not re.search(r"[^@\s<]+@[^@\s>]+\.[a-z]{2,}", valeur):
        raise ReglageManquant("MAILLAGE_COURRIEL_EXPEDITEUR doit être une adresse électronique.")
    return valeur


def _stockage() -> dict[str, Any]:
    """Return Django's storage: an S3 bucket when one is named, else a folder that must be named."""
    seau = lire("MAILLAGE_S3_SEAU", "")
    if not seau:
        dossier = Path(lire("MAILLAGE_FICHIERS"))
        if not dossier.is_absolute() or not dossier.is_dir():
            raise ReglageManquant("MAILLAGE_FICHIERS doit être le chemin absolu d'un dossier qui existe.")
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {
                "location": str(dossier),
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    service = lire("MAILLAGE_S3_ADRESSE")
    if urlsplit(service).scheme != "https":
        raise ReglageManquant("MAILLAGE_S3_ADRESSE doit commencer par https://.")
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": seau,
            "endpoint_url": service,
            "access_key": lire("MAILLAGE_S3_CLE"),
            "secret_key": lire("MAILLAGE_S3_SECRET"),
            "region_name": lire("MAILLAGE_S3_REGION", "") or None,
            "default_acl": None,
            "file_overwrite": False,
            "querystring_auth": True,
            "querystring_expire": 60,
        },
    }
