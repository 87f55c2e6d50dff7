"""What is typed after the hearing has risen is a correction: it says why, and what was signed is signed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError

from maillage.metiers.audiences.models import Audience
from maillage.socle.acces.contexte import contexte_courant, motiver


@contextmanager
def correction(audience: Audience, motif: str) -> Iterator[None]:
    """Run the write, with its reason when the hearing has risen. Raises ValidationError when it is missing."""
    if not audience.est_close:
        yield
        return
    if not motif.strip():
        raise ValidationError(
            {"motif": "L’audience est levée : dites pourquoi vous corrigez, le motif est conservé."}
        )
    with motiver(motif.strip()[:500]):
        yield


@contextmanager
def sans_motif() -> Iterator[None]:
    """Write what is only counted from a case: its reason may name somebody, and goes with the case alone."""
    if not contexte_courant().motif:
        yield
        return
    with motiver(""):
        yield
