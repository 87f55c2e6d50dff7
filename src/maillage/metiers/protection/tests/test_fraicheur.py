"""Old data: the professional is told once a threshold, the direction sees it, and a confirmation starts anew."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.protection import actions
from maillage.metiers.protection.models import Mandataire, RappelFraicheur
from maillage.metiers.protection.regles.charge import palier_fraicheur
from maillage.metiers.protection.taches import rappeler_les_anciens
from maillage.socle.acces.contexte import agent_systeme, agir_comme

JOUR = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("jours", "palier"), [(29, None), (30, 30), (44, 30), (45, 45), (59, 45), (60, 60), (400, 60)]
)
def test_the_threshold_is_the_last_one_passed(jours, palier):
    assert palier_fraicheur(JOUR - dt.timedelta(days=jours), JOUR) == palier
    assert palier_fraicheur(None, JOUR) == 60


@pytest.fixture
def confirmee(alice, mandataire):
    with agir_comme(alice):
        actions.confirmer(agent=alice, mandataire=Mandataire.objects.get(pk=mandataire.pk))
    return timezone.now()


@pytest.mark.django_db
def test_each_threshold_is_told_once_and_a_confirmation_starts_anew(confirmee, alice, mandataire):
    def apres(jours):
        return rappeler_les_anciens(confirmee + dt.timedelta(days=jours))

    assert [apres(jours) for jours in (10, 30, 31, 44, 46, 59, 61, 90)] == [0, 1, 0, 0, 1, 0, 1, 0]
    assert [courriel.to for courriel in mail.outbox] == [[alice.email]] * 3
    assert "Alice Martin" not in mail.outbox[0].body
    with agir_comme(alice):
        assert list(RappelFraicheur.objects.order_by("id").values_list("palier", "destinataires")) == [
            (30, 1), (45, 1), (60, 1)
        ]  # fmt: skip
        actions.confirmer(agent=alice, mandataire=mandataire)
    assert rappeler_les_anciens(timezone.now() + dt.timedelta(days=31)) == 1


@pytest.mark.django_db
def test_whoever_is_on_no_list_any_more_is_left_alone(confirmee, mandataire):
    with agir_comme(agent_systeme()):
        mandataire.inscriptions.update(date_fin=timezone.localdate())
    assert rappeler_les_anciens(confirmee + dt.timedelta(days=70)) == 0


@pytest.mark.django_db
def test_the_direction_reads_the_age_the_last_word_and_the_reminders_and_exports_them(
    confirmee, mandataire, autre_mandataire, connecter, direction, chloe, greffiere
):
    jour = timezone.localdate() - dt.timedelta(days=47)  # of the calendar: hours may change in between
    with agir_comme(agent_systeme()):
        Mandataire.objects.filter(pk=mandataire.pk).update(
            horodatage_confirmation=timezone.make_aware(dt.datetime.combine(jour, dt.time(12)))
        )
    rappeler_les_anciens(timezone.now())
    client = connecter(direction)
    page = client.get(reverse("protection:fraicheur")).content.decode()
    assert "47\N{NO-BREAK SPACE}jours" in page
    assert f"45 j : {timezone.localdate():%d/%m/%Y}" in page
    assert "Jamais confirmées" in page
    anciennes = client.get(
        reverse("protection:fraicheur"), {"donnees": "ancienne", "rappel": "45"}
    ).content.decode()
    assert "Alice Martin" in anciennes
    assert "Service du Nord" not in anciennes
    export = client.get("/echanges/exports/nouveau/protection.fraicheur/", {"format": "csv", "rappel": "45"})
    texte = b"".join(export.streaming_content).decode("utf-8-sig")
    assert "Rappel à 45 jours" in texte
    assert "Alice Martin" in texte
    assert connecter(greffiere).get(reverse("protection:fraicheur")).status_code == 404
    with agir_comme(chloe):
        assert {r.mandataire_id for r in RappelFraicheur.objects.all()} == {autre_mandataire.pk}
