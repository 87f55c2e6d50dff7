# ruff: noqa: S608 (the SQL is made of names of columns written here)
"""Acts taken over in number from another tool: the same rules, one write for all.

What is said of a person is the same on thousands of lines: each description is judged and written down once, and a
line adds its number, its day and its hour. Lines go through a temporary table (`COPY`, which row-level security
refuses on a protected table, then `INSERT … SELECT`): the walls, the trigger of the rules, the history and the rollups
are those of any other write.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection
from django.utils import timezone

from maillage.commun.calendrier import est_ferie, zone_du_departement
from maillage.metiers.medecine_legale.actions.actes import est_institut, preparer_acte, reseau_de
from maillage.metiers.medecine_legale.droits import ACTE_IMPORTER
from maillage.metiers.medecine_legale.enums import StatutActe
from maillage.metiers.medecine_legale.models import ActeMedicoLegal
from maillage.metiers.medecine_legale.regles import (
    MULTIPLES,
    TableActes,
    ValeursActe,
    cle_numero,
    controler_acte,
    periode_journee,
    suite_numero,
)
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation

LOT = 2_000
NUL = r"\N"
ECHAPPEMENT = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
PLUSIEURS = tuple(sorted(MULTIPLES))
UN_SEUL = (
    "profil", "statut", "lieu", "age", "genre", "attentat", "cause_deces", "duree", "distance",
    "est_hors_requisition", "itt_jours",
)  # fmt: skip
DESCRIPTION = (*PLUSIEURS, *UN_SEUL)
PROPRES = (
    "rang", "numero_interne", "cle_interne", "cle_suite", "numero_pv", "cle_pv", "date_examen", "heure_debut",
    "periode_journee", "requerant_id",
)  # fmt: skip
CHAMPS_CORRIGES = (
    *DESCRIPTION, "cle_interne", "cle_suite", "date_examen", "heure_debut", "periode_journee", "numero_pv", "cle_pv",
    "requerant", "reseau",
)  # fmt: skip
Repris = tuple[Mapping[str, Any], int | None]
"""What a line says, by field (codes, dates), and the requesting service."""


def valeurs_reprises(dit: Mapping[str, Any]) -> ValeursActe:
    """A line as the rules read it; what is absent or empty is not said."""
    champs: dict[str, Any] = {"a_requisition": False}
    for champ in ValeursActe.__dataclass_fields__:
        if (valeur := dit.get(champ)) not in (None, ""):
            champs[champ] = tuple(valeur) if champ in MULTIPLES else valeur
    return ValeursActe(**champs)


@dataclass
class Controleur:
    """`controler_acte` for many lines: a description is judged once for all the days that share their rules."""

    table: TableActes
    aujourd_hui: dt.date
    institut: bool
    _jugees: dict[tuple[Any, ...], dict[str, str]] = field(default_factory=dict)

    def controler(self, dit: Mapping[str, Any]) -> dict[str, str]:
        jour = dit.get("date_examen")
        if jour is None or jour > self.aujourd_hui or not str(dit.get("numero_interne") or "").strip():
            return self._juger(dit)
        cle = (id(self.table.au(jour)), *decrire(dit))
        erreurs = self._jugees.get(cle)
        if erreurs is None:
            erreurs = self._jugees[cle] = self._juger(dit)
        return erreurs

    def _juger(self, dit: Mapping[str, Any]) -> dict[str, str]:
        return controler_acte(
            valeurs_reprises(dit),
            table=self.table,
            aujourd_hui=self.aujourd_hui,
            est_institut=self.institut,
            est_reprise=True,
        )


def decrire(dit: Mapping[str, Any]) -> tuple[Any, ...]:
    """What a line says apart from its number, its day and its hour, in the order of DESCRIPTION; comparable."""
    return (
        *[tuple(dit.get(champ) or ()) for champ in PLUSIEURS],
        *map(dit.get, UN_SEUL),
    )


def reprendre_actes(
    *, agent: Agent, structure: Organisation, nouveaux: Sequence[Repris], modifies: Mapping[int, Repris]
) -> list[int]:
    """Record and correct acts in bulk. Returns the new ids, in order.

    The lines were judged by a `Controleur` when the file was read; the trigger of the table judges them again.
    """
    exiger(agent, ACTE_IMPORTER, structure)
    crees = _inserer(agent, structure, nouveaux) if nouveaux else []
    existants = ActeMedicoLegal.objects.filter(structure=structure).in_bulk(list(modifies))
    institut = est_institut(structure)
    for pk, (dit, requerant_id) in modifies.items():
        acte = existants[pk]
        preparer_acte(
            acte,
            valeurs_reprises(dit),
            numero_pv=dit.get("numero_pv") or "",
            requerant=None,
            institut=institut,
            est_reprise=True,
        )
        acte.requerant_id = requerant_id
    ActeMedicoLegal.objects.bulk_update(existants.values(), CHAMPS_CORRIGES, batch_size=LOT)
    return crees


def annuler_reprise(*, agent: Agent, structure: Organisation, actes: Iterable[int]) -> int:
    """Cancel acts that an import had made; returns how many."""
    exiger(agent, ACTE_IMPORTER, structure)
    return ActeMedicoLegal.objects.filter(structure=structure, pk__in=list(actes)).update(est_annule=True)


def _inserer(agent: Agent, structure: Organisation, nouveaux: Sequence[Repris]) -> list[int]:
    table = ActeMedicoLegal._meta.db_table
    colonnes = ", ".join((*PROPRES[1:], *DESCRIPTION))
    communes: dict[str, Any] = {
        "structure_id": structure.pk,
        "auteur_id": agent.pk,
        "reseau": reseau_de(structure).value,
        "est_annule": False,
        "horodatage_creation": timezone.now(),
    }
    texte = "".join(_lignes(structure, nouveaux))  # before COPY: the connection does nothing else meanwhile
    with connection.cursor() as curseur:
        curseur.execute(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS actes_repris ON COMMIT DROP AS"
            f" SELECT 0 AS rang, {colonnes} FROM {table} WITH NO DATA"
        )
        with curseur.copy(f"COPY actes_repris ({', '.join((*PROPRES, *DESCRIPTION))}) FROM STDIN") as copie:
            copie.write(texte)
        curseur.execute(
            f"INSERT INTO {table} ({', '.join(communes)}, {colonnes})"
            f" SELECT %s, %s, %s, %s, %s, {colonnes} FROM actes_repris ORDER BY rang RETURNING id",
            list(communes.values()),
        )
        crees = [identifiant for (identifiant,) in curseur.fetchall()]
        curseur.execute("TRUNCATE actes_repris")
    return crees


def _lignes(structure: Organisation, nouveaux: Sequence[Repris]) -> Iterable[str]:
    """The lines as `COPY` reads them, in the order of PROPRES then DESCRIPTION."""
    moment = _moments(structure)
    descriptions: dict[tuple[Any, ...], str] = {}
    for rang, (dit, requerant_id) in enumerate(nouveaux):
        numero = str(dit["numero_interne"]).strip()
        numero_pv = dit.get("numero_pv") or ""
        jour, heure = dit["date_examen"], dit.get("heure_debut")
        description = decrire(dit)
        texte = descriptions.get(description)
        if texte is None:
            texte = descriptions[description] = "\t".join(map(_texte, DESCRIPTION, description))
        est_realise = dit.get("statut") in (None, "", StatutActe.REALISE)
        periode = (
            moment(jour, heure) if heure is not None and est_realise else dit.get("periode_journee") or ""
        )
        yield (
            f"{rang}\t{numero.translate(ECHAPPEMENT)}\t{cle_numero(numero)}\t{suite_numero(numero)}"
            f"\t{numero_pv.translate(ECHAPPEMENT)}\t{cle_numero(numero_pv)}\t{jour}\t{heure or NUL}\t{periode}"
            f"\t{requerant_id or NUL}\t{texte}\n"
        )


def _texte(champ: str, valeur: Any) -> str:
    if champ in MULTIPLES:
        return "{" + ",".join(sorted(set(valeur or ()))) + "}"
    if champ == "statut":
        return str(valeur or StatutActe.REALISE.value)
    if champ == "est_hors_requisition":
        return "t" if valeur else "f"
    if champ == "itt_jours":
        return NUL if valeur is None else str(valeur)
    return str(valeur or "").translate(ECHAPPEMENT)


def _moments(structure: Organisation) -> Callable[[dt.date, dt.time], str]:
    commune = structure.commune
    zone = zone_du_departement(commune.departement.code) if commune is not None else None

    @cache
    def est_chome(jour: dt.date) -> bool:
        return zone is not None and est_ferie(jour, zone)

    return lambda jour, heure: periode_journee(jour, heure, est_ferie=est_chome(jour)).value
