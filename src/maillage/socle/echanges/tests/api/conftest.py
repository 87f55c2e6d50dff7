"""An API of one resource on a table of the kernel, with a client that holds its right."""

import datetime as dt
import json
from importlib import import_module

import pytest
from django.conf import settings as reglages_django
from django.urls import path
from ninja import Router, Schema

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import exiger, obtenir
from maillage.socle.acces.models import RoleDroit
from maillage.socle.acces.vocabulaire import VOCABULAIRE, declarer_role
from maillage.socle.annuaire.models import Organisation
from maillage.socle.echanges.api import RefusApi, enveloppe, exiger_version, noyau, portee
from maillage.socle.echanges.api.jetons import ouvrir_client
from maillage.socle.echanges.api.registre import construire
from maillage.socle.echanges.droits import CLIENTS_GERER, IMPORTER
from maillage.socle.echanges.models import Edition, Entree, Referentiel

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
