"""The tariff in force on a day, read from the reference lists."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
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
from maillage.socle.echanges.models import Entree

LETTRES = "medecine_legale.tarif_lettres"
COTATIONS = "medecine_legale.tarif_cotations"
MAJORATIONS = "medecine_legale.tarif_majorations"
LISTES = (LETTRES, COTATIONS, MAJORATIONS)


class Baremes:
    """The tariff day by day, read once: a page prices any number of acts with one query."""

    def __init__(self) -> None:
        self._entrees: dict[str, list[Entree]] = defaultdict(list)
        for entree in Entree.objects.filter(referentiel__code__in=LISTES).select_related("referentiel"):
            self._entrees[entree.referentiel.code].append(entree)
        self._baremes: dict[dt.date, Bareme] = {}

    def du(self, jour: dt.date) -> Bareme:
        """The tariff of that day. Raises BaremeIllisible, naming the line, when an edition cannot be used."""
        if jour not in self._baremes:
            self._baremes[jour] = self._lire(jour)
        return self._baremes[jour]

    def _lire(self, jour: dt.date) -> Bareme:
        bareme = Bareme(
            jour=jour,
            lettres={entree.code: _lettre(entree) for entree in self._en_vigueur(LETTRES, jour)},
            cotations=tuple(_cotation(entree) for entree in self._en_vigueur(COTATIONS, jour)),
            majorations=tuple(_majoration(entree) for entree in self._en_vigueur(MAJORATIONS, jour)),
        )
        if not bareme.lettres or not bareme.cotations:
            raise BaremeIllisible(
                f"Aucun tarif n’est chargé pour le {jour:%d/%m/%Y} : demandez-le à l’administrateur national."
            )
        return bareme

    def _en_vigueur(self, liste: str, jour: dt.date) -> Iterator[Entree]:
        for entree in self._entrees[liste]:
            commencee = entree.date_debut is None or entree.date_debut <= jour
            if commencee and (entree.date_fin is None or entree.date_fin >= jour):
                yield entree


def bareme_du(jour: dt.date) -> Bareme:
    """The tariff of one day."""
    return Baremes().du(jour)


def _lettre(entree: Entree) -> Lettre:
    return Lettre(entree.code, entree.libelle, _decimal(entree, "Valeur"), **_provenance(entree))


def _cotation(entree: Entree) -> Cotation:
    return Cotation(
        entree.code,
        entree.libelle,
        lettre=_texte(entree.complement, "Lettre"),
        coefficient=_decimal(entree, "Coefficient"),
        profils=_codes(entree.complement, "Profils"),
        types=_codes(entree.complement, "Types d’examen"),
        condition=_parmi(entree, Condition, "Condition"),
        est_sur_choix=_texte(entree.complement, "Sur choix").lower() == "oui",
        **_provenance(entree),
    )


def _majoration(entree: Entree) -> Majoration:
    return Majoration(
        entree.code,
        entree.libelle,
        nature=_parmi(entree, NatureMajoration, "Nature"),
        montant=_decimal(entree, "Montant"),
        cotations=_codes(entree.complement, "Cotations"),
        **_provenance(entree),
    )


def _provenance(entree: Entree) -> dict[str, Any]:
    return {"source": _texte(entree.complement, "Source"), "est_a_confirmer": entree.est_a_confirmer}


def _texte(complement: Mapping[str, Any], colonne: str) -> str:
    return str(complement.get(colonne) or "").strip()


def _codes(complement: Mapping[str, Any], colonne: str) -> frozenset[str]:
    return frozenset(_texte(complement, colonne).split())


def _decimal(entree: Entree, colonne: str) -> Decimal:
    brut = _texte(entree.complement, colonne)
    try:
        lu = Decimal(brut.replace(",", ".").replace("\u202f", "").replace("\u00a0", ""))
    except InvalidOperation:
        lu = Decimal(-1)
    if not lu.is_finite() or lu < 0:
        raise BaremeIllisible(
            f"Tarif, ligne « {entree.code} » : « {brut} » n’est pas un nombre ({colonne}) :"
            " chargez une édition corrigée."
        )
    return lu


def _parmi(entree: Entree, choix: Any, colonne: str) -> Any:
    brut = _texte(entree.complement, colonne)
    try:
        return choix(brut)
    except ValueError as erreur:
        connus = ", ".join(element.value for element in choix if element.value)
        raise BaremeIllisible(
            f"Tarif, ligne « {entree.code} » : « {brut} » n’est pas connu ({colonne} : {connus})."
        ) from erreur
