"""Load the reference lists of every app (``references.charger()``)."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from maillage.config.demonstration import modules


class Command(BaseCommand):
    """May be run again at any time."""

    help = "Charge les référentiels (communes, juridictions, jours fériés…)."

    def handle(self, *_: Any, **options: Any) -> None:
        """Load them in order: the directory first."""
        for label, module in modules("references", "charger"):
            debut = time.monotonic()
            module.charger()
            if options["verbosity"]:
                self.stderr.write(f"Référentiels {label} : {time.monotonic() - debut:.1f} s")
