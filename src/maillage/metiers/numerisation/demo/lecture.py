"""Fictional pages are read without Tesseract: their text is known, only blank pages and labels are looked for."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from maillage.metiers.numerisation.chaine.examen import juger_vierge, lire_etiquettes
from maillage.metiers.numerisation.chaine.ocr import TravailPage
from maillage.metiers.numerisation.chaine.page import (
    Mot,
    ResultatPage,
    ouvrir_image,
)

_MARGE, _HAUT, _CONFIANCE = 0.1, 0.08, 95


class LecteurConnu:
    """Reads pages whose text is known by the hash of their image; an image met twice is looked at once."""

    def __init__(self) -> None:
        self.textes: dict[str, str] = {}
        self._vus: dict[str, ResultatPage] = {}

    def apprendre(self, textes: Mapping[bytes, str]) -> None:
        """Image → its text."""
        self.textes |= {hashlib.sha256(image).hexdigest(): texte for image, texte in textes.items()}

    def __call__(self, travail: TravailPage) -> ResultatPage:
        cle = hashlib.sha256(travail.octets).hexdigest()
        if cle not in self._vus:
            self._vus[cle] = self._regarder(travail, self.textes.get(cle, ""))
        return replace(self._vus[cle], numero=travail.numero)

    @staticmethod
    def _regarder(travail: TravailPage, texte: str) -> ResultatPage:
        image = ouvrir_image(travail.octets, travail.numero)
        return ResultatPage(
            travail.numero,
            image.width,
            image.height,
            juger_vierge(travail.octets, travail.numero),
            lire_etiquettes(image) if travail.est_premiere else (),
            _placer(texte, image.width, image.height),
            est_lue=bool(texte),
        )


def _placer(texte: str, largeur: int, hauteur: int) -> tuple[Mot, ...]:
    """Words on their lines, roughly where they are drawn."""
    lignes = texte.splitlines()
    pas = hauteur * (1 - 2 * _HAUT) / max(len(lignes), 28)
    mots: list[Mot] = []
    for rang, ligne in enumerate(lignes):
        gauche = largeur * _MARGE
        for mot in ligne.split():
            chasse = largeur * 0.0095 * len(mot)
            boite = (round(gauche), round(hauteur * _HAUT + rang * pas), round(chasse), round(pas * 0.7))
            mots.append(Mot(mot, _CONFIANCE, *boite, rang))
            gauche += chasse + largeur * 0.01
    return tuple(mots)
