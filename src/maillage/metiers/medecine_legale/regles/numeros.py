"""Numbers as people write, say and search them."""

from __future__ import annotations

import re


def cle_numero(texte: str) -> str:
    """A number as it is compared: letters and figures only, in capitals (« 2026-23 091 » → « 202623091 »)."""
    return "".join(filter(str.isalnum, texte.upper()))


def suite_numero(texte: str) -> str:
    """The last run of figures of a number, as people say it aloud (« 2026-00041 » → « 41 »); else nothing."""
    groupes = re.findall(r"\d+", texte)
    return sans_zeros(groupes[-1]) if len(groupes) > 1 else ""


def sans_zeros(chiffres: str) -> str:
    """Figures without the zeros that begin them; « 0 » when there is nothing else."""
    return chiffres.lstrip("0") or "0"


def prochain_numero(dernier: str) -> str:
    """The number that follows, keeping its zeros (« 2026-00041 » → « 2026-00042 »); nothing when it has no figure."""
    trouve = re.search(r"(\d+)(\D*)$", dernier)
    if not trouve:
        return ""
    suite, fin = trouve.groups()
    return f"{dernier[: trouve.start()]}{int(suite) + 1:0{len(suite)}d}{fin}"
