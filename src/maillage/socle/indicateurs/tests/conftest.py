"""Facts behind the wall, their rollup and two indicators on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection

from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.models import RoleDroit
from maillage.socle.acces.vocabulaire import ROLE_SYSTEME, VOCABULAIRE, declarer_droit, declarer_role
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements
from maillage.socle.indicateurs.declarations import (
    INDICATEURS,
    Cumul,
    Detail,
    Dimension,
    Indicateur,
    declarer_indicateur,
)
from maillage.socle.indicateurs.droits import GEL_ARRETER, GEL_LIRE
from maillage.socle.indicateurs.tests.faits import creer_cumul, creer_modele, tables

STATISTIQUE, ACTE = "essai.statistique.lire", "essai.acte.lire"
PROFIL = Dimension("profil", "Profil", {"victime": "Victime", "gav": "Garde à vue", "route": "Route"})
TYPE = Dimension(
    "type_examen", "Type d’examen", {"som": "Somatique", "psy": "Psychiatrique"}, est_multiple=True
)
CUMUL = Cumul("stat_cumul_activite", (PROFIL, TYPE), ("minutes", "honores"))


@pytest.fixture(scope="module")
def table_des_faits(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), tables(creer_modele(), creer_cumul(droit=STATISTIQUE), label="stat"):
        yield


@pytest.fixture
def droits(db: None, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Two roles: `lecteur` reads the statistics, `medecin` the acts too."""
    monkeypatch.setattr(VOCABULAIRE, "droits", dict(VOCABULAIRE.droits))
    monkeypatch.setattr(VOCABULAIRE, "roles", dict(VOCABULAIRE.roles))
    statistique = declarer_droit(STATISTIQUE, "Lire les statistiques")
    acte = declarer_droit(ACTE, "Lire les actes")
    roles = {
        "essai.lecteur": [statistique],
        "essai.medecin": [statistique, acte],
        "essai.responsable": [statistique, acte, GEL_LIRE, GEL_ARRETER],
    }
    for role, accordes in roles.items():
        declarer_role(role, role, droits=accordes, niveau=10)
        RoleDroit.objects.bulk_create([RoleDroit(role=role, droit=droit) for droit in accordes])
    systeme = [RoleDroit(role=ROLE_SYSTEME, droit=droit) for droit in (statistique, acte)]
    RoleDroit.objects.bulk_create(systeme)
    return {role.removeprefix("essai."): role for role in roles}


@pytest.fixture
def actes(
    table_des_faits: None, droits: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Indicateur]:
    for code in list(INDICATEURS):
        monkeypatch.delitem(INDICATEURS, code)
    indicateur = Indicateur(
        code="essai.actes",
        libelle="Actes",
        definition="Nombre d’actes réalisés, par date d’examen.",
        unite=("acte", "actes"),
        source="Actes saisis par les structures",
        droit=VOCABULAIRE.droits[STATISTIQUE],
        droit_fait=VOCABULAIRE.droits[ACTE],
        cumuls=(CUMUL,),
        detail=Detail(
            "documents:controle",
            {"profil": "profil", "organisation": "structure", "debut": "du", "fin": "au"},
        ),
        domaine="Essai",
    )
    yield declarer_indicateur(indicateur)
    del INDICATEURS[indicateur.code]


@pytest.fixture
def honores(actes: Indicateur) -> Iterator[Indicateur]:
    yield declarer_indicateur(
        Indicateur(
            code="essai.honores",
            libelle="Rendez-vous honorés",
            definition="Part des actes dont la personne s’est présentée.",
            unite=("%", "%"),
            source="Actes saisis par les structures",
            droit=actes.droit,
            droit_fait=actes.droit_fait,
            cumuls=(CUMUL,),
            numerateur="honores",
            denominateur="nombre",
            domaine="Essai",
        )
    )
    del INDICATEURS["essai.honores"]


Saisir = Callable[..., None]


@pytest.fixture
def saisir() -> Saisir:
    def saisir(
        structure: Organisation,
        jour: date,
        nombre: int = 1,
        profil: str = "victime",
        types: list[str] | None = None,
        honores: int | None = None,
    ) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO stat_acte (structure_id, date_examen, profil, types_examen, minutes, est_honore) "
                "SELECT %s, %s, %s, %s, 30, rang <= %s FROM generate_series(1, %s) AS rang",
                [
                    structure.pk,
                    jour,
                    profil,
                    types or ["som"],
                    nombre if honores is None else honores,
                    nombre,
                ],
            )

    return saisir


@pytest.fixture
def autres_unites(umj_lille: Organisation) -> list[Organisation]:
    """Two more structures of the same département."""
    with agir_comme(agent_systeme()):
        unites = [
            Organisation.objects.create(
                type=umj_lille.type, nom=nom, commune=umj_lille.commune, est_gestionnaire=True
            )
            for nom in ("Unité médico-judiciaire de Dunkerque", "Unité médico-judiciaire de Valenciennes")
        ]
        recalculer_rattachements([unite.pk for unite in unites])
    return unites


@pytest.fixture
def alice(creer_agent: Any, droits: dict[str, str], umj_lille: Organisation) -> Agent:
    return creer_agent("alice", droits["medecin"], umj_lille)


@pytest.fixture
def chloe(creer_agent: Any, droits: dict[str, str], umj_amiens: Organisation) -> Agent:
    return creer_agent("chloe", droits["medecin"], umj_amiens)


@pytest.fixture
def responsable(creer_agent: Any, droits: dict[str, str], umj_lille: Organisation) -> Agent:
    return creer_agent("rachel", droits["responsable"], umj_lille)
