"""What the command line says, and how it fails."""

import sys
import time


class Echec(Exception):
    """A foreseen failure: its message is all that is shown."""


def annoncer(texte: str) -> None:
    """Say what is going on, apart from the results."""
    print(texte, file=sys.stderr, flush=True)


class Chronometre:
    """Announce a step and how long it took."""

    def __init__(self, etape: str) -> None:
        self.etape = etape

    def __enter__(self) -> None:
        """Start."""
        self.debut = time.monotonic()

    def __exit__(self, *_: object) -> None:
        """Announce."""
        annoncer(f"{self.etape} : {time.monotonic() - self.debut:.1f} s")
