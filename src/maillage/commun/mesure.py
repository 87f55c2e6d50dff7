"""Measure an action several times: median, 95th percentile, memory."""

import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

OCTETS_PAR_UNITE = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Mesure:
    """One figure: the median of ``n`` runs, in ``unite``."""

    nom: str
    valeur: float
    p95: float
    n: int
    unite: str = "ms"

    def ligne(self) -> dict[str, str | float | int]:
        """Return what ``bench --json`` prints."""
        return {"name": self.nom, "value": self.valeur, "unit": self.unite, "p95": self.p95, "n": self.n}


def chronometrer(nom: str, action: Callable[[], object], *, n: int = 20, echauffement: int = 2) -> Mesure:
    """Time ``action`` ``n`` times, after a few runs that do not count."""
    for _ in range(echauffement):
        action()
    durees = []
    for _ in range(n):
        debut = time.perf_counter()
        action()
        durees.append((time.perf_counter() - debut) * 1000)
    durees.sort()
    rang = max(0, -(-95 * n // 100) - 1)
    return Mesure(nom, round(statistics.median(durees), 2), round(durees[rang], 2), n)


def memoire_maximale() -> float:
    """Return the most memory this process has held, in MiB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * OCTETS_PAR_UNITE / 2**20, 1)
