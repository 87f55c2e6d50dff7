"""What a convicted person owes to the State beside the penalty, and what prompt payment takes off.

Nothing here is an amount: the tariff in force comes in (art. 1018 A CGI, art. 707-2 CPP).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from maillage.commun.textes import euros

CORRECTIONNEL, CORRECTIONNEL_ABSENT = "correctionnel", "correctionnel_absent"
REDUCTION_TAUX, REDUCTION_PLAFOND = "reduction_taux", "reduction_plafond"
CENTIME, ZERO, CENT = Decimal("0.01"), Decimal(0), Decimal(100)


class TarifIncomplet(ValueError):
    """The tariff in force lacks a line; the message says which."""


@dataclass(frozen=True, slots=True)
class Montant:
    """A line of the tariff: an amount in euros, or a rate in hundredths."""

    code: str
    libelle: str
    valeur: Decimal
    article: str
    est_a_confirmer: bool = False


Bareme = Mapping[str, Montant]


@dataclass(frozen=True, slots=True)
class DroitFixe:
    """What is due, why, and what is waived if it is paid within a month."""

    montant: Decimal
    majoration_levee: Decimal
    raison: str
    article: str
    est_a_confirmer: bool = False


def _ligne(bareme: Bareme, code: str) -> Montant:
    if code not in bareme:
        raise TarifIncomplet(f"Le tarif des droits fixes n’a pas de ligne « {code} » à cette date.")
    return bareme[code]


def droit_fixe(
    bareme: Bareme,
    *,
    est_condamne: bool,
    est_mineur: bool,
    est_absent: bool,
    est_demande_absence: bool = False,
) -> DroitFixe:
    """Art. 1018 A CGI, 3°: due by each convicted person, even when exempted of penalty; not by minors.

    Raised for who, summoned and aware, did not come and had not asked to be judged in his absence (art. 411 CPP); the
    rise is waived if paid within a month.
    """
    article = _ligne(bareme, CORRECTIONNEL).article
    if not est_condamne:
        return DroitFixe(ZERO, ZERO, "aucune condamnation", article)
    if est_mineur:
        return DroitFixe(ZERO, ZERO, "les mineurs en sont dispensés", article)
    base = _ligne(bareme, CORRECTIONNEL)
    if not est_absent or est_demande_absence:
        return DroitFixe(base.valeur, ZERO, base.libelle, base.article, base.est_a_confirmer)
    releve = _ligne(bareme, CORRECTIONNEL_ABSENT)
    return DroitFixe(
        releve.valeur,
        releve.valeur - base.valeur,
        f"{releve.libelle} ; ramené à {euros(base.valeur, 0)} en cas de paiement dans le mois",
        releve.article,
        releve.est_a_confirmer,
    )


@dataclass(frozen=True, slots=True)
class AvisPaiement:
    """What the notice handed after the hearing says: the whole, and what is owed if it is paid in time."""

    amende: Decimal
    droit: DroitFixe
    total: Decimal
    reduction: Decimal
    total_reduit: Decimal


def avis_paiement(amende: Decimal, droit: DroitFixe, bareme: Bareme) -> AvisPaiement:
    """Art. 707-2 CPP: a fifth off the fine and the fixed duty paid within a month, up to a ceiling.

    The rise for absence, waived by the same payment, is taken off first.
    """
    taux, plafond = _ligne(bareme, REDUCTION_TAUX).valeur, _ligne(bareme, REDUCTION_PLAFOND).valeur
    base = amende + droit.montant - droit.majoration_levee
    reduction = min((base * taux / CENT).quantize(CENTIME, rounding=ROUND_HALF_UP), plafond)
    return AvisPaiement(amende, droit, amende + droit.montant, reduction, base - reduction)
