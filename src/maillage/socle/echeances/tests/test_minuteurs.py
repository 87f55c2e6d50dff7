import datetime as dt

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from maillage.socle.acces.contexte import contexte_courant
from maillage.socle.echeances import minuteurs
from maillage.socle.echeances.enums import StatutMinuteur
from maillage.socle.echeances.minuteurs import (
    ActionInconnue,
    action_minuteur,
    annuler_minuteur,
    declencher,
    minuteur,
)
from maillage.socle.echeances.models import Minuteur

MIDI = dt.datetime(2026, 11, 18, 12, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def relances(monkeypatch):
    monkeypatch.setattr(minuteurs, "ACTIONS", {})
    faites: list[tuple[int, int | None]] = []

    @action_minuteur("essai.relancer")
    def relancer(demande: int) -> None:
        faites.append((demande, contexte_courant().agent_id))

    return faites


def test_a_timer_acts_once_as_the_technical_account(relances):
    minuteur("essai.12", MIDI, "essai.relancer", demande=12)
    assert declencher("essai.12", MIDI)
    assert not declencher("essai.12", MIDI)
    assert [demande for demande, _ in relances] == [12]
    assert relances[0][1] is not None


def test_a_timer_disarmed_does_nothing(relances):
    minuteur("essai.12", MIDI, "essai.relancer", demande=12)
    assert annuler_minuteur("essai.12")
    assert not annuler_minuteur("essai.12")
    assert not declencher("essai.12", MIDI)
    assert relances == []


def test_a_timer_moved_ignores_its_first_hour(relances):
    minuteur("essai.12", MIDI, "essai.relancer", demande=12)
    plus_tard = MIDI + dt.timedelta(hours=2)
    minuteur("essai.12", plus_tard, "essai.relancer", demande=12)
    assert not declencher("essai.12", MIDI)
    assert declencher("essai.12", plus_tard)


def test_arming_twice_for_the_same_hour_puts_one_job_in_the_queue(relances):
    for _ in range(2):
        minuteur("essai.12", MIDI, "essai.relancer", demande=12)
    (job,) = ProcrastinateJob.objects.filter(task_name="echeances.declencher_minuteur").order_by("id")
    assert job.scheduled_at == MIDI


def test_a_timer_that_ran_is_not_armed_again(relances):
    minuteur("essai.12", MIDI, "essai.relancer", demande=12)
    declencher("essai.12", MIDI)
    minuteur("essai.12", MIDI + dt.timedelta(hours=1), "essai.relancer", demande=12)
    assert Minuteur.objects.get().statut == StatutMinuteur.FAIT


def test_a_timer_disarmed_may_be_armed_again(relances):
    minuteur("essai.12", MIDI, "essai.relancer", demande=12)
    annuler_minuteur("essai.12")
    minuteur("essai.12", MIDI, "essai.relancer", demande=12)
    assert declencher("essai.12", MIDI)


def test_an_action_that_fails_leaves_the_timer_armed(relances, monkeypatch):
    @action_minuteur("essai.echouer")
    def echouer() -> None:
        raise ZeroDivisionError

    minuteur("essai.13", MIDI, "essai.echouer")
    with pytest.raises(ZeroDivisionError):
        declencher("essai.13", MIDI)
    assert Minuteur.objects.get().statut == StatutMinuteur.ARME


def test_an_unknown_action_is_refused_when_armed_and_when_due(relances):
    with pytest.raises(ActionInconnue):
        minuteur("essai.12", MIDI, "essai.inconnue")
    minuteur("essai.12", MIDI, "essai.relancer", demande=12)
    minuteurs.ACTIONS.clear()
    with pytest.raises(ActionInconnue):
        declencher("essai.12", MIDI)


def test_two_actions_never_share_a_name(relances):
    with pytest.raises(ValueError, match="declared twice"):
        action_minuteur("essai.relancer")(print)
