"""The ZIP of the auditor's file: tables, data and texts in their order, and the fingerprint of each."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Sequence

_DATE_ZIP = (1980, 1, 1, 0, 0, 0)


class DossierAuditeur:
    """Files of the ZIP, in their order."""

    def __init__(self) -> None:
        self.fichiers: dict[str, bytes] = {}

    def texte(self, nom: str, contenu: str) -> None:
        self.fichiers[nom] = contenu.encode()

    def donnees(self, nom: str, valeur: object) -> None:
        self.texte(nom, json.dumps(valeur, ensure_ascii=False, indent=1, default=str) + "\n")

    def tableau(self, nom: str, entetes: Sequence[str], lignes: Iterable[Sequence[object]]) -> None:
        flux = io.StringIO()
        ecrivain = csv.writer(flux, delimiter=";", lineterminator="\n")
        ecrivain.writerow(entetes)
        ecrivain.writerows([_cellule(valeur) for valeur in ligne] for ligne in lignes)
        self.fichiers[nom] = flux.getvalue().encode("utf-8-sig")  # what a spreadsheet expects

    def zip(self) -> bytes:
        sommes = "".join(
            f"{hashlib.sha256(octets).hexdigest()}  {nom}\n" for nom, octets in sorted(self.fichiers.items())
        )
        flux = io.BytesIO()
        with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
            for nom, octets in sorted({**self.fichiers, "SHA256SUMS": sommes.encode()}.items()):
                archive.writestr(zipfile.ZipInfo(nom, _DATE_ZIP), octets, zipfile.ZIP_DEFLATED)
        return flux.getvalue()


def _cellule(valeur: object) -> object:
    """A text that a spreadsheet would run is quoted."""
    return f"'{valeur}" if isinstance(valeur, str) and valeur[:1] in "=+-@\t" and valeur else valeur
