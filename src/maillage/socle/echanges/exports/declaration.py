"""How a service says what can be exported.

It writes this in its ``echanges.py``, read at start::

    from maillage.socle.echanges.exports import ColonneExport, declarer_export

    declarer_export(
        "medecine_legale.actes", "Actes médico-légaux", droit=ACTE_LIRE, nom_fichier="actes",
        queryset=lambda agent, criteres: FiltreActe(criteres).filtrer(Acte.objects.visibles_par(agent)),
        colonnes=[ColonneExport("N° interne", "numero_interne"),
                  ColonneExport("Profil", "profil", libelles=dict(Profil.choices))])

A page links to ``{% url "echanges:exporter" "medecine_legale.actes" %}?{{ filtres }}&format=xlsx``: CSV and JSON lines
are streamed, a workbook is written in constant memory, and past 20,000 rows a job prepares it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from maillage.socle.acces.vocabulaire import VOCABULAIRE, Droit
from maillage.socle.annuaire.models import Agent


@dataclass(frozen=True)
class ColonneExport:
    """A column: its title, the field read (an ORM path), and how its value is written.

    `libelles` maps codes to words, read once when the export begins; a list of codes is written with commas.
    """

    titre: str
    champ: str
    rendre: Callable[[Any], object] | None = None
    libelles: Mapping[str, str] | None = None

    def ecriture(self) -> Callable[[Sequence[Any]], Iterable[object]]:
        """How the values of a batch are written in the export that begins now, a column at a time."""
        if self.rendre is not None:
            return partial(map, self.rendre)
        return _a_l_heure_locale if self.libelles is None else _Libelles(self.libelles).ecrire


class _Libelles(dict[Any, str]):
    """Codes and their words; what has no word is written as it is."""

    def __missing__(self, code: Any) -> Any:
        return code

    def ecrire(self, valeurs: Sequence[Any]) -> Iterable[object]:
        if list not in map(type, valeurs):
            return map(self.__getitem__, valeurs)
        return [self._ensemble(tuple(codes)) if codes else None for codes in valeurs]

    @cached_property
    def _ensemble(self) -> Callable[[tuple[Any, ...]], str]:
        return lru_cache(lambda codes: ", ".join(map(self.__getitem__, codes)))


def _a_l_heure_locale(valeurs: Sequence[Any]) -> Iterable[object]:
    if dt.datetime not in map(type, valeurs):
        return valeurs
    return [timezone.localtime(valeur) if type(valeur) is dt.datetime else valeur for valeur in valeurs]


@dataclass(frozen=True)
class DeclarationExport:
    """All that the kernel knows of an export. ``queryset`` receives the agent and the criteria of the address."""

    code: str
    libelle: str
    droit: Droit
    colonnes: tuple[ColonneExport, ...]
    queryset: Callable[[Agent, QueryDict], QuerySet[Any]]
    nom_fichier: str


EXPORTS: dict[str, DeclarationExport] = {}


def declarer_export(
    code: str,
    libelle: str,
    *,
    droit: Droit,
    colonnes: Sequence[ColonneExport],
    queryset: Callable[[Agent, QueryDict], QuerySet[Any]],
    nom_fichier: str = "",
) -> DeclarationExport:
    """Register an export. Raises ValueError when the declaration cannot work."""
    titres = [colonne.titre for colonne in colonnes]
    if code in EXPORTS:
        raise ValueError(f"Export {code!r} is declared twice.")
    if droit not in VOCABULAIRE.droits:
        raise ValueError(f"Export {code!r} asks for an undeclared right: {droit!r}.")
    if not titres or len(set(titres)) != len(titres):
        raise ValueError(f"Export {code!r} has no column, or the same title twice.")
    EXPORTS[code] = DeclarationExport(
        code, libelle, droit, tuple(colonnes), queryset, nom_fichier or code.replace(".", "_")
    )
    return EXPORTS[code]
