"""A record from delivery to PDF/A, page by page: what was already read is not read again, and twice is once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from maillage.metiers.numerisation.chaine.couche import assembler
from maillage.metiers.numerisation.chaine.lecture import Livraison, ouvrir
from maillage.metiers.numerisation.chaine.ocr import TravailPage
from maillage.metiers.numerisation.chaine.page import ResultatPage
from maillage.metiers.numerisation.chaine.refus import FichierRefuse
from maillage.metiers.numerisation.chaine.texte import mots_livres


def travaux(livraison: Livraison, deja_lues: Collection[int] = ()) -> Iterator[TravailPage]:
    """The pages left to read."""
    for page in livraison.pages:
        if page.numero not in deja_lues:
            yield TravailPage(
                page.numero,
                livraison.octets_image(page.numero),
                page.resolution,
                page.a_du_texte,
                mots_livres(livraison, page),
                page.quarts,
                est_premiere=page.numero == 1,
            )


def mettre_en_pdfa(octets: bytes, resultats: Mapping[int, ResultatPage]) -> bytes:
    """The PDF/A-2b of a record whose every page was read."""
    with ouvrir(octets) as livraison:
        manquantes = [page.numero for page in livraison.pages if page.numero not in resultats]
        if manquantes:
            raise FichierRefuse("incomplet", f"Pages encore à lire : {len(manquantes)}.")
        return assembler(livraison, resultats)
