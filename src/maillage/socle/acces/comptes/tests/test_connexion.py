"""Signing in and out, forgotten passwords, sessions: each hole of the trade is a test."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from maillage.socle.acces.comptes import tentatives
from maillage.socle.acces.comptes.reinitialisation import envoyer_lien
from maillage.socle.acces.comptes.taches import envoyer_reinitialisation, purger_sessions
from maillage.socle.acces.comptes.tests.conftest import MOT_DE_PASSE, lien
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent
from maillage.socle.journal.models import Evenement, Nature

CONNEXION = "/comptes/connexion/"
NOUVEAU = "Brume-du-matin-80"


def se_connecter(adresse="alice@exemple.invalid", mot_de_passe=MOT_DE_PASSE, client=None):
    client = client or Client()
    return client, client.post(CONNEXION, {"login": adresse, "password": mot_de_passe})


def est_connecte(client):
    return client.get(reverse("comptes:mon_compte")).status_code == 200


def test_the_right_password_opens_and_leaves_a_trace(operatrice):
    client, reponse = se_connecter()
    assert reponse.status_code == 302
    assert est_connecte(client)
    with agir_comme(operatrice):
        assert Evenement.objects.filter(nature=Nature.CONNEXION, agent=operatrice).count() == 1


def test_the_address_is_not_case_sensitive(operatrice):
    client, _ = se_connecter("Alice@Exemple.invalid")
    assert est_connecte(client)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(operatrice):
    reponses = [
        se_connecter(adresse, "faux")[1] for adresse in ("alice@exemple.invalid", "qui@exemple.invalid")
    ]
    jetons = r'value="[^"]*"|nonce="[^"]*"|"x-csrftoken": "[^"]*"'
    textes = {re.sub(jetons, "", r.content.decode()) for r in reponses}
    assert {r.status_code for r in reponses} == {200}
    assert len(textes) == 1


@pytest.mark.parametrize("nom", ["account_signup", "account_email"])
def test_nobody_opens_an_account_or_changes_an_address_by_himself(nom):
    with pytest.raises(NoReverseMatch):
        reverse(nom)


def test_a_closed_account_does_not_sign_in(operatrice):
    Agent.objects.update(is_active=False)
    client, _ = se_connecter()
    assert not est_connecte(client)


def test_the_technical_account_does_not_sign_in():
    systeme = Agent.objects.get(est_systeme=True)
    systeme.set_password(MOT_DE_PASSE)
    systeme.save()
    client, _ = se_connecter(systeme.email)
    assert not est_connecte(client)


def test_after_five_failures_even_the_right_password_waits_and_only_for_that_account(operatrice, etranger):
    for _ in range(5):
        se_connecter(mot_de_passe="faux")
    client, reponse = se_connecter()
    assert not est_connecte(client)
    assert reponse.status_code == 200
    assert est_connecte(se_connecter("chloe@exemple.invalid")[0])


def test_a_network_address_that_fails_everywhere_is_stopped_and_the_others_are_not(
    operatrice, etranger, monkeypatch
):
    monkeypatch.setattr(tentatives, "ECHECS_PERMIS", 3)
    for rang in range(3):
        se_connecter(f"inconnu{rang}@exemple.invalid", "faux")
    assert not est_connecte(se_connecter()[0])
    assert est_connecte(se_connecter(client=Client(REMOTE_ADDR="192.0.2.7"))[0])
    apres = timezone.localtime() + dt.timedelta(minutes=11)
    with time_machine.travel(apres, tick=False):
        assert est_connecte(se_connecter()[0])
        tentatives.oublier_echecs()
        assert not tentatives.est_bloquee("127.0.0.1")


def test_colleagues_who_sign_in_behind_one_address_are_never_counted(operatrice, monkeypatch):
    monkeypatch.setattr(tentatives, "ECHECS_PERMIS", 3)
    assert all(est_connecte(se_connecter()[0]) for _ in range(6))


def test_unknown_addresses_are_slowed_down_like_the_others(operatrice):
    def messages(adresse):
        return [
            se_connecter(adresse, "faux")[1].context["form"].non_field_errors().as_text() for _ in range(6)
        ]

    assert messages("alice@exemple.invalid") == messages("qui@exemple.invalid")


def test_attempts_are_counted_in_the_database_that_processes_share(operatrice):
    se_connecter(mot_de_passe="faux")
    with connection.cursor() as curseur:
        curseur.execute("SELECT count(*) FROM comptes_cache WHERE cache_key LIKE '%%login_failed%%'")
        assert curseur.fetchone()[0] >= 1
    cache.clear()


def test_logging_out_kills_the_session_on_the_server(operatrice):
    client, _ = se_connecter()
    vole = Client()
    vole.cookies["sessionid"] = client.cookies["sessionid"].value
    assert est_connecte(vole)
    assert client.get("/comptes/deconnexion/").status_code == 200  # asks; a link alone signs nobody out
    assert est_connecte(client)
    client.post("/comptes/deconnexion/")
    assert not est_connecte(client)
    assert not est_connecte(vole)


def test_closing_the_account_ends_its_sessions(operatrice):
    client, _ = se_connecter()
    Agent.objects.filter(pk=operatrice.pk).update(is_active=False)
    assert not est_connecte(client)


def test_changing_the_password_ends_the_sessions_elsewhere_and_keeps_this_one(operatrice):
    ici, ailleurs = se_connecter()[0], se_connecter()[0]
    ici.post(
        reverse("account_change_password"),
        {"oldpassword": MOT_DE_PASSE, "password1": NOUVEAU, "password2": NOUVEAU},
    )
    assert est_connecte(ici)
    assert not est_connecte(ailleurs)
    assert est_connecte(se_connecter(mot_de_passe=NOUVEAU)[0])
    assert [message.subject for message in mail.outbox] == ["Votre mot de passe Maillage a été changé"]


@pytest.mark.django_db(transaction=True)
def test_attempts_made_at_the_same_time_through_several_connections_are_all_counted(operatrice):
    def essayer(_rang):
        try:
            return se_connecter(mot_de_passe="faux")[1].status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as fils:
        assert set(fils.map(essayer, range(16))) == {200}
    assert not est_connecte(se_connecter()[0])


def test_one_command_ends_the_sessions_of_all_other_devices(operatrice):
    ici, ailleurs = se_connecter()[0], se_connecter()[0]
    reponse = ici.post(reverse("comptes:deconnecter_partout"), follow=True)
    assert "1 autre appareil déconnecté" in reponse.content.decode()
    assert est_connecte(ici)
    assert not est_connecte(ailleurs)


@pytest.mark.parametrize(
    "mot_de_passe",
    ["Court-59", "motdepassetreslo", "alice@exemple", "Alice-exemple-1", "aaaaaaaaaaaaA1-", "Password1234"],
)
def test_the_server_refuses_a_weak_password(operatrice, mot_de_passe):
    client, _ = se_connecter()
    client.post(
        reverse("account_change_password"),
        {"oldpassword": MOT_DE_PASSE, "password1": mot_de_passe, "password2": mot_de_passe},
    )
    operatrice.refresh_from_db()
    assert operatrice.check_password(MOT_DE_PASSE)


def test_a_long_passphrase_is_accepted(operatrice):
    phrase = "quatre chevaux tranquilles au bord"
    client, _ = se_connecter()
    client.post(
        reverse("account_change_password"),
        {"oldpassword": MOT_DE_PASSE, "password1": phrase, "password2": phrase},
    )
    assert Agent.objects.get(pk=operatrice.pk).check_password(phrase)


def test_the_forgotten_password_page_answers_the_same_for_an_unknown_address(operatrice):
    reponses, travaux = [], []
    for adresse in ("alice@exemple.invalid", "qui@exemple.invalid"):
        reponses.append(Client().post(reverse("account_reset_password"), {"email": adresse}))
        travaux.append(ProcrastinateJob.objects.filter(task_name="comptes.envoyer_reinitialisation").count())
    assert [r.status_code for r in reponses] == [302, 302]
    assert reponses[0]["Location"] == reponses[1]["Location"]
    assert travaux == [1, 2]  # the same work whether or not the address is known
    assert mail.outbox == []
    for job in ProcrastinateJob.objects.order_by("id"):
        assert "@" not in str(job.args)
        envoyer_reinitialisation(**job.args)
    assert [message.to for message in mail.outbox] == [["alice@exemple.invalid"]]


def test_no_link_goes_to_a_closed_or_technical_account(operatrice):
    Agent.objects.filter(pk=operatrice.pk).update(is_active=False)
    assert not envoyer_lien("alice@exemple.invalid")
    assert not envoyer_lien("systeme@maillage.invalid")


def test_a_reset_link_signs_nobody_in_and_serves_once(operatrice):
    ouverte, _ = se_connecter()
    assert envoyer_lien("Alice@exemple.invalid ")
    adresse = lien(mail.outbox[0])
    client = Client()
    formulaire = client.get(adresse, follow=True)
    assert not est_connecte(client)
    page = formulaire.redirect_chain[-1][0]
    assert adresse.rstrip("/").rsplit("-", 1)[-1] not in page  # the key left the address bar
    reponse = client.post(page, {"password1": NOUVEAU, "password2": NOUVEAU})
    assert reponse.status_code == 302
    assert not est_connecte(client)
    assert not est_connecte(ouverte)
    assert est_connecte(se_connecter(mot_de_passe=NOUVEAU)[0])
    encore = Client()
    assert encore.get(adresse).context["token_fail"]
    encore.post(adresse, {"password1": MOT_DE_PASSE, "password2": MOT_DE_PASSE})
    assert Agent.objects.get(pk=operatrice.pk).check_password(NOUVEAU)


def test_a_reset_link_dies_after_an_hour(operatrice):
    envoyer_lien("alice@exemple.invalid")
    with time_machine.travel(timezone.localtime() + dt.timedelta(hours=1, minutes=1), tick=False):
        assert Client().get(lien(mail.outbox[0])).context["token_fail"]


def test_the_page_asked_for_is_reached_after_signing_in_but_never_another_site(operatrice):
    for suite, attendu in ((reverse("comptes:mon_compte"),) * 2, ("https://ailleurs.invalid/", "/")):
        reponse = Client().post(
            CONNEXION, {"login": "alice@exemple.invalid", "password": MOT_DE_PASSE, "next": suite}
        )
        assert reponse["Location"] == attendu


def test_expired_sessions_are_purged_with_the_names_of_devices(operatrice):
    from allauth.usersessions.models import UserSession
    from django.contrib.sessions.models import Session

    se_connecter()
    Session.objects.update(expire_date=timezone.now())
    purger_sessions(timestamp=0)
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
