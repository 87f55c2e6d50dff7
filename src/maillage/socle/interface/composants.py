"""Values that components draw: a badge, a fact, a key figure, an action, a to-do. Plain data, no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.safestring import SafeString

from maillage.commun.textes import nombre, pluriel
from maillage.socle.interface.etincelle import etincelle
from maillage.socle.interface.formats import Nombre, ecart

Ton = Literal["neutre", "info", "succes", "attention", "erreur", "nouveau"]
CLASSES_TON: dict[Ton, str] = {
    "neutre": "",
    "info": "fr-badge--info",
    "succes": "fr-badge--success",
    "attention": "fr-badge--warning",
    "erreur": "fr-badge--error",
    "nouveau": "fr-badge--new",
}


@dataclass(frozen=True)
class Badge:
    """A status: a word, and a tone that never stands alone."""

    libelle: str
    ton: Ton = "neutre"

    @property
    def classe(self) -> str:
        return CLASSES_TON[self.ton]

    def __str__(self) -> str:
        return self.libelle


@dataclass(frozen=True)
class Fait:
    """One of the five facts of a record's band."""

    libelle: str
    valeur: object
    precision: str = ""
    url: str = ""


@dataclass(frozen=True)
class Bouton:
    """A command or a link. `methode="post"` draws a form with its token, else a link."""

    libelle: str
    url: str
    icone: str = ""
    methode: Literal["get", "post"] = "get"
    touche: str = ""
    est_dangereux: bool = False


@dataclass(frozen=True)
class Onglet:
    code: str
    libelle: str
    url: str
    compte: int | None = None


@dataclass(frozen=True)
class ChiffreCle:
    """A figure of the agent's perimeter, with last year's and the months that lead to it.

    `comparable`: the part of `valeur` that compares with `precedent` (the months that are over), when it is not all.
    """

    libelle: str
    valeur: Nombre | None
    unite: str = ""
    precedent: Nombre | None = None
    serie: Sequence[Nombre | None] = ()
    url: str = ""
    decimales: int = 0
    est_favorable_en_hausse: bool | None = None
    comparable: Nombre | None = None

    @property
    def _actuel(self) -> Nombre | None:
        return self.valeur if self.comparable is None else self.comparable

    @property
    def texte(self) -> str:
        return "n. d." if self.valeur is None else nombre(self.valeur, self.decimales)

    @property
    def difference(self) -> str:
        """In points for a percentage, else in percent of last year; empty when there is nothing to compare."""
        if self._actuel is None or self.precedent is None:
            return ""
        if self.unite == "%":
            points = float(self._actuel) - float(self.precedent)
            return f"{ecart(points, 1)} {pluriel(abs(points), 'point')} sur un an"
        if not self.precedent:
            return ""
        variation = (float(self._actuel) - float(self.precedent)) / float(self.precedent) * 100
        return f"{ecart(variation, 1)}\N{NO-BREAK SPACE}% sur un an"

    @property
    def sens(self) -> str:
        """`hausse`, `baisse` or `stable`, for the arrow; colour only when a rise is known to be good or bad."""
        if self._actuel is None or self.precedent is None or self._actuel == self.precedent:
            return "stable"
        return "hausse" if self._actuel > self.precedent else "baisse"

    @property
    def jugement(self) -> str:
        if self.est_favorable_en_hausse is None or self.sens == "stable":
            return ""
        return "favorable" if (self.sens == "hausse") is self.est_favorable_en_hausse else "defavorable"

    @property
    def courbe(self) -> SafeString:
        return etincelle(self.serie, f"{self.libelle}, évolution") if len(self.serie) > 1 else SafeString("")


@dataclass(frozen=True)
class Evenement:
    """One line of a record's history; `changements` lists (field, before, after)."""

    horodatage: dt.datetime
    auteur: str
    verbe: str
    motif: str = ""
    est_lecture: bool = False
    changements: Sequence[tuple[str, object, object]] = field(default=())
