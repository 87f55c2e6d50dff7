"""Jobs survive the death of the process that runs them, and act once."""

import itertools
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, connections
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from maillage.config.postgres import RACINE
from maillage.config.taches import oublier_taches_finies, relancer_taches_bloquees
from maillage.config.tests.taches_essai import ecrire
from maillage.socle.acces.taches import sceller_journal

DELAI = 60

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "proprietaire"])


class Travailleurs:
    """Worker processes that write to one pipe."""

    def __init__(self) -> None:
        self.lecture, self.ecriture = os.pipe()
        self.recu = ""
        self.processus: dict[int, subprocess.Popen[bytes]] = {}

    def lancer(self) -> None:
        environnement = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "maillage.config.tests.reglages_travailleur",
            "MAILLAGE_BASE": connection.settings_dict["NAME"],
            "PYTHONPATH": str(RACINE / "src"),
        }
        processus = subprocess.Popen(
            [sys.executable, "-m", "maillage.config.cli", "worker", "--simultanees", "1"],
            stdin=subprocess.DEVNULL,
            stdout=self.ecriture,
            stderr=subprocess.DEVNULL,
            env=environnement,
        )
        self.processus[processus.pid] = processus

    def attendre(self, mot: str) -> int:
        """Return the number of the process that said ``mot``."""
        while True:
            while "\n" in self.recu:
                ligne, self.recu = self.recu.split("\n", 1)
                if ligne.startswith(f"{mot} "):
                    return int(ligne.split()[1])
            assert select.select([self.lecture], [], [], DELAI)[0], f"aucun travailleur n'a dit {mot}"
            self.recu += os.read(self.lecture, 4096).decode()

    def tuer(self, pid: int) -> None:
        self.processus[pid].kill()
        assert self.processus.pop(pid).wait(DELAI) == -signal.SIGKILL

    def arreter(self) -> None:
        for processus in self.processus.values():
            processus.terminate()
        for processus in self.processus.values():
            processus.wait(DELAI)
        self.processus.clear()


@pytest.fixture
def travailleurs() -> Iterator[Travailleurs]:
    travailleurs = Travailleurs()
    yield travailleurs
    travailleurs.arreter()
    os.close(travailleurs.lecture)
    os.close(travailleurs.ecriture)


def test_a_job_killed_by_kill_9_is_done_again_and_acts_once(travailleurs: Travailleurs) -> None:
    with connections["proprietaire"].cursor() as curseur:
        curseur.execute("CREATE TABLE essai_effet (cle text PRIMARY KEY)")
    travailleurs.lancer()
    travailleurs.lancer()
    numero = ecrire.defer(cle="une fois")

    travailleurs.tuer(travailleurs.attendre("commence"))
    assert compter() == 0
    with connection.cursor() as curseur:  # a minute passes without a sign of life
        curseur.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'"
        )
    with suppress(AlreadyEnqueued):  # the workers' own clock may have been quicker
        relancer_taches_bloquees.configure(task_kwargs={"timestamp": 0}).defer()
    travailleurs.attendre("fini")
    travailleurs.arreter()

    assert compter() == 1
    tache = ProcrastinateJob.objects.get(pk=numero)
    assert (tache.status, tache.attempts) == ("succeeded", 2)


def compter() -> int:
    with connection.cursor() as curseur:
        curseur.execute("SELECT count(*) FROM essai_effet")
        return int(curseur.fetchone()[0])


@pytest.mark.parametrize(
    ("tache", "secondes"),
    [(relancer_taches_bloquees, 30), (sceller_journal, 10), (oublier_taches_finies, 86_400)],
    ids=lambda valeur: str(getattr(valeur, "name", valeur)),
)
def test_the_housekeeping_jobs_come_back_at_their_pace(tache: Any, secondes: int) -> None:
    from procrastinate.contrib.django import app

    registre = app.periodic_registry.periodic_tasks.values()
    heures = next(planifiee.croniter for planifiee in registre if planifiee.task.name == tache.name)
    instants = [heures.get_next(float) for _ in range(20)]
    assert {apres - avant for avant, apres in itertools.pairwise(instants)} == {secondes}
