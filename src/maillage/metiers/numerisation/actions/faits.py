"""What is counted of records, read again from their events: one row a record, in the name of the service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import DateTimeField, Max, Min, Q
from django.utils import timezone

from maillage.metiers.numerisation.enums.dossiers import TypeEvenement
from maillage.metiers.numerisation.models import Dossier, FaitDossier
from maillage.socle.acces.contexte import agent_systeme, agir_comme

LOT = 2000
CHAMPS = ("centre", "epaisseur", "etat", "est_audite", "date", "date_integration", "jours_ecran")


def compter_dossiers(cles: Collection[int]) -> None:
    """The rows of these records, after what has just happened to them."""
    with agir_comme(agent_systeme()):
        ordre = sorted(cles)
        for debut in range(0, len(ordre), LOT):
            _compter(ordre[debut : debut + LOT])


def compter_tout() -> None:
    """The rows of all the records: after events written in bulk."""
    with agir_comme(agent_systeme()):
        cles = list(Dossier.objects.order_by("pk").values_list("pk", flat=True))
    compter_dossiers(cles)


def _quand(fonction: Any, evenement: TypeEvenement) -> Any:
    condition = Q(evenements__type=evenement)
    return fonction("evenements__horodatage", filter=condition, output_field=DateTimeField())


def _compter(cles: list[int]) -> None:
    lus = (
        Dossier.objects.filter(pk__in=cles)
        .annotate(
            inventaire=_quand(Min, TypeEvenement.INVENTAIRE),
            audit=_quand(Max, TypeEvenement.AUDIT_TRI),
            reprise=_quand(Max, TypeEvenement.REPRISE_TRI),
            emballage=_quand(Max, TypeEvenement.MISE_EN_BOITE),
            integration=_quand(Max, TypeEvenement.INTEGRATION),
        )
        .order_by("pk")
    )
    faits = [fait for dossier in lus if (fait := _fait(dossier)) is not None]
    FaitDossier.objects.bulk_create(
        faits, update_conflicts=True, unique_fields=["dossier"], update_fields=list(CHAMPS)
    )


def _fait(dossier: Any) -> FaitDossier | None:
    if dossier.inventaire is None:
        return None
    boite, integration = _jour(dossier.emballage), _jour(dossier.integration)
    return FaitDossier(
        dossier_id=dossier.pk,
        centre_id=dossier.centre_id,
        epaisseur=dossier.epaisseur,
        etat=dossier.etat,
        est_audite=dossier.audit is not None and (dossier.reprise is None or dossier.audit > dossier.reprise),
        date=timezone.localdate(dossier.inventaire),
        date_integration=integration,
        jours_ecran=(integration - boite).days if boite and integration else None,
    )


def _jour(instant: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(instant) if instant else None
