"""The reference table, read once a process and kept; every few seconds at most, one small query tells if it changed.

For these few seconds (`MEDECINE_LEGALE_LISTES_SECONDES`) a process may still offer a value that another one has just
closed: the trigger of the acts reads the tables themselves, and refuses it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.utils.deconstruct import deconstructible

from maillage.metiers.medecine_legale.models.reference import (
    ProfilActe,
    ValeurProfil,
    ValeurReference,
    VersionReference,
)
from maillage.metiers.medecine_legale.regles import TABLE_INITIALE, ReglesProfil, TableActes, Valeur

DUREE_PAR_DEFAUT = 5.0


class _Memoire(NamedTuple):
    table: TableActes
    verifiee: float


_memoire: _Memoire | None = None


def table_actes() -> TableActes:
    """The table of the database; outside a transaction, where nobody is served (checks), the one delivered."""
    global _memoire  # noqa: PLW0603 (the copy of the process)
    maintenant = time.monotonic()
    if _memoire is not None and maintenant - _memoire.verifiee < _duree():
        return _memoire.table
    if not connection.in_atomic_block:
        return _memoire.table if _memoire is not None else TABLE_INITIALE
    version = str(VersionReference.objects.values_list("jeton", flat=True).first() or "")
    table = _memoire.table if _memoire is not None and _memoire.table.version == version else _lire(version)
    _memoire = _Memoire(table, maintenant)
    return table


def _duree() -> float:
    return float(getattr(settings, "MEDECINE_LEGALE_LISTES_SECONDES", DUREE_PAR_DEFAUT))


def oublier_table() -> None:
    """The next reading asks the database: after a change, and between tests that make some."""
    global _memoire  # noqa: PLW0603
    _memoire = None


def _lire(version: str) -> TableActes:
    listes: dict[str, dict[str, Valeur]] = {}
    for valeur in ValeurReference.objects.order_by("champ", "ordre", "id"):
        listes.setdefault(valeur.champ, {})[valeur.code] = Valeur(
            valeur.code, valeur.libelle, valeur.date_debut, valeur.date_fin, valeur.est_reservee
        )
    permises: dict[int, dict[str, list[Valeur]]] = {}
    autorisations = ValeurProfil.objects.select_related("valeur").order_by("id")
    for autorisation in autorisations:
        valeur = autorisation.valeur
        permises.setdefault(autorisation.profil_id, {}).setdefault(valeur.champ, []).append(
            Valeur(
                valeur.code,
                valeur.libelle,
                autorisation.date_debut,
                autorisation.date_fin,
                valeur.est_reservee,
            )
        )
    profils = {
        profil.code: ReglesProfil(
            profil.code,
            profil.libelle,
            {champ: tuple(valeurs) for champ, valeurs in permises.get(profil.pk, {}).items()},
            frozenset(profil.facultatifs),
            profil.distance_si,
            profil.absence,
            profil.admet_recueil,
            profil.date_debut,
            profil.date_fin,
        )
        for profil in ProfilActe.objects.order_by("ordre", "id")
    }
    return TableActes(profils, listes, version)


@deconstructible(path="maillage.metiers.medecine_legale.models.ChoixReference")
class ChoixReference:
    """Choices of a field, read from the table each time: a new value is known, a closed one keeps its label."""

    def __init__(self, champ: str) -> None:
        self.champ = champ

    def __call__(self) -> list[tuple[str, str]]:
        return table_actes().choix(self.champ)

    def __eq__(self, autre: object) -> bool:
        return isinstance(autre, ChoixReference) and autre.champ == self.champ

    def __hash__(self) -> int:
        return hash(self.champ)


class LibellesReference(Mapping[str, str]):
    """Code → label of a list, as the table says it now; for declarations made once, such as an indicator's."""

    def __init__(self, champ: str) -> None:
        self.champ = champ

    def __getitem__(self, code: str) -> str:
        return self._lire()[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lire())

    def __len__(self) -> int:
        return len(self._lire())

    def _lire(self) -> dict[str, str]:
        return dict(table_actes().choix(self.champ))
