"""What a month of advice is worth: dated amounts, the yearly cap by patient, the half-days paid.

A statement is a proof for whoever pays; the platform claims nothing from the insurance, and takes no share (CSP,
art. L. 4113-5 and R. 4127-22).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maillage.metiers.avis.enums.eligibilite import ModeRemuneration

REQUIS, REQUERANT, PLAFOND, VACATION = "TE2", "RQD", "plafond_annuel", "vacation_heure"
"""Codes of the list: the specialist's act, the practitioner's, the yearly cap for a patient, an hour of duty."""
CENTIME = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Tarif:
    """A line of the list in force on the day of the act."""

    code: str
    libelle: str
    montant: Decimal
    montant_outre_mer: Decimal | None
    source: str
    est_a_confirmer: bool = False

    def pour(self, *, est_outre_mer: bool) -> Decimal:
        """The amount; overseas without an amount of its own, that of metropolitan France."""
        if est_outre_mer and self.montant_outre_mer is not None:
            return self.montant_outre_mer
        return self.montant


Bareme = Mapping[str, Tarif]


@dataclass(frozen=True, slots=True)
class ActeRendu:
    """An advice answered. `patient` is an opaque key: only that two acts are of the same person counts."""

    reference: str
    date: dt.date
    patient: str
    filiere: str = ""
    incident: str = ""
    est_outre_mer: bool = False


@dataclass(frozen=True, slots=True)
class LigneReleve:
    """One act as the statement shows it: its amount, or why it has none."""

    reference: str
    date: dt.date
    filiere: str
    rang_annuel: int
    montant: Decimal
    code: str
    source: str
    motif: str = ""
    incident: str = ""
    est_a_confirmer: bool = False

    @property
    def est_paye(self) -> bool:
        return not self.motif


@dataclass(frozen=True, slots=True)
class Releve:
    """A month of one specialist."""

    lignes: tuple[LigneReleve, ...]
    demi_journees: int
    heures: Decimal
    taux_horaire: Decimal
    montant_actes: Decimal
    montant_vacations: Decimal

    @property
    def total(self) -> Decimal:
        return self.montant_actes + self.montant_vacations

    @property
    def ecartes(self) -> int:
        """Acts shown without an amount."""
        return sum(not ligne.est_paye for ligne in self.lignes)


def rangs_annuels(actes: Iterable[ActeRendu]) -> list[tuple[ActeRendu, int]]:
    """Each act, oldest first, with its rank among those of its patient in its civil year."""
    vus: Counter[tuple[str, int]] = Counter()
    rangs = []
    for acte in sorted(actes, key=lambda un: (un.date, un.reference)):
        vus[acte.patient, acte.date.year] += 1
        rangs.append((acte, vus[acte.patient, acte.date.year]))
    return rangs


def depasse_plafond(deja_rendus: int, plafond: int) -> bool:
    """Whether one more act this year for this patient goes beyond the cap."""
    return deja_rendus >= plafond


def dire_le_plafond(deja_rendus: int, plafond: int) -> str:
    """What a doctor is told before one more act this year for this patient; nothing while it is far."""
    if depasse_plafond(deja_rendus, plafond):
        return (
            f"Déjà {deja_rendus} avis cette année pour ce patient : au-delà de {plafond}, l’acte n’est pas rémunéré"
            " (année civile, à confirmer). L’avis reste possible."
        )
    if depasse_plafond(deja_rendus + 1, plafond):
        return (
            f"{deja_rendus} avis déjà cette année pour ce patient : celui-ci est le dernier rémunéré"
            " (année civile, à confirmer)."
        )
    return ""


def etablir(
    mois: dt.date,
    actes: Iterable[ActeRendu],
    *,
    mode: str,
    baremes: Mapping[dt.date, Bareme],
    plafonds: Mapping[dt.date, int],
    heures_de_garde: Sequence[Decimal] = (),
    taux_horaire: Decimal = Decimal(0),
) -> Releve:
    """The statement of a month. `actes` are those of the year so far: the cap counts them all, the month shows its own.

    `baremes` and `plafonds` give the list in force on each day of an act of the month. `heures_de_garde` are the hours
    of each half-day held, paid when the specialist is paid by the half-day.
    """
    lignes = [
        _ligne(acte, rang, mode, baremes[acte.date], plafonds[acte.date])
        for acte, rang in rangs_annuels(actes)
        if (acte.date.year, acte.date.month) == (mois.year, mois.month)
    ]
    heures = sum(heures_de_garde, Decimal(0))
    vacations = Decimal(0)
    if mode == ModeRemuneration.VACATION:
        vacations = (heures * taux_horaire).quantize(CENTIME)
    return Releve(
        lignes=tuple(lignes),
        demi_journees=len(heures_de_garde),
        heures=heures,
        taux_horaire=taux_horaire if mode == ModeRemuneration.VACATION else Decimal(0),
        montant_actes=sum((ligne.montant for ligne in lignes), Decimal(0)),
        montant_vacations=vacations,
    )


def _ligne(acte: ActeRendu, rang: int, mode: str, bareme: Bareme, plafond: int) -> LigneReleve:
    tarif = bareme[REQUIS]
    motif = ""
    if mode == ModeRemuneration.VACATION:
        motif = "Compris dans la vacation"
    elif mode == ModeRemuneration.BENEVOLE:
        motif = "Avis bénévole"
    elif rang > plafond:
        motif = f"Au-delà de {plafond} actes dans l’année pour ce patient"
    return LigneReleve(
        reference=acte.reference,
        date=acte.date,
        filiere=acte.filiere,
        rang_annuel=rang,
        montant=Decimal(0) if motif else tarif.pour(est_outre_mer=acte.est_outre_mer),
        code=tarif.code,
        source=tarif.source,
        motif=motif,
        incident=acte.incident,
        est_a_confirmer=tarif.est_a_confirmer and not motif,
    )
