"""The walls and what PostgreSQL refuses by itself."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from maillage.metiers.audiences.models import Affaire, Audience, Audiencement, Partie, Seance
from maillage.socle.acces.contexte import agir_comme


def _comptes(agent):
    with agir_comme(agent):
        return tuple(modele.objects.count() for modele in (Audience, Affaire, Partie, Audiencement))


@pytest.mark.usefixtures("passage")
def test_a_chamber_reads_its_cases_the_court_all_of_them_and_its_head_only_the_progress(
    alice, chloe, presidente, directrice, cheffe
):
    assert _comptes(alice) == _comptes(presidente) == _comptes(directrice) == (1, 1, 2, 1)
    assert _comptes(chloe) == (0, 0, 0, 0)
    assert _comptes(cheffe) == (1, 0, 0, 0)


@pytest.mark.usefixtures("passage")
def test_a_case_handed_over_is_read_by_both_chambers_and_its_passage_by_the_first_alone(
    alice, chloe, septieme, sixieme
):
    with agir_comme(alice):
        for modele in (Affaire, Partie):
            modele.objects.update(chambre=septieme, chambre_precedente=sixieme)
    assert _comptes(alice) == (1, 1, 2, 1)
    assert _comptes(chloe) == (0, 1, 2, 0)


@pytest.mark.usefixtures("passage")
def test_an_identity_is_noise_in_the_database(alice):
    with agir_comme(alice):
        contenus = "".join(Partie.objects.values_list("contenu", flat=True))
        assert contenus and "Lef" not in contenus


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
