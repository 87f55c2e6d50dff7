"""The rollup equals a recount of the facts, whatever happens to them and whoever writes at the same time."""

# ruff: noqa: S608 (constant names)

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.socle.indicateurs.operations import CumulIncorrect, DefinitionCumul, SupprimerCumul
from maillage.socle.indicateurs.tests.faits import (
    ALIAS,
    CUMUL,
    FAIT,
    creer_cumul,
    creer_modele,
    ouvrir,
    recompte,
    tables,
    tenu,
)

pytestmark = pytest.mark.django_db(databases=[ALIAS])

COLONNES = "structure_id, date_examen, profil, types_examen, minutes, montant, est_honore, est_annule"


@pytest.fixture(scope="module")
def cumul(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), tables(creer_modele(), creer_cumul()):
        yield


@pytest.fixture
def base(cumul: None, django_db_blocker: Any) -> Iterator[psycopg.Connection[Any]]:
    with django_db_blocker.unblock():
        connexion = ouvrir()
        yield connexion
        connexion.rollback()
        connexion.execute(f"TRUNCATE {FAIT} RESTART IDENTITY")
        connexion.commit()
        connexion.close()


ligne = st.tuples(
    st.sampled_from([1, 2, 3, None]),
    st.sampled_from([date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1), date(2024, 2, 29), None]),
    st.sampled_from(["victime", "gav", "l'autre", "", None]),
    st.sampled_from([None, [], ["somatique"], ["psychiatrique", "somatique"], ["b", "a", "b"], ["a", None]]),
    st.sampled_from([None, 0, 50, -7]),
    st.sampled_from([None, Decimal("0.10"), Decimal("-3.33")]),
    st.sampled_from([True, False, None]),
    st.booleans(),
)
reste = st.tuples(st.integers(1, 3), st.integers(0, 2))
commande = st.one_of(
    st.tuples(st.just("inserer"), st.lists(ligne, min_size=0, max_size=5)),
    st.tuples(st.just("modifier"), reste, ligne),
    st.tuples(st.just("commenter"), reste),
    st.tuples(st.just("supprimer"), reste),
    st.tuples(st.just("fusionner"), st.integers(1, 6), ligne),
    st.tuples(st.just("vider")),
)


def executer(base: psycopg.Connection[Any], verbe: str, *arguments: Any) -> None:
    jokers = ", ".join(["%s"] * 8)
    if verbe == "inserer" and arguments[0]:
        lignes = ", ".join([f"({jokers})"] * len(arguments[0]))
        base.execute(
            f"INSERT INTO {FAIT} ({COLONNES}) VALUES {lignes}", [v for li in arguments[0] for v in li]
        )
    elif verbe == "modifier":
        (k, r), valeurs = arguments
        base.execute(f"UPDATE {FAIT} SET ({COLONNES}) = ({jokers}) WHERE id %% %s = %s", [*valeurs, k, r])
    elif verbe == "commenter":
        base.execute(f"UPDATE {FAIT} SET commentaire = 'vu' WHERE id %% %s = %s", arguments[0])
    elif verbe == "supprimer":
        base.execute(f"DELETE FROM {FAIT} WHERE id %% %s = %s", arguments[0])
    elif verbe == "fusionner":
        base.execute(
            f"INSERT INTO {FAIT} (id, {COLONNES}) VALUES (%s, {jokers}), (%s, {jokers}) ON CONFLICT (id) "
            "DO UPDATE SET structure_id = excluded.structure_id, profil = excluded.profil",
            [-arguments[0], *arguments[1], -arguments[0] - 1000, *arguments[1]],
        )
    elif verbe == "vider":
        base.execute(f"TRUNCATE {FAIT}")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commandes=st.lists(commande, min_size=1, max_size=9))
def test_the_rollup_equals_a_recount_after_any_sequence_of_writes(
    base: psycopg.Connection[Any], commandes: list[tuple[Any, ...]]
) -> None:
    try:
        for commande in commandes:
            executer(base, *commande)
            assert tenu(base) == recompte(base)
    finally:
        base.rollback()


def test_a_write_that_changes_nothing_counted_touches_no_counter(base: psycopg.Connection[Any]) -> None:
    executer(base, "inserer", [(1, date(2026, 1, 5), "gav", ["a"], 10, None, True, False)])
    avant = base.execute(f"SELECT ctid, xmin FROM {CUMUL}").fetchall()
    base.execute("SAVEPOINT s")
    base.execute(f"UPDATE {FAIT} SET commentaire = 'relu', date_examen = '2026-01-30'")
    assert base.execute(f"SELECT ctid, xmin FROM {CUMUL}").fetchall() == avant


def test_the_last_fact_of_a_row_takes_the_row_away(base: psycopg.Connection[Any]) -> None:
    executer(base, "inserer", [(1, date(2026, 1, 5), "gav", ["a"], 0, None, None, False)])
    assert len(tenu(base)) == 1
    base.execute(f"DELETE FROM {FAIT}")
    assert tenu(base) == {}


def test_an_insertion_that_waits_for_a_deletion_loses_nothing(base: psycopg.Connection[Any]) -> None:
    fait = (1, date(2026, 3, 1), "gav", ["a"], 10, Decimal("1.00"), True, False)
    executer(base, "inserer", [fait])
    base.commit()
    base.execute(f"DELETE FROM {FAIT}")  # the row of the rollup is gone, not yet committed

    with ouvrir() as autre, ThreadPoolExecutor(1) as fil:
        attente = fil.submit(executer, autre, "inserer", [fait])
        _attendre_un_verrou()
        base.commit()
        attente.result(timeout=10)
        autre.commit()

    assert tenu(base) == recompte(base) != {}


def test_eight_writers_at_once_never_deadlock_and_leave_exact_counters(base: psycopg.Connection[Any]) -> None:
    """Each inserts, moves and deletes its own facts, spread over the same rows of the rollup in any order."""

    def ecrire(rang: int) -> None:
        with ouvrir() as connexion:
            connexion.autocommit = True
            for tour in range(12):
                lignes: list[tuple[Any, ...]] = []
                for i in range(6):
                    jour = date(2026, 1 + (tour + rang * i) % 4, 1)
                    lignes.append(
                        (1 + (rang + i) % 3, jour, "gav", ["a"][: i % 2], i, None, i % 2 == 0, False)
                    )
                executer(connexion, "inserer", lignes)
                executer(connexion, "modifier", (8, rang), lignes[tour % 6])
                executer(connexion, "supprimer", (16, rang))

    with ThreadPoolExecutor(8) as fils:
        list(fils.map(ecrire, range(8)))
    assert tenu(base) == recompte(base)
    assert sum(compteurs[0] for compteurs in tenu(base).values()) > 100


def test_a_rollup_created_late_counts_the_facts_already_there_even_behind_the_wall() -> None:
    with tables(creer_modele(), label="tardif"), ouvrir() as base:
        base.execute(
            "INSERT INTO tardif_acte (structure_id, date_examen, profil, types_examen, minutes) "
            "SELECT 1, '2026-01-05', 'gav', '{b,a}', 10 FROM generate_series(1, 3)"
        )
        base.execute("ALTER TABLE tardif_acte ENABLE ROW LEVEL SECURITY")
        base.execute("ALTER TABLE tardif_acte FORCE ROW LEVEL SECURITY")
        base.commit()
        with _cumul_sur_table_existante("tardif"):
            attendu = {(1, date(2026, 1, 1), "gav", ("a", "b")): (3, 30, Decimal(0), 0)}
            assert tenu(base, "tardif_cumul_activite") == attendu
            force = base.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'tardif_acte'")
            assert force.fetchone() == (True,)
            base.commit()
        assert base.execute("SELECT to_regclass('tardif_cumul_activite')").fetchone() == (None,)
        base.commit()


def test_the_definition_kept_with_the_table_finds_a_tampered_counter(base: psycopg.Connection[Any]) -> None:
    executer(base, "inserer", [(1, date(2026, 1, 5), "gav", ["a"], 10, None, True, False)])
    (texte,) = base.execute("SELECT obj_description(%s::regclass)", [CUMUL]).fetchone() or ("",)
    definition = DefinitionCumul.de_json(texte)
    assert base.execute(definition.sql_ecarts()).fetchall() == []
    base.execute(f"UPDATE {CUMUL} SET nombre = 2")
    assert len(base.execute(definition.sql_ecarts()).fetchall()) == 2


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("changement", "message"),
    [
        ({"date": "date_examen::timestamptz"}, "type date"),
        ({"mesures": {"heures": "minutes / 60.0::float"}}, "sum exactly"),
        ({"dimensions": {"nombre": "profil"}}, "reserved"),
        ({"nom": "Très long"}, "lower case"),
    ],
)
def test_a_definition_that_cannot_be_exact_is_refused(changement: dict[str, Any], message: str) -> None:
    with (
        pytest.raises(CumulIncorrect, match=message),
        _cumul_sur_table_existante(**({"nom": "autre"} | changement)),
    ):
        pass


def test_dropping_a_rollup_is_reversible() -> None:
    creation = creer_cumul()
    _, arguments, options = creation.deconstruct()
    retrait = SupprimerCumul(*arguments, **options)
    with tables(creer_modele(), creation, retrait, label="retire"), ouvrir() as base:
        assert base.execute("SELECT to_regclass('retire_cumul_activite')").fetchone() == (None,)
        base.execute("INSERT INTO retire_acte (structure_id) VALUES (1)")
        base.commit()


def _cumul_sur_table_existante(label: str = "essai", **changements: Any) -> Any:
    """The rollup alone, in a state where the fact model already exists."""
    operation = creer_cumul(**changements)
    modele = creer_modele()
    modele.database_forwards = lambda *_: None  # type: ignore[method-assign]
    modele.database_backwards = lambda *_: None  # type: ignore[method-assign]
    return tables(modele, operation, label=label)


def _attendre_un_verrou() -> None:
    """Until a connection waits for a lock."""
    for _ in range(5000):
        with ouvrir() as temoin:
            if temoin.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
                return
    raise AssertionError("nobody is waiting")


def test_a_frozen_fact_stays_counted_as_it_was_whatever_is_erased_of_it(django_db_blocker: Any) -> None:
    fige = creer_cumul(nom="fige", fige="commentaire = 'purge'")
    with django_db_blocker.unblock(), tables(creer_modele(), fige, label="gel"):
        base = ouvrir()
        table = "gel_cumul_fige"
        base.execute(
            "INSERT INTO gel_acte (structure_id, date_examen, profil, types_examen) VALUES"
            " (1, '2026-01-05', 'victime', '{a}'), (1, '2026-01-06', 'victime', '{a}'),"
            " (1, '2026-02-06', 'gav', '{b}')"
        )
        lire = f"SELECT mois::text, profil, nombre FROM {table} ORDER BY 1, 2"
        avant = base.execute(lire).fetchall()
        base.execute("UPDATE gel_acte SET profil = '', commentaire = 'purge' WHERE id <= 2")
        assert base.execute(lire).fetchall() == avant
        base.execute("UPDATE gel_acte SET profil = 'autre' WHERE id = 1")
        base.execute("DELETE FROM gel_acte WHERE id = 2")
        assert base.execute(lire).fetchall() == avant
        base.execute("UPDATE gel_acte SET profil = 'autre' WHERE id = 3")
        assert base.execute(lire).fetchall() == [avant[0], ("2026-02-01", "autre", 1)]
        texte = base.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", [table]).fetchone()[0]
        definition = DefinitionCumul.de_json(texte)
        assert base.execute(definition.sql_ecarts()).fetchall() == []
        base.rollback()
        base.close()


def test_a_rollup_of_a_rollup_counts_its_rows_by_their_size(django_db_blocker: Any) -> None:
    par_profil = creer_cumul(nom="pv", dimensions={"pv": "profil"}, mesures={})
    tailles = creer_cumul(
        nom="taille",
        sur="pv",
        organisation="organisation_id",
        date="mois",
        dimensions={"taille": "nombre"},
        mesures={"actes": "nombre"},
        condition="nombre > 0",
    )
    with django_db_blocker.unblock(), tables(creer_modele(), par_profil, tailles, label="pvs"):
        base = ouvrir()
        base.execute(
            "INSERT INTO pvs_acte (structure_id, date_examen, profil) SELECT 1, '2026-01-05', profil"
            " FROM unnest('{a,a,a,b,b,c,d}'::text[]) AS t(profil)"
        )
        lire = "SELECT taille, nombre, actes FROM pvs_cumul_taille ORDER BY 1"
        assert base.execute(lire).fetchall() == [("1", 2, 2), ("2", 1, 2), ("3", 1, 3)]
        base.execute("DELETE FROM pvs_acte WHERE profil IN ('c', 'b')")
        base.execute("UPDATE pvs_acte SET profil = 'd' WHERE id = (SELECT min(id) FROM pvs_acte)")
        assert base.execute(lire).fetchall() == [("2", 2, 4)]
        base.rollback()
        base.close()
