"""Start processes together, wait until they are ready, stop them all."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import IO, Self

from maillage.config.cli.journal import Echec

DELAI_ARRET = 10


def port_libre(prefere: int) -> int:
    """Return ``prefere`` if it is free on the loopback, else any free port."""
    for port in (prefere, 0):
        with socket.socket() as prise:
            prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                prise.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(prise.getsockname()[1])
    raise Echec("Aucun port libre sur cette machine.")


class Groupe:
    """Processes that live and end together; their output goes to files."""

    def __init__(self, journaux: Path) -> None:
        self.journaux = journaux
        self.journaux.mkdir(parents=True, exist_ok=True)
        self.processus: dict[str, subprocess.Popen[bytes]] = {}
        self.fichiers: list[IO[bytes]] = []
        self.arret = threading.Event()

    def __enter__(self) -> Self:
        """Take Ctrl-C and the terminal's end for ourselves: the children are told by ``arreter``."""
        for numero in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(numero, self._demander_arret)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop all."""
        self.arreter()

    def _demander_arret(self, _numero: int, _cadre: FrameType | None) -> None:
        self.arret.set()

    def lancer(self, nom: str, *commande: str) -> None:
        """Start ``python -m …`` in a session of its own."""
        fichier = (self.journaux / f"{nom}.log").open("wb")
        self.fichiers.append(fichier)
        self.processus[nom] = subprocess.Popen(  # noqa: S603 (our own commands)
            [sys.executable, "-m", *commande],
            stdin=subprocess.DEVNULL,
            stdout=fichier,
            stderr=subprocess.STDOUT,
            env=os.environ,
            start_new_session=True,
        )

    def verifier(self) -> None:
        """Raise when a process has ended by itself."""
        for nom, processus in self.processus.items():
            if processus.poll() is not None:
                fin = (self.journaux / f"{nom}.log").read_text(errors="replace")[-3000:]
                raise Echec(f"Le processus {nom} s'est arrêté (code {processus.returncode}) :\n{fin}")

    def attendre_reponse(self, adresse: str, delai: float = 60) -> bool:
        """Wait until ``adresse`` answers 200; False when a stop was asked meanwhile."""
        limite = time.monotonic() + delai
        derniere = ""
        while time.monotonic() < limite:
            self.verifier()
            try:
                with urllib.request.urlopen(adresse, timeout=5):  # noqa: S310 (our own server)
                    return True
            except urllib.error.HTTPError as erreur:
                derniere = f"{erreur.code} {erreur.read(300).decode(errors='replace')}"
            except OSError as erreur:
                derniere = str(erreur)
            if self.arret.wait(0.05):
                return False
        raise Echec(f"{adresse} ne répond pas après {delai:.0f} s ({derniere}). Journaux : {self.journaux}")

    def veiller(self) -> None:
        """Stay until a stop is asked; raise when a process ends by itself."""
        while not self.arret.wait(0.5):
            self.verifier()

    def arreter(self) -> None:
        """Ask all to end, then insist."""
        for processus in self.processus.values():
            with suppress(ProcessLookupError):
                processus.terminate()
        limite = time.monotonic() + DELAI_ARRET
        for processus in self.processus.values():
            try:
                processus.wait(max(0.1, limite - time.monotonic()))
            except subprocess.TimeoutExpired:
                with suppress(ProcessLookupError):
                    os.killpg(processus.pid, signal.SIGKILL)
                processus.wait()
        self.processus.clear()
        for fichier in self.fichiers:
            fichier.close()
