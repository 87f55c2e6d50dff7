"""The sign-in cards exist in the demonstration only."""

import pytest
from django.test import Client, override_settings
from django.urls import NoReverseMatch, include, path, reverse

from maillage.config import cartes, urls
from maillage.config.demonstration import Etat
from maillage.socle.annuaire.models import Agent

urlpatterns = [*urls.DEMONSTRATION, path("", include(urls.urlpatterns))]

demonstration = override_settings(ROOT_URLCONF=__name__, MAILLAGE_DEMO=True)


@pytest.fixture
def secretaire(creer_agent, monkeypatch: pytest.MonkeyPatch) -> Agent:
    agent: Agent = creer_agent("alice")
    etat = Etat("essai", comptes=[("Médecine légale", "Secrétaire à Lille", agent.email)])
    monkeypatch.setattr(Etat, "lire", lambda _base: etat)
    return agent


def test_there_is_no_card_outside_the_demonstration(client: Client) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("connexion_demonstration")
    assert cartes.comptes() == []


@demonstration
def test_a_card_signs_in_and_leads_where_one_was_going(client: Client, secretaire: Agent) -> None:
    assert "Secrétaire à Lille" in client.get("/comptes/connexion/").content.decode()
    reponse = client.post(
        "/connexion/demonstration/", {"compte": secretaire.email, "suite": "/recherche/?q=a"}
    )
    assert reponse.headers["Location"] == "/recherche/?q=a"
    assert client.session["_auth_user_id"] == str(secretaire.pk)
    assert client.get("/").status_code == 200


@demonstration
def test_a_card_leads_nowhere_outside(client: Client, secretaire: Agent) -> None:
    donnees = {"compte": secretaire.email, "suite": "https://ailleurs.example/"}
    assert client.post("/connexion/demonstration/", donnees).headers["Location"] == "/"


@demonstration
def test_an_account_without_a_card_cannot_enter_by_one(client: Client, secretaire: Agent) -> None:
    autre = Agent.objects.get(est_systeme=True)
    assert client.post("/connexion/demonstration/", {"compte": autre.email}).status_code == 404
    assert "_auth_user_id" not in client.session
