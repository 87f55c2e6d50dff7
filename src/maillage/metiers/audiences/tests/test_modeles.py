"""The walls and what PostgreSQL refuses by itself."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from maillage.metiers.audiences.models import Affaire, Audience, Audiencement, Partie, Seance
from maillage.metiers.audiences.tests.conftest import JOUR
from maillage.socle.acces.chiffrement import chiffrer
from maillage.socle.acces.contexte import agir_comme


@pytest.fixture
def audience(alice, sixieme):
    with agir_comme(alice):
        return Audience.objects.create(
            chambre=sixieme, date=JOUR, heure=dt.time(13, 30), type="collegial", auteur=alice
        )


@pytest.fixture
def passage(alice, audience, tribunal):
    with agir_comme(alice):
        cle, contenu = chiffrer({"nom": "Lefèvre"})
        affaire = Affaire.objects.create(
            chambre=audience.chambre, juridiction=tribunal, numero_parquet="26327000001",
            cle_parquet="26327000001", cle=cle, auteur=alice,
        )  # fmt: skip
        Partie.objects.create(
            chambre=audience.chambre, affaire=affaire, rang=1, statut="prevenu", contenu=contenu
        )
        return Audiencement.objects.create(
            audience=audience, affaire=affaire, chambre=audience.chambre, position=1, auteur=alice
        )


def _comptes(agent):
    with agir_comme(agent):
        return tuple(modele.objects.count() for modele in (Audience, Affaire, Partie, Audiencement))


@pytest.mark.usefixtures("passage")
def test_a_chamber_reads_its_cases_the_court_all_of_them_and_its_head_only_the_progress(
    alice, chloe, presidente, directrice, cheffe
):
    assert _comptes(alice) == _comptes(presidente) == _comptes(directrice) == (1, 1, 1, 1)
    assert _comptes(chloe) == (0, 0, 0, 0)
    assert _comptes(cheffe) == (1, 0, 0, 0)


def test_a_case_handed_over_is_read_by_both_chambers_and_its_passage_by_the_first_alone(
    alice, chloe, passage, septieme, sixieme
):
    with agir_comme(alice):
        for modele in (Affaire, Partie):
            modele.objects.update(chambre=septieme, chambre_precedente=sixieme)
    assert _comptes(alice) == (1, 1, 1, 1)
    assert _comptes(chloe) == (0, 1, 1, 0)


def test_an_identity_is_noise_in_the_database(alice, passage):
    with agir_comme(alice):
        assert "Lefèvre" not in Partie.objects.values_list("contenu", flat=True).get()


def test_two_sittings_of_a_hearing_never_overlap(alice, audience):
    debut = timezone.make_aware(dt.datetime(2026, 11, 23, 13, 30))
    commun = {"audience": audience, "chambre": audience.chambre, "auteur": alice}
    with agir_comme(alice):
        Seance.objects.create(horodatage_debut=debut, horodatage_fin=debut + dt.timedelta(hours=1), **commun)
        Seance.objects.create(horodatage_debut=debut + dt.timedelta(hours=1), **commun)
        with pytest.raises(IntegrityError), transaction.atomic():
            Seance.objects.create(horodatage_debut=debut + dt.timedelta(hours=5), **commun)


def test_a_case_passes_once_before_a_hearing(alice, passage):
    passage.pk = None
    with agir_comme(alice), pytest.raises(IntegrityError), transaction.atomic():
        passage.save(force_insert=True)
