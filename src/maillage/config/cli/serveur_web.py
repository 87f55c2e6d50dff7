"""Run granian: WSGI, threads, one process a core at most."""

import argparse

from granian import Granian
from granian.constants import Interfaces

from maillage.config.environnement import lire_entier


def lancer(hote: str, port: int, processus: int = 1) -> None:
    """Serve until told to stop."""
    Granian(
        "maillage.config.wsgi:application",
        address=hote,
        port=port,
        interface=Interfaces.WSGI,
        workers=processus,
        blocking_threads=lire_entier("MAILLAGE_FILS", 8),
        backlog=1024,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    analyseur = argparse.ArgumentParser()
    analyseur.add_argument("--hote", default="127.0.0.1")
    analyseur.add_argument("--port", type=int, default=8000)
    analyseur.add_argument("--processus", type=int, default=1)
    options = analyseur.parse_args()
    lancer(options.hote, options.port, options.processus)
