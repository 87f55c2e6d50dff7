"""What a service declares in its `indicateurs.py`: dimensions, rollups, indicators. Registered and checked at start.

Example, complete::

    ACTES = Cumul(                                  # the table made by CreerCumul in a migration
        table="medecine_legale_cumul_activite",
        dimensions=(
            Dimension("profil", "Profil", Profil),                       # TextChoices: codes, labels and order
            Dimension("type_examen", "Type d’examen", TypeExamen, est_multiple=True),   # text[] column
            Dimension("demandeur", "Demandeur", libelles_des_demandeurs),  # or a function: codes → labels
        ),
        mesures=("honores", "minutes"),
    )
    declarer_indicateur(
        Indicateur(
            code="medecine_legale.actes",
            libelle="Actes",
            definition="Nombre d’actes de médecine légale réalisés, par date d’examen. Un examen de deux "
            "personnes compte pour deux actes ; un acte annulé ne compte pas.",
            unite=("acte", "actes"),
            source="Actes saisis par les structures de médecine légale",
            droit=STATISTIQUE_LIRE,      # sees national figures; by structure inside the perimeter of this right
            droit_fait=ACTE_LIRE,        # inside its perimeter: small cells shown, link to the records
            cumuls=(ACTES,),
            detail=Detail("medecine_legale:actes", {"profil": "profil", "organisation": "structure",
                                                    "debut": "du", "fin": "au"}),
        )
    )
    declarer_indicateur(
        Indicateur(code="medecine_legale.taux_honores", libelle="Rendez-vous honorés", …,
                   unite=("%", "%"), numerateur="honores", denominateur="nombre", cumuls=(ACTES,))
    )

A ratio is always the ratio of the sums, never a mean of ratios. When an indicator has several rollups, a question is
answered by the first one that knows all its dimensions: put the narrowest first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.db.models import Choices

from maillage.socle.indicateurs.enums import Sens

CODE = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)+\Z")
COLONNE = re.compile(r"[a-z][a-z0-9_]*\Z")
AXES_COMMUNS = frozenset({"mois", "annee", "organisation", "region", "departement", "cour_appel"})
PARAMETRES_RESERVES = AXES_COMMUNS | {"debut", "fin", "par", "format", "page", "portee", "comparer"}
AXES_DU_DETAIL = frozenset({"organisation", "debut", "fin"})
MOTS_MIN = 5
NON_RENSEIGNE = "Non renseigné"

Libelles = Mapping[str, str] | Callable[[Collection[str]], Mapping[str, str]] | type[Choices]


class DeclarationIncorrecte(ValueError):
    """An indicator is declared in a way that cannot work; the message names it and says why."""


@dataclass(frozen=True)
class Dimension:
    """A column of a rollup: its code is the column's name and the filter's name in the address."""

    code: str
    libelle: str
    libelles: Libelles = field(default_factory=dict, compare=False)
    est_multiple: bool = False
    est_reservee: bool = False
    """Too open to be protected cell by cell (thousands of requesters): asked only where facts may be read."""

    def nommer(self, codes: Collection[str]) -> dict[str, str]:
        """Labels of these codes, in the order in which they are shown; '' is « Non renseigné », last."""
        connus = self._connus(codes)
        noms = {code: connus[code] for code in connus if code in codes and code}
        noms.update({code: code for code in sorted(codes) if code and code not in noms})
        if "" in codes:
            noms[""] = NON_RENSEIGNE
        return noms

    def choix(self) -> dict[str, str]:
        """Every value that can be chosen in a filter; empty when the list is too open to be shown."""
        return {} if callable(self.libelles) and not isinstance(self.libelles, type) else self._connus(())

    def _connus(self, codes: Collection[str]) -> dict[str, str]:
        if isinstance(self.libelles, Mapping):
            return dict(self.libelles)
        if isinstance(self.libelles, type) and issubclass(self.libelles, Choices):
            return {str(code): str(libelle) for code, libelle in self.libelles.choices}
        return dict(cast("Callable[[Collection[str]], Mapping[str, str]]", self.libelles)(codes))


@dataclass(frozen=True)
class Cumul:
    """A rollup table, as its migration made it. `nombre`, the count of facts, need not be listed."""

    table: str
    dimensions: tuple[Dimension, ...] = ()
    mesures: tuple[str, ...] = ()

    def connait(self, codes: Collection[str]) -> bool:
        """Tell whether all these dimensions are columns of the table."""
        return set(codes) <= {dimension.code for dimension in self.dimensions}


@dataclass(frozen=True)
class Detail:
    """Where the facts behind a figure are listed: a URL name, and what each axis is called in its address.

    Axes: the dimensions, `organisation`, and `debut`/`fin` (the two days of the period, inclusive). `constantes` are
    always there: they make the list show as many facts as the figure (`{"statut": "realise"}`).
    """

    url: str
    parametres: Mapping[str, str] = field(default_factory=dict, compare=False)
    constantes: Mapping[str, str] = field(default_factory=dict, compare=False)
    exiges: tuple[str, ...] = ()
    """Axes that must be chosen for the list to match the figure."""


@dataclass(frozen=True, kw_only=True)
class Indicateur:
    """A figure with a definition. Either one `mesure`, or a ratio `numerateur` / `denominateur` × `echelle`."""

    code: str
    libelle: str
    definition: str
    unite: tuple[str, str]
    source: str
    droit: Any
    cumuls: tuple[Cumul, ...]
    droit_fait: Any = None
    mesure: str = "nombre"
    numerateur: str = ""
    denominateur: str = ""
    echelle: int = 100
    decimales: int = 0
    sens: Sens = Sens.NEUTRE
    detail: Detail | None = None
    seuil_secret: int = 5
    domaine: str = ""

    @property
    def est_ratio(self) -> bool:
        """Tell whether it is a ratio, compared in points when it is a percentage."""
        return bool(self.numerateur)

    @property
    def est_pourcentage(self) -> bool:
        """Tell whether differences are said in points."""
        return self.est_ratio and self.unite[0] == "%"

    @property
    def mesures(self) -> tuple[str, ...]:
        """The counters of the rollup it needs."""
        return (self.numerateur, self.denominateur) if self.est_ratio else (self.mesure,)

    @property
    def dimensions(self) -> dict[str, Dimension]:
        """All dimensions by which it can be asked, in order."""
        return {d.code: d for cumul in self.cumuls for d in cumul.dimensions}

    def cumul_pour(self, codes: Collection[str]) -> Cumul:
        """Return the first rollup that knows all these dimensions. Raises CroisementImpossible otherwise."""
        for cumul in self.cumuls:
            if cumul.connait(codes):
                return cumul
        noms = [self.dimensions[code].libelle for code in codes if code in self.dimensions]
        raise CroisementImpossible(
            f"« {self.libelle} » ne se croise pas par {' et '.join(noms)} : retirez l’un de ces critères."
        )


class CroisementImpossible(ValueError):
    """No rollup holds these dimensions together; the message is for the person who asked."""


INDICATEURS: dict[str, Indicateur] = {}


def declarer_indicateur(indicateur: Indicateur) -> Indicateur:
    """Register an indicator. Raises DeclarationIncorrecte, at start, when it cannot work."""
    for anomalie in _anomalies(indicateur):
        raise DeclarationIncorrecte(f"Indicator {indicateur.code!r}: {anomalie}.")
    INDICATEURS[indicateur.code] = indicateur
    return indicateur


def _anomalies(indicateur: Indicateur) -> list[str]:
    textes = (indicateur.libelle, indicateur.definition, indicateur.source)
    controles = {
        "its code is not written service.name": bool(CODE.match(indicateur.code)),
        "declared twice": indicateur.code not in INDICATEURS,
        "libelle, definition or source is empty": all(texte.strip() for texte in textes),
        "its definition does not say what is counted": len(indicateur.definition.split()) >= MOTS_MIN,
        "no right": bool(indicateur.droit),
        "a ratio needs numerateur and denominateur": bool(indicateur.numerateur)
        == bool(indicateur.denominateur),
        "no rollup": bool(indicateur.cumuls),
        "seuil_secret must be at least 1": indicateur.seuil_secret >= 1,
    }
    anomalies = [texte for texte, est_respecte in controles.items() if not est_respecte]
    for cumul in indicateur.cumuls:
        anomalies.extend(_anomalies_du_cumul(cumul, indicateur.mesures))
    dimensions = {d for cumul in indicateur.cumuls for d in cumul.dimensions}
    codes = {d.code for d in dimensions}
    if len({(d.code, d.est_multiple) for d in dimensions}) > len(codes):
        anomalies.append("a dimension is multiple in one rollup only")
    inconnus = set(indicateur.detail.parametres) - codes - AXES_DU_DETAIL if indicateur.detail else set()
    if inconnus:
        anomalies.append(f"detail names unknown axes: {', '.join(sorted(inconnus))}")
    return anomalies


def _anomalies_du_cumul(cumul: Cumul, mesures: Collection[str]) -> list[str]:
    codes = [dimension.code for dimension in cumul.dimensions]
    noms = (cumul.table, *codes, *cumul.mesures)
    anomalies = [f"{nom!r} cannot be the name of a table or column" for nom in noms if not COLONNE.match(nom)]
    if len(set(codes)) < len(codes):
        anomalies.append(f"{cumul.table} has a dimension twice")
    if reserves := set(codes) & PARAMETRES_RESERVES:
        anomalies.append(f"dimension code reserved: {', '.join(sorted(reserves))}")
    if manquantes := set(mesures) - {"nombre", *cumul.mesures}:
        anomalies.append(f"{cumul.table} has no measure {', '.join(sorted(manquantes))}")
    return anomalies
