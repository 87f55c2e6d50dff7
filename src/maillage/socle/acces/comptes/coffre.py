"""Secrets of accounts that are stored: sealed with the key of the installation."""

from django.conf import settings

from maillage.commun.chiffrement import desceller, sceller


def _cles() -> list[str]:
    return [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]


def enfermer(texte: str) -> str:
    """Seal."""
    return sceller(texte, cles=_cles(), usage="comptes")


def sortir(scelle: str) -> str:
    """Open. Raises TexteIllisible."""
    return desceller(scelle, cles=_cles(), usage="comptes")
