"""The end of retention: a case loses what names its persons, its passages stay and their figures do not move.

By batches, each in its own transaction: cut short, it goes on at the next run. The key of the case is destroyed, so
that identities, notes, decisions and observations are unreadable everywhere, back-ups and journal included; what is in
clear (numbers, lawyers, places) is emptied, the files of its papers and the lines of imported rolls are deleted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.audiences.actions.listes import delais_du
from maillage.metiers.audiences.droits import AUDIENCE_TENIR
from maillage.metiers.audiences.enums import StatutAudience
from maillage.metiers.audiences.models import (
    Affaire,
    Audience,
    Audiencement,
    Comparution,
    Decision,
    Infraction,
    Partie,
    Renvoi,
)
from maillage.metiers.audiences.regles.delais import CONSERVATION
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.models import Cle
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.effacement import effacer_fichiers
from maillage.socle.echanges.imports.effacement import effacer_lignes
from maillage.socle.journal.effacement import effacer_contenus

LOT = 200
IMPORT = "audiences.role"
DU_DOSSIER = ("audiences.note", "audiences.minute")
DE_LA_DECISION = (
    "audiences.releve_condamnation", "audiences.avis_droit_fixe", "audiences.convocation_jap",
    "audiences.convocation_spip",
)  # fmt: skip
DU_RENVOI = ("audiences.avis_renvoi",)
DE_L_AUDIENCE = ("audiences.role", "audiences.role_annote", "audiences.bordereau")


def borne(jour: dt.date) -> dt.date:
    """Cases whose last hearing is before this day are past their retention."""
    return ajouter_mois(jour, -delais_du(jour)[CONSERVATION].nombre)


def a_effacer(avant: dt.date) -> QuerySet[Affaire]:
    """Every hearing of the case is old and has risen; nothing of it is to come."""
    passages = Audiencement.objects.filter(affaire=OuterRef("pk"))
    recents = passages.filter(audience__date__gte=avant)
    ouverts = passages.exclude(audience__statut=StatutAudience.CLOSE)
    return Affaire.objects.filter(Exists(passages), ~Exists(recents), ~Exists(ouverts), horodatage_purge=None)


def effacer_un_lot(*, agent: Agent, avant: dt.date) -> int:
    """Erase one batch; returns how many cases it was, zero when nothing is left."""
    with transaction.atomic():
        affaires = list(
            a_effacer(avant).select_for_update(of=("self",)).select_related("chambre").order_by("id")[:LOT]
        )
        for chambre in {affaire.chambre for affaire in affaires}:
            exiger(agent, AUDIENCE_TENIR, chambre)
        if affaires:
            _effacer([affaire.pk for affaire in affaires], [affaire.cle_id for affaire in affaires])
        else:
            chambres = Organisation.objects.filter(pk__in=Audience.objects.order_by().values("chambre"))
            effacer_lignes(IMPORT, chambres, avant=avant)
    return len(affaires)


def _effacer(affaires: Sequence[int], cles: Sequence[int]) -> None:
    maintenant = timezone.now()
    passages = _cles(Audiencement.objects.filter(affaire__in=affaires))
    _effacer_papiers(affaires, passages)
    Cle.objects.filter(pk__in=cles).update(enveloppe="", horodatage_destruction=maintenant)
    numero = Concat(Value("efface-"), Cast(F("pk"), CharField()))
    Affaire.objects.filter(pk__in=affaires).update(
        numero_parquet=numero, cle_parquet=numero, reference_externe="", horodatage_purge=maintenant
    )
    vider: tuple[tuple[Any, QuerySet[Any], dict[str, Any]], ...] = (
        (
            Partie,
            Partie.objects.filter(affaire__in=affaires),
            {"reference_externe": "", "langue_interprete": ""},
        ),
        (
            Infraction,
            Infraction.objects.filter(affaire__in=affaires),
            {"reference_externe": "", "commune": ""},
        ),
        (Audiencement, Audiencement.objects.filter(pk__in=passages), {"numero_minute": ""}),
        (Comparution, Comparution.objects.filter(audiencement__in=passages), {"avocat": ""}),
    )
    effacer_contenus(Affaire._meta.db_table, list(affaires))
    for modele, lignes, valeurs in vider:
        concernees = _cles(lignes)
        modele.objects.filter(pk__in=concernees).update(**valeurs)
        effacer_contenus(modele._meta.db_table, concernees)


def _effacer_papiers(affaires: Sequence[int], passages: Sequence[int]) -> None:
    """Papers of these cases; those of a whole hearing name its other cases too, and go with the first."""
    effacer_fichiers(Audiencement, passages, DU_DOSSIER)
    effacer_fichiers(Decision, _cles(Decision.objects.filter(audiencement__in=passages)), DE_LA_DECISION)
    effacer_fichiers(Renvoi, _cles(Renvoi.objects.filter(audiencement__in=passages)), DU_RENVOI)
    audiences = _cles(Audience.objects.filter(audiencements__affaire__in=affaires).distinct())
    effacer_fichiers(Audience, audiences, DE_L_AUDIENCE)


def _cles(lignes: QuerySet[Any]) -> list[int]:
    return list(lignes.order_by("pk").values_list("pk", flat=True))
