"""A fact table for tests, built by the real operations, and raw connections to write in it concurrently."""

# ruff: noqa: S608 (constant names)

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import psycopg
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connections, migrations, models
from django.db.migrations.state import ProjectState

from maillage.socle.indicateurs.operations import CreerCumul

ALIAS = "proprietaire" if "proprietaire" in settings.DATABASES else "default"
_rang = count()
FAIT, CUMUL = "essai_acte", "essai_cumul_activite"


def creer_modele() -> migrations.CreateModel:
    return migrations.CreateModel(
        "Acte",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("structure_id", models.BigIntegerField(null=True)),
            ("date_examen", models.DateField(null=True)),
            ("profil", models.TextField(null=True)),
            ("types_examen", ArrayField(models.TextField(null=True), null=True)),
            ("minutes", models.IntegerField(null=True)),
            ("montant", models.DecimalField(max_digits=10, decimal_places=2, null=True)),
            ("est_honore", models.BooleanField(null=True)),
            ("est_annule", models.BooleanField(default=False, db_default=False)),
            ("commentaire", models.TextField(default="", db_default="")),
        ],
    )


def creer_cumul(**changements: Any) -> CreerCumul:
    arguments: dict[str, Any] = {
        "nom": "activite",
        "organisation": "structure_id",
        "date": "date_examen",
        "dimensions": {"profil": "profil", "type_examen": "types_examen"},
        "mesures": {"minutes": "minutes", "montant": "montant", "honores": "est_honore"},
        "condition": "NOT est_annule",
    }
    return CreerCumul("Acte", **(arguments | changements))


@contextmanager
def tables(*operations: Any, label: str = "essai", est_durable: bool = False) -> Iterator[None]:
    """Run the operations forwards as a migration would, on a connection of their own, and back at the end.

    `est_durable`: not back, the database itself being thrown away after the test.
    """
    connection = connections[ALIAS].copy(alias=f"connexion_{next(_rang)}")
    connections[connection.alias] = connection  # atomic() looks a connection up by its alias
    etats = [ProjectState()]
    try:
        for operation in operations:
            etat = etats[-1].clone()
            operation.state_forwards(label, etat)
            with connection.schema_editor(atomic=True) as editor:
                operation.database_forwards(label, editor, etats[-1], etat)
            etats.append(etat)
        yield
    finally:
        for rang in [] if est_durable else range(len(etats) - 2, -1, -1):
            with connection.schema_editor(atomic=True) as editor:
                operations[rang].database_backwards(label, editor, etats[rang + 1], etats[rang])
        connection.close()
        del connections[connection.alias]


def ouvrir() -> psycopg.Connection[Any]:
    """A connection of its own, as the owner, outside Django's transactions."""
    parametres = connections[ALIAS].get_connection_params()
    utiles = ("dbname", "user", "password", "host", "port")
    return psycopg.connect(**{nom: parametres[nom] for nom in utiles if parametres.get(nom)})


def tenu(base: psycopg.Connection[Any], cumul: str = CUMUL) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    lignes = base.execute(
        f"SELECT organisation_id, mois, profil, type_examen, nombre, minutes, montant, honores FROM {cumul}"
    ).fetchall()
    return {(o, m, p, tuple(t)): tuple(reste) for o, m, p, t, *reste in lignes}


def recompte(base: psycopg.Connection[Any]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """The same figures counted in Python, fact by fact, with none of the code under test."""
    total: dict[tuple[Any, ...], Counter[str]] = {}
    faits = base.execute(
        "SELECT structure_id, date_examen, profil, types_examen, minutes, montant, est_honore, est_annule "
        f"FROM {FAIT}"
    ).fetchall()
    for structure, jour, profil, types, minutes, montant, est_honore, est_annule in faits:
        if est_annule or structure is None or jour is None:
            continue
        valeurs = tuple(sorted({t for t in types or [] if t is not None}))
        cle = (structure, jour.replace(day=1), profil or "", valeurs)
        compteur = total.setdefault(cle, Counter())
        compteur["nombre"] += 1
        compteur["minutes"] += minutes or 0
        compteur["montant"] += montant or 0
        compteur["honores"] += bool(est_honore)
    return {c: (v["nombre"], v["minutes"], v["montant"], v["honores"]) for c, v in total.items()}
