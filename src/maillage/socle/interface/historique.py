"""« Qui a vu, qui a modifié »: the journal of an object, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from maillage.socle.interface.composants import Evenement
from maillage.socle.journal.models import Evenement as Trace
from maillage.socle.journal.models import Nature
from maillage.socle.journal.traces import historique

VERBES = {
    Nature.CREATION: "a créé la fiche",
    Nature.MODIFICATION: "a modifié la fiche",
    Nature.SUPPRESSION: "a supprimé la fiche",
    Nature.LECTURE: "a consulté la fiche",
    Nature.EXPORT: "a exporté la fiche",
    Nature.EFFACEMENT: "a effacé le contenu en fin de conservation",
}
MAXIMUM = 200


def evenements_de(objet: models.Model, *, limite: int = MAXIMUM) -> list[Evenement]:
    """The latest events of the object, as the component `historique` draws them. Costs one query."""
    return [_en_mots(trace, objet) for trace in historique(objet)[:limite]]


def evenements_de_plusieurs(
    objets: Sequence[models.Model], *, limite: int = MAXIMUM
) -> list[tuple[models.Model, Nature, Evenement]]:
    """The latest events of several objects of one table, each with its object and its nature. Costs one query."""
    connus = {objet.pk: objet for objet in objets}
    if not connus:
        return []
    traces = Trace.objects.filter(objet_type=objets[0]._meta.db_table, objet_id__in=connus)
    return [
        (connus[trace.objet_id], Nature(trace.nature), _en_mots(trace, connus[trace.objet_id]))
        for trace in traces.select_related("agent__personne").order_by("-horodatage", "-id")[:limite]
    ]


def _en_mots(trace: Trace, objet: models.Model) -> Evenement:
    nature = Nature(trace.nature)
    return Evenement(
        horodatage=trace.horodatage,
        auteur=str(trace.agent),
        verbe=VERBES.get(nature, nature.label),
        motif=trace.motif,
        est_lecture=nature is Nature.LECTURE,
        changements=list(_changements(trace, objet)) if nature is Nature.MODIFICATION else (),
    )


def _changements(trace: Trace, objet: models.Model) -> Iterable[tuple[str, object, object]]:
    """(label, before, after) of each field that a person knows; technical columns are left out."""
    avant, apres = trace.avant or {}, trace.apres or {}
    for colonne in apres:
        champ = _champ(objet, colonne)
        if champ is not None:
            yield str(champ.verbose_name), _valeur(champ, avant.get(colonne)), _valeur(champ, apres[colonne])


def _champ(objet: models.Model, colonne: str) -> models.Field[Any, Any] | None:
    try:
        champ = objet._meta.get_field(colonne.removesuffix("_id"))
    except FieldDoesNotExist:
        return None
    est_technique = isinstance(champ, models.Field) and not champ.editable
    return champ if isinstance(champ, models.Field) and not est_technique else None


def _valeur(champ: models.Field[Any, Any], brute: object) -> object:
    """A code becomes its label, a day or an instant itself; a key to another table only says that it changed."""
    if isinstance(champ, models.ForeignKey):
        return "autre choix" if brute is not None else ""
    if isinstance(champ, models.DateField) and isinstance(brute, str):
        return champ.to_python(brute)
    libelles = dict(champ.flatchoices) or dict(getattr(getattr(champ, "base_field", None), "flatchoices", ()))
    if isinstance(brute, list):
        return ", ".join(str(libelles.get(element, element)) for element in brute)
    return libelles.get(brute, brute)
