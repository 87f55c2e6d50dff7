"""Turn database addresses (``postgresql://role:password@host:port/name?option=…``) into Django settings."""

from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from maillage.config.environnement import ReglageManquant


def lire_adresse(adresse: str, *, nom: str = "DATABASE_URL") -> dict[str, Any]:
    """Return Django's database settings for ``adresse``; ``nom`` is the setting blamed when it is wrong."""
    morceaux = urlsplit(adresse)
    if morceaux.scheme not in {"postgres", "postgresql"}:
        raise ReglageManquant(f"{nom} doit commencer par postgresql:// (seul PostgreSQL est pris en charge).")
    base = unquote(morceaux.path.lstrip("/"))
    if not base or not morceaux.username:
        raise ReglageManquant(f"{nom} doit nommer un rôle et une base : postgresql://role@serveur/base.")
    options = dict(parse_qsl(morceaux.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": base,
        "USER": unquote(morceaux.username),
        "PASSWORD": unquote(morceaux.password or ""),
        "HOST": options.pop("host", "") or (morceaux.hostname or ""),
        "PORT": str(morceaux.port or options.pop("port", "")),
        "OPTIONS": options,
    }


def ecrire_adresse(*, role: str, mot_de_passe: str, hote: str, port: int, base: str) -> str:
    """Return the address of a database; a host that is a folder is a Unix socket."""
    identite = f"{quote(role)}:{quote(mot_de_passe, safe='')}"
    if hote.startswith("/"):
        return f"postgresql://{identite}@/{quote(base)}?host={quote(hote)}&port={port}"
    return f"postgresql://{identite}@{hote}:{port}/{quote(base)}"
