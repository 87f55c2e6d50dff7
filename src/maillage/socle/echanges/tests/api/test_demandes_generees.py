"""Requests made by machine from the description."""

from contextlib import contextmanager

import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given
from hypothesis import settings as reglages
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from maillage.socle.echanges.api import enveloppe, noyau
from maillage.socle.echanges.tests.api.conftest import demander_jeton


@contextmanager
def connexion_gardee():
    """Run real WSGI requests, which close old connections: here the connection is the test's own."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    try:
        yield
    finally:
        request_started.connect(close_old_connections)
        request_finished.connect(close_old_connections)


def eprouver(jeton: str) -> int:
    """Send generated requests to every operation; return how many."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    cas = 0
    for resultat in schema.get_all_operations():
        operation = resultat.ok()

        @reglages(
            max_examples=12,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        def essayer(donnees):
            nonlocal cas
            cas += 1
            enveloppe.DEBIT.oublier()
            noyau.ESSAIS.oublier()
            donnees.call_and_validate(
                headers={"Authorization": f"Bearer {jeton}"},
                checks=(not_a_server_error, status_code_conformance, response_schema_conformance),
            )

        given(donnees=operation.as_strategy())(essayer)()
    return cas


def test_no_generated_request_breaks_the_api(client, client_api, liste):
    jeton = demander_jeton(client, client_api).json()["access_token"]
    with connexion_gardee():
        assert eprouver(jeton) > 40
