"""Recount all the facts behind each declared rollup: `manage verifier_cumuls`."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.indicateurs.declarations import INDICATEURS
from maillage.socle.indicateurs.verification import compter_les_ecarts


class Command(BaseCommand):
    """Fails when a counter is not what the facts say. Reads every fact: minutes on a national base."""

    help = "Recompte les faits et compare avec les compteurs des indicateurs."

    def handle(self, *_: object, **__: object) -> None:
        """One line a rollup."""
        tables = sorted({cumul.table for i in INDICATEURS.values() for cumul in i.cumuls})
        faux = 0
        for table in tables:
            with agir_comme(agent_systeme(), motif="Vérification des compteurs"):
                ecarts = compter_les_ecarts(table, connection)
            faux += ecarts > 0
            self.stdout.write(f"{'ok' if not ecarts else 'ÉCART'} {table} {ecarts}")
        if faux:
            raise CommandError(f"{faux} table(s) de compteurs à refaire.")
