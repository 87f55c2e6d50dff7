"""Hospital software records acts by the API: same rules, same walls, one effect."""

import json

import pytest
from django.utils import timezone

from maillage.metiers.medecine_legale.models import ActeMedicoLegal
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.echanges.api.jetons import ouvrir_client
from maillage.socle.echanges.droits import CLIENTS_GERER  # noqa: F401 (the role of the technical account holds it)

ADRESSE = "/api/v1/medecine_legale/actes"
PORTEES = ["medecine_legale.acte.lire", "medecine_legale.acte.saisir"]


@pytest.fixture
def appeler(client, umj_lille):
    with agir_comme(agent_systeme()):
        logiciel, secret = ouvrir_client(
            auteur=agent_systeme(),
            libelle="Dossier patient",
            role="medecine_legale.gestionnaire",
            organisation=umj_lille,
            portees=PORTEES,
        )
    demande = {
        "grant_type": "client_credentials",
        "client_id": logiciel.identifiant,
        "client_secret": secret,
    }
    jeton = client.post("/api/v1/jeton", demande).json()["access_token"]

    def appeler(methode, adresse=ADRESSE, donnees=None, **entetes):
        return client.generic(
            methode,
            adresse,
            json.dumps(donnees) if donnees else "",
            content_type="application/json",
            headers={"Authorization": f"Bearer {jeton}", **entetes},
        )

    return appeler


@pytest.fixture
def acte_api(umj_lille, requisition):
    def acte(**champs):
        return {
            "structure": umj_lille.pk,
            "requisition": requisition.pk,
            "profil": "garde_a_vue",
            "numero_interne": "API-1",
            "date_examen": timezone.localdate().isoformat(),
            "heure_debut": "22:30",
            "types_examen": ["somatique"],
            "lieu": "commissariat",
            "age": "majeur",
            "genre": "masculin",
            **champs,
        }

    return acte


def test_the_same_request_sent_twice_records_one_act(appeler, acte_api, alice):
    reponses = [appeler("POST", donnees=acte_api(), **{"Idempotency-Key": "cle-1"}) for _ in range(2)]
    assert [reponse.status_code for reponse in reponses] == [201, 201]
    assert reponses[0].json()["periode_journee"] == "soiree"
    with agir_comme(alice):
        assert ActeMedicoLegal.objects.filter(cle_interne="API1").count() == 1


def test_a_refusal_names_the_field_in_french_and_records_nothing(appeler, acte_api, alice):
    reponse = appeler("POST", donnees=acte_api(genre=None, lieu="maison_retraite"))
    assert reponse.status_code == 422
    assert "genre" in reponse.content.decode()
    assert "lieu" in reponse.content.decode()
    with agir_comme(alice):
        assert not ActeMedicoLegal.objects.exists()


def test_the_list_shows_the_acts_of_its_structure_only(appeler, acte, enregistrer, chloe, umj_amiens):
    enregistrer(agent=chloe, structure=umj_amiens, requisition=None, est_hors_requisition=True)
    elements = appeler("GET").json()["elements"]
    assert [element["id"] for element in elements] == [acte.pk]


def test_writing_in_another_structure_is_not_found(appeler, acte_api, umj_amiens):
    assert appeler("POST", donnees=acte_api(structure=umj_amiens.pk)).status_code == 404
