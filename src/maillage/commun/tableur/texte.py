"""CSV as a stream of rows in constant memory, and its delimiter."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from maillage.commun.tableur.erreurs import ErreurTableur, Limites
from maillage.commun.tableur.lignes import LigneBrute, Lignes

SEPARATEURS = ";,\t|"
_CELLULE_MAX = 131_072


def reconnaitre_separateur(extrait: str) -> str:
    """The delimiter that cuts the first lines into the same number of columns, most columns first; ``;`` by default."""
    meilleur, note = ";", (0, 0)
    for separateur in SEPARATEURS:
        try:
            largeurs = Counter(len(r) for r in csv.reader(io.StringIO(extrait), delimiter=separateur) if r)
        except csv.Error:
            continue
        if not largeurs:
            continue
        # A width counts by how many lines share it; a width of one tells nothing.
        largeur, nombre = max(largeurs.items(), key=lambda couple: (couple[0] > 1, couple[1], couple[0]))
        if largeur > 1 and (nombre, largeur) > note:
            meilleur, note = separateur, (nombre, largeur)
    return meilleur


def extrait(chemin: Path, encodage: str) -> str:
    """At most 30 whole lines, 64 kB, for the delimiter."""
    with chemin.open(encoding=encodage, newline="", errors="replace") as flux:
        texte = flux.read(65_536)
    lignes = texte.splitlines(keepends=True)
    return "".join(lignes[:30] if len(lignes) > 1 else lignes)


def lire_csv(chemin: Path, encodage: str, separateur: str, limites: Limites) -> Lignes:
    """Rows with the number of the physical line on which each begins."""
    erreurs = "replace" if encodage in ("cp1252", "cp850") else "strict"
    with chemin.open(encoding=encodage, newline="", errors=erreurs) as flux:
        lecteur = csv.reader((ligne.replace("\0", "") for ligne in flux), delimiter=separateur)
        while True:
            numero = lecteur.line_num + 1
            try:
                cellules = next(lecteur, None)
            except csv.Error as erreur:
                raise ErreurTableur(
                    f"Une cellule dépasse {_CELLULE_MAX} caractères : "
                    "un guillemet ouvert n'est sans doute pas refermé.",
                    "Vérifiez les guillemets de cette ligne et des précédentes.",
                    ligne=numero,
                ) from erreur
            except UnicodeDecodeError as erreur:
                raise ErreurTableur(
                    "Un caractère ne peut pas être lu.",
                    "Enregistrez le fichier de nouveau en « CSV UTF-8 ».",
                    ligne=numero,
                ) from erreur
            if cellules is None:
                return
            if numero > limites.lignes:
                raise ErreurTableur(
                    f"Le fichier dépasse {limites.lignes} lignes.", "Découpez-le en plusieurs fichiers."
                )
            if len(cellules) > limites.colonnes:
                raise ErreurTableur(
                    f"La ligne compte {len(cellules)} colonnes, au-delà des {limites.colonnes} acceptées.",
                    "Vérifiez le séparateur du fichier.",
                    ligne=numero,
                )
            yield LigneBrute(numero, list(cellules))
