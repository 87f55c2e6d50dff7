"""Read settings from the environment; a secret may also be in the file that ``NAME_FILE`` points to."""

import os
from pathlib import Path


class ReglageManquant(Exception):
    """A setting is absent or unsafe; the message names it and says what to write."""


def lire(nom: str, defaut: str | None = None) -> str:
    """Return the setting ``nom``: the variable, else the file in ``nom_FILE``, else ``defaut``."""
    valeur = os.environ.get(nom, "")
    fichier = os.environ.get(f"{nom}_FILE", "")
    if valeur and fichier:
        raise ReglageManquant(f"{nom} et {nom}_FILE sont tous deux renseignés : gardez-en un seul.")
    if fichier:
        try:
            valeur = Path(fichier).read_text(encoding="utf-8").strip()
        except OSError as erreur:
            raise ReglageManquant(f"{nom}_FILE : {fichier} est illisible ({erreur.strerror}).") from erreur
    if valeur:
        return valeur
    if defaut is None:
        raise ReglageManquant(f"{nom} est absent : renseignez {nom} ou {nom}_FILE.")
    return defaut


def lire_booleen(nom: str, *, defaut: bool) -> bool:
    """Return a yes/no setting; anything but the listed words is an error, never a silent ``no``."""
    valeur = lire(nom, "").lower()
    if not valeur:
        return defaut
    if valeur in {"1", "oui", "true", "yes", "on"}:
        return True
    if valeur in {"0", "non", "false", "no", "off"}:
        return False
    raise ReglageManquant(f"{nom} vaut « {valeur} » : écrivez oui ou non.")


def lire_entier(nom: str, defaut: int) -> int:
    """Return a whole-number setting."""
    valeur = lire(nom, str(defaut))
    try:
        return int(valeur)
    except ValueError as erreur:
        raise ReglageManquant(f"{nom} vaut « {valeur} » : écrivez un nombre entier.") from erreur


def lire_liste(nom: str, defaut: str | None = None) -> list[str]:
    """Return a comma-separated setting as a list without empty items."""
    return [element.strip() for element in lire(nom, defaut).split(",") if element.strip()]
