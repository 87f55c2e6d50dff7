"""Labels of other tools, in our codes: exports of the tool in use before, habits of hospital software.

A cell is first read as one of ours (code or label, whatever its case and accents), then as one of these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from maillage.commun.tableur import Valeur
from maillage.commun.textes import cle_recherche
from maillage.metiers.medecine_legale.models import table_actes
from maillage.metiers.medecine_legale.regles import ATTENTAT
from maillage.socle.echanges.imports.conversions import conversion_de_choix

AUTRES_MOTS: dict[str, dict[str, str]] = {
    "profil": {
        "Gardé.e à vue": "garde_a_vue",
        "Gardé à vue": "garde_a_vue",
        "GAV": "garde_a_vue",
        "Victime": "victime",
        "Personne pour âge osseux (hors GAV)": "age_osseux",
        "Examen pour OFPRA": "ofpra",
        "Autre activité/Personne retenue": "retenue",
        "Autre activité/Examen lié à la route": "route",
        "IPM": "ivresse",
        "Autre activité/IPM": "ivresse",
        "Assises": "assises",
        "Autre activité/Assises": "assises",
        "Autre activité/Reconstitution": "reconstitution",
        "Autre activité/Étude de dossier": "dossier",
    },
    "examens": {"Anapath": "anatomopathologie"},
    "lieu": {
        "UMJ": "umj",
        "Service d'hosp. public": "service_public",
        "Service hosp. public": "service_public",
        "Service d'hosp. privé": "service_prive",
        "Unité d'accueil enfants en danger (UAPED)": "uaped",
        "UAPED": "uaped",
    },
    "age": {
        "+ de 18 ans": "majeur",
        "Majeur": "majeur",
        "3-6 ans": "de_3_a_6",
        "3-17 ans": "de_3_a_17",
        "7-17 ans": "de_7_a_17",
    },
    "natures_violence": {
        "Coups blessures": "coups",
        "Sexuelle": "sexuelle",
        "Psychologique": "psychologique",
        "Accident/Collectif": "accident_collectif",
        "Accident/Non collectif": "accident_non_collectif",
    },
    "contextes_violence": {
        "Autre type/Institution": "institution",
        "Autre type/Scolaire": "scolaire",
        "Autre type/Autre": "autre",
    },
    "duree": {"- de 2 heures": "moins_2", "- de 4 heures": "moins_4", "+ de 8 heures": "plus_8"},
    "distance": {"En visio": "visio", "- de 50 km": "moins_50", "+ de 150 km": "plus_150"},
}
NOMME = f"{ATTENTAT}/"
"""Before the name of an attack, in the cell of the violences."""


class Traduction:
    """Converter of a column whose values are a list of the reference table."""

    def __init__(self, champ: str, libelle: str) -> None:
        self.champ, self.libelle = champ, libelle
        self.autres = {cle_recherche(mot): code for mot, code in AUTRES_MOTS.get(champ, {}).items()}

    def __call__(self, brut: Valeur) -> str:
        texte = str(brut).strip()
        table = table_actes()
        if self.champ == "natures_violence" and texte.lower().startswith(NOMME):
            return NOMME + _attentat(texte[len(NOMME) :])
        cle = cle_recherche(texte)
        if cle in self.autres and cle not in _libelles(table.version, self.champ):
            return self.autres[cle]
        return _conversion(table.version, self.champ, self.libelle)(brut)


@lru_cache(maxsize=64)
def _libelles(_version: str, champ: str) -> frozenset[str]:
    """Our own labels: a word that is one of them is ours."""
    return frozenset(cle_recherche(libelle) for _, libelle in table_actes().choix(champ))


@lru_cache(maxsize=64)
def _conversion(_version: str, champ: str, libelle: str) -> Callable[[Valeur], str]:
    return conversion_de_choix(dict(table_actes().choix(champ)), libelle)


def _attentat(nom: str) -> str:
    """Code of the attack whose label has all these words (« 2016 Nice »); nothing when none has, or several have."""
    mots = set(cle_recherche(nom).split())
    connus = [
        code
        for code, libelle in table_actes().choix(ATTENTAT)
        if mots and mots <= set(cle_recherche(libelle).split())
    ]
    return connus[0] if len(connus) == 1 else ""


def completer(dit: dict[str, Any], absences: Mapping[str, str], a_statut: bool) -> None:
    """What another tool says otherwise: an attack inside the violences, an absence by saying nothing of the person."""
    natures = dit.get("natures_violence") or ()
    nommees = [nature for nature in natures if nature.startswith(NOMME)]
    if nommees:
        dit["natures_violence"] = list(
            dict.fromkeys(ATTENTAT if nature in nommees else nature for nature in natures)
        )
        dit[ATTENTAT] = nommees[0].removeprefix(NOMME) or None
    absence = absences.get(dit.get("profil") or "")
    if not a_statut and absence and not any(dit.get(champ) for champ in ("types_examen", "genre", "age")):
        dit["statut"] = absence
