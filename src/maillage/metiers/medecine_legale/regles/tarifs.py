"""What an act is paid, line by line, each with its reason and its source.

The amounts are those of the tariff passed in (art. R. 117 and annex to art. A. 43-6 of the code de procédure pénale):
nothing here is an amount. A supplement is due only for the examinations that the annex names; the night goes from
22 h to 7 h; Sunday and holidays are those of the place of the act.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from maillage.commun.calendrier import DIMANCHE, Zone, est_ferie, jours_feries
from maillage.commun.textes import euros, heure, nombre

CENTIME = Decimal("0.01")
ZERO = Decimal(0)
DEBUT_NUIT, FIN_NUIT = dt.time(22), dt.time(7)
AUTOPSIE = "autopsie"
PRECAUTION_CUMUL = "la nuit et le dimanche ne se cumulent pas ici : cumul à confirmer"


class NatureMajoration(StrEnum):
    """When a supplement is due."""

    NUIT = "nuit"
    DIMANCHE_FERIE = "dimanche_ferie"
    MATERIEL = "materiel"
    KILOMETRE = "kilometre"


class Condition(StrEnum):
    """What an act must say, beyond its profile and its type, for a cotation to apply."""

    AUCUNE = ""
    INCAPACITE = "incapacite"
    AUTOPSIE = "autopsie"


class BaremeIllisible(ValueError):
    """The tariff in force holds something that cannot be used; the message says where."""


class TarificationRefusee(ValueError):
    """What was asked for an act cannot be billed; the message is for the person."""


@dataclass(frozen=True)
class Lettre:
    """A key letter of the social security and its value in euros."""

    code: str
    libelle: str
    valeur: Decimal
    source: str = ""
    est_a_confirmer: bool = False


@dataclass(frozen=True)
class Cotation:
    """One line of the annex: a letter times a coefficient, for some profiles and types of examination.

    `est_sur_choix`: it depends on a fact that the act does not hold (exhumation, prolonged custody…), so it is never
    proposed by itself.
    """

    code: str
    libelle: str
    lettre: str
    coefficient: Decimal
    profils: frozenset[str]
    types: frozenset[str] = frozenset()
    condition: Condition = Condition.AUCUNE
    est_sur_choix: bool = False
    source: str = ""
    est_a_confirmer: bool = False


@dataclass(frozen=True)
class Majoration:
    """A supplement: a fixed amount, a ceiling (equipment) or a rate (kilometre), for some cotations (none: all)."""

    code: str
    libelle: str
    nature: NatureMajoration
    montant: Decimal
    cotations: frozenset[str] = frozenset()
    source: str = ""
    est_a_confirmer: bool = False


@dataclass(frozen=True)
class Bareme:
    """The tariff in force on a day."""

    jour: dt.date
    lettres: Mapping[str, Lettre]
    cotations: tuple[Cotation, ...]
    majorations: tuple[Majoration, ...]

    def vehicules(self) -> tuple[Majoration, ...]:
        """The rates per kilometre, one a kind of vehicle."""
        return tuple(m for m in self.majorations if m.nature is NatureMajoration.KILOMETRE)


@dataclass(frozen=True)
class ActeATarifer:
    """What the price of an act depends on.

    `libelles` names its types of examination; `choix` maps a type to the cotation chosen for it.
    """

    profil: str
    types: tuple[str, ...]
    heure_debut: dt.time | None = None
    itt_jours: int | None = None
    zone: Zone = Zone.METROPOLE
    libelles: Mapping[str, str] = field(default_factory=dict)
    choix: Mapping[str, str] = field(default_factory=dict)
    materiel: Decimal | None = None
    kilometres: int = 0
    vehicule: str = ""


@dataclass(frozen=True)
class LigneTarif:
    """One amount and why: what is printed on the mémoire."""

    code: str
    libelle: str
    calcul: str
    montant: Decimal
    explication: str
    source: str
    est_a_confirmer: bool


@dataclass(frozen=True)
class Tarification:
    """The lines of an act, and in words what was not paid."""

    lignes: tuple[LigneTarif, ...] = ()
    remarques: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        return totaliser(ligne.montant for ligne in self.lignes)


def totaliser(montants: Iterator[Decimal] | list[Decimal]) -> Decimal:
    """Exact sum, in cents."""
    return sum(montants, ZERO).quantize(CENTIME)


def arrondir(montant: Decimal) -> Decimal:
    """To the nearest cent, halves up."""
    return montant.quantize(CENTIME, rounding=ROUND_HALF_UP)


def est_de_nuit(debut: dt.time) -> bool:
    """From 22 h included to 7 h excluded (annex to art. A. 43-6, 1° c)."""
    return debut >= DEBUT_NUIT or debut < FIN_NUIT


def cotations_possibles(acte: ActeATarifer, type_examen: str, bareme: Bareme) -> tuple[Cotation, ...]:
    """Those of the tariff that this examination may take; the first that is not « sur choix » is proposed."""
    return tuple(
        cotation
        for cotation in bareme.cotations
        if acte.profil in cotation.profils
        and (not cotation.types or type_examen in cotation.types)
        and _remplit(acte, type_examen, cotation.condition)
    )


def _remplit(acte: ActeATarifer, type_examen: str, condition: Condition) -> bool:
    if condition == Condition.INCAPACITE:
        return acte.itt_jours is not None
    if condition == Condition.AUTOPSIE:
        return AUTOPSIE in acte.types and type_examen != AUTOPSIE
    return True


def tarifer(acte: ActeATarifer, bareme: Bareme, jour: dt.date) -> Tarification:
    """Price an act done on that day.

    Raises TarificationRefusee when what was asked (a cotation, the price of equipment) is not allowed by the tariff.
    """
    lignes: list[LigneTarif] = []
    remarques: list[str] = []
    for type_examen in acte.types or ("",):
        cotation = _choisir(acte, type_examen, bareme)
        if cotation is None:
            nom = acte.libelles.get(type_examen, type_examen)
            remarques.append(
                f"Le tarif ne prévoit pas de cotation pour {f'« {nom} »' if nom else 'cet acte'} :"
                " rien n’est facturé, ou sur devis accepté."
            )
            continue
        lignes.append(_ligne_cotation(acte, cotation, bareme))
        lignes += _majorer(acte, cotation, bareme, jour)
    lignes += _rembourser_materiel(acte, lignes, bareme)
    if acte.kilometres:
        lignes.append(_deplacement(acte, bareme))
    if acte.heure_debut is None and lignes and acte.types:
        remarques.append("L’heure de début n’est pas connue : aucune majoration de nuit n’est comptée.")
    return Tarification(tuple(lignes), tuple(remarques))


def _choisir(acte: ActeATarifer, type_examen: str, bareme: Bareme) -> Cotation | None:
    possibles = cotations_possibles(acte, type_examen, bareme)
    choisie = acte.choix.get(type_examen)
    if not choisie:
        return next((cotation for cotation in possibles if not cotation.est_sur_choix), None)
    for cotation in possibles:
        if cotation.code == choisie:
            return cotation
    raise TarificationRefusee("Cette cotation ne s’applique pas à cet acte : choisissez-en une autre.")


def _ligne_cotation(acte: ActeATarifer, cotation: Cotation, bareme: Bareme) -> LigneTarif:
    lettre = bareme.lettres.get(cotation.lettre)
    if lettre is None:
        raise BaremeIllisible(
            f"La lettre clé {cotation.lettre} n’a pas de valeur au {bareme.jour:%d/%m/%Y} : complétez le tarif."
        )
    coefficient = nombre(cotation.coefficient)
    raison = cotation.libelle
    if cotation.condition == Condition.INCAPACITE:
        raison += f" ; incapacité fixée ({acte.itt_jours} j)"
    elif cotation.condition == Condition.AUTOPSIE:
        raison += " ; une autopsie suit"
    return LigneTarif(
        code=cotation.code,
        libelle=cotation.libelle,
        calcul=f"{lettre.code} × {coefficient} = {euros(lettre.valeur)} × {coefficient}",
        montant=arrondir(lettre.valeur * cotation.coefficient),
        explication=raison,
        source=_sources(cotation.source, lettre.source),
        est_a_confirmer=cotation.est_a_confirmer or lettre.est_a_confirmer,
    )


def _sources(*sources: str) -> str:
    return " ; ".join(dict.fromkeys(source for source in sources if source))


def _majorer(acte: ActeATarifer, cotation: Cotation, bareme: Bareme, jour: dt.date) -> Iterator[LigneTarif]:
    """The supplement of the hour or of the day. The annex gives one or the other: the better is kept, and said."""
    dues: list[tuple[Majoration, str]] = []
    for majoration in bareme.majorations:
        if majoration.cotations and cotation.code not in majoration.cotations:
            continue
        raison = _raison(acte, majoration, jour)
        if raison:
            dues.append((majoration, raison))
    if not dues:
        return
    majoration, raison = max(dues, key=lambda due: due[0].montant)
    yield LigneTarif(
        code=majoration.code,
        libelle=majoration.libelle,
        calcul=euros(majoration.montant),
        montant=arrondir(majoration.montant),
        explication=f"{raison} ; {PRECAUTION_CUMUL}" if len(dues) > 1 else raison,
        source=majoration.source,
        est_a_confirmer=majoration.est_a_confirmer or len(dues) > 1,
    )


def _raison(acte: ActeATarifer, majoration: Majoration, jour: dt.date) -> str:
    if majoration.nature is NatureMajoration.NUIT and acte.heure_debut is not None:
        if est_de_nuit(acte.heure_debut):
            return f"commencé à {heure(acte.heure_debut)}, entre 22 h et 7 h"
    elif majoration.nature is NatureMajoration.DIMANCHE_FERIE:
        if est_ferie(jour, acte.zone):
            return f"jour férié ({jours_feries(jour.year, acte.zone)[jour]})"
        if jour.weekday() == DIMANCHE:
            return "dimanche"
    return ""


def _rembourser_materiel(
    acte: ActeATarifer, lignes: list[LigneTarif], bareme: Bareme
) -> Iterator[LigneTarif]:
    """Equipment bought by the practitioner: its cost, up to the ceiling of the tariff."""
    if not acte.materiel:
        return
    facturees = {ligne.code for ligne in lignes}
    for majoration in bareme.majorations:
        if majoration.nature is not NatureMajoration.MATERIEL or not majoration.cotations & facturees:
            continue
        if acte.materiel > majoration.montant:
            raise TarificationRefusee(
                f"Le matériel est remboursé à son coût, {euros(majoration.montant)} au plus : corrigez ce montant."
            )
        yield LigneTarif(
            code=majoration.code,
            libelle=majoration.libelle,
            calcul=f"coût d’achat, {euros(majoration.montant)} au plus",
            montant=arrondir(acte.materiel),
            explication="matériel fourni par le praticien",
            source=majoration.source,
            est_a_confirmer=majoration.est_a_confirmer,
        )
        return
    raise TarificationRefusee(
        "Le tarif ne rembourse pas de matériel pour cet acte : laissez ce montant vide."
    )


def _deplacement(acte: ActeATarifer, bareme: Bareme) -> LigneTarif:
    vehicules = bareme.vehicules()
    vehicule = next((m for m in vehicules if m.code == acte.vehicule), None)
    if vehicule is None:
        raise TarificationRefusee("Choisissez la puissance du véhicule : le taux du kilomètre en dépend.")
    return LigneTarif(
        code=vehicule.code,
        libelle=vehicule.libelle,
        calcul=f"{nombre(acte.kilometres)} km × {euros(vehicule.montant)}",
        montant=arrondir(vehicule.montant * acte.kilometres),
        explication="déplacement, aller et retour, sur justification",
        source=vehicule.source,
        est_a_confirmer=vehicule.est_a_confirmer,
    )
