"""Jobs of this app. Each may run twice without doing its effect twice."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent
from maillage.socle.echanges.exports import actions as exports
from maillage.socle.echanges.imports import actions, analyse, application
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


@app.task(name="echanges.oublier_import", retry=REPRISE)
def oublier_import(importation_id: int, agent_id: int) -> None:
    """Delete the staged lines and the file of an old import."""
    with agir_comme(Agent.objects.get(pk=agent_id), motif="Fin de conservation du détail de l’import"):
        actions.oublier_details(importation_id)


@app.task(name="echanges.preparer_export", retry=REPRISE)
def preparer_export(exportation_id: int, agent_id: int) -> None:
    """Write a long workbook."""
    agent = Agent.objects.get(pk=agent_id)
    with agir_comme(agent, motif=f"Export n° {exportation_id}"):
        exports.preparer_export(agent=agent, exportation_id=exportation_id)


@app.task(name="echanges.expirer_export", retry=REPRISE)
def expirer_export(exportation_id: int, agent_id: int) -> None:
    """Delete a workbook nobody should find again."""
    with agir_comme(Agent.objects.get(pk=agent_id), motif="Fin de conservation du fichier exporté"):
        exports.expirer_export(exportation_id=exportation_id)
