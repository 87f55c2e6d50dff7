"""CSV of a list, written to a temporary file in the request: constant memory, and still under its own context."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils import timezone

from maillage.socle.interface.formats import texte

if TYPE_CHECKING:
    from maillage.socle.interface.listes import Colonne

EN_MEMOIRE = 2_000_000
FORMULES = ("=", "+", "-", "@", "\t", "\r")


def cellule_sure(valeur: object) -> str:
    """Text of a cell; what a spreadsheet would run as a formula is preceded by an apostrophe."""
    ecrit = texte(valeur)
    return f"'{ecrit}" if ecrit.startswith(FORMULES) else ecrit


def reponse_csv(nom: str, colonnes: Sequence[Colonne], queryset: QuerySet[Any]) -> FileResponse:
    """Semicolons and a byte order mark, so that a French spreadsheet opens it as it is."""
    fichier = tempfile.SpooledTemporaryFile(max_size=EN_MEMOIRE)  # noqa: SIM115  # closed by the response
    sortie = io.TextIOWrapper(fichier, "utf-8-sig", newline="")
    ecrivain = csv.writer(sortie, delimiter=";")
    ecrivain.writerow([colonne.titre for colonne in colonnes])
    lecteurs = [colonne.lecteur() for colonne in colonnes]
    for objet in queryset.iterator(chunk_size=2_000):
        ecrivain.writerow([cellule_sure(lire(objet)) for lire in lecteurs])
    sortie.flush()
    sortie.detach()
    fichier.seek(0)
    horodatage = timezone.localtime().strftime("%Y-%m-%d_%Hh%M")
    return FileResponse(
        fichier, as_attachment=True, filename=f"{nom}_{horodatage}.csv", content_type="text/csv"
    )
