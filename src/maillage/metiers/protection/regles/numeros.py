"""The number of the file at the court (RG): written in many ways, known by one."""

from __future__ import annotations

import re

LONGUEUR = 8
_SEPARATEURS = re.compile(r"[^0-9A-Za-z]+")
_FORME = re.compile(r"[0-9A-Z]{8}")


def normaliser_rg(texte: str) -> str:
    """« 21/B/00167 » and « 21b00167 » are 21B00167: no separator, capitals, eight characters, zeros on the left."""
    return _SEPARATEURS.sub("", texte).upper()[:LONGUEUR].rjust(LONGUEUR, "0") if texte.strip() else ""


def controler_rg(texte: str) -> str | None:
    """What is wrong in a number as it was typed; None when it is right."""
    brut = _SEPARATEURS.sub("", texte)
    if not brut:
        return "Indiquez le numéro RG du dossier au tribunal."
    if len(brut) > LONGUEUR:
        return f"Le numéro RG « {texte.strip()} » dépasse 8 caractères : vérifiez-le sur le jugement."
    if not _FORME.fullmatch(normaliser_rg(texte)) or not any(c.isdigit() for c in brut):
        return f"Le numéro RG « {texte.strip()} » n’a pas la forme attendue, par exemple 21/B/00167."
    return None
