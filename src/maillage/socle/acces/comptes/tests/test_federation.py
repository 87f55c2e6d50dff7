"""Signing in by ProConnect and Pro Santé Connect, against a real OpenID Connect server."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import reverse

from maillage.socle.acces.comptes.federation import NOMS
from maillage.socle.acces.comptes.tests.conftest import MOT_DE_PASSE
from maillage.socle.acces.comptes.tests.test_second_facteur import code
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.journal.models import Evenement

RPPS = "10003461033"
IDNPS = f"8{RPPS}"


@pytest.fixture(scope="session")
def serveur_oidc():
    script = Path(__file__).with_name("serveur_oidc.py")
    commande = [sys.executable, "-W", "ignore", str(script)]
    with subprocess.Popen(  # noqa: S603 (our own script)
        commande, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as processus:
        yield f"http://127.0.0.1:{int(processus.stdout.readline())}"
        processus.kill()


def application(code, adresse, **reglages):
    """A provider, as the settings give it."""
    communs = {"server_url": adresse, "token_auth_method": "client_secret_post", "oauth_pkce_enabled": True}
    return {
        "provider_id": code,
        "name": NOMS[code],
        "client_id": code,
        "secret": "secret",
        "settings": {**communs, **reglages},
    }


@pytest.fixture(autouse=True)
def ouverts(serveur_oidc, settings):
    psc = {
        "scope": ["openid", "scope_all"],
        "auth_params": {"acr_values": "eidas1"},
        "uid_field": "SubjectNameID",
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "federation": {
            "APPS": [
                application("proconnect", serveur_oidc, scope=["openid"]),
                application("psc", serveur_oidc, **psc),
            ]
        }
    }


@pytest.fixture
def declarer(serveur_oidc):
    """Say what the provider knows of a person."""

    def declarer(sub, **dits):
        requests.put(f"{serveur_oidc}/users/{sub}", json=dits, timeout=10).raise_for_status()

    return declarer


def chez_le_fournisseur(adresse, sub):
    """Sign in there; return the address to which the browser is sent back."""
    recue = requests.post(adresse, data={"sub": sub}, allow_redirects=False, timeout=10)
    morceaux = urlsplit(recue.headers["Location"])
    return f"{morceaux.path}?{morceaux.query}"


def se_connecter(sub, fournisseur="proconnect"):
    client = Client()
    depart = client.get(reverse("federation_login", args=[fournisseur]))
    return client, client.get(chez_le_fournisseur(depart["Location"], sub), follow=True)


def relier(agent, sub, fournisseur="proconnect"):
    client = Client()
    client.post("/comptes/connexion/", {"login": agent.email, "password": MOT_DE_PASSE})
    page = client.post(reverse("comptes:relier", args=[fournisseur]))
    return client, client.get(chez_le_fournisseur(page.context["adresse"], sub), follow=True)


def est_connecte(client, agent):
    return client.session.get("_auth_user_id") == str(agent.pk)


def test_what_is_asked_of_the_provider_ties_the_answer_to_this_session():
    depart = Client().get(
        reverse("federation_login", args=["psc"]), {"scope": "tout", "auth_params": "acr_values=0"}
    )
    dits = {nom: valeurs[0] for nom, valeurs in parse_qs(urlsplit(depart["Location"]).query).items()}
    assert set(dits["scope"].split()) == {"openid", "scope_all"} and dits["acr_values"] == "eidas1"
    assert dits["code_challenge_method"] == "S256" and len(dits["nonce"]) > 20 and len(dits["state"]) > 10
    assert dits["redirect_uri"] == "http://testserver/comptes/connexion/par/psc/retour/"


def test_an_identity_that_nobody_linked_opens_nothing_even_with_the_address_of_an_account(
    declarer, operatrice
):
    declarer("pc-1", email=operatrice.email, email_verified=True)
    client, page = se_connecter("pc-1")
    assert not est_connecte(client, operatrice)
    assert "n’est relié à aucun compte Maillage" in page.content.decode()
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("dits", [{}, {"signe": "oui", "client": "proconnect"}], ids=["json", "jwt"])
def test_an_agent_links_his_identity_then_signs_in_with_it(declarer, operatrice, dits):
    declarer("pc-2", email="ailleurs@exemple.invalid", **dits)
    _, page = relier(operatrice, "pc-2")
    assert "Votre compte est relié" in page.content.decode()
    assert SocialAccount.objects.get().extra_data == {}
    assert mail.outbox[-1].to == [operatrice.email]
    client, _ = se_connecter("pc-2")
    assert est_connecte(client, operatrice)
    with agir_comme(operatrice):
        motifs = Evenement.objects.filter(agent=operatrice).values_list("motif", flat=True).order_by("id")
        assert "Compte ProConnect relié" in set(motifs)


def test_claims_signed_by_another_key_are_refused(declarer, operatrice):
    relier(operatrice, "pc-3")
    declarer("pc-3", signe="faux", client="proconnect")
    client, page = se_connecter("pc-3")
    assert not est_connecte(client, operatrice) and "n’a pas abouti" in page.content.decode()


def test_an_answer_is_of_no_use_in_another_session(operatrice):
    relier(operatrice, "pc-4")
    victime = Client()
    depart = victime.get(reverse("federation_login", args=["proconnect"]))
    retour = chez_le_fournisseur(depart["Location"], "pc-4")
    autre = Client()
    autre.get(reverse("federation_login", args=["proconnect"]))
    autre.get(retour)
    assert not est_connecte(autre, operatrice)
    victime.get(retour)
    assert est_connecte(victime, operatrice)


def test_giving_up_there_is_said_here(operatrice):
    client = Client()
    depart = client.get(reverse("federation_login", args=["proconnect"]))
    etat = parse_qs(urlsplit(depart["Location"]).query)["state"][0]
    retour = reverse("federation_callback", args=["proconnect"])
    page = client.get(retour, {"error": "access_denied", "state": etat}, follow=True)
    assert "Vous avez renoncé" in page.content.decode()


def test_a_health_professional_is_recognised_by_his_number(declarer, operatrice):
    declarer("psc-1", SubjectNameID=IDNPS)
    client, page = se_connecter("psc-1", "psc")
    assert "n’est relié à aucun compte" in page.content.decode()
    operatrice.personne.rpps = RPPS
    operatrice.personne.save()
    client, _ = se_connecter("psc-1", "psc")
    assert est_connecte(client, operatrice)


def test_a_closed_account_stays_closed(operatrice):
    relier(operatrice, "pc-6")
    operatrice.is_active = False
    operatrice.save()
    client, _ = se_connecter("pc-6")
    assert not est_connecte(client, operatrice)


def test_the_second_factor_is_asked_as_it_is_with_a_password(operatrice):
    relier(operatrice, "pc-7")
    secret = generate_totp_secret()
    TOTP.activate(operatrice, secret)
    client, page = se_connecter("pc-7")
    assert page.redirect_chain[-1][0] == reverse("mfa_authenticate") and not est_connecte(client, operatrice)
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert est_connecte(client, operatrice)


def test_an_identity_belongs_to_one_account_and_may_be_unlinked(operatrice, compte):
    client, _ = relier(operatrice, "pc-8")
    autre = compte("zelie")
    _, page = relier(autre, "pc-8")
    assert "déjà reliée à un autre compte" in page.content.decode()
    lie = SocialAccount.objects.get()
    assert Client().post(reverse("comptes:delier", args=[lie.pk])).status_code == 302
    assert client.post(reverse("comptes:delier", args=[lie.pk]), follow=True).status_code == 200
    assert not SocialAccount.objects.exists()


def test_a_provider_that_does_not_answer_leaves_the_other_ways_in(settings):
    muet = application("proconnect", "http://127.0.0.1:9", scope=["openid"])
    settings.SOCIALACCOUNT_PROVIDERS = {"federation": {"APPS": [muet]}}
    page = Client().get(reverse("federation_login", args=["proconnect"]), follow=True)
    assert "ProConnect ne répond pas" in page.content.decode()
    assert Client().get(reverse("federation_login", args=["psc"])).status_code == 404
