"""Jobs of this app. Each may run twice without doing its effect twice."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent
from maillage.socle.echanges.imports import analyse, application
from maillage.socle.echanges.models import Importation

REPRISE = RetryStrategy(max_attempts=5, exponential_wait=10)


@app.task(name="echanges.analyser_import", retry=REPRISE)
def analyser_import(importation_id: int, agent_id: int) -> None:
    """Analyse a big file; killed in the middle, it starts again from the file."""
    with agir_comme(Agent.objects.get(pk=agent_id), motif=f"Analyse de l’import n° {importation_id}"):
        analyse.analyser(
            Importation.objects.select_for_update(of=("self",))
            .select_related("auteur", "organisation")
            .get(pk=importation_id)
        )


@app.task(name="echanges.appliquer_import", retry=REPRISE)
def appliquer_import(importation_id: int, agent_id: int) -> None:
    """Write an import; killed in the middle, PostgreSQL has undone it and it starts again."""
    with agir_comme(Agent.objects.get(pk=agent_id), motif=f"Import n° {importation_id}"):
        application.appliquer(importation_id)
