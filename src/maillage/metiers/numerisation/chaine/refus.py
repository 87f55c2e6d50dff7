"""What is said of a file that cannot be taken, or sealed."""

from __future__ import annotations


class FichierRefuse(ValueError):
    """The file is not taken; `code` is stable (tests, logs), `phrase` is for whoever delivered it."""

    def __init__(self, code: str, phrase: str) -> None:
        self.code = code
        self.phrase = phrase
        super().__init__(phrase)


class SceauImpossible(RuntimeError):
    """The certificate cannot be read, or the file cannot be sealed."""


class HorodatageImpossible(RuntimeError):
    """The authority did not answer, or refused; the work is done again later."""
