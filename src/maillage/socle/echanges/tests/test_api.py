"""The API as another program meets it: token, scopes, repeated requests, versions, pages, errors."""

import base64
import datetime as dt
import json
import threading
from contextlib import contextmanager
from importlib import import_module

import pytest
import schemathesis
from django.conf import settings as reglages_django
from django.core.exceptions import ValidationError
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test import Client
from django.urls import path
from hypothesis import HealthCheck, given
from hypothesis import settings as reglages
from ninja import Router, Schema
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse, exiger, obtenir
from maillage.socle.acces.models import RoleDroit
from maillage.socle.acces.vocabulaire import VOCABULAIRE, declarer_role
from maillage.socle.annuaire.models import Organisation
from maillage.socle.echanges.api import RefusApi, enveloppe, exiger_version, noyau, portee
from maillage.socle.echanges.api.debit import Debit
from maillage.socle.echanges.api.jetons import changer_secret, fermer_client, ouvrir_client
from maillage.socle.echanges.api.registre import APIS, construire, declarer_api
from maillage.socle.echanges.droits import CLIENTS_GERER, IMPORTER
from maillage.socle.echanges.models import ClientApi, Edition, Entree, Referentiel, ReponseGardee

urls_maillage = import_module(reglages_django.ROOT_URLCONF)
ROLE_API = "echanges.client_essai"
ROLE_GERANTE = "echanges.gerante_essai"
routeur = Router(tags=["Essai"])


class OrganisationLue(Schema):
    id: int
    nom: str


class OrganisationEcrite(Schema):
    nom: str


@routeur.post("/organisations", auth=portee(IMPORTER), response={201: OrganisationLue})
def creer(request, donnees: OrganisationEcrite):
    organisation = Organisation.objects.create(nom=donnees.nom, type="autre")
    if donnees.nom == "refusé":
        raise RefusApi(409, "Ce nom est refusé.")
    if donnees.nom == "panne":
        raise RuntimeError("panne")
    return organisation


@routeur.get("/organisations/{int:pk}", auth=portee(IMPORTER), response=OrganisationLue)
def lire(request, pk: int):
    return obtenir(Organisation.objects.all(), pk=pk)


@routeur.patch("/organisations/{int:pk}", auth=portee(IMPORTER), response=OrganisationLue)
def renommer(request, pk: int, donnees: OrganisationEcrite):
    organisation = obtenir(Organisation.objects.all(), pk=pk)
    exiger(request.user, IMPORTER, organisation)
    exiger_version(request, OrganisationLue.from_orm(organisation))
    organisation.nom = donnees.nom
    organisation.full_clean()
    organisation.save()
    return organisation


class UrlsEssai:
    api = construire({"essai": routeur, "": noyau.router}, espace="essai")
    urlpatterns = [path("api/essai/", api.urls), *urls_maillage.urlpatterns]
    handler404, handler500 = urls_maillage.handler404, urls_maillage.handler500


@pytest.fixture(autouse=True)
def sans_limite_anterieure():
    enveloppe.DEBIT.oublier()
    noyau.ESSAIS.oublier()


@pytest.fixture
def role_api(db, monkeypatch):
    monkeypatch.setattr(VOCABULAIRE, "roles", dict(VOCABULAIRE.roles))
    droits = [IMPORTER, CLIENTS_GERER]
    for role in (ROLE_API, ROLE_GERANTE):
        RoleDroit.objects.bulk_create(RoleDroit(role=role, droit=droit) for droit in droits)
    declarer_role(ROLE_GERANTE, "Gérante", droits=droits, niveau=20)
    return declarer_role(ROLE_API, "Logiciel", droits=droits, niveau=10).code


@pytest.fixture
def gerante(creer_agent, role_api, umj_lille):
    return creer_agent("gerante", ROLE_GERANTE, umj_lille)


@pytest.fixture
def client_api(gerante, role_api, umj_lille):
    with agir_comme(gerante):
        client, secret = ouvrir_client(
            auteur=gerante, libelle="Logiciel", role=role_api, organisation=umj_lille, portees=[IMPORTER]
        )
    client.secret = secret
    return client


def demander_jeton(client, client_api, **champs):
    demande = {
        "grant_type": "client_credentials",
        "client_id": client_api.identifiant,
        "client_secret": client_api.secret,
    }
    return client.post("/api/v1/jeton", demande | champs)


@pytest.fixture
def appeler(client, client_api, settings):
    settings.ROOT_URLCONF = UrlsEssai
    jeton = demander_jeton(client, client_api).json()["access_token"]

    def faire(methode, chemin, donnees=None, **entetes):
        entetes = {"Authorization": f"Bearer {jeton}"} | {n.replace("_", "-"): v for n, v in entetes.items()}
        corps = json.dumps(donnees) if donnees is not None else ""
        return client.generic(methode, chemin, corps, content_type="application/json", headers=entetes)

    return faire


def noms():
    return list(Organisation.objects.filter(type="autre").order_by("pk").values_list("nom", flat=True))


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


def test_a_repeated_request_has_one_effect_and_the_same_answer(appeler):
    premiere = appeler("POST", "/api/essai/essai/organisations", {"nom": "A"}, Idempotency_Key="k1")
    seconde = appeler("POST", "/api/essai/essai/organisations", {"nom": "A"}, Idempotency_Key="k1")
    assert premiere.status_code == seconde.status_code == 201
    assert premiere.content == seconde.content
    assert seconde["Idempotent-Replayed"] == "true"
    assert noms() == ["A"]
    autre = appeler("POST", "/api/essai/essai/organisations", {"nom": "B"}, Idempotency_Key="k1")
    assert autre.status_code == 422
    assert "déjà servi pour une autre demande" in autre.json()["detail"]
    appeler("POST", "/api/essai/essai/organisations", {"nom": "A"}, Idempotency_Key="k2")
    assert noms() == ["A", "A"]


def test_a_kept_answer_is_seen_by_its_client_alone(appeler, chloe):
    appeler("POST", "/api/essai/essai/organisations", {"nom": "A"}, Idempotency_Key="k1")
    with agir_comme(chloe):
        assert not ReponseGardee.objects.exists()


def test_a_refused_operation_leaves_nothing(appeler):
    assert appeler("POST", "/api/essai/essai/organisations", {"nom": "refusé"}).status_code == 409
    assert noms() == []


def test_a_breakdown_is_a_french_problem_leaves_nothing_and_frees_the_key(appeler):
    reponse = appeler("POST", "/api/essai/essai/organisations", {"nom": "panne"}, Idempotency_Key="k")
    assert reponse.status_code == 500
    assert reponse.json()["detail"].startswith("La demande n’a pas abouti, rien n’a été enregistré")
    assert noms() == []


def test_a_change_needs_the_current_version(appeler):
    cree = appeler("POST", "/api/essai/essai/organisations", {"nom": "A"}).json()
    adresse = f"/api/essai/essai/organisations/{cree['id']}"
    lu = appeler("GET", adresse)
    etiquette = lu["ETag"]
    assert appeler("GET", adresse, If_None_Match=etiquette).status_code == 304
    assert appeler("PATCH", adresse, {"nom": "B"}).status_code == 404  # another structure's
    assert appeler("PATCH", adresse, {"nom": "B"}, If_Match='"faux"').status_code == 404


def test_if_match_refuses_a_version_already_passed(appeler, umj_lille):
    adresse = f"/api/essai/essai/organisations/{umj_lille.pk}"
    etiquette = appeler("GET", adresse)["ETag"]
    assert appeler("PATCH", adresse, {"nom": "B"}).status_code == 428
    assert appeler("PATCH", adresse, {"nom": "B"}, If_Match=etiquette).json()["nom"] == "B"
    reponse = appeler("PATCH", adresse, {"nom": "C"}, If_Match=etiquette)
    assert reponse.status_code == 412
    assert "relisez-le" in reponse.json()["detail"]
    umj_lille.refresh_from_db()
    assert umj_lille.nom == "B"


def test_errors_name_the_field_in_french(appeler, umj_lille):
    reponse = appeler("POST", "/api/essai/essai/organisations", {"nom": 3})
    assert reponse.status_code == 422
    assert reponse.json()["erreurs"] == [{"champ": "donnees.nom", "message": "Un texte est attendu."}]
    reponse = appeler("POST", "/api/essai/essai/organisations", {})
    assert reponse.json()["erreurs"][0]["message"] == "Ce champ est obligatoire."
    adresse = f"/api/essai/essai/organisations/{umj_lille.pk}"
    reponse = appeler("PATCH", adresse, {"nom": "x" * 300}, If_Match="*")
    assert reponse.status_code == 422
    assert reponse.json()["erreurs"][0]["champ"] == "nom"
    assert appeler("GET", "/api/essai/essai/organisations/0").json()["title"] == "Introuvable"


def test_too_many_requests_wait(appeler, monkeypatch):
    instant = [0.0]
    monkeypatch.setattr(enveloppe, "DEBIT", Debit(2, horloge=lambda: instant[0]))
    codes = [appeler("GET", "/api/v1/moi").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert appeler("GET", "/api/v1/moi")["Retry-After"] == "30"
    instant[0] = 30.0
    assert appeler("GET", "/api/v1/moi").status_code == 200


@pytest.fixture
def liste(gerante):
    with agir_comme(gerante):
        referentiel = Referentiel.objects.create(code="essai", libelle="Essai")
        edition = Edition.objects.create(referentiel=referentiel, nom="1", date_effet=dt.date(2026, 1, 1))
        Entree.objects.bulk_create(
            Entree(referentiel=referentiel, code=f"{n:03}", libelle=f"Libellé {n}", edition=edition)
            for n in range(7)
        )
    return referentiel


def test_pages_follow_each_other_without_hole_nor_double(appeler, liste):
    codes, curseur = [], ""
    while curseur is not None:
        page = appeler("GET", f"/api/v1/referentiels/essai/entrees?taille=3&curseur={curseur}").json()
        codes += [element["code"] for element in page["elements"]]
        curseur = page["suivant"]
    assert codes == [f"{n:03}" for n in range(7)]
    reponse = appeler("GET", "/api/v1/referentiels/essai/entrees?curseur=faux")
    assert reponse.status_code == 422
    assert "curseur" in reponse.json()["detail"]
    assert appeler("GET", "/api/v1/referentiels").json()["elements"][0]["code"] == "essai"
    assert appeler("GET", "/api/v1/referentiels/inconnu").status_code == 404


def test_an_api_is_declared_once():
    declarer_api("essai_unique", Router())
    try:
        with pytest.raises(ValueError, match="declared twice"):
            declarer_api("essai_unique", Router())
    finally:
        del APIS["essai_unique"]


def test_the_description_is_openapi_3_1_with_scopes_and_problems(client):
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    flux = schema["components"]["securitySchemes"]["OAuth2"]["flows"]["clientCredentials"]
    assert flux["scopes"][IMPORTER] == "Importer des fichiers dans sa structure"
    reponses = schema["paths"]["/api/v1/referentiels"]["get"]["responses"]
    assert {"200", "401", "403", "422", "429"} <= set(reponses)


@pytest.mark.django_db(transaction=True)
def test_concurrent_twins_have_one_effect(client_api, settings):
    settings.ROOT_URLCONF = UrlsEssai
    jeton = demander_jeton(Client(), client_api).json()["access_token"]
    depart, reponses = threading.Barrier(4), []

    def poster():
        try:
            depart.wait()
            reponses.append(
                Client().post(
                    "/api/essai/essai/organisations",
                    json.dumps({"nom": "A"}),
                    content_type="application/json",
                    headers={"Authorization": f"Bearer {jeton}", "Idempotency-Key": "jumelles"},
                )
            )
        finally:
            connection.close()

    fils = [threading.Thread(target=poster) for _ in range(4)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert [reponse.status_code for reponse in reponses] == [201] * 4
    assert len({reponse.content for reponse in reponses}) == 1
    assert noms() == ["A"]


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
