"""A text typed by an administrator, as HTML: titles, lists, paragraphs, links. Pure; everything is escaped."""

from __future__ import annotations

import re

from django.utils.html import escape, urlize
from django.utils.safestring import SafeString

TITRE = "## "
PUCE = "- "
BLANC = re.compile(r"\n\s*\n")


def en_html(texte: str) -> SafeString:
    """Blocks are parted by an empty line: « ## » begins a title, « - » each line of a list, the rest is a paragraph."""
    blocs = [bloc.strip() for bloc in BLANC.split(texte.replace("\r\n", "\n"))]
    return SafeString("".join(_bloc(bloc) for bloc in blocs if bloc))


def _bloc(bloc: str) -> str:
    lignes = [ligne.strip() for ligne in bloc.split("\n")]
    if lignes[0].startswith(TITRE):
        suite = "\n".join(lignes[1:]).strip()
        return f"<h2>{escape(lignes[0].removeprefix(TITRE))}</h2>" + (_bloc(suite) if suite else "")
    if all(ligne.startswith(PUCE) for ligne in lignes):
        return "<ul>" + "".join(f"<li>{_liens(ligne.removeprefix(PUCE))}</li>" for ligne in lignes) + "</ul>"
    return "<p>" + "<br>".join(_liens(ligne) for ligne in lignes) + "</p>"


def _liens(ligne: str) -> str:
    return urlize(ligne, autoescape=True)
