"""Rate limits, kept in the memory of each process: a bucket a caller, refilled as time passes.

With N processes a caller gets N times the rate, which is enough to keep one faulty program from harming the others.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable


class Debit:
    """``par_minute`` requests a minute for each key, with bursts of as many."""

    def __init__(self, par_minute: int, horloge: Callable[[], float] = time.monotonic) -> None:
        self.par_minute = par_minute
        self.horloge = horloge
        self._seaux: dict[str, tuple[float, float]] = {}
        self._verrou = threading.Lock()

    def demander(self, cle: str) -> int:
        """Return 0 when the request may go on, else the number of seconds to wait."""
        with self._verrou:
            maintenant = self.horloge()
            if len(self._seaux) > 10_000:  # noqa: PLR2004 (forget the callers whose bucket is full again)
                self._seaux = {c: s for c, s in self._seaux.items() if maintenant - s[1] < 60}  # noqa: PLR2004
            reste, depuis = self._seaux.get(cle, (float(self.par_minute), maintenant))
            reste = min(self.par_minute, reste + (maintenant - depuis) * self.par_minute / 60)
            if reste < 1:
                self._seaux[cle] = (reste, maintenant)
                return math.ceil((1 - reste) * 60 / self.par_minute)
            self._seaux[cle] = (reste - 1, maintenant)
            return 0

    def oublier(self) -> None:
        """Start again, for tests."""
        self._seaux.clear()
