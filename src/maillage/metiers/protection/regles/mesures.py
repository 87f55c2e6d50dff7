"""What a measure must say, whatever the door it comes through. Messages by field, in French."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from maillage.metiers.protection.enums import EN_ETABLISSEMENT, Nature, TypeEtablissement
from maillage.metiers.protection.regles.numeros import controler_rg

AGE_MINIMAL = 16
"""A measure may be asked in the year before majority (art. 429 C. civ.)."""
NAISSANCE_MINIMALE = 1900
CODE_POSTAL = 5


@dataclass
class Erreurs:
    """Messages by field: the first said of each is kept."""

    par_champ: dict[str, str] = field(default_factory=dict)

    def noter(self, champ: str, message: str | None) -> None:
        if message:
            self.par_champ.setdefault(champ, message)


@dataclass(frozen=True)
class ValeursMesure:
    """A measure as it is opened."""

    numero_rg: str
    nature: str
    lieu_vie: str
    date_nomination: dt.date
    civilite: str
    annee_naissance: int
    champ: str = ""
    cabinet: str = ""
    numero_dossier: str = ""
    type_etablissement: str = ""
    commune: Any = None
    etablissement: Any = None
    antenne: Any = None
    pays: str = "FR"
    date_premier_mesure: dt.date | None = None
    duree_mois: int | None = None
    est_transfert: bool = False


def controler_mesure(
    valeurs: ValeursMesure, *, aujourd_hui: dt.date, est_reprise: bool = False
) -> dict[str, str]:
    """Messages by field; empty when the measure is right. A measure taken over may be less precise on the place."""
    erreurs = Erreurs()
    erreurs.noter("numero_rg", controler_rg(valeurs.numero_rg))
    if valeurs.nature not in Nature.values:
        erreurs.noter("nature", "Choisissez la nature de la mesure.")
    if not valeurs.civilite:
        erreurs.noter("civilite", "Choisissez la civilité.")
    erreurs.noter(
        "annee_naissance",
        controler_naissance(valeurs.annee_naissance, valeurs.date_nomination, aujourd_hui),
    )
    if valeurs.date_nomination > aujourd_hui:
        erreurs.noter(
            "date_nomination", "Cette date est dans le futur : une mesure s’enregistre une fois décidée."
        )
    if valeurs.date_premier_mesure and valeurs.date_premier_mesure > valeurs.date_nomination:
        erreurs.noter("date_premier_mesure", "La première mesure ne peut suivre la nomination.")
    if not valeurs.lieu_vie:
        erreurs.noter("lieu_vie", "Indiquez où vit la personne.")
    erreurs.noter(
        "type_etablissement", controler_lieu(valeurs.lieu_vie, valeurs.type_etablissement, est_reprise)
    )
    return erreurs.par_champ


def controler_naissance(annee: int | None, nomination: dt.date, aujourd_hui: dt.date) -> str | None:
    if annee is None:
        return "Indiquez l’année de naissance."
    if not NAISSANCE_MINIMALE <= annee <= aujourd_hui.year:
        return f"L’année de naissance est comprise entre {NAISSANCE_MINIMALE} et {aujourd_hui.year}."
    if nomination.year - annee < AGE_MINIMAL:
        return "La personne n’était pas majeure à la date de nomination : vérifiez l’année et la date."
    return None


def controler_lieu(lieu: str, genre: str, est_reprise: bool = False) -> str | None:
    """The kind of establishment is asked when there is one, and only then."""
    if lieu in EN_ETABLISSEMENT and not genre and not est_reprise:
        return "Précisez le type d’établissement."
    if genre and genre not in TypeEtablissement.values:
        return "Ce type d’établissement n’est pas connu."
    if genre and lieu and lieu not in EN_ETABLISSEMENT:
        return "Un type d’établissement ne se précise que si la personne vit en établissement."
    return None
