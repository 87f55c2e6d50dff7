"""The reference table of acts as a value: profiles, their fields, the values of each, all dated.

It is kept in the database (`models.reference`), where an administrator extends it; the rules are given it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

CHAMPS = {
    "types_examen": "le type d’examen",
    "lieu": "le lieu",
    "age": "l’âge",
    "genre": "le genre de la personne",
    "natures_violence": "la nature des violences",
    "contextes_violence": "le contexte des violences",
    "cause_deces": "la cause du décès",
    "examens": "les examens complémentaires",
    "duree": "la durée",
    "distance": "la distance",
}
"""Fields that take their values from the table, as they are named in a message."""

MULTIPLES = frozenset({"types_examen", "examens", "natures_violence", "contextes_violence"})
ATTENTAT = "attentat"
"""The nature of violence that names an attack; also the list of the named attacks."""

UN_JOUR = dt.timedelta(days=1)


@dataclass(frozen=True)
class Valeur:
    """A code and its label, allowed between two days (included). `est_reservee`: by institutes only."""

    code: str
    libelle: str
    debut: dt.date | None = None
    fin: dt.date | None = None
    est_reservee: bool = False

    def vaut(self, jour: dt.date) -> bool:
        return (self.debut is None or self.debut <= jour) and (self.fin is None or jour <= self.fin)


@dataclass(frozen=True)
class ReglesProfil:
    """What a profile asks. A field without values does not exist for it."""

    code: str
    libelle: str
    valeurs: Mapping[str, tuple[Valeur, ...]] = field(default_factory=dict)
    facultatifs: frozenset[str] = frozenset()
    distance_si: str = ""
    absence: str = ""
    admet_recueil: bool = False
    debut: dt.date | None = None
    fin: dt.date | None = None

    def permises(self, champ: str, *, est_institut: bool = True) -> tuple[Valeur, ...]:
        toutes = self.valeurs.get(champ, ())
        return toutes if est_institut else tuple(valeur for valeur in toutes if not valeur.est_reservee)

    def codes(self, champ: str) -> tuple[str, ...]:
        return tuple(valeur.code for valeur in self.valeurs.get(champ, ()))

    def a(self, champ: str) -> bool:
        return bool(self.valeurs.get(champ))

    def exige(self, champ: str) -> bool:
        return self.a(champ) and champ not in self.facultatifs

    @property
    def concerne_une_personne(self) -> bool:
        """A person was examined: gender and time of the act are asked."""
        return self.a("types_examen")


@dataclass(frozen=True)
class TableActes:
    """Everything at once. `au(jour)` is the table of that day: what it holds is what may be entered then."""

    profils: Mapping[str, ReglesProfil]
    listes: Mapping[str, Mapping[str, Valeur]]
    version: str = ""
    _jours: dict[int, TableActes] = field(default_factory=dict, compare=False, repr=False)
    _bornes: list[dt.date] = field(default_factory=list, compare=False, repr=False)

    def __post_init__(self) -> None:
        bornes: set[dt.date] = set()
        for debut, fin in self._periodes():
            bornes |= {debut} if debut else set()
            bornes |= {fin + UN_JOUR} if fin else set()
        self._bornes.extend(sorted(bornes))

    def _periodes(self) -> Iterator[tuple[dt.date | None, dt.date | None]]:
        for profil in self.profils.values():
            yield profil.debut, profil.fin
            for valeurs in profil.valeurs.values():
                yield from ((valeur.debut, valeur.fin) for valeur in valeurs)
        yield from ((attentat.debut, attentat.fin) for attentat in self.listes.get(ATTENTAT, {}).values())

    def au(self, jour: dt.date) -> TableActes:
        """Profiles and values in force on that day; the same object for all the days between two changes."""
        rang = bisect_right(self._bornes, jour)
        if rang not in self._jours:
            self._jours[rang] = self._restreindre(jour)
        return self._jours[rang]

    def _restreindre(self, jour: dt.date) -> TableActes:
        profils = {}
        for code, profil in self.profils.items():
            if not Valeur(code, "", profil.debut, profil.fin).vaut(jour):
                continue
            permises = {
                champ: tuple(replace(valeur, debut=None, fin=None) for valeur in valeurs if valeur.vaut(jour))
                for champ, valeurs in profil.valeurs.items()
            }
            profils[code] = replace(profil, valeurs=permises, debut=None, fin=None)
        attentats = {
            code: replace(attentat, debut=None, fin=None)
            for code, attentat in self.listes.get(ATTENTAT, {}).items()
            if attentat.vaut(jour)
        }
        return TableActes(profils, {**self.listes, ATTENTAT: attentats}, self.version)

    def libelle(self, champ: str, code: str) -> str:
        """Label of a code, closed or not; the code itself when the table never knew it."""
        valeur = self.listes.get(champ, {}).get(code)
        return valeur.libelle if valeur else code

    def choix(self, champ: str) -> list[tuple[str, str]]:
        """Codes and labels of a list, closed values included, in its order; those of the profiles for `profil`."""
        if champ == "profil":
            return [(profil.code, profil.libelle) for profil in self.profils.values()]
        return [(valeur.code, valeur.libelle) for valeur in self.listes.get(champ, {}).values()]
