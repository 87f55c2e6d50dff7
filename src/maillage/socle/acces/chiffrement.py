"""Personal content is encrypted record by record, each with a key that can be destroyed.

The record keys are themselves sealed under `MAILLAGE_CLE_MAITRESSE`, which never enters the database. Erasing a
person is destroying the record's key: the journal and the backups then hold only noise, and still verify.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import salted_hmac

from maillage.commun.chiffrement import desceller, sceller
from maillage.socle.acces.models import Cle


class ContenuDetruit(LookupError):
    """The key was destroyed at the end of retention: the content cannot be read any more, by anyone."""


def chiffrer(contenu: dict[str, Any], cle: Cle | None = None) -> tuple[Cle, str]:
    """Encrypt a JSON-able dict under the record's key, made now when there is none yet."""
    if cle is None:
        brute = secrets.token_urlsafe(32)
        cle = Cle.objects.create(enveloppe=sceller(brute, cles=_maitresses(), usage="cle"))
    else:
        brute = _ouvrir(cle)
    return cle, sceller(json.dumps(contenu, ensure_ascii=False), cles=[brute], usage="contenu")


def dechiffrer(cle: Cle, scelle: str) -> dict[str, Any]:
    """Give back the dict. Raises ContenuDetruit when the key is gone, TexteIllisible when the text was altered."""
    contenu: dict[str, Any] = json.loads(desceller(scelle, cles=[_ouvrir(cle)], usage="contenu"))
    return contenu


def sceller_passage(valeur: Any) -> str:
    """Seal a JSON-able value that waits in a table which is not its record's: it has no key of its own yet."""
    return sceller(json.dumps(valeur, ensure_ascii=False), cles=_maitresses(), usage="passage")


def desceller_passage(scelle: str) -> Any:
    """Give it back. Raises TexteIllisible when it was altered."""
    return json.loads(desceller(scelle, cles=_maitresses(), usage="passage"))


def marquer(usage: str, traits: str) -> str:
    """The same for the same traits, so that they are found again; keyed by the master key, it cannot be guessed."""
    return salted_hmac(usage, traits, secret=settings.MAILLAGE_CLE_MAITRESSE, algorithm="sha256").hexdigest()


def detruire(cle: Cle) -> None:
    """Erase for good whatever this key protects."""
    Cle.objects.filter(pk=cle.pk).update(enveloppe="", horodatage_destruction=timezone.now())


def _maitresses() -> list[str]:
    return [settings.MAILLAGE_CLE_MAITRESSE]


def _ouvrir(cle: Cle) -> str:
    if not cle.enveloppe:
        raise ContenuDetruit("Contenu effacé à la fin de sa durée de conservation.")
    return desceller(cle.enveloppe, cles=_maitresses(), usage="cle")


class Coffre:
    """What a record says, in and out of its key. Past retention everything comes out empty, and nothing goes in."""

    def __init__(self, cle: Cle) -> None:
        self.cle = cle

    @property
    def est_detruit(self) -> bool:
        return not self.cle.enveloppe

    def sceller(self, contenu: Mapping[str, Any]) -> str:
        """Sealed text of what is said; nothing when nothing is. Raises ValidationError when the key is gone."""
        if self.est_detruit:
            raise ValidationError(
                "Ces données ont été effacées à la fin de leur conservation : elles ne se modifient plus."
            )
        dit = {nom: valeur for nom, valeur in contenu.items() if valeur not in (None, "", [], {})}
        return chiffrer(dit, self.cle)[1] if dit else ""

    def ouvrir(self, scelle: str) -> dict[str, Any]:
        if not scelle:
            return {}
        try:
            return dechiffrer(self.cle, scelle)
        except ContenuDetruit:
            return {}
