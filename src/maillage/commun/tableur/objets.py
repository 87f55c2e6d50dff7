"""JSON arrays of objects (or one object a line) as a stream of rows: one object in memory at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from maillage.commun.tableur.erreurs import ErreurTableur, Limites
from maillage.commun.tableur.lignes import LigneBrute, Lignes

_BLOC = 1 << 18
_OBJET_MAX = 1 << 20
_ESPACES = " \t\r\n,"


def objets(  # noqa: C901, PLR0912 (one small state machine, clearer in one piece)
    chemin: Path, encodage: str, limites: Limites
) -> Iterator[dict[str, Any]]:
    """Objects one by one; a French refusal names the element at fault."""
    decodeur = json.JSONDecoder()
    rang, tampon, fini, dans_tableau, ferme = 0, "", False, False, False
    with chemin.open(encoding=encodage, errors="strict") as flux:
        while True:
            tampon = tampon.lstrip(_ESPACES)
            if not dans_tableau and rang == 0 and tampon.startswith("["):
                dans_tableau, tampon = True, tampon[1:].lstrip(_ESPACES)
            if dans_tableau and tampon.startswith("]"):
                ferme, tampon = True, tampon[1:].lstrip(_ESPACES)
            if not tampon and fini:
                if dans_tableau and not ferme:
                    raise _illisible(rang + 1, "le tableau n'est pas refermé, le fichier est incomplet")
                return
            if tampon:
                try:
                    objet, fin = decodeur.raw_decode(tampon)
                except RecursionError as erreur:
                    raise _illisible(rang + 1, "trop de niveaux imbriqués") from erreur
                except ValueError as erreur:
                    if fini or len(tampon) > _OBJET_MAX:
                        raise _illisible(rang + 1, "la syntaxe JSON est fausse") from erreur
                else:
                    rang += 1
                    if ferme or not isinstance(objet, dict):
                        raise _illisible(rang, "chaque élément doit être un objet { … }")
                    if rang > limites.lignes or len(objet) > limites.colonnes:
                        raise _illisible(rang, "le fichier dépasse les limites de lignes ou de colonnes")
                    tampon = tampon[fin:]
                    yield objet
                    continue
            try:
                bloc = flux.read(_BLOC)
            except UnicodeDecodeError as erreur:
                raise _illisible(rang + 1, "un caractère n'est pas en UTF-8") from erreur
            fini = not bloc
            tampon += bloc


def lire_json(chemin: Path, encodage: str, limites: Limites) -> Lignes:
    """A header row made of all keys met (first pass), then one row an object (second pass)."""
    cles: dict[str, None] = {}
    for objet in objets(chemin, encodage, limites):
        cles.update(dict.fromkeys(objet))
    if not cles:
        return
    yield LigneBrute(0, list(cles))
    for numero, objet in enumerate(objets(chemin, encodage, limites), start=1):
        yield LigneBrute(numero, [_plat(objet.get(cle)) for cle in cles])


def _plat(valeur: Any) -> Any:
    if isinstance(valeur, list) and all(isinstance(v, (str, int, float)) for v in valeur):
        return "|".join(str(v) for v in valeur)
    return json.dumps(valeur, ensure_ascii=False) if isinstance(valeur, (dict, list)) else valeur


def _illisible(rang: int, constat: str) -> ErreurTableur:
    return ErreurTableur(
        f"Le fichier JSON ne peut pas être lu à l'élément {rang} : {constat}.",
        "Attendu : un tableau d'objets, [{…}, {…}].",
    )
