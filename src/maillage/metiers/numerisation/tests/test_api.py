"""The provider's software: it asks what is due, delivers, reads what was refused and what became of its lots."""

import pytest
from django.core.files.base import ContentFile
from procrastinate.contrib.django.models import ProcrastinateJob

from maillage.metiers.numerisation.models import Fichier, Lot
from maillage.metiers.numerisation.tests.livraisons import lot_zip
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.echanges.api.jetons import ouvrir_client

LOTS = "/api/v1/numerisation/lots"
PORTEES = ["numerisation.lot.lire", "numerisation.lot.livrer", "numerisation.dossier.lire"]


@pytest.fixture
def appeler(client, prestataire):
    """The software of the provider, with a token."""

    def ouvrir(role="numerisation.prestataire", organisation=prestataire, portees=PORTEES):
        with agir_comme(agent_systeme()):
            logiciel, secret = ouvrir_client(
                auteur=agent_systeme(), libelle="Chaîne du prestataire", role=role, organisation=organisation,
                portees=portees,
            )  # fmt: skip
        demande = {
            "grant_type": "client_credentials",
            "client_id": logiciel.identifiant,
            "client_secret": secret,
        }
        jeton = client.post("/api/v1/jeton", demande).json()["access_token"]

        def appeler(methode, adresse, donnees=None, **entetes):
            envoyer = client.post if methode == "POST" else client.get
            return envoyer(adresse, donnees, headers={"Authorization": f"Bearer {jeton}", **entetes})

        return appeler

    return ouvrir


def archive(papiers, dossiers, **champs):
    flux = lot_zip(papiers, dossiers, **champs)
    flux.name = "lot.zip"
    return {"archive": flux}


def test_what_is_due_is_listed_delivered_read_and_no_longer_due(appeler, papiers, dossiers):
    logiciel = appeler()
    dus = logiciel("GET", "/api/v1/numerisation/dossiers-attendus").json()["elements"]
    assert [du["dossier"] for du in dus] == [dossier.etiquette.lisible for dossier in dossiers]
    assert not any(papier.salarie.nom in str(dus) for papier in papiers)
    livre = logiciel("POST", LOTS, archive(papiers, dossiers))
    assert livre.status_code == 201, livre.content
    lot = livre.json()
    assert (lot["numero"], lot["etat"], lot["refus"]) == ("L-1", "recu", [])
    assert ProcrastinateJob.objects.filter(task_name="numerisation.lire_fichier").count() == len(dossiers)
    assert logiciel("GET", "/api/v1/numerisation/dossiers-attendus").json()["elements"] == []
    assert logiciel("GET", f"{LOTS}/{lot['id']}").json() == lot
    assert [un["numero"] for un in logiciel("GET", LOTS, {"etat": "recu"}).json()["elements"]] == ["L-1"]


def test_a_lot_that_does_not_match_is_written_down_refused_with_every_reason(appeler, papiers, dossiers):
    lot = appeler()("POST", LOTS, archive(papiers, dossiers, resolution=72)).json()
    assert lot["etat"] == "rejete" and {un["champ"] for un in lot["refus"]} == {"resolution"}
    assert {un["fichier"] for un in lot["refus"]} == {"d1.pdf", "d2.pdf"}
    with agir_comme(agent_systeme()):
        assert not Fichier.objects.exists()


def test_what_is_not_a_lot_is_refused_under_its_field_and_leaves_nothing(appeler, papiers, dossiers):
    logiciel = appeler()
    vide = archive(papiers, dossiers)["archive"]
    vide.truncate(40)
    refuse = logiciel("POST", LOTS, {"archive": vide})
    assert refuse.status_code == 422
    assert (
        "ZIP" in refuse.json()["erreurs"][0]["message"] and refuse.json()["erreurs"][0]["champ"] == "archive"
    )
    inconnue = logiciel("POST", LOTS, archive(papiers, dossiers, convention="7")).json()
    assert "convention" in inconnue["erreurs"][0]["message"]
    with agir_comme(agent_systeme()):
        assert not Lot.objects.exists()


def test_the_same_delivery_repeated_under_its_key_is_one_and_another_is_refused(appeler, papiers, dossiers):
    logiciel = appeler()
    envoi = archive(papiers, dossiers)["archive"].getvalue()
    premiere, seconde = (
        logiciel(
            "POST", LOTS, {"archive": ContentFile(envoi, "lot.zip")}, **{"Idempotency-Key": "livraison-1"}
        )
        for _ in range(2)
    )
    assert premiere.status_code == seconde.status_code == 201 and premiere.content == seconde.content
    autre = logiciel("POST", LOTS, archive(papiers[:1], dossiers), **{"Idempotency-Key": "livraison-1"})
    assert autre.status_code == 422 and "a déjà servi" in autre.json()["detail"]


def test_a_lot_larger_than_what_a_request_may_hold_in_memory_is_delivered(
    appeler, papiers, dossiers, settings
):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000
    logiciel = appeler()
    assert logiciel("POST", LOTS, archive(papiers, dossiers), **{"Idempotency-Key": "k"}).status_code == 201


def test_a_client_without_the_right_or_of_another_provider_delivers_nothing(
    appeler, papiers, dossiers, nordiste, deposer
):
    lecteur = appeler(portees=["numerisation.lot.lire"])
    assert lecteur("POST", LOTS, archive(papiers, dossiers)).status_code == 403
    lot = deposer().lot
    autre = appeler(
        role="numerisation.responsable_centre",
        organisation=nordiste.centres[1],
        portees=["numerisation.dossier.lire"],
    )
    assert autre("GET", "/api/v1/numerisation/dossiers-attendus").json()["elements"] == []
    assert autre("GET", f"{LOTS}/{lot.pk}").status_code == 403
