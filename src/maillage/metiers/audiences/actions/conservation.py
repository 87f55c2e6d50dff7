"""The end of retention: a case loses what names its persons, its passages stay and their figures do not move.

By batches, each in its own transaction: cut short, it goes on at the next run. The key of the case is destroyed, so
that identities, notes, decisions and observations are unreadable everywhere, back-ups and journal included; what is in
clear (numbers, lawyers, places) is emptied, the files of its papers and the lines of imported rolls are deleted. The
journal forgets what it copied, reasons included, of the rows that are there and of those that were taken out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.audiences.actions.listes import delais_du
from maillage.metiers.audiences.droits import AUDIENCE_TENIR
from maillage.metiers.audiences.models import (
    Affaire,
    Audience,
    Audiencement,
    Comparution,
    Decision,
    EtapeDossier,
    Infraction,
    InfractionJugee,
    LigneNote,
    Membre,
    Partie,
    PeinePrononcee,
    Prevention,
    Renvoi,
    Seance,
)
from maillage.metiers.audiences.regles.delais import CONSERVATION
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.models import Cle
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.effacement import effacer_fichiers
from maillage.socle.documents.genre import genres
from maillage.socle.echanges.imports.effacement import effacer_lignes
from maillage.socle.echeances.models import Echeance
from maillage.socle.journal.effacement import effacer_contenus, effacer_motifs
from maillage.socle.journal.models import Evenement, Nature

LOT = 200
IMPORT = "audiences.role"
ARBRE: tuple[tuple[type[Model], str, tuple[type[Model], ...]], ...] = (
    (Affaire, "affaire_id", (Partie, Infraction, Prevention, Audiencement)),
    (Audiencement, "audiencement_id", (Comparution, LigneNote, EtapeDossier, Decision, Renvoi, Membre)),
    (Decision, "decision_id", (InfractionJugee, PeinePrononcee)),
)
"""What hangs from what, and by which column."""
VIDES: dict[type[Model], dict[str, str]] = {
    Partie: {"reference_externe": "", "langue_interprete": ""},
    Infraction: {"reference_externe": "", "commune": "", "qualification": ""},
    Audiencement: {"numero_minute": ""},
    Comparution: {"avocat": ""},
}
"""What is in clear and may name somebody; the nomenclature still words an offence whose typed wording goes."""


def borne(jour: dt.date) -> dt.date:
    """Cases whose last hearing is before this day are past their retention."""
    return ajouter_mois(jour, -delais_du(jour)[CONSERVATION].nombre)


def a_effacer(avant: dt.date) -> QuerySet[Affaire]:
    """Cases whose every hearing is old, whether it rose or not: a button forgotten keeps nobody's name.

    One that is on no roll, taken off it by mistake, counts from the day it was entered.
    """
    passages = Audiencement.objects.filter(affaire=OuterRef("pk"))
    recents = passages.filter(audience__date__gte=avant)
    return Affaire.objects.filter(
        Exists(passages) | Q(horodatage_creation__date__lt=avant), ~Exists(recents), horodatage_purge=None
    )


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
    rangees = _rangees(affaires)
    audiences = _cles(Audience.objects.filter(audiencements__affaire__in=affaires).distinct())
    _effacer_papiers(rangees, audiences)
    Cle.objects.filter(pk__in=cles).update(enveloppe="", horodatage_destruction=maintenant)
    numero = Concat(Value("efface-"), Cast(F("pk"), CharField()))
    Affaire.objects.filter(pk__in=affaires).update(
        numero_parquet=numero, cle_parquet=numero, reference_externe="", horodatage_purge=maintenant
    )
    for modele, valeurs in VIDES.items():
        modele._default_manager.filter(pk__in=rangees[modele]).update(**valeurs)
    for modele, connues in rangees.items():
        effacer_contenus(modele._meta.db_table, connues)
    _oublier_audiences(audiences)


def _rangees(affaires: Sequence[int]) -> dict[type[Model], list[int]]:
    """Every row of these cases by table, those that were taken out of them included: the journal copied them."""
    rangees: dict[type[Model], list[int]] = {Affaire: list(affaires)}
    for parent, champ, enfants in ARBRE:
        for modele in enfants:
            rangees[modele] = _de(modele, champ, rangees[parent])
    return rangees


def _de(modele: type[Model], champ: str, parents: Sequence[int]) -> list[int]:
    presentes = _cles(modele._default_manager.filter(**{f"{champ}__in": parents}))
    retirees = Evenement.objects.filter(
        nature=Nature.SUPPRESSION, objet_type=modele._meta.db_table, **{f"avant__{champ}__in": list(parents)}
    )
    return [*presentes, *retirees.order_by("objet_id").values_list("objet_id", flat=True)]


def _oublier_audiences(audiences: Sequence[int]) -> None:
    """The reasons given for a whole hearing go with the last of its cases; the rest of its history names nobody."""
    vives = Audiencement.objects.filter(audience=OuterRef("pk"), affaire__horodatage_purge=None)
    finies = _cles(Audience.objects.filter(~Exists(vives), pk__in=audiences))
    echeances = Echeance.objects.filter(objet_type=Audience._meta.label_lower, objet_id__in=finies)
    effacer_motifs(Echeance._meta.db_table, _cles(echeances))
    effacer_motifs(Audience._meta.db_table, finies)
    for modele in (Seance, Membre):
        effacer_motifs(modele._meta.db_table, _de(modele, "audience_id", finies))


def _effacer_papiers(rangees: dict[type[Model], list[int]], audiences: Sequence[int]) -> None:
    """Papers of these cases; those of a whole hearing name its other cases too, and go with the first."""
    codes = [genre.code for genre in genres() if genre.code.startswith("audiences.")]
    effacer_fichiers(Audience, audiences, codes)
    for modele, connues in rangees.items():
        effacer_fichiers(modele, connues, codes)


def _cles(lignes: QuerySet[Any]) -> list[int]:
    return list(lignes.order_by("pk").values_list("pk", flat=True))
