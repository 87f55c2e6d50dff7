"""The small questions of a line, as the one who runs it writes them: one a line.

« Évolue depuis » is answered in words; « Saigne ou suinte : oui / non » and « Siège : visage / tronc / membres » by a
choice; a star at the end makes the answer compulsory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

NOMBRE_MAXIMAL = 8
LIBELLE_MAXIMAL = 120
OUI_NON = ["oui", "non"]
DEUX_POINTS = re.compile(r"\s:\s")


def lire_questions(lignes: Iterable[str]) -> list[dict[str, Any]]:
    """Raises ValueError, said in French, on what could not be asked."""
    questions = [_lire(ligne) for ligne in lignes if ligne.strip()]
    if len(questions) > NOMBRE_MAXIMAL:
        raise ValueError(
            f"{NOMBRE_MAXIMAL} questions au plus : au-delà, une demande ne se remplit plus vite."
        )
    libelles = [question["libelle"].casefold() for question in questions]
    if doubles := {libelle for libelle in libelles if libelles.count(libelle) > 1}:
        raise ValueError(f"« {min(doubles)} » est posée deux fois.")
    return questions


def _lire(ligne: str) -> dict[str, Any]:
    texte = ligne.strip()
    est_obligatoire = texte.endswith("*")
    libelle, _, fin = DEUX_POINTS.sub("\n", f" {texte.rstrip('* ')} ", count=1).partition("\n")
    libelle = libelle.strip()
    if not libelle or len(libelle) > LIBELLE_MAXIMAL:
        raise ValueError(f"« {texte[:40]} » : écrivez la question en {LIBELLE_MAXIMAL} caractères au plus.")
    choix = [choix.strip() for choix in fin.split("/") if choix.strip()]
    if len(choix) == 1:
        raise ValueError(f"« {libelle} » n’a qu’un choix : séparez-les par une barre, « oui / non ».")
    if [un.casefold() for un in choix] == OUI_NON:
        return {"libelle": libelle, "genre": "oui_non", "choix": [], "est_obligatoire": est_obligatoire}
    genre = "choix" if choix else "texte"
    return {"libelle": libelle, "genre": genre, "choix": choix, "est_obligatoire": est_obligatoire}


def ecrire_questions(questions: Iterable[Mapping[str, Any]]) -> str:
    """The lines that give these questions back."""
    return "\n".join(_ecrire(question) for question in questions)


def _ecrire(question: Mapping[str, Any]) -> str:
    choix = OUI_NON if question.get("genre") == "oui_non" else question.get("choix") or []
    texte = str(question["libelle"]) + (f" : {' / '.join(choix)}" if choix else "")
    return texte + (" *" if question.get("est_obligatoire") else "")
