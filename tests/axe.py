"""What axe finds serious in a page open in a browser. It never leaves the machine: it comes with the other packages.

`MAILLAGE_AXE=/path/to/axe.min.js` names another one.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

AXE = Path(os.environ.get("MAILLAGE_AXE", settings.NPM / "axe-core" / "axe.min.js"))
EXAMINER = """async ([ou, regles]) => (await axe.run(ou, {
    resultTypes: ["violations"], preload: false, ...(regles.length ? {runOnly: regles} : {}),
})).violations"""


def examiner(page: Page, partie: str = "html", regles: Sequence[str] = ()) -> list[str]:
    """What is serious in this part of the page, for these rules or for all."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return [
        f"{faute['id']}: {noeud['html'][:160]} {noeud['failureSummary'][:300]}"
        for faute in page.evaluate(EXAMINER, [partie, list(regles)])
        if faute["impact"] in {"serious", "critical"}
        for noeud in faute["nodes"][:3]
    ]
