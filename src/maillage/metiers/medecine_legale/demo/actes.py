"""Requisitions and acts in number, drawn from fixed seeds so that each run gives the same.

Rows go through a temporary table (`COPY`, which row-level security refuses on a protected table, then
`INSERT … SELECT`): the walls, the constraints, the history and the rollups are those of any other write.

What the rules decide of an act is drawn a few thousand times, in models already written as `COPY` reads them; each
act takes one, and adds its place, its day and its numbers.
"""

from __future__ import annotations

import datetime as dt
import random
from array import array
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection, connections
from django.utils import timezone

from maillage.commun.calendrier import Zone, est_ferie, zone_du_departement
from maillage.metiers.medecine_legale.demo.structures import Structure
from maillage.metiers.medecine_legale.enums import Profil, StatutActe, TypeExamen
from maillage.metiers.medecine_legale.models import table_actes
from maillage.metiers.medecine_legale.regles import ReglesProfil, cle_numero, periode_journee, suite_numero
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF

LOT = 50_000
MODELES = 4_000
POIDS = {
    Profil.VICTIME: 545, Profil.GARDE_A_VUE: 318, Profil.AGE_OSSEUX: 15, Profil.OFPRA: 5, Profil.DECEDEE: 68,
    Profil.RETENUE: 12, Profil.ROUTE: 14, Profil.IVRESSE: 10, Profil.ASSISES: 4, Profil.RECONSTITUTION: 1,
    Profil.DOSSIER: 8,
}  # fmt: skip
NUL = r"\N"
DELAIS = (0, 0, 0, 0, 0, 1, 1, 2, 3, 6, 12, 35)
"""Days from a requisition to its first act."""

COLONNES_REQUISITION = (
    "id", "structure_id", "requerant_id", "juridiction_id", "numero_pv", "cle_pv", "numero_parquet", "cle_parquet",
    "nom_opj", "date_requisition", "horodatage_reception", "date_limite", "statut",
)  # fmt: skip
COLONNES_MODELE = (
    "est_hors_requisition", "profil", "statut", "types_examen", "examens", "lieu", "age", "genre", "natures_violence",
    "contextes_violence", "cause_deces", "duree", "distance", "itt_jours", "est_annule",
)  # fmt: skip
COLONNES_ACTE = (
    "structure_id", "requisition_id", "requerant_id", "juridiction_id", "date_requisition", "numero_interne",
    "cle_interne", "cle_suite", "numero_pv",
    "cle_pv", "date_examen", "heure_debut", "periode_journee", "praticien_id", "auteur_id", "horodatage_creation",
    *COLONNES_MODELE,
)  # fmt: skip


@dataclass(frozen=True)
class Modele:
    """What an act says apart from its place, its day and its numbers; `texte` has the columns of COLONNES_MODELE."""

    heure: dt.time
    a_personne: bool
    est_hors_requisition: bool
    texte: str


@dataclass(frozen=True)
class Recue:
    """What an act takes from its requisition."""

    identifiant: int
    requerant: int
    tribunal: int | str
    date: dt.date
    numero_pv: str
    cle_pv: str


class Lignes(NamedTuple):
    """What `COPY` reads of an act, and of the requisition received for it, if one was."""

    structure: int
    requisition: str
    acte: str


def engendrer(structures: list[Structure], *, nombre: int, annees: int) -> None:
    """Make `nombre` acts over the last `annees` calendar years, in order of date, with their requisitions.

    More than one batch, they are written by two sessions side by side, each with its own structures, so that neither
    waits for a counter of the other; the next batch is drawn meanwhile. Nothing may then be pending in this one.
    """
    hasard = random.Random(nombre)  # noqa: S311 (a fixed seed, for credible data)
    with agir_comme(agent_systeme(), motif=MOTIF):
        modeles = {institut: _modeles(hasard, est_institut=institut) for institut in (True, False)}
        lieux = [_Lieu(structure, modeles[structure.est_institut]) for structure in structures]
        identifiants = _identifiants(nombre)
    lignes = _lignes(hasard, lieux, nombre, annees, identifiants)
    if nombre <= LOT:
        _ecrire(list(lignes))
        return
    with ThreadPoolExecutor(1) as premier, ThreadPoolExecutor(1) as second:
        ecrivains = (premier, second)
        en_cours: list[Future[None]] = []
        while lot := list(islice(lignes, LOT)):
            parts = [[ligne for ligne in lot if ligne.structure % 2 == reste] for reste in (0, 1)]
            _attendre(en_cours)
            en_cours = [
                ecrivain.submit(_ecrire, part) for ecrivain, part in zip(ecrivains, parts, strict=True)
            ]
        _attendre(en_cours)
        for ecrivain in ecrivains:
            ecrivain.submit(connections.close_all).result()


def _attendre(ecritures: Iterable[Future[None]]) -> None:
    """Raises what one of them met."""
    for ecriture in ecritures:
        ecriture.result()


def _ecrire(lot: list[Lignes]) -> None:
    with agir_comme(agent_systeme(), motif=MOTIF):
        _inserer(
            "medecine_legale_requisition",
            COLONNES_REQUISITION,
            [li.requisition for li in lot if li.requisition],
        )
        _inserer("medecine_legale_actemedicolegal", COLONNES_ACTE, [ligne.acte for ligne in lot])


def _identifiants(nombre: int) -> Iterator[int]:
    """Identifiers taken at once from the table's own sequence: drawing lines must ask nothing of the database."""
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT nextval(pg_get_serial_sequence('medecine_legale_requisition', 'id')) FROM generate_series(1, %s)",
            [nombre],
        )
        return iter(array("q", (identifiant for (identifiant,) in curseur)))


def _inserer(table: str, colonnes: tuple[str, ...], lignes: list[str]) -> None:
    noms = ", ".join(colonnes)
    with connection.cursor() as curseur:
        curseur.execute("DROP TABLE IF EXISTS demo_lot")
        curseur.execute(f"CREATE TEMP TABLE demo_lot ON COMMIT DROP AS SELECT {noms} FROM {table} LIMIT 0")
        with curseur.copy(f"COPY demo_lot ({noms}) FROM STDIN") as copie:
            copie.write("".join(lignes))
        curseur.execute(f"INSERT INTO {table} ({noms}) SELECT {noms} FROM demo_lot")


def _texte(valeur: Any) -> str:
    """A value as `COPY` reads it. None of ours holds a tab, a line feed or a backslash."""
    if valeur is None:
        return NUL
    return "{" + ",".join(valeur) + "}" if isinstance(valeur, list) else str(valeur)


def _lignes(
    hasard: random.Random, lieux: list[_Lieu], nombre: int, annees: int, identifiants: Iterator[int]
) -> Iterator[Lignes]:
    """A requisition, when the act does not share the one before, and the act."""
    fin = timezone.localdate()
    debut = dt.date(fin.year - annees + 1, 1, 1) if annees > 1 else fin - dt.timedelta(days=364)
    duree = (fin - debut).days + 1
    numeros: dict[tuple[int, int], int] = {}
    courante: dict[int, Recue] = {}
    for rang in range(nombre):
        jour = debut + dt.timedelta(days=rang * duree // nombre)
        lieu = lieux[int(len(lieux) * hasard.random() ** 1.6)]
        cle = lieu.structure
        numeros[cle, jour.year] = numeros.get((cle, jour.year), 0) + 1
        numero = f"{jour.year}-{numeros[cle, jour.year]:05d}"
        modele = lieu.modeles[int(MODELES * hasard.random())]
        nouvelle = ""
        if not modele.est_hors_requisition and (cle not in courante or hasard.random() < 0.78):
            courante[cle], nouvelle = _requisition(hasard, lieu, jour, fin, next(identifiants))
        recue = None if modele.est_hors_requisition else courante[cle]
        yield Lignes(cle, nouvelle, _acte(hasard, lieu, modele, jour, numero, recue))


class _Lieu:
    """A structure as the loop reads it."""

    def __init__(self, structure: Structure, modeles: list[Modele]) -> None:
        self.structure = structure.organisation.pk
        self.requerants = [requerant.pk for requerant in structure.requerants]
        self.tribunal = structure.tribunal.pk if structure.tribunal else NUL
        self.praticiens = [praticien.pk for praticien in structure.praticiens]
        self.auteur = structure.auteur.pk
        self.zone = zone_du_departement(structure.departement)
        self.modeles = modeles


def _requisition(
    hasard: random.Random, lieu: _Lieu, jour: dt.date, aujourd_hui: dt.date, identifiant: int
) -> tuple[Recue, str]:
    numero_pv = f"{jour.year}/{int(100_000 * hasard.random()):05d}/{int(1000 * hasard.random()):03d}"
    parquet = f"{jour:%y%j}{int(1_000_000 * hasard.random()):06d}"
    du = jour - dt.timedelta(days=DELAIS[int(len(DELAIS) * hasard.random())])
    recue = Recue(
        identifiant, hasard.choice(lieu.requerants), lieu.tribunal, du, numero_pv, cle_numero(numero_pv)
    )
    est_recente = (aujourd_hui - jour).days < 10
    limite = jour + dt.timedelta(days=15) if est_recente else NUL
    statut = "en_cours" if est_recente else "achevee"
    return recue, (
        f"{identifiant}\t{lieu.structure}\t{recue.requerant}\t{lieu.tribunal}\t{numero_pv}\t{recue.cle_pv}\t{parquet}"
        f"\t{parquet}\t\t{du}\t{du} 08:15+00\t{limite}\t{statut}\n"
    )


def _acte(
    hasard: random.Random, lieu: _Lieu, modele: Modele, jour: dt.date, numero: str, recue: Recue | None
) -> str:
    heure = modele.heure
    origine = f"{NUL}\t{NUL}\t{NUL}\t{NUL}"
    if recue:
        origine = f"{recue.identifiant}\t{recue.requerant}\t{recue.tribunal}\t{recue.date}"
    pv = f"{recue.numero_pv}\t{recue.cle_pv}" if recue else "\t"
    moment = f"{heure}\t{_periode(jour, heure, lieu.zone)}" if modele.a_personne else f"{NUL}\t"
    return (
        f"{lieu.structure}\t{origine}\t{numero}\t{cle_numero(numero)}\t{suite_numero(numero)}\t{pv}\t{jour}\t{moment}"
        f"\t{hasard.choice(lieu.praticiens)}\t{lieu.auteur}\t{jour} {heure}+00\t{modele.texte}\n"
    )


def _periode(jour: dt.date, heure: dt.time, zone: Zone) -> str:
    return periode_journee(jour, heure, est_ferie=_est_ferie(jour, zone)).value


_est_ferie = cache(est_ferie)


def _modeles(hasard: random.Random, *, est_institut: bool) -> list[Modele]:
    profils = hasard.choices(list(POIDS), weights=list(POIDS.values()), k=MODELES)
    return [_modele(hasard, profil, est_institut=est_institut) for profil in profils]


def _modele(hasard: random.Random, profil: Profil, *, est_institut: bool) -> Modele:
    regles = table_actes().au(timezone.localdate()).profils[profil]
    est_hors_requisition = regles.admet_recueil and hasard.random() < 0.04
    statut = StatutActe.REALISE.value
    if regles.absence and not est_hors_requisition and hasard.random() < 0.03:
        statut = regles.absence
    est_realise = statut == StatutActe.REALISE
    types = _types(hasard, regles, est_institut=est_institut) if est_realise else []
    a_personne = est_realise and regles.concerne_une_personne

    def un(champ: str, limite: int | None = None) -> str:
        codes = regles.codes(champ)[:limite]
        return hasard.choice(codes) if est_realise and codes else ""

    def plusieurs(champ: str, frequence: float = 1.0) -> list[str]:
        codes = [code for code in regles.codes(champ) if code != "attentat"]
        return [hasard.choice(codes)] if est_realise and codes and hasard.random() < frequence else []

    valeurs = (
        est_hors_requisition,
        regles.code,
        statut,
        types,
        plusieurs("examens", 0.3),
        un("lieu", 1) if hasard.random() < 0.7 else un("lieu"),
        un("age"),
        un("genre", 2),
        plusieurs("natures_violence"),
        plusieurs("contextes_violence"),
        un("cause_deces"),
        un("duree"),
        un("distance") if not regles.distance_si or regles.distance_si in types else "",
        hasard.choice((0, 1, 2, 3, 5, 8, 10, 21)) if est_realise and profil is Profil.VICTIME else None,
        False,
    )
    heure = dt.time(hasard.choice((2, 9, 9, 10, 10, 11, 14, 14, 15, 16, 17, 20, 23)), hasard.randrange(60))
    texte = "\t".join(map(_texte, valeurs))
    return Modele(heure, a_personne, est_hors_requisition, texte)


def _types(hasard: random.Random, regles: ReglesProfil, *, est_institut: bool) -> list[str]:
    permis = [valeur.code for valeur in regles.permises("types_examen", est_institut=est_institut)]
    if not permis:
        return []
    types = {permis[0] if hasard.random() < 0.75 else hasard.choice(permis)}
    if TypeExamen.PSYCHIATRIQUE in permis and hasard.random() < 0.06:
        types.add(TypeExamen.PSYCHIATRIQUE.value)
    return sorted(types)
