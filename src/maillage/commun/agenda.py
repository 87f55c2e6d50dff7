"""A calendar file that any calendar reads (RFC 5545): events in universal time, with stable identifiers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

LIGNE_MAXIMALE = 73  # bytes: 75 with the space that starts what follows (RFC 5545, section 3.1)


@dataclass(frozen=True, slots=True)
class Rendez:
    """One event. `cle` is the same each time that the same thing is written."""

    cle: str
    titre: str
    debut: datetime
    fin: datetime
    lieu: str = ""


def en_ics(rendez: Iterable[Rendez], *, produit: str, instant: datetime) -> str:
    """The file. `produit` names what wrote it, `instant` is when."""
    lignes = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Maillage//{produit}//FR", "CALSCALE:GREGORIAN"]
    for un in rendez:
        lignes += [
            "BEGIN:VEVENT",
            f"UID:{un.cle}@maillage",
            f"DTSTAMP:{_utc(instant)}",
            f"DTSTART:{_utc(un.debut)}",
            f"DTEND:{_utc(un.fin)}",
            f"SUMMARY:{_echapper(un.titre)}",
            *([f"LOCATION:{_echapper(un.lieu)}"] if un.lieu else []),
            "END:VEVENT",
        ]
    return "\r\n".join([*(_plier(ligne) for ligne in lignes), "END:VCALENDAR", ""])


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _echapper(texte: str) -> str:
    return texte.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _plier(ligne: str) -> str:
    """Lines of 75 bytes at most; what follows starts by a space."""
    morceaux, courant = [], ""
    for caractere in ligne:
        if len((courant + caractere).encode()) > LIGNE_MAXIMALE:
            morceaux.append(courant)
            courant = ""
        courant += caractere
    return "\r\n ".join([*morceaux, courant])
