"""The table of a page as a file: CSV, XLSX, ODS or JSON, saying what it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import FileResponse, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from maillage.commun.tableur import Feuille, ecrire_csv, ecrire_ods, ecrire_xlsx
from maillage.commun.textes import instant_court
from maillage.socle.indicateurs import phrase as mots
from maillage.socle.indicateurs.calcul import Ligne, Resultat
from maillage.socle.indicateurs.phrase import MASQUE

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
}


def repondre(resultat: Resultat, format_: str, instant: datetime) -> HttpResponseBase:
    """The file, named after the indicator and the period."""
    nom = f"{resultat.indicateur.code.replace('.', '_')}_{resultat.periode.debut:%Y-%m}_{resultat.periode.fin:%Y-%m}"
    reponse: HttpResponseBase
    if format_ == "json":
        reponse = JsonResponse(
            en_objet(resultat, instant), json_dumps_params={"ensure_ascii": False, "indent": 1}
        )
    elif format_ == "csv":
        reponse = StreamingHttpResponse(ecrire_csv(donnees(resultat)), content_type=TYPES["csv"])
    else:
        reponse = _classeur(resultat, format_, instant)
    reponse["Content-Disposition"] = f'attachment; filename="{nom}.{format_}"'
    reponse["Cache-Control"] = "private, no-store"
    return reponse


def _classeur(resultat: Resultat, format_: str, instant: datetime) -> HttpResponse | FileResponse:
    ecrire = ecrire_xlsx if format_ == "xlsx" else ecrire_ods
    with TemporaryDirectory() as dossier:
        chemin = Path(dossier) / f"export.{format_}"
        ecrire(chemin, [donnees(resultat), notice(resultat, instant)])
        # Opened before the folder goes: the file lives until the response has read it.
        return FileResponse(chemin.open("rb"), content_type=TYPES[format_])


def donnees(resultat: Resultat) -> Feuille:
    """One row a line of the table, then the total."""
    unite = "point" if resultat.indicateur.est_pourcentage else "%"
    entetes = [*resultat.titres, "Valeur", "Un an avant", f"Évolution ({unite})"]
    return Feuille("Données", entetes, _rangees(resultat))


def _rangees(resultat: Resultat) -> Iterator[list[object]]:
    for ligne in resultat.lignes:
        yield [*ligne.libelles, *_cellules(resultat, ligne)]
    if resultat.par:
        yield ["Total", *[""] * (len(resultat.par) - 1), *_cellules(resultat, resultat.total)]


def _cellules(resultat: Resultat, ligne: Ligne) -> list[object]:
    decimales = mots.decimales(resultat.indicateur)

    def chiffre(valeur: Decimal | None, est_masque: bool) -> object:
        if est_masque:
            return MASQUE
        if valeur is None:
            return None
        arrondi = mots.arrondir(valeur, decimales)
        return arrondi if decimales else int(arrondi)

    evolution = None if ligne.evolution is None else mots.arrondir(ligne.evolution, 1)
    return [
        chiffre(ligne.valeur, ligne.est_masquee),
        chiffre(ligne.precedent, ligne.est_precedent_masque),
        evolution,
    ]


def notice(resultat: Resultat, instant: datetime) -> Feuille:
    """What the figures are: the second sheet."""
    return Feuille("Définition", ["Élément", "Texte"], list(explications(resultat, instant).items()))


def explications(resultat: Resultat, instant: datetime) -> dict[str, str]:
    """The definition and the question, in words."""
    indicateur = resultat.indicateur
    comparee = resultat.comparee.un_an_avant() if resultat.comparee else None
    textes = {
        "Indicateur": indicateur.libelle,
        "Définition": indicateur.definition,
        "Unité": indicateur.unite[1],
        "Source": indicateur.source,
        "Période": str(resultat.periode),
        "Un an avant": str(comparee) if comparee else "Aucun mois terminé à comparer",
        "Critères": _criteres(resultat) or "Aucun",
        "Extrait le": instant_court(instant),
    }
    if not resultat.est_exact:
        textes["Secret statistique"] = (
            f"Hors des structures dont vous lisez les dossiers, une valeur inférieure à {indicateur.seuil_secret} est"
            f" masquée, avec celles qui permettraient de la retrouver. Lignes masquées : {resultat.nombre_masquees}."
        )
    return textes


def _criteres(resultat: Resultat) -> str:
    textes = []
    for axe, valeurs in resultat.filtres.items():
        noms = {**resultat.noms.get(axe, {}), **resultat.libelles.get(axe, {})}
        if dimension := resultat.indicateur.dimensions.get(axe):
            noms = dimension.nommer(valeurs)
        textes.append(f"{axe} = {', '.join(noms.get(v, v) for v in valeurs)}")
    return " ; ".join(textes)


def en_objet(resultat: Resultat, instant: datetime) -> dict[str, object]:
    """The same, for programs: codes beside labels, null where hidden or unknown."""

    def objet(ligne: Ligne) -> dict[str, object]:
        valeur, avant, evolution = (None if v == MASQUE else v for v in _cellules(resultat, ligne))
        return {
            **dict(zip(resultat.par, ligne.cles, strict=False)),
            "libelle": " · ".join(ligne.libelles),
            "valeur": _nombre(valeur),
            "est_masquee": ligne.est_masquee,
            "un_an_avant": _nombre(avant),
            "evolution": _nombre(evolution),
        }

    return {
        "code": resultat.indicateur.code,
        "debut": f"{resultat.periode.debut:%Y-%m}",
        "fin": f"{resultat.periode.fin:%Y-%m}",
        "filtres": {axe: list(valeurs) for axe, valeurs in resultat.filtres.items()},
        "explications": explications(resultat, instant),
        "total": objet(resultat.total),
        "lignes": [objet(ligne) for ligne in resultat.lignes],
    }


def _nombre(valeur: object) -> object:
    if isinstance(valeur, Decimal):
        return json.loads(f"{valeur:f}")
    return valeur
