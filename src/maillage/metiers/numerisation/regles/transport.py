"""A shipment arrives: what was handed over against what was counted. A gap is said by itself, to the record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from maillage.commun.textes import compter


class GenreEcart(StrEnum):
    BOITE_MANQUANTE = "boite_manquante"
    SCELLE_BRISE = "scelle_brise"
    DOSSIER_MANQUANT = "dossier_manquant"


@dataclass(frozen=True, slots=True)
class Arrivee:
    """What was seen of a box when it arrived."""

    boite: str
    est_scelle_intact: bool = True
    numero_scelle: str = ""
    lus: Collection[str] | None = None
    """Labels of the records read one by one; None when their number was right."""


@dataclass(frozen=True, slots=True)
class Ecart:
    """A gap: its box, its record when it is about one, and a sentence."""

    genre: GenreEcart
    boite: str
    phrase: str
    dossier: str = ""


def ecarts_de_la_boite(arrivee: Arrivee, *, remis: Collection[str], numero_scelle: str) -> tuple[Ecart, ...]:
    """Gaps of one box: its seal, then each record that was handed over and is not there."""
    ecarts = []
    if not arrivee.est_scelle_intact or arrivee.numero_scelle != numero_scelle:
        vu = f"porte le n° {arrivee.numero_scelle}" if arrivee.est_scelle_intact else "est brisé"
        phrase = f"Le scellé {vu}, celui du départ était le n° {numero_scelle}."
        ecarts.append(Ecart(GenreEcart.SCELLE_BRISE, arrivee.boite, phrase))
    for dossier in sorted(set(remis) - set(remis if arrivee.lus is None else arrivee.lus)):
        phrase = "Ce dossier était dans la boîte au départ et n’y est pas à l’arrivée."
        ecarts.append(Ecart(GenreEcart.DOSSIER_MANQUANT, arrivee.boite, phrase, dossier))
    return tuple(ecarts)


def boites_manquantes(remises: Mapping[str, Collection[str]], arrivees: Collection[str]) -> tuple[Ecart, ...]:
    """Boxes handed over that were not seen when the arrival was closed."""
    return tuple(
        Ecart(
            GenreEcart.BOITE_MANQUANTE,
            boite,
            f"Boîte remise au transporteur et non reçue : {compter(len(dossiers), 'dossier', 'dossiers')}.",
        )
        for boite, dossiers in sorted(remises.items())
        if boite not in arrivees
    )
