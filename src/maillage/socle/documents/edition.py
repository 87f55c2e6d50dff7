"""A DOCX for what a person must finish by hand (docxtpl): a draft, never numbered, never an issued document.

The template reads the fields of the data by their names (`{{ nom }}`, `{% for m in modules %}`) and those of
VARIABLES_COMMUNES, with the filters `date_fr`, `date_courte`, `heure_fr`, `nombre_fr`, `montant_fr`.
It runs in Jinja's sandbox, everything is escaped, an unknown name is an error.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from maillage.socle.documents.donnees import encoder, encoder_pour_gabarit
from maillage.socle.documents.genre import GenreDocument
from maillage.socle.documents.rendu import Identite

VARIABLES_COMMUNES = frozenset({"emetteur", "horodatage", "libelle_document"})
_MOIS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_INSECABLE = "\u00a0"


def rendre_docx(genre: GenreDocument[Any], donnees: Any, identite: Identite) -> bytes:
    """The draft to edit; the same data give the same bytes."""
    if genre.docx is None:
        raise ValueError(f"{genre.code} n'a pas de modèle modifiable")
    encoder(donnees)  # refuses what cannot be printed
    modele = DocxTemplate(str(genre.docx))
    modele.render(
        {
            **encoder_pour_gabarit(donnees),
            "emetteur": {"nom": identite.emetteur.nom, "lignes": list(identite.emetteur.lignes)},
            "horodatage": identite.horodatage.astimezone(ZoneInfo("Europe/Paris")).isoformat(
                timespec="seconds"
            ),
            "libelle_document": genre.libelle,
        },
        jinja_env=_environnement(),
        autoescape=True,
    )
    sortie = io.BytesIO()
    modele.save(sortie)
    return _sans_horodatage(sortie.getvalue())


def variables_docx(chemin: Path) -> set[str]:
    """The names that a template asks for."""
    modele = DocxTemplate(str(chemin))
    modele.init_docx()
    xml = modele.patch_xml(modele.get_xml())
    for uri in (modele.HEADER_URI, modele.FOOTER_URI):
        for _, partie in modele.get_headers_footers(uri):
            xml += modele.patch_xml(modele.get_part_xml(partie))
    return set(meta.find_undeclared_variables(_environnement().parse(xml)))


def _environnement() -> ImmutableSandboxedEnvironment:
    environnement = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    environnement.filters.update(
        date_fr=_date_fr,
        date_courte=lambda v: "" if v is None else date.fromisoformat(v[:10]).strftime("%d/%m/%Y"),
        heure_fr=lambda v: "" if v is None else f"{int(v[:2])}{_INSECABLE}h{_INSECABLE}{v[3:5]}",
        nombre_fr=lambda v: "" if v is None else _nombre_fr(str(v)),
        montant_fr=lambda v: "" if v is None else f"{_nombre_fr(format(Decimal(v), '.2f'))}{_INSECABLE}€",
        libelle=lambda v: "" if v is None else v["libelle"],
    )
    return environnement


def _date_fr(valeur: str | None) -> str:
    if valeur is None:
        return ""
    jour = datetime.fromisoformat(valeur).date()
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{quantieme}{_INSECABLE}{_MOIS[jour.month - 1]}{_INSECABLE}{jour.year}"


def _nombre_fr(valeur: str) -> str:
    entier, _, decimales = valeur.partition(".")
    groupe = f"{int(entier):,}".replace(",", "\u202f").replace("-", "\u2212")
    return f"{groupe},{decimales}" if decimales else groupe


def _sans_horodatage(octets: bytes) -> bytes:
    """Write the archive again with a fixed date on each entry."""
    sortie = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(octets)) as source,
        zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as cible,
    ):
        for nom in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entree = zipfile.ZipInfo(nom, date_time=(1980, 1, 1, 0, 0, 0))
            entree.compress_type = zipfile.ZIP_DEFLATED
            cible.writestr(entree, source.read(nom))
    return sortie.getvalue()
