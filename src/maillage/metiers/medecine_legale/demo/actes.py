"""Requisitions and acts in number, drawn from fixed seeds so that each run gives the same.

Rows go through a temporary table (`COPY`, which row-level security refuses on a protected table, then
`INSERT … SELECT`): the walls, the constraints, the history and the rollups are those of any other write.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import connection
from django.utils import timezone

from maillage.commun.calendrier import est_ferie, zone_du_departement
from maillage.metiers.medecine_legale.demo.structures import Structure
from maillage.metiers.medecine_legale.enums import (
    ContexteViolence,
    Genre,
    NatureViolence,
    Profil,
    StatutActe,
    TypeExamen,
)
from maillage.metiers.medecine_legale.regles import (
    POST_MORTEM,
    PROFILS,
    ReglesProfil,
    cle_numero,
    periode_journee,
    suite_numero,
)

LOT = 20_000
POIDS = {
    Profil.VICTIME: 545, Profil.GARDE_A_VUE: 318, Profil.AGE_OSSEUX: 15, Profil.OFPRA: 5, Profil.DECEDEE: 68,
    Profil.RETENUE: 12, Profil.ROUTE: 14, Profil.IVRESSE: 10, Profil.ASSISES: 4, Profil.RECONSTITUTION: 1,
    Profil.DOSSIER: 8,
}  # fmt: skip
MISSION = "Examiner la personne, décrire les lésions constatées et fixer l’incapacité totale de travail."

COLONNES_REQUISITION = (
    "id", "structure_id", "requerant_id", "juridiction_id", "numero_pv", "cle_pv", "numero_parquet", "cle_parquet",
    "nom_opj", "date_requisition", "horodatage_reception", "date_limite", "mission", "statut",
)  # fmt: skip
COLONNES_ACTE = (
    "structure_id", "requisition_id", "requerant_id", "est_hors_requisition", "numero_interne", "cle_interne",
    "cle_suite", "numero_pv", "cle_pv", "profil", "statut", "date_examen", "heure_debut", "periode_journee",
    "praticien_id", "types_examen", "examens", "lieu", "age", "genre", "natures_violence", "contextes_violence",
    "cause_deces", "duree", "distance", "itt_jours", "est_annule", "auteur_id", "horodatage_creation",
)  # fmt: skip


def engendrer(structures: list[Structure], *, nombre: int, annees: int) -> None:
    """Make `nombre` acts over the last `annees` calendar years, in order of date, with their requisitions."""
    hasard = random.Random(nombre)  # noqa: S311 (a fixed seed, for credible data)
    lignes = _lignes(hasard, structures, nombre, annees)
    while lot := list(islice(lignes, LOT)):
        requisitions = [requisition for requisition, _ in lot if requisition is not None]
        _inserer("medecine_legale_requisition", COLONNES_REQUISITION, requisitions)
        _inserer("medecine_legale_actemedicolegal", COLONNES_ACTE, [acte for _, acte in lot])


def _identifiants() -> Iterator[int]:
    """Identifiers taken from the table's own sequence, by thousands."""
    while True:
        with connection.cursor() as curseur:
            curseur.execute(
                "SELECT nextval(pg_get_serial_sequence('medecine_legale_requisition', 'id'))"
                " FROM generate_series(1, 10000)"
            )
            yield from (identifiant for (identifiant,) in curseur.fetchall())


def _inserer(table: str, colonnes: tuple[str, ...], lignes: list[tuple[Any, ...]]) -> None:
    noms = ", ".join(colonnes)
    with connection.cursor() as curseur:
        curseur.execute("DROP TABLE IF EXISTS demo_lot")
        curseur.execute(f"CREATE TEMP TABLE demo_lot ON COMMIT DROP AS SELECT {noms} FROM {table} LIMIT 0")
        with curseur.copy(f"COPY demo_lot ({noms}) FROM STDIN") as copie:
            for ligne in lignes:
                copie.write_row(ligne)
        curseur.execute(f"INSERT INTO {table} ({noms}) SELECT {noms} FROM demo_lot")


Ligne = tuple[tuple[Any, ...] | None, tuple[Any, ...]]


def _lignes(hasard: random.Random, structures: list[Structure], nombre: int, annees: int) -> Iterator[Ligne]:
    fin = timezone.localdate()
    debut = dt.date(fin.year - annees + 1, 1, 1) if annees > 1 else fin - dt.timedelta(days=364)
    duree = (fin - debut).days + 1
    numeros: dict[tuple[int, int], int] = {}
    courante: dict[int, tuple[Any, ...]] = {}
    identifiants = _identifiants()
    for rang in range(nombre):
        jour = debut + dt.timedelta(days=rang * duree // nombre)
        structure = structures[int(len(structures) * hasard.random() ** 1.6)]
        cle = structure.organisation.pk
        numeros[cle, jour.year] = numeros.get((cle, jour.year), 0) + 1
        numero = f"{jour.year}-{numeros[cle, jour.year]:05d}"
        profil = hasard.choices(list(POIDS), weights=list(POIDS.values()))[0]
        nouvelle = None
        hors_requisition = profil is Profil.VICTIME and hasard.random() < 0.04
        if not hors_requisition and (cle not in courante or hasard.random() < 0.78):
            nouvelle = courante[cle] = _requisition(hasard, structure, jour, next(identifiants))
        yield (
            nouvelle,
            _acte(hasard, structure, profil, jour, numero, None if hors_requisition else courante[cle]),
        )


def _requisition(
    hasard: random.Random, structure: Structure, jour: dt.date, identifiant: int
) -> tuple[Any, ...]:
    requerant = hasard.choice(structure.requerants)
    numero_pv = f"{jour.year}/{hasard.randrange(100_000):05d}/{hasard.randrange(1000):03d}"
    parquet = f"{jour:%y}{jour.timetuple().tm_yday:03d}{hasard.randrange(1_000_000):06d}"
    est_recente = (timezone.localdate() - jour).days < 10
    return (
        identifiant,
        structure.organisation.pk,
        requerant.pk,
        structure.tribunal.pk if structure.tribunal else None,
        numero_pv,
        cle_numero(numero_pv),
        parquet,
        parquet,
        "",
        jour,
        dt.datetime.combine(jour, dt.time(8, 15), tzinfo=dt.UTC),
        jour + dt.timedelta(days=15) if est_recente else None,
        MISSION,
        "en_cours" if est_recente else "achevee",
    )


def _acte(
    hasard: random.Random,
    structure: Structure,
    profil: Profil,
    jour: dt.date,
    numero: str,
    requisition: tuple[Any, ...] | None,
) -> tuple[Any, ...]:
    regles = PROFILS[profil]
    statut = StatutActe.REALISE
    if regles.absence and requisition is not None and hasard.random() < 0.03:
        statut = regles.absence
    est_realise = statut is StatutActe.REALISE
    heure = dt.time(hasard.choice((2, 9, 9, 10, 10, 11, 14, 14, 15, 16, 17, 20, 23)), hasard.randrange(60))
    types = _types(hasard, structure, regles) if est_realise else []
    ferie = est_ferie(jour, zone_du_departement(structure.departement))
    numero_pv = requisition[4] if requisition else ""
    a_personne = est_realise and regles.concerne_une_personne

    def un(valeurs: tuple[Any, ...]) -> str:
        return str(hasard.choice(valeurs)) if est_realise and valeurs else ""

    def plusieurs(valeurs: Any, existe: bool) -> list[str]:
        return sorted({str(hasard.choice(list(valeurs)))}) if est_realise and existe else []

    return (
        structure.organisation.pk,
        requisition[0] if requisition else None,
        requisition[2] if requisition else None,
        requisition is None,
        numero,
        cle_numero(numero),
        suite_numero(numero),
        numero_pv,
        cle_numero(numero_pv),
        profil.value,
        statut.value,
        jour,
        heure if a_personne else None,
        periode_journee(jour, heure, est_ferie=ferie).value if a_personne else "",
        hasard.choice(structure.praticiens).pk,
        types,
        plusieurs(regles.examens, bool(regles.examens) and hasard.random() < 0.3),
        str(regles.lieux[0]) if est_realise and regles.lieux and hasard.random() < 0.7 else un(regles.lieux),
        un(regles.ages),
        un(tuple(Genre)[:2]) if a_personne else "",
        plusieurs(NatureViolence, regles.violences),
        plusieurs(ContexteViolence, regles.violences),
        un(regles.causes_deces),
        un(regles.durees),
        un(regles.distances) if regles.distance_si is None or regles.distance_si.value in types else "",
        hasard.choice((0, 1, 2, 3, 5, 8, 10, 21)) if est_realise and profil is Profil.VICTIME else None,
        False,
        structure.auteur.pk,
        dt.datetime.combine(jour, heure, tzinfo=dt.UTC),
    )


def _types(hasard: random.Random, structure: Structure, regles: ReglesProfil) -> list[str]:
    permis = [t for t in regles.types if structure.est_institut or t not in POST_MORTEM]
    if not permis:
        return []
    premier = permis[0] if hasard.random() < 0.75 else hasard.choice(permis)
    types = {premier.value}
    if TypeExamen.PSYCHIATRIQUE in permis and hasard.random() < 0.06:
        types.add(TypeExamen.PSYCHIATRIQUE.value)
    return sorted(types)
