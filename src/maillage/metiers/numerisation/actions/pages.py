"""What is taken out of a page: its image, its thumbnail, its text. Who asks has been checked, and traced, before."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from PIL import Image

from maillage.metiers.numerisation.actions.coffre import Coffre
from maillage.metiers.numerisation.actions.listes import pieces_du
from maillage.metiers.numerisation.actions.rangement import sortir
from maillage.metiers.numerisation.chaine.lecture import ouvrir
from maillage.metiers.numerisation.chaine.page import Mot, ResultatPage, tourner
from maillage.metiers.numerisation.droits import PAGE_LIRE
from maillage.metiers.numerisation.enums.dossiers import EtatDossier
from maillage.metiers.numerisation.enums.lots import EtatFichier
from maillage.metiers.numerisation.models import Dossier, Page
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent

JPEG, PNG = "image/jpeg", "image/png"
EFFACEE = "Ce dossier a été effacé à la fin de sa conservation."


@dataclass(frozen=True, slots=True)
class ImagePage:
    octets: bytes
    type_contenu: str


def pages_de(dossier: Dossier) -> QuerySet[Page]:
    """Pages to be shown of a record: those of its file in force, once its lot is on screen, save what is of others."""
    return Page.objects.filter(
        dossier=dossier,
        fichier__etat=EtatFichier.LU,
        dossier__etat__in=(EtatDossier.INTEGRE, EtatDossier.DETRUIT),
        est_ecartee=False,
    ).order_by("numero")


def image_de(page: Page, *, droite: bool = True) -> ImagePage:
    """The image of one page, opened alone out of the stored file. `droite`: turned as it is to be read.

    `page` with its `fichier` and `dossier__cle`. A page that is upright is given to the byte as it was delivered.
    """
    fichier, coffre = page.fichier, Coffre.de(page.dossier)
    if page.debut is not None and page.longueur is not None:
        octets = sortir(fichier.rangement_pdfa, fichier.cle_pdfa, coffre, page.debut, page.longueur)
        livree = ImagePage(octets, JPEG)
    else:
        with ouvrir(sortir(fichier.rangement_livre, fichier.cle_livree, coffre)) as livraison:
            livree = ImagePage(livraison.octets_image(page.numero), PNG)
    return _redresser(livree, page.quarts) if droite and page.quarts else livree


def _redresser(livree: ImagePage, quarts: int) -> ImagePage:
    flux = io.BytesIO()
    with Image.open(io.BytesIO(livree.octets), formats=["JPEG", "PNG"]) as image:
        tourner(image, quarts).save(flux, "PNG")
    return ImagePage(flux.getvalue(), PNG)


def bandeau_de(page: Page, part: float = 0.3) -> ImagePage:
    """The top of a page, where identities are: enough to type whose it is, without reading what was written."""
    entiere, flux = image_de(page), io.BytesIO()
    with Image.open(io.BytesIO(entiere.octets), formats=["JPEG", "PNG"]) as image:
        image.crop((0, 0, image.width, max(1, round(image.height * part)))).convert("RGB").save(
            flux, "JPEG", quality=85
        )
    return ImagePage(flux.getvalue(), JPEG)


def miniature_de(page: Page) -> bytes:
    """The small JPEG made when the page was read; empty once the record was erased."""
    lu: dict[str, Any] = Coffre.de(page.dossier).ouvrir(page.contenu).get("lu", {})
    return base64.b64decode(lu["vierge"]["vignette"]) if lu else b""


def texte_de(page: Page) -> str:
    """What was read on the page; empty once the record was erased, or when nothing was."""
    coffre = Coffre.de(page.dossier)
    return "" if coffre.est_detruit else resultat_de(page, coffre).texte


def mots_de(page: Page) -> tuple[Mot, ...]:
    """Words and where they are on the upright page (`largeur` × `hauteur`): search hits are drawn over it.

    Those that the provider gave where we read none; `page.est_texte_livre` then says so.
    """
    coffre = Coffre.de(page.dossier)
    if coffre.est_detruit:
        return ()
    lu = resultat_de(page, coffre)
    page.est_texte_livre = bool(lu.mots_livres) and not lu.mots  # type: ignore[attr-defined]
    return lu.mots or lu.mots_livres


def resultat_de(page: Page, coffre: Coffre) -> ResultatPage:
    return ResultatPage.depuis_json(coffre.ouvrir(page.contenu)["lu"])


def corriger_piece(*, agent: Agent, page: Page, piece: str) -> Page:
    """A health professional says which kind of piece a page is; the part of the record, and who may read it, follow."""
    exiger(agent, PAGE_LIRE, page.dossier.centre)
    genres = pieces_du(timezone.localdate())
    if piece not in genres:
        raise ValidationError({"piece": "Choisissez une pièce de la liste."})
    with transaction.atomic():
        page = Page.objects.select_for_update(of=("self",)).get(pk=page.pk)
        page.piece, page.partie = piece, str(genres[piece].partie or "")
        page.auteur_piece = agent
        page.save(update_fields=["piece", "partie", "auteur_piece"])
    return page
