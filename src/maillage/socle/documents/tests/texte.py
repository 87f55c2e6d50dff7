"""What a screen reader would say of a PDF: the text of its pages, through the fonts' ToUnicode tables."""

from __future__ import annotations

import io
import re

import pikepdf

_PLAGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def extraire_texte(pdf: bytes) -> str:
    """The text of every page, blanks removed."""
    with pikepdf.open(io.BytesIO(pdf)) as ouvert:
        return re.sub(r"\s", "", "".join(_page(page) for page in ouvert.pages))


def _page(page: pikepdf.Page) -> str:
    tables = {nom: _table(police) for nom, police in page.obj.Resources.get("/Font", {}).items()}
    table: dict[bytes, str] = {}
    morceaux: list[str] = []
    for instruction in pikepdf.parse_content_stream(page):
        operateur = str(instruction.operator)
        if operateur == "Tf":
            table = tables[str(instruction.operands[0])]
        elif operateur == "Tj":
            morceaux.append(_texte(bytes(instruction.operands[0]), table))
        elif operateur == "TJ":
            elements = instruction.operands[0]
            morceaux.extend(_texte(bytes(e), table) for e in elements if isinstance(e, pikepdf.String))
    return "".join(morceaux)


def _texte(octets: bytes, table: dict[bytes, str]) -> str:
    return "".join(table.get(octets[i : i + 2], "\ufffd") for i in range(0, len(octets), 2))


def _table(police: pikepdf.Object) -> dict[bytes, str]:
    cmap = police.ToUnicode.read_bytes()
    table = {}
    for bloc in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, valeur in _PLAGE.findall(bloc):
            table[bytes.fromhex(code.decode())] = bytes.fromhex(valeur.decode()).decode("utf-16-be")
    return table
