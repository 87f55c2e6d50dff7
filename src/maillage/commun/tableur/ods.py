"""ODS written row by row into the archive: constant memory.

Why our own writer: the Python libraries for this format build the whole XML tree before saving it (a few kilobytes a
row, gigabytes for a national year). A flat table needs five small files, and ``zipfile`` can stream the only big one.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from maillage.commun.tableur.ecriture import Feuille, en_texte
from maillage.commun.tableur.erreurs import ErreurTableur
from maillage.commun.tableur.excel import EXACT, LIGNES_MAX, nom_de_feuille
from maillage.commun.tableur.garde import proteger_texte, sans_caracteres_interdits

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFESTE = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_MIME}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
_NS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3"'
)
_STYLES = f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {_NS}/>'
_META = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-meta {_NS}><office:meta>'
    "<meta:generator>Maillage</meta:generator></office:meta></office:document-meta>"
)
_JOUR = (
    '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>'
    '<number:text>/</number:text><number:year number:style="long"/>'
)
_HEURE = (
    '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>'
    '<number:minutes number:style="long"/>'
)
_DEBUT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content {_NS}><office:automatic-styles>
<number:date-style style:name="Nd">{_JOUR}</number:date-style>
<number:date-style style:name="Ni">{_JOUR}{_HEURE}</number:date-style>
<style:style style:name="d" style:family="table-cell" style:data-style-name="Nd"/>
<style:style style:name="i" style:family="table-cell" style:data-style-name="Ni"/>
<style:style style:name="t" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>"""
_FIN = "</office:spreadsheet></office:body></office:document-content>"
_LOT = 500


def ecrire_ods(chemin: Path, feuilles: Sequence[Feuille]) -> None:
    """Writes the sheets, in order, to ``chemin``; numbers stay numbers, dates stay dates, texts are guarded."""
    with zipfile.ZipFile(chemin, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
        # The standard wants the type first and not compressed, so that any program recognises the file.
        archive.writestr(zipfile.ZipInfo("mimetype"), _MIME, zipfile.ZIP_STORED)
        for nom, contenu in (
            ("META-INF/manifest.xml", _MANIFESTE),
            ("styles.xml", _STYLES),
            ("meta.xml", _META),
        ):
            archive.writestr(nom, contenu)
        with archive.open("content.xml", "w", force_zip64=True) as flux:
            for morceau in _contenu(feuilles):
                flux.write(morceau.encode())


def _contenu(feuilles: Sequence[Feuille]) -> Iterator[str]:
    yield _DEBUT
    for feuille in feuilles:
        yield f"<table:table table:name={quoteattr(nom_de_feuille(feuille.nom))}>"
        yield f'<table:table-column table:number-columns-repeated="{len(feuille.entetes)}"/>'
        yield "<table:table-header-rows><table:table-row>"
        yield "".join(_texte(proteger_texte(titre), "t") for titre in feuille.entetes)
        yield "</table:table-row></table:table-header-rows>"
        lot: list[str] = []
        for rang, ligne in enumerate(feuille.lignes, start=1):
            if rang > LIGNES_MAX:
                raise ErreurTableur(
                    f"Un classeur ne peut pas contenir plus de {LIGNES_MAX} lignes.",
                    "Choisissez le format CSV, ou réduisez la période exportée.",
                    feuille=feuille.nom,
                )
            lot.append("<table:table-row>" + "".join(map(_cellule, ligne)) + "</table:table-row>")
            if len(lot) == _LOT:
                yield "".join(lot)
                lot = []
        yield "".join(lot) + "</table:table>"
    yield _FIN


def _cellule(valeur: object) -> str:  # noqa: PLR0911 (one return a type)
    if valeur is None:
        return "<table:table-cell/>"
    if type(valeur) is str:
        return _texte(proteger_texte(valeur))
    if isinstance(valeur, int | float | Decimal) and not isinstance(valeur, bool):
        if -EXACT < valeur < EXACT:  # false for NaN and infinities as well
            return (
                f'<table:table-cell office:value-type="float" office:value="{valeur}"><text:p>'
                f"{en_texte(valeur)}</text:p></table:table-cell>"
            )
        return _texte(str(valeur))
    if isinstance(valeur, (datetime, date)):
        style = "i" if isinstance(valeur, datetime) else "d"
        iso = valeur.replace(tzinfo=None, microsecond=0) if isinstance(valeur, datetime) else valeur
        return (
            f'<table:table-cell table:style-name="{style}" office:value-type="date" '
            f'office:date-value="{iso.isoformat()}"><text:p>{en_texte(valeur)}</text:p></table:table-cell>'
        )
    if isinstance(valeur, timedelta):
        return _cellule(round(valeur.total_seconds() / 3600, 4))
    return _texte(en_texte(valeur))


def _texte(texte: str, style: str | None = None) -> str:
    attribut = f' table:style-name="{style}"' if style else ""
    sain = escape(sans_caracteres_interdits(texte))
    lignes = sain.replace("\n", "</text:p><text:p>") if "\n" in sain else sain
    return (
        f'<table:table-cell{attribut} office:value-type="string"><text:p>{lignes}</text:p></table:table-cell>'
    )
