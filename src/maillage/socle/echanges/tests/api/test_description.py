"""The description that the API gives of itself."""

import pytest
from ninja import Router

from maillage.socle.echanges.api.registre import APIS, declarer_api
from maillage.socle.echanges.droits import IMPORTER


def test_an_api_is_declared_once():
    declarer_api("essai_unique", Router())
    try:
        with pytest.raises(ValueError, match="declared twice"):
            declarer_api("essai_unique", Router())
    finally:
        del APIS["essai_unique"]


@pytest.mark.django_db
def test_the_description_is_openapi_3_1_with_scopes_and_problems(client):
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    flux = schema["components"]["securitySchemes"]["OAuth2"]["flows"]["clientCredentials"]
    assert flux["scopes"][IMPORTER] == "Importer des fichiers dans sa structure"
    reponses = schema["paths"]["/api/v1/referentiels"]["get"]["responses"]
    assert {"200", "401", "403", "422", "429"} <= set(reponses)
