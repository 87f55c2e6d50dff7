"""Penalties in figures: what a decision holds, whatever the way it was typed.

A penalty is flat: its nature, then only the fields that this nature uses (`CHAMPS`). Nothing here is prose, except
`objet`, the words of the court for a thing, a place or a person: it may name somebody, and is kept sealed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from maillage.metiers.audiences.enums.decisions import (
    AJOURNEMENTS,
    DecisionPrevention,
    DecisionSanction,
    ModulationPeine,
)
from maillage.metiers.audiences.enums.peines import (
    SOINS,
    Execution,
    Interdiction,
    NaturePeine,
    ObjetConfisque,
    Stage,
    Sursis,
)

MOIS_PAR_AN = 12
JOURS_PAR_MOIS = 30.4375
"""To compare months with days only; nothing is stored nor printed from it."""
N = NaturePeine


@dataclass(frozen=True, slots=True)
class Duree:
    """A duration as it was pronounced: « 12 mois » stays twelve months."""

    annees: int = 0
    mois: int = 0
    jours: int = 0

    def __post_init__(self) -> None:
        if min(self.annees, self.mois, self.jours) < 0 or not (self.annees or self.mois or self.jours):
            raise ValueError("Une durée compte au moins un jour.")

    @property
    def nombre_mois(self) -> int:
        return self.annees * MOIS_PAR_AN + self.mois

    @property
    def mesure(self) -> float:
        """Days, to compare durations: twelve months equal one year."""
        return self.nombre_mois * JOURS_PAR_MOIS + self.jours

    def moins(self, autre: Duree) -> Duree | None:
        """What is left once another is taken away; none when nothing is. Thirty days are borrowed from a month."""
        mois, jours = self.nombre_mois - autre.nombre_mois, self.jours - autre.jours
        while jours < 0 and mois > 0:
            mois, jours = mois - 1, jours + 30
        if mois < 0 or jours < 0 or not (mois or jours):
            return None
        return Duree(mois=mois, jours=jours) if mois % MOIS_PAR_AN else Duree(mois // MOIS_PAR_AN, 0, jours)


@dataclass(frozen=True, slots=True)
class Peine:
    """One penalty. `precision` is the code of the course, of the interdiction, of the thing, or care ordered."""

    nature: NaturePeine
    precision: str = ""
    duree: Duree | None = None
    est_definitive: bool = False
    heures: int | None = None
    nombre: int | None = None
    montant: Decimal | None = None
    sursis: Sursis = Sursis.AUCUN
    duree_sursis: Duree | None = None
    montant_sursis: Decimal | None = None
    delai: Duree | None = None
    obligations: tuple[int, ...] = ()
    execution: Execution = Execution.AUCUNE
    duree_defaut: Duree | None = None
    montant_defaut: Decimal | None = None
    objet: str = ""
    est_execution_provisoire: bool = False

    @property
    def est_avec_sursis_total(self) -> bool:
        """Nothing is to be served: the whole is suspended."""
        return self.sursis != Sursis.AUCUN and self.duree_sursis is None and self.montant_sursis is None

    @property
    def duree_ferme(self) -> Duree | None:
        """The part of the duration to be served; none when it is suspended as a whole."""
        if self.duree is None or self.est_avec_sursis_total:
            return None
        return self.duree if self.duree_sursis is None else self.duree.moins(self.duree_sursis)

    @property
    def montant_ferme(self) -> Decimal:
        """What is to be paid: the fine less its suspended part; days-fines, all the days."""
        if self.montant is None or self.est_avec_sursis_total:
            return Decimal(0)
        if self.nature == N.JOURS_AMENDE:
            return self.montant * (self.nombre or 0)
        return self.montant - (self.montant_sursis or 0)


@dataclass(frozen=True, slots=True)
class Sort:
    """What is decided on some offences, by their number in the case; none given: on all of them."""

    issue: DecisionPrevention
    infractions: tuple[int, ...] = ()
    modulation: ModulationPeine | None = None


@dataclass(frozen=True, slots=True)
class LigneDecision:
    """The decision on one accused."""

    sorts: tuple[Sort, ...] = ()
    sanction: DecisionSanction | None = None
    date_ajournement: dt.date | None = None
    peines: tuple[Peine, ...] = ()
    est_execution_provisoire: bool = False
    est_hors_bulletin_2: bool = False
    est_inscrit_fijais: bool = False
    est_en_delibere: bool = False
    date_delibere: dt.date | None = None

    @property
    def est_vide(self) -> bool:
        return self == LigneDecision()

    @property
    def est_coupable(self) -> bool:
        return any(sort.issue == DecisionPrevention.CULPABILITE for sort in self.sorts)

    @property
    def sanction_retenue(self) -> DecisionSanction | None:
        """The sanction said, or a conviction when guilt is followed by penalties."""
        if self.sanction is None and self.est_coupable and self.peines:
            return DecisionSanction.CONDAMNATION
        return self.sanction

    @property
    def emprisonnement(self) -> Peine | None:
        return next((peine for peine in self.peines if peine.nature == N.EMPRISONNEMENT), None)

    def issue_de(self, infraction: int) -> DecisionPrevention | None:
        """What is decided on this offence; a line that names it wins over one that names none."""
        for sort in self.sorts:
            if infraction in sort.infractions:
                return sort.issue
        return next((sort.issue for sort in self.sorts if not sort.infractions), None)


_COMMUNS = frozenset({"nature", "est_execution_provisoire"})
CHAMPS: dict[NaturePeine, frozenset[str]] = {
    nature: _COMMUNS | frozenset(noms.split())
    for nature, noms in {
        N.EMPRISONNEMENT: "duree sursis duree_sursis delai obligations execution",
        N.DDSE: "duree obligations duree_defaut",
        N.TIG: "heures delai obligations duree_defaut montant_defaut",
        N.AMENDE: "montant sursis montant_sursis",
        N.JOURS_AMENDE: "nombre montant sursis",
        N.STAGE: "precision delai duree_defaut montant_defaut",
        N.SANCTION_REPARATION: "montant delai duree_defaut montant_defaut objet",
        N.SUSPENSION_PERMIS: "duree sursis objet",
        N.ANNULATION_PERMIS: "duree",
        N.CONFISCATION: "precision objet",
        N.INTERDICTION: "precision duree est_definitive objet",
        N.INELIGIBILITE: "duree est_definitive",
        N.SUIVI_SOCIO_JUDICIAIRE: "precision duree obligations duree_defaut",
        N.AFFICHAGE: "duree objet",
        N.DIFFUSION: "objet",
        N.REVOCATION_SURSIS: "duree objet",
    }.items()
}
"""The fields that each nature uses."""

INDISPENSABLES: dict[NaturePeine, tuple[str, str]] = {
    N.EMPRISONNEMENT: ("duree", "indiquez la durée, par exemple « EMP 8M »"),
    N.DDSE: ("duree", "indiquez la durée, par exemple « DDSE 6M »"),
    N.TIG: ("heures", "indiquez le nombre d’heures, par exemple « TIG 105H 18M »"),
    N.AMENDE: ("montant", "indiquez le montant, par exemple « AM 300 »"),
    N.JOURS_AMENDE: ("nombre", "indiquez le nombre de jours et le montant, par exemple « JA 60x10 »"),
    N.STAGE: ("precision", "indiquez le stage, par exemple « STAGE CIT »"),
    N.SUSPENSION_PERMIS: ("duree", "indiquez la durée, par exemple « SUSP 6M »"),
    N.INTERDICTION: ("precision", "indiquez ce qui est interdit, par exemple « INT ARME 5A »"),
    N.SUIVI_SOCIO_JUDICIAIRE: ("duree", "indiquez la durée, par exemple « SSJ 3A »"),
}
"""Without which a penalty is not one, and what to say then."""

PRECISIONS: dict[NaturePeine, frozenset[str]] = {
    N.STAGE: frozenset(Stage.values),
    N.INTERDICTION: frozenset(Interdiction.values),
    N.CONFISCATION: frozenset(ObjetConfisque.values),
    N.SUIVI_SOCIO_JUDICIAIRE: frozenset({"", SOINS}),
}


def defaut_de_forme(peine: Peine) -> tuple[str, str] | None:
    """The field that cannot be as it is, and why; none when the penalty is well formed.

    Form only: what the law bounds is asked by `controles`.
    """
    for champ in fields(peine):
        if champ.name not in CHAMPS[peine.nature] and getattr(peine, champ.name) != champ.default:
            return champ.name, "cette précision ne s’applique pas à cette peine"
    manque = INDISPENSABLES.get(peine.nature)
    if manque and not getattr(peine, manque[0]):
        return manque
    if peine.nature in PRECISIONS and peine.precision not in PRECISIONS[peine.nature]:
        return "precision", "cette précision n’est pas connue"
    if peine.nature == N.CONFISCATION and not (peine.precision or peine.objet):
        return "objet", "indiquez ce qui est confisqué, par exemple « CONF SCELLES »"
    return _defaut_de_sursis(peine) or _defaut_de_valeurs(peine)


def _defaut_de_sursis(peine: Peine) -> tuple[str, str] | None:
    est_emprisonnement = peine.nature == N.EMPRISONNEMENT
    est_sans_sursis = peine.sursis == Sursis.AUCUN
    est_sans_probation = est_emprisonnement and peine.sursis != Sursis.PROBATOIRE
    defauts = (
        (
            peine.sursis == Sursis.PROBATOIRE and not est_emprisonnement,
            "sursis",
            "le sursis probatoire n’existe que pour l’emprisonnement",
        ),
        (
            est_sans_sursis and peine.duree_sursis is not None,
            "duree_sursis",
            "précisez SS (sursis simple) ou SP (sursis probatoire)",
        ),
        (
            est_sans_sursis and peine.montant_sursis is not None,
            "montant_sursis",
            "précisez SS (sursis simple)",
        ),
        (
            est_sans_probation and peine.delai is not None,
            "delai",
            "un délai de probation suppose un sursis probatoire (SP)",
        ),
        (
            est_sans_probation and bool(peine.obligations),
            "obligations",
            "des obligations supposent un sursis probatoire (SP)",
        ),
        (
            bool(peine.execution) and peine.est_avec_sursis_total,
            "execution",
            "rien n’est à exécuter : la peine est assortie du sursis pour le tout",
        ),
    )
    return next(((champ, message) for est_fautif, champ, message in defauts if est_fautif), None)


def _defaut_de_valeurs(peine: Peine) -> tuple[str, str] | None:
    if peine.nature == N.JOURS_AMENDE and peine.montant is None:
        return "montant", "indiquez le montant de chaque jour, par exemple « JA 60x10 »"
    if peine.est_definitive and peine.duree is not None:
        return "est_definitive", "une interdiction est définitive ou limitée dans le temps"
    if peine.duree_defaut is not None and peine.montant_defaut is not None:
        return "montant_defaut", "une seule sanction est prévue en cas d’inexécution"
    return None


def abreger(ligne: LigneDecision) -> LigneDecision:
    """The same decision without the conviction that its penalties already say."""
    implicite = ligne.sanction == DecisionSanction.CONDAMNATION and ligne.est_coupable and ligne.peines
    return replace(ligne, sanction=None) if implicite else ligne


def est_ajournement(ligne: LigneDecision) -> bool:
    """Guilt is declared and the penalty put off (art. 132-60 CP and following)."""
    return ligne.sanction in AJOURNEMENTS
