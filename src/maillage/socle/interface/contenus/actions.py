"""Publish a message or a document of the site."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.droits import CONTENUS_GERER
from maillage.socle.interface.models import Annonce, DocumentSite

DEBUT_PDF = b"%PDF-"
TAILLE_MAXIMALE = 10 * 1024 * 1024


def annonces_du_jour(jour: dt.date, services: Collection[str] = ()) -> QuerySet[Annonce]:
    """Messages for everybody, and those of these services; the important ones first."""
    return Annonce.objects.filter(
        service__in=["", *services], date_debut__lte=jour, date_fin__gte=jour
    ).order_by("-est_importante", "-date_debut", "-id")


def publier_annonce(
    *,
    agent: Agent,
    texte: str,
    date_debut: dt.date,
    date_fin: dt.date,
    service: str = "",
    est_importante: bool = False,
    annonce: Annonce | None = None,
) -> Annonce:
    """Write a message, or correct one. Raises ValidationError by field."""
    exiger(agent, CONTENUS_GERER)
    if date_fin < timezone.localdate():
        raise ValidationError({"date_fin": "Ce jour est passé : le message ne serait jamais montré."})
    annonce = annonce or Annonce(auteur=agent)
    annonce.texte = texte.strip()
    annonce.date_debut, annonce.date_fin = date_debut, date_fin
    annonce.service, annonce.est_importante = service, est_importante
    annonce.full_clean(exclude=["auteur"])
    annonce.save()
    return annonce


def retirer_annonce(*, agent: Agent, annonce: Annonce) -> None:
    """Show it no more, from now on; one that has not begun is forgotten."""
    exiger(agent, CONTENUS_GERER)
    hier = timezone.localdate() - dt.timedelta(days=1)
    if annonce.date_debut > hier:
        annonce.delete()
    elif annonce.date_fin > hier:
        annonce.date_fin = hier
        annonce.save(update_fields=["date_fin"])


def publier_document(
    *, agent: Agent, code: str, texte: str = "", pdf: bytes = b"", motif: str = ""
) -> DocumentSite:
    """Put a new version in place of the one shown; the former ones are kept. Either a text or a PDF."""
    exiger(agent, CONTENUS_GERER)
    texte = texte.strip()
    if bool(texte) == bool(pdf):
        raise ValidationError("Donnez un texte, ou un fichier PDF : l’un des deux.")
    if pdf and (not pdf.startswith(DEBUT_PDF) or len(pdf) > TAILLE_MAXIMALE):
        raise ValidationError({"fichier": "Ce fichier n’est pas un PDF de 10 Mo au plus."})
    with transaction.atomic(), motiver(motif):
        versions = DocumentSite.objects.filter(code=code)
        derniere = versions.aggregate(derniere=Max("version"))["derniere"] or 0
        document = DocumentSite(
            code=code,
            version=derniere + 1,
            texte=texte,
            sha256=_deposer(pdf) if pdf else "",
            motif=motif.strip(),
            auteur=agent,
        )
        document.full_clean(exclude=["auteur"])
        document.save()
    return document


def chemin(sha256: str) -> str:
    return f"site/{sha256}.pdf"


def _deposer(pdf: bytes) -> str:
    sha256 = hashlib.sha256(pdf).hexdigest()
    if not default_storage.exists(chemin(sha256)):
        default_storage.save(chemin(sha256), ContentFile(pdf))
    return sha256
