"""Business software sends a thousand measures and their lives: once, all or nothing, and again without effect."""

import json

import pytest

from maillage.metiers.protection.models import EvenementMesure, Mesure, Mouvement
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Organisation
from maillage.socle.echanges.api.jetons import ouvrir_client

pytestmark = pytest.mark.django_db

LOT = "/api/v1/protection/mesures/lot"
SIRET = "17959350000017"
PORTEES = ["protection.mesure.lire", "protection.mesure.tenir"]


@pytest.fixture
def appeler(client, mandataire, tribunal):
    with agir_comme(agent_systeme()):
        Organisation.objects.filter(pk=tribunal.pk).update(siret=SIRET)
        logiciel, secret = ouvrir_client(
            auteur=agent_systeme(),
            libelle="Logiciel métier",
            role="protection.mandataire_individuel",
            organisation=mandataire.organisation,
            portees=PORTEES,
        )
    demande = {
        "grant_type": "client_credentials",
        "client_id": logiciel.identifiant,
        "client_secret": secret,
    }
    jeton = client.post("/api/v1/jeton", demande).json()["access_token"]

    def appeler(methode, adresse=LOT, donnees=None):
        return client.generic(
            methode,
            adresse,
            json.dumps(donnees) if donnees else "",
            content_type="application/json",
            headers={"Authorization": f"Bearer {jeton}"},
        )

    return appeler


def mesure_api(numero="21/B/00167", **champs):
    return {
        "numero_rg": numero,
        "tribunal_siret": SIRET,
        "annee_naissance": 1950,
        "civilite": "madame",
        "date_nomination": "2024-03-15",
        "etats": [
            {
                "date_changement_etat": "2024-03-15",
                "nature_mesure": "curatelle_simple",
                "lieu_vie": "domicile",
            },
            {"date_changement_etat": "2025-02-01", "nature_mesure": "tutelle", "lieu_vie": "sdf"},
        ],
        **champs,
    }


def effets(reponse):
    assert reponse.status_code == 200, reponse.content
    return [mesure["effet"] for mesure in reponse.json()["mesures"]]


def test_a_life_sent_twice_is_written_once(appeler, alice):
    assert effets(appeler("POST", donnees={"mesures": [mesure_api()]})) == ["creee"]
    with agir_comme(alice):
        mesure = Mesure.objects.get()
        assert (mesure.nature, mesure.lieu_vie) == ("tutelle", "sdf")
        assert EvenementMesure.objects.count() == 3
    assert effets(appeler("POST", donnees={"mesures": [mesure_api()]})) == ["inchangee"]
    with agir_comme(alice):
        assert EvenementMesure.objects.count() == 3


def test_a_life_that_goes_on_adds_what_is_new_and_one_that_differs_is_corrected(appeler, alice):
    appeler("POST", donnees={"mesures": [mesure_api()]})
    finie = mesure_api(date_fin_mesure="2025-06-01", cause_sortie="deces")
    assert effets(appeler("POST", donnees={"mesures": [finie]})) == ["modifiee"]
    with agir_comme(alice):
        assert (Mesure.objects.get().statut, EvenementMesure.objects.count()) == ("eteinte", 4)
    autre = mesure_api(
        etats=[{"date_changement_etat": "2024-03-15", "nature_mesure": "tutelle", "lieu_vie": "domicile"}]
    )
    assert effets(appeler("POST", donnees={"mesures": [autre]})) == ["modifiee"]
    with agir_comme(alice):
        mesure = Mesure.objects.get()
        assert (mesure.statut, mesure.nature, mesure.date_fin) == ("en_cours", "tutelle", None)
        assert list(Mouvement.objects.values_list("genre", "nature")) == [("ouverture", "tutelle")]
        assert EvenementMesure.objects.filter(est_annulation=True).count() == 4


def test_a_wrong_measure_is_named_and_nothing_is_written_nor_locked(appeler, alice, ouvrir):
    fausses = [
        mesure_api("1"),
        mesure_api("2", annee_naissance=2015),
        mesure_api("3", tribunal_siret="1"),
        mesure_api("4", date_fin_mesure="2023-01-01", cause_sortie="deces"),
    ]
    reponse = appeler("POST", donnees={"mesures": fausses})
    assert reponse.status_code == 422
    champs = {erreur["champ"] for erreur in reponse.json()["erreurs"]}
    assert champs == {"mesures.1.annee_naissance", "mesures.2.tribunal_siret", "mesures.3.etats"}
    with agir_comme(alice):
        assert not Mesure.objects.exists()
    assert ouvrir("1").pk


def test_a_number_twice_in_a_batch_is_refused_whole(appeler, alice):
    reponse = appeler("POST", donnees={"mesures": [mesure_api("1"), mesure_api("00000001")]})
    assert reponse.status_code == 422
    with agir_comme(alice):
        assert not Mesure.objects.exists()


def test_a_batch_of_a_thousand_and_one_is_refused(appeler):
    assert (
        appeler("POST", donnees={"mesures": [mesure_api(str(n)) for n in range(1, 1_002)]}).status_code == 422
    )


def test_a_batch_costs_the_same_queries_for_five_measures_and_for_fifty(
    appeler, django_assert_max_num_queries
):
    with django_assert_max_num_queries(45):
        appeler("POST", donnees={"mesures": [mesure_api(str(n)) for n in range(1, 51)]})


def test_software_reads_its_own_measures_antennes_and_courts(appeler, ouvrir, alice, tribunal):
    ouvrir("1")
    lues = appeler("GET", "/api/v1/protection/mesures?statut=en_cours").json()
    assert [mesure["numero_rg"] for mesure in lues["elements"]] == ["00000001"]
    pk = lues["elements"][0]["id"]
    assert appeler("GET", f"/api/v1/protection/mesures/{pk}").json()["tribunal"] == tribunal.pk
    assert appeler("GET", "/api/v1/protection/mesures/0").status_code == 404
    assert appeler("GET", "/api/v1/protection/antennes").json() == []
    sirets = [t["siret"] for t in appeler("GET", "/api/v1/protection/tribunaux").json()["elements"]]
    assert SIRET in sirets
