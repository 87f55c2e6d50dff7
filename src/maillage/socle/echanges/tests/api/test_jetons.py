"""Who holds a token, what its scopes let through, and when it dies."""

import base64
import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.echanges.api import noyau
from maillage.socle.echanges.api.debit import Debit
from maillage.socle.echanges.api.jetons import changer_secret, fermer_client, ouvrir_client
from maillage.socle.echanges.droits import CLIENTS_GERER, IMPORTER
from maillage.socle.echanges.models import ClientApi
from maillage.socle.echanges.tests.api.conftest import ROLE_GERANTE, demander_jeton


def test_a_client_obtains_a_token_by_form_or_basic(client, client_api):
    reponse = demander_jeton(client, client_api)
    assert reponse.status_code == 200
    assert reponse["Cache-Control"] == "no-store"
    assert {**reponse.json(), "access_token": ""} == {
        "access_token": "",
        "token_type": "Bearer",
        "expires_in": 3600,
        "scope": str(IMPORTER),
    }
    basique = base64.b64encode(f"{client_api.identifiant}:{client_api.secret}".encode()).decode()
    reponse = client.post(
        "/api/v1/jeton", {"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {basique}"}
    )
    assert reponse.status_code == 200


def test_a_wrong_secret_a_wrong_grant_and_too_many_tries_are_refused(client, client_api, monkeypatch):
    assert demander_jeton(client, client_api, client_secret="faux").json()["error"] == "invalid_client"
    assert demander_jeton(client, client_api, grant_type="password").status_code == 400
    monkeypatch.setattr(noyau, "ESSAIS", Debit(1))
    demander_jeton(client, client_api)
    reponse = demander_jeton(client, client_api)
    assert reponse.status_code == 429
    assert int(reponse["Retry-After"]) >= 1
    assert reponse.json()["detail"].startswith("Trop d’essais")


def test_the_secret_is_kept_only_as_a_fingerprint(client_api):
    assert client_api.secret not in json.dumps(ClientApi.objects.values().get(), default=str)


def test_a_token_dies_with_the_secret_the_client_the_day_or_the_hour(client, client_api, gerante, appeler):
    assert appeler("GET", "/api/v1/moi").json() == {"client": "Logiciel", "portees": [IMPORTER]}
    with agir_comme(gerante):
        changer_secret(auteur=gerante, client=client_api)
    assert appeler("GET", "/api/v1/moi").status_code == 401


def test_a_closed_or_expired_client_is_nobody(client, client_api, gerante, appeler):
    with agir_comme(gerante):
        ClientApi.objects.update(date_expiration=dt.date(2020, 1, 1))
    assert appeler("GET", "/api/v1/moi").status_code == 401
    with agir_comme(gerante):
        ClientApi.objects.update(date_expiration=None)
    assert appeler("GET", "/api/v1/moi").status_code == 200
    with agir_comme(gerante):
        fermer_client(auteur=gerante, client=client_api)
    assert appeler("GET", "/api/v1/moi").status_code == 401
    assert demander_jeton(client, client_api).status_code == 401


def test_a_session_cookie_opens_nothing(client, gerante):
    client.force_login(gerante)
    reponse = client.get("/api/v1/moi")
    assert reponse.status_code == 401
    assert reponse["Content-Type"] == "application/problem+json"
    assert reponse["WWW-Authenticate"].startswith("Bearer")
    assert reponse.json()["title"] == "Authentification nécessaire"


def test_scopes_narrow_what_the_agent_may_do(client, client_api, appeler, gerante, role_api, umj_lille):
    with agir_comme(gerante):
        ClientApi.objects.update(portees=[CLIENTS_GERER])
    reponse = appeler("POST", "/api/essai/essai/organisations", {"nom": "A"})
    assert reponse.status_code == 403
    assert "ne porte pas le droit" in reponse.json()["detail"]
    with agir_comme(gerante), pytest.raises(ValidationError, match="ne donne pas"):
        ouvrir_client(
            auteur=gerante, libelle="x", role=role_api, organisation=umj_lille, portees=["autre.chose.lire"]
        )


def test_a_client_never_holds_a_role_of_its_author_s_level(gerante, umj_lille):
    with agir_comme(gerante), pytest.raises(ValidationError, match="niveau inférieur"):
        ouvrir_client(
            auteur=gerante, libelle="x", role=ROLE_GERANTE, organisation=umj_lille, portees=[IMPORTER]
        )


def test_only_who_manages_the_structure_opens_a_client(gerante, role_api, umj_amiens):
    with agir_comme(gerante), pytest.raises(AccesRefuse):
        ouvrir_client(auteur=gerante, libelle="x", role=role_api, organisation=umj_amiens, portees=[IMPORTER])
