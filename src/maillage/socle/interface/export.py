"""CSV of a list, written to a temporary file in the request: constant memory, and still under its own context."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils import timezone

from maillage.commun.tableur import Feuille, ecrire_csv
from maillage.socle.interface.formats import texte

if TYPE_CHECKING:
    from maillage.socle.interface.listes import Colonne

EN_MEMOIRE = 2_000_000


def reponse_csv(nom: str, colonnes: Sequence[Colonne], queryset: QuerySet[Any]) -> FileResponse:
    """What the list shows, all its pages; numbers as a spreadsheet takes them, the rest as a person reads it."""
    lecteurs = [colonne.lecteur() for colonne in colonnes]
    lignes = ([_cellule(lire(objet)) for lire in lecteurs] for objet in queryset.iterator(chunk_size=2_000))
    fichier = tempfile.SpooledTemporaryFile(max_size=EN_MEMOIRE)  # noqa: SIM115  # closed by the response
    fichier.writelines(ecrire_csv(Feuille(nom, [colonne.titre for colonne in colonnes], lignes)))
    fichier.seek(0)
    horodatage = timezone.localtime().strftime("%Y-%m-%d_%Hh%M")
    return FileResponse(
        fichier, as_attachment=True, filename=f"{nom}_{horodatage}.csv", content_type="text/csv"
    )


def _cellule(valeur: object) -> object:
    est_nombre = isinstance(valeur, int | float | Decimal) and not isinstance(valeur, bool)
    return valeur if est_nombre else texte(valeur)
