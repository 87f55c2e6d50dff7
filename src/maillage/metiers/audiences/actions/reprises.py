"""What was signed and is changed afterwards is signed again, and is due again: who, when and why are kept."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from maillage.metiers.audiences.actions.echeances import poser_echeances
from maillage.metiers.audiences.enums import Etape
from maillage.metiers.audiences.models import Audience, Audiencement, EtapeDossier
from maillage.socle.annuaire.models import Agent

NOTE = (Etape.NOTE_SIGNEE, Etape.NOTE_VISEE)
MINUTE = (Etape.MINUTE_ETABLIE, Etape.MINUTE_SIGNEE, Etape.PIECES_REMISES, Etape.REPORTE)
"""A decision that changes has its minute drawn up and signed again, its papers handed and its entry made again."""


def defaire(passages: Collection[Audiencement], etapes: Collection[Etape]) -> set[int]:
    """Undo these steps; returns the passages where one of them was done. The history keeps the rows."""
    faites = EtapeDossier.objects.filter(audiencement__in=[p.pk for p in passages], genre__in=etapes)
    touches = set(faites.order_by().values_list("audiencement_id", flat=True))
    faites.delete()
    return touches


def reprendre_la_note(agent: Agent, passages: Collection[Audiencement]) -> bool:
    """The note of these passages changed: it is signed and vised again. True when one of them was signed."""
    return _reprendre(agent, passages, NOTE, "horodatage_reprise_note")


def reprendre_la_minute(agent: Agent, passages: Collection[Audiencement]) -> bool:
    """What these judgments say changed. True when the minute, or what follows from it, was done for one of them."""
    return _reprendre(agent, passages, MINUTE, "horodatage_reprise_minute")


def reprendre(agent: Agent, passages: Collection[Audiencement]) -> bool:
    """Something that both the note and the judgment say changed: persons, offences, who sat, how they came."""
    note, minute = reprendre_la_note(agent, passages), reprendre_la_minute(agent, passages)
    return note or minute


def _reprendre(
    agent: Agent, passages: Collection[Audiencement], etapes: Collection[Etape], champ: str
) -> bool:
    touches = defaire(passages, etapes)
    if not touches:
        return False
    maintenant = timezone.now()
    for passage in passages:
        if passage.pk in touches:
            setattr(passage, champ, maintenant)
            passage.save(update_fields=[champ])
    for audience in Audience.objects.filter(audiencements__in=touches).select_related("chambre").distinct():
        poser_echeances(agent, audience)
    return True
