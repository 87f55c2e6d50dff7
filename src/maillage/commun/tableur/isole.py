"""Reads one workbook in a process of its own, with bounded memory and time, and prints its rows as frames.

Run as a script by ``classeur``. A workbook with two cells at opposite corners makes the parser ask for hundreds of
gigabytes, which ends the process: that process must not be the web server.
Standard library and python-calamine only: start-up stays short.
"""

from __future__ import annotations

import pickle
import struct
import sys
from typing import Any

LOT = 1000


def emettre(*message: Any) -> None:
    octets = pickle.dumps(message, protocol=5)
    sys.stdout.buffer.write(struct.pack("<Q", len(octets)) + octets)


def borner(memoire: int, secondes: int) -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (secondes, secondes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memoire, memoire))
    except (ImportError, ValueError, OSError):  # macOS refuses RLIMIT_AS: the other bounds remain
        pass


def lire(chemin: str, feuille: str) -> None:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        with CalamineWorkbook.from_path(chemin) as classeur:
            visibles = [
                s.name
                for s in classeur.sheets_metadata
                if s.typ == SheetTypeEnum.WorkSheet and s.visible == SheetVisibleEnum.Visible
            ]
            if feuille and feuille not in classeur.sheet_names:
                emettre("absente", visibles)
                return
            if not visibles:
                emettre("sans_feuille")
                return
            for nom in [feuille] if feuille else visibles:
                page = classeur.get_sheet_by_name(nom)
                if page.start is not None and page.width:  # the first sheet that holds something
                    break
            debut, fin = page.start or (0, 0), page.end or (0, 0)
            # iter_rows keeps the empty rows above the table and drops the empty columns on its left.
            emettre("feuille", visibles, nom, debut[1], fin[0] + 1, fin[1] + 1)
            sys.stdout.buffer.flush()
            lot: list[list[Any]] = []
            for cellules in page.iter_rows():
                lot.append(cellules)
                if len(lot) == LOT:
                    emettre("lignes", lot)
                    lot = []
            emettre("lignes", lot)
            emettre("fin")
    except PasswordError:
        emettre("mot_de_passe")
    except CalamineError as erreur:
        emettre("illisible", str(erreur)[:200])


if __name__ == "__main__":
    borner(int(sys.argv[3]), int(sys.argv[4]))
    try:
        lire(sys.argv[1], sys.argv[2])
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        sys.stderr.close()
