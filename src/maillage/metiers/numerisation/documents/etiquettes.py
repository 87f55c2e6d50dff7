"""Sheets of labels to stick: twenty-four a page, the code and what a person reads. Nothing there names anybody."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import typst

from maillage.metiers.numerisation.chaine.datamatrix import dessiner
from maillage.metiers.numerisation.regles.etiquettes import Etiquette

GABARIT = Path(__file__).parents[1] / "modeles" / "etiquettes.typ"
PAR_PAGE = 24
MAXIMUM = 20 * PAR_PAGE


def planches(lieu: str, etiquettes: Sequence[Etiquette], *, depart: int = 1) -> bytes:
    """A PDF; `depart` leaves the first places of a sheet already begun."""
    donnees = {
        "lieu": lieu,
        "vides": depart - 1,
        "etiquettes": [
            {"genre": e.genre.label, "lisible": e.lisible, "code": dessiner(e)} for e in etiquettes
        ],
    }
    return bytes(
        _compilateur().compile(input=str(GABARIT), format="pdf", sys_inputs={"planche": json.dumps(donnees)})  # type: ignore[arg-type]
    )


@cache
def _compilateur() -> typst.Compiler:
    return typst.Compiler(root=str(GABARIT.parent), ignore_system_fonts=True)
