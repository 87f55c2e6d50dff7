"""Probes, metrics and logs."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateWorker

from maillage.commun.requete import accepter_identifiant, agent_courant, requete
from maillage.config.controles import controler_la_base
from maillage.config.observation.journaux import FormatJSON
from maillage.config.postgres import RACINE


def lire(record: logging.LogRecord) -> dict[str, object]:
    ligne = FormatJSON().format(record)
    assert "\n" not in ligne
    lue: dict[str, object] = json.loads(ligne)
    return lue


def faire(nom: str, message: str, *arguments: object, **extra: object) -> logging.LogRecord:
    return logging.getLogger(nom).makeRecord(
        nom, logging.INFO, "f.py", 1, message, arguments, None, extra=extra
    )


def test_the_liveness_probe_answers_whatever_the_host(client: Client) -> None:
    assert client.get("/sante", headers={"host": "10.0.0.1:8000"}).status_code == 200


@pytest.mark.django_db
def test_readiness_asks_for_the_database_and_its_migrations(client: Client) -> None:
    reponse = client.get("/pret", headers={"host": "10.0.0.1"})
    assert reponse.status_code == 200
    assert json.loads(reponse.content) == {"base": "ok", "migrations": "ok", "travailleur": "absent"}


@pytest.mark.django_db
def test_readiness_with_a_worker_asks_for_a_recent_sign_of_life(client: Client) -> None:
    assert client.get("/pret?travailleur").status_code == 503
    with connection.cursor() as curseur:
        curseur.execute("SELECT procrastinate_register_worker_v1()")
    assert client.get("/pret?travailleur").status_code == 200
    with connection.cursor() as curseur:
        curseur.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 minutes'")
    assert client.get("/pret?travailleur").status_code == 503
    assert ProcrastinateWorker.objects.count() == 1


@pytest.mark.django_db
def test_metrics_are_closed_without_their_token(client: Client) -> None:
    assert client.get("/metriques").status_code == 401
    assert client.get("/metriques", headers={"authorization": "Bearer autre"}).status_code == 401
    reponse = client.get("/metriques", headers={"authorization": "Bearer jeton-des-tests"})
    assert reponse.status_code == 200
    assert b"maillage_travailleurs 0.0" in reponse.content


def test_the_counts_of_several_processes_are_added(tmp_path: Path) -> None:
    code = (
        "from prometheus_client import generate_latest\n"
        "from maillage.config.observation import metriques\n"
        "metriques.REQUETES.labels('GET', 'actes/', 200).inc()\n"
        "print(generate_latest(metriques.registre()).decode())"
    )
    environnement = {
        **os.environ,
        "PYTHONPATH": str(RACINE / "src"),
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
    }
    for attendu in (1, 2):
        sortie = subprocess.check_output([sys.executable, "-c", code], env=environnement, text=True)  # noqa: S603 (our own code)
        ligne = f'maillage_requetes_total{{methode="GET",route="actes/",statut="200"}} {attendu}.0'
        assert ligne in sortie


def test_a_log_line_says_who_and_for_which_request() -> None:
    with requete("a1b2c3d4e5"):
        agent_courant.set(12)
        ligne = lire(faire("maillage.requete", "requête servie", route="actes/<int:pk>/", statut=200))
    assert (ligne["requete"], ligne["agent"], ligne["route"]) == ("a1b2c3d4e5", 12, "actes/<int:pk>/")
    assert "agent" not in lire(faire("maillage", "après"))


def test_an_exception_is_logged_without_its_values() -> None:
    try:
        raise ValueError("Mme Delphine Vasseur, née le 3 mars 1987")
    except ValueError:
        record = faire("maillage", "échec")
        record.exc_info = sys.exc_info()
    ligne = lire(record)
    assert ligne["exception"] == "ValueError"
    assert "Vasseur" not in json.dumps(ligne)
    assert "test_observation.py" in str(ligne["pile"])


def test_a_job_is_logged_without_its_arguments() -> None:
    tache = {
        "id": 7,
        "task_name": "documents.produire",
        "attempts": 0,
        "call_string": "produire(nom='Vasseur')",
    }
    ligne = lire(
        faire("procrastinate.worker", "Job produire(nom='Vasseur') ended", action="job_success", job=tache)
    )
    assert (ligne["message"], ligne["tache"], ligne["numero_tache"]) == (
        "job_success",
        "documents.produire",
        7,
    )
    assert "Vasseur" not in json.dumps(ligne)


def test_an_address_asked_for_is_not_logged() -> None:
    record = faire("django.request", "%s: %s", "Not Found", "/actes/?nom=Vasseur", status_code=404)
    assert lire(record)["message"] == "réponse 404"


def test_an_identifier_from_outside_is_kept_only_if_it_is_one() -> None:
    assert (
        accepter_identifiant("0f8fad5b-d9cb-469f-a165-70867728950e") == "0f8fad5b-d9cb-469f-a165-70867728950e"
    )
    for faux in ("", "court", 'x"}\n{"niveau"', "a" * 65):
        assert len(accepter_identifiant(faux)) == 32


@pytest.mark.django_db
def test_the_application_role_passes_the_checks() -> None:
    assert controler_la_base(["default"]) == []


@pytest.mark.django_db(databases=["default", "proprietaire"])
def test_the_owner_role_is_refused_for_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connections

    from maillage.config import controles

    monkeypatch.setattr(controles, "connections", {"default": connections["proprietaire"]})
    assert [erreur.id for erreur in controler_la_base(["default"])] == ["maillage.E002"]
