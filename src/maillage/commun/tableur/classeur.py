"""XLSX, XLSB, XLS and ODS as a stream of rows: values only, formulas are never evaluated.

The parser runs in ``isole`` (own process, bounded memory and time); here only one batch of rows is held at a time.
"""

from __future__ import annotations

import io
import pickle
import struct
import subprocess
import sys
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeAlias, cast

from maillage.commun.tableur.erreurs import ErreurTableur, Limites
from maillage.commun.tableur.lignes import LigneBrute, Lignes

_SCRIPT = Path(__file__).with_name("isole.py")
_TAILLE = struct.Struct("<Q")
Messages: TypeAlias = Generator[tuple[Any, ...], None, None]
_DATES = {"date", "datetime", "time", "timedelta"}


class _Deballeur(pickle.Unpickler):
    """Only plain values and dates come out: a parser that misbehaves cannot make us run anything."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in _DATES:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


@dataclass
class Feuilles:
    """What is known of the workbook before its rows: visible sheets and the one that is read."""

    noms: tuple[str, ...]
    choisie: str


def lire_classeur(chemin: Path, feuille: str | None, limites: Limites) -> tuple[Feuilles, Lignes]:
    """Starts the reader; returns the sheets and the rows still to come. Closing the rows ends the process."""
    processus = subprocess.Popen(  # noqa: S603 (our own script, arguments never pass through a shell)
        [
            sys.executable,
            "-I",
            str(_SCRIPT),
            str(chemin),
            feuille or "",
            str(limites.memoire),
            str(limites.secondes),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    messages = _messages(processus, cast(IO[bytes], processus.stdout))
    try:
        genre, *reste = next(messages, ("interrompu",))
        if genre != "feuille":
            raise _erreur(genre, reste, feuille)
        noms, choisie, colonne0, hauteur, largeur = reste
        if hauteur > limites.lignes or largeur > limites.colonnes:
            raise ErreurTableur(
                f"La feuille va jusqu'à la ligne {hauteur} et compte {largeur} colonnes, "
                f"au-delà de ce qui est accepté ({limites.lignes} lignes, {limites.colonnes} colonnes).",
                "Supprimez les lignes et colonnes vides en trop, ou découpez le fichier.",
                feuille=choisie,
            )
    except BaseException:
        messages.close()
        raise
    return Feuilles(tuple(noms), choisie), _lignes(messages, choisie, colonne0)


def _lignes(messages: Messages, feuille: str, colonne0: int) -> Lignes:
    numero, marge = 0, [None] * colonne0
    try:
        for genre, *reste in messages:
            if genre == "lignes":
                for cellules in reste[0]:
                    numero += 1
                    yield LigneBrute(numero, marge + cellules if marge else cellules)
            elif genre == "fin":
                return
            else:
                raise _erreur(genre, reste, feuille)
        raise _erreur("interrompu", [], feuille)
    finally:
        messages.close()


def _messages(processus: subprocess.Popen[bytes], sortie: IO[bytes]) -> Messages:
    try:
        while len(taille := sortie.read(_TAILLE.size)) == _TAILLE.size:
            octets = sortie.read(_TAILLE.unpack(taille)[0])
            try:
                message = _Deballeur(io.BytesIO(octets)).load()
            except (pickle.UnpicklingError, EOFError):
                return
            yield message
    finally:
        processus.kill()
        sortie.close()
        processus.wait()


def _erreur(genre: str, reste: list[Any], feuille: str | None) -> ErreurTableur:
    if genre == "mot_de_passe":
        return ErreurTableur(
            "Ce classeur est protégé par un mot de passe, il ne peut pas être lu.",
            "Ouvrez-le, retirez le mot de passe, enregistrez-le et déposez-le de nouveau.",
        )
    if genre == "absente":
        return ErreurTableur(
            f"La feuille « {feuille} » n'existe pas dans ce classeur.",
            "Feuilles présentes : " + ", ".join(f"« {nom} »" for nom in reste[0]) + ".",
        )
    if genre == "sans_feuille":
        return ErreurTableur(
            "Ce classeur ne contient aucune feuille de calcul visible.", "Affichez-la et réessayez."
        )
    if genre == "illisible":
        return ErreurTableur(
            "Le classeur est abîmé : son contenu ne peut pas être lu.",
            "Ouvrez-le dans votre tableur et enregistrez-le de nouveau, ou enregistrez la feuille au format CSV.",
        )
    return ErreurTableur(
        "La lecture de ce classeur demande trop de mémoire ou de temps : elle a été arrêtée.",
        "Copiez uniquement vos données dans un nouveau classeur, ou enregistrez la feuille au format CSV.",
        feuille=feuille,
    )
