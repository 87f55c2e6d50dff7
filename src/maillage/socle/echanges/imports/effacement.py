"""Lines of imported files at the end of retention: they hold what the records made of them held."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from maillage.socle.annuaire.models import Organisation
from maillage.socle.echanges.models import Importation, LigneImportee


def effacer_lignes(genre: str, organisations: QuerySet[Organisation, Any], *, avant: dt.date) -> None:
    """Delete the lines of the files of this kind that these organisations gave before that day; the import stays."""
    anciennes = Importation.objects.filter(
        organisation__in=organisations, genre=genre, horodatage_creation__date__lt=avant
    )
    LigneImportee.objects.filter(
        importation__in=anciennes.order_by("id").values_list("pk", flat=True)
    ).delete()
