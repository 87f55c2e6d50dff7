from typing import Any

from django.core.management.base import BaseCommand, CommandError

from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.journal.models import Bloc
from maillage.socle.journal.scellement import verifier


class Command(BaseCommand):
    help = "Recalcule tous les blocs du journal et dit ceux qui ne correspondent plus à leurs événements."

    def handle(self, *args: Any, **options: Any) -> None:
        with agir_comme(agent_systeme()):
            anomalies = verifier()
            nombre = Bloc.objects.count()
        for anomalie in anomalies:
            self.stderr.write(f"Bloc {anomalie.bloc} : {anomalie.raison}.")
        if anomalies:
            raise CommandError(f"{len(anomalies)} anomalie(s) sur {nombre} bloc(s).")
        self.stdout.write(f"{nombre} bloc(s) vérifié(s), aucun événement modifié, supprimé ou ajouté.")
