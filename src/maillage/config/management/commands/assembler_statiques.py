"""Collect the static files, when one of them changed."""

import hashlib
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """``collectstatic`` that knows when there is nothing to do."""

    help = "Assemble les fichiers statiques s'ils ont changé."
    requires_system_checks: list[str] = []

    def handle(self, *_: Any, **__: Any) -> None:
        """Do it, and say how long it took."""
        debut = time.monotonic()
        if assembler_les_fichiers_statiques():
            self.stderr.write(f"Fichiers statiques : {time.monotonic() - debut:.1f} s")


def assembler_les_fichiers_statiques() -> bool:
    """Run ``collectstatic`` when one of the files changed; tell whether it did."""
    somme = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for trouveur in get_finders():
        for chemin, depot in trouveur.list([]):
            etat = Path(depot.path(chemin)).stat()
            somme.update(f"{chemin}\0{etat.st_mtime_ns}\0{etat.st_size}\0".encode())
    timbre = Path(settings.STATIC_ROOT or "") / ".empreinte"
    if timbre.exists() and timbre.read_text() == somme.hexdigest():
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    timbre.write_text(somme.hexdigest())
    return True
