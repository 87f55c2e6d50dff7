"""Garbage collection of a process that lives long or makes much: web server, worker, big demonstrations."""

import gc

from django.urls import get_resolver

SEUILS = (50_000, 20, 50)
"""Objects made before a collection is thought of: a page makes some ten thousand, and most die by themselves."""


def alleger_ramassage() -> None:
    """Load all that a process keeps as long as it lives, and let no collection visit it again.

    A shortlist of seven hundred professionals, or a workbook of a year of the country, takes a third less time.
    """
    get_resolver().reverse_dict  # noqa: B018 (reading it imports every view)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SEUILS)
