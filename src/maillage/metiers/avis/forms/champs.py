"""Choices that a figure makes, and that then leave the place to the next field."""

from __future__ import annotations

from django import forms


class ChoixAuClavier(forms.RadioSelect):
    """One of a few: its number chooses it, and the cursor goes on."""

    def __init__(self) -> None:
        super().__init__(attrs={"data-touche": "1", "data-avance": "1"})
