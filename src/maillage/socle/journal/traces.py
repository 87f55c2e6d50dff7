"""Traces that no trigger can see: a reading, an export, a sign-in; and the history of an object."""

from __future__ import annotations

from django.db import connection, models

from maillage.socle.annuaire.models import Agent
from maillage.socle.journal.models import Evenement, Nature

ORDRE = """
INSERT INTO "journal_evenement"
    (nature, objet_type, objet_id, organisation_id, agent_id, horodatage, motif, requete, avant, apres)
VALUES (%s, %s, %s, %s, %s, clock_timestamp(), %s, coalesce(current_setting('maillage.requete', true), ''),
        NULL, NULL)
"""


def tracer(
    nature: Nature, *, objet: models.Model, agent: Agent, organisation_id: int | None = None, motif: str = ""
) -> None:
    """Write one line about `objet`. Fails without a context, like every write."""
    with connection.cursor() as curseur:
        curseur.execute(
            ORDRE, [nature.value, objet._meta.db_table, objet.pk, organisation_id, agent.pk, motif[:500]]
        )


def tracer_lecture(
    objet: models.Model, agent: Agent, *, organisation_id: int | None, motif: str = ""
) -> None:
    """Trace the reading of a sensitive record, before showing it."""
    tracer(Nature.LECTURE, objet=objet, agent=agent, organisation_id=organisation_id, motif=motif)


def historique(objet: models.Model) -> models.QuerySet[Evenement]:
    """Everything that happened to an object, latest first, as far as the agent may see."""
    return Evenement.objects.filter(objet_type=objet._meta.db_table, objet_id=objet.pk).select_related(
        "agent__personne"
    )
