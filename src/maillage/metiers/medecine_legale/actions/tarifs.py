"""The tariff in force on a day, read from the reference lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from maillage.metiers.medecine_legale.regles.tarifs import (
    Bareme,
    BaremeIllisible,
    Condition,
    Cotation,
    Lettre,
    Majoration,
    NatureMajoration,
)
from maillage.socle.echanges.referentiels import ValeurReference, valeurs

LETTRES = "medecine_legale.tarif_lettres"
COTATIONS = "medecine_legale.tarif_cotations"
MAJORATIONS = "medecine_legale.tarif_majorations"


def bareme_du(jour: dt.date) -> Bareme:
    """The tariff of that day. Raises BaremeIllisible, naming the line, when an edition cannot be used."""
    bareme = Bareme(
        jour=jour,
        lettres={valeur.code: _lettre(valeur) for valeur in valeurs(LETTRES, jour)},
        cotations=tuple(_cotation(valeur) for valeur in valeurs(COTATIONS, jour)),
        majorations=tuple(_majoration(valeur) for valeur in valeurs(MAJORATIONS, jour)),
    )
    if not bareme.lettres or not bareme.cotations:
        raise BaremeIllisible(
            f"Aucun tarif n’est chargé pour le {jour:%d/%m/%Y} : demandez-le à l’administrateur national."
        )
    return bareme


def _lettre(valeur: ValeurReference) -> Lettre:
    return Lettre(valeur.code, valeur.libelle, _decimal(valeur, "Valeur"), **_provenance(valeur))


def _cotation(valeur: ValeurReference) -> Cotation:
    return Cotation(
        valeur.code,
        valeur.libelle,
        lettre=_texte(valeur.complement, "Lettre"),
        coefficient=_decimal(valeur, "Coefficient"),
        profils=_codes(valeur.complement, "Profils"),
        types=_codes(valeur.complement, "Types d’examen"),
        condition=_parmi(valeur, Condition, "Condition"),
        est_sur_choix=_texte(valeur.complement, "Sur choix").lower() == "oui",
        **_provenance(valeur),
    )


def _majoration(valeur: ValeurReference) -> Majoration:
    return Majoration(
        valeur.code,
        valeur.libelle,
        nature=_parmi(valeur, NatureMajoration, "Nature"),
        montant=_decimal(valeur, "Montant"),
        cotations=_codes(valeur.complement, "Cotations"),
        **_provenance(valeur),
    )


def _provenance(valeur: ValeurReference) -> dict[str, Any]:
    return {"source": _texte(valeur.complement, "Source"), "est_a_confirmer": valeur.est_a_confirmer}


def _texte(complement: Mapping[str, Any], colonne: str) -> str:
    return str(complement.get(colonne) or "").strip()


def _codes(complement: Mapping[str, Any], colonne: str) -> frozenset[str]:
    return frozenset(_texte(complement, colonne).split())


def _decimal(valeur: ValeurReference, colonne: str) -> Decimal:
    brut = _texte(valeur.complement, colonne)
    try:
        lu = Decimal(brut.replace(",", ".").replace("\u202f", "").replace("\u00a0", ""))
    except InvalidOperation:
        lu = Decimal(-1)
    if not lu.is_finite() or lu < 0:
        raise BaremeIllisible(
            f"Tarif, ligne « {valeur.code} » : « {brut} » n’est pas un nombre ({colonne}) :"
            " chargez une édition corrigée."
        )
    return lu


def _parmi(valeur: ValeurReference, choix: Any, colonne: str) -> Any:
    brut = _texte(valeur.complement, colonne)
    try:
        return choix(brut)
    except ValueError as erreur:
        connus = ", ".join(element.value for element in choix if element.value)
        raise BaremeIllisible(
            f"Tarif, ligne « {valeur.code} » : « {brut} » n’est pas connu ({colonne} : {connus})."
        ) from erreur
