import datetime as dt

import pytest
from django.core import mail

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent
from maillage.socle.echeances import rappels, taches
from maillage.socle.echeances.actions import creer_echeance
from maillage.socle.echeances.models import Rappel

MERCREDI = dt.date(2026, 11, 18)
LUNDI = dt.date(2026, 11, 23)


@pytest.fixture
def alice(creer_agent, operateur, umj_lille):
    return creer_agent("alice", operateur, umj_lille)


@pytest.fixture
def devoir(alice, certificat, umj_lille, creer_agent):
    def devoir(date_limite, *, libelle="Madame Dupont", rang=[0]):  # noqa: B006 (a counter)
        rang[0] += 1
        objet = creer_agent(f"objet{rang[0]}")
        with agir_comme(alice):
            creer_echeance(
                agent=alice,
                genre=certificat,
                organisation=umj_lille,
                objet=objet,
                libelle=libelle,
                date_limite=date_limite,
            )

    return devoir


def test_one_message_a_day_even_if_the_job_runs_twice(alice, devoir):
    devoir(MERCREDI)
    assert rappels.rappeler(alice, MERCREDI)
    assert not rappels.rappeler(alice, MERCREDI)
    assert len(mail.outbox) == 1
    assert rappels.rappeler(alice, MERCREDI + dt.timedelta(days=1))


def test_a_job_killed_before_its_end_is_done_again_and_one_message_goes(alice, devoir, monkeypatch):
    devoir(MERCREDI)

    def tuer(*_args, **_options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(mail.EmailMessage, "send", tuer)
        with pytest.raises(KeyboardInterrupt):
            rappels.rappeler(alice, MERCREDI)
    with agir_comme(alice):
        assert not Rappel.objects.exists()
    assert rappels.rappeler(alice, MERCREDI)
    assert len(mail.outbox) == 1


def test_the_message_counts_and_names_nobody(alice, devoir, settings):
    settings.MAILLAGE_ADRESSE = "https://maillage.invalid"
    devoir(MERCREDI - dt.timedelta(days=2))
    devoir(MERCREDI - dt.timedelta(days=1))
    devoir(MERCREDI)
    rappels.rappeler(alice, MERCREDI)
    (message,) = mail.outbox
    assert message.to == [alice.email]
    assert message.subject == "Échéances : 2 en retard, 1 pour aujourd’hui"
    assert "Rendre le certificat : 2" in message.body
    assert "https://maillage.invalid/" in message.body
    assert "Dupont" not in message.body
    assert "Alice" not in message.body


@pytest.mark.parametrize(("ecart", "rappele"), [(8, False), (7, True), (6, False), (1, True), (0, True)])
def test_what_is_to_come_is_reminded_on_its_days_only(alice, devoir, ecart, rappele):
    devoir(MERCREDI + dt.timedelta(days=ecart))
    assert rappels.rappeler(alice, MERCREDI) is rappele


def test_what_should_have_been_reminded_at_the_weekend_is_on_monday(alice, devoir):
    with agir_comme(alice):
        Rappel.objects.create(agent=alice, jour=LUNDI - dt.timedelta(days=3))
    devoir(LUNDI + dt.timedelta(days=6))  # its seven days before is Sunday
    assert rappels.rappeler(alice, LUNDI)


def test_a_closed_account_receives_nothing(alice, devoir):
    devoir(MERCREDI)
    Agent.objects.filter(pk=alice.pk).update(is_active=False)
    assert not rappels.rappeler(Agent.objects.get(pk=alice.pk), MERCREDI)
    assert mail.outbox == []


def test_only_those_who_may_do_something_are_asked(alice, creer_agent, superviseur, umj_lille, certificat):
    creer_agent("denis", superviseur, umj_lille)
    assert rappels.destinataires(MERCREDI) == [alice.pk]


def test_nobody_is_reminded_at_the_weekend(alice, devoir, monkeypatch):
    devoir(MERCREDI)
    demandes: list[list[dict[str, object]]] = []
    monkeypatch.setattr(taches, "differer_lot", lambda _tache, lot: demandes.append(lot))
    for jour in (21, 23):  # a Saturday, a Monday
        taches.rappeler_tous(int(dt.datetime(2026, 11, jour, 5, 30, tzinfo=dt.UTC).timestamp()))
    assert demandes == [[{"agent_id": alice.pk, "jour": "2026-11-23"}]]
