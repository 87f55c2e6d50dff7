"""The table of minutes in force on a day, read from its dated reference list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from maillage.metiers.medecine_legale.regles.charge import BaremeCharge, Poids
from maillage.socle.echanges.models import Edition
from maillage.socle.echanges.referentiels import valeurs

CHARGE = "medecine_legale.charge"
FACTEURS = ("mineur", "non_determine", "service", "exterieur", "de_2_a_4", "de_4_a_8", "plus_8")


class BaremeAbsent(LookupError):
    """No table of minutes is loaded, or a line of it cannot be read; the message is for the person."""


def bareme_charge(jour: dt.date) -> BaremeCharge:
    """The table of that day. Raises BaremeAbsent."""
    entrees = {entree.code: entree for entree in valeurs(CHARGE, jour)}
    edition = (
        Edition.objects.filter(referentiel__code=CHARGE)
        .select_related("referentiel")
        .order_by("-date_effet", "-id")
        .first()
    )
    if not entrees or edition is None:
        raise BaremeAbsent("Aucun barème de charge n’est chargé : demandez-le à l’administrateur national.")
    poids = {
        code: Poids(
            _decimal(code, entree.complement, "minutes"),
            {nom: _decimal(code, entree.complement, nom) for nom in FACTEURS if entree.complement.get(nom)},
        )
        for code, entree in entrees.items()
        if not code.startswith("general.")
    }

    def general(code: str, colonne: str) -> Decimal:
        if (cle := f"general.{code}") not in entrees:
            raise BaremeAbsent(f"Le barème de charge n’a pas de ligne « {cle} ».")
        return _decimal(cle, entrees[cle].complement, colonne)

    return BaremeCharge(
        edition=edition.nom,
        source=edition.referentiel.source,
        poids=poids,
        plusieurs_natures=general("plusieurs_natures", "facteur"),
        minutes_examen=general("examen", "minutes"),
        minutes_par_jour=general("jour", "minutes"),
        jours_par_mois=general("mois", "jours"),
        a_confirmer=tuple(entree.libelle for entree in entrees.values() if entree.est_a_confirmer),
    )


def _decimal(code: str, complement: Mapping[str, Any], colonne: str) -> Decimal:
    try:
        return Decimal(str(complement.get(colonne, "")).replace(",", "."))
    except InvalidOperation:
        raise BaremeAbsent(
            f"Barème de charge, ligne « {code} » : « {colonne} » n’est pas un nombre."
        ) from None
