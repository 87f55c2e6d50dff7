"""The plan of a centre and what was really scanned."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.numerisation.actions import cadences
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, TypeEvenement
from maillage.metiers.numerisation.models import Cadence, EvenementDossier
from maillage.metiers.numerisation.regles.cadence import lundi
from maillage.socle.acces.contexte import agent_systeme, agir_comme


@pytest.fixture
def adele(creer_agent, nordiste):
    """Who runs the deployment."""
    return creer_agent("adele", "numerisation.administrateur", nordiste.service)


@pytest.fixture
def semaine():
    return lundi(timezone.localdate()) - dt.timedelta(weeks=1)


def numeriser(dossier, jour, avant=EtatDossier.RECU):
    """The event alone: the journey has its own tests."""
    with agir_comme(agent_systeme()):
        rang = dossier.evenements.count() + 1
        EvenementDossier.objects.create(
            dossier=dossier,
            centre=dossier.centre,
            type=TypeEvenement.NUMERISATION,
            avant=avant,
            apres=EtatDossier.NUMERISE,
            version=rang + 100,
            auteur=agent_systeme(),
            horodatage=timezone.make_aware(dt.datetime.combine(jour, dt.time(10))),
        )


def test_the_plan_is_replaced_week_by_week_and_the_real_is_counted(
    adele, rachel, centre, inventorier, semaine
):
    premier, second = inventorier("Lefèvre", "Martel")
    with agir_comme(adele):
        fin = semaine + dt.timedelta(weeks=2)
        assert cadences.planifier(agent=adele, centre=centre, debut=semaine, fin=fin, prevu=5) == 3
        assert cadences.planifier(agent=adele, centre=centre, debut=semaine, fin=semaine, prevu=2) == 1
        assert Cadence.objects.count() == 3
    numeriser(premier, semaine)
    numeriser(second, semaine + dt.timedelta(days=4))
    numeriser(second, semaine + dt.timedelta(days=5), avant=EtatDossier.REFUSE)
    with agir_comme(rachel):
        debut, *_ = cadences.semaines_de(rachel, [centre.pk])[centre.pk]
        assert (debut.debut, debut.prevu, debut.reel) == (semaine, 2, 2)


def test_a_plan_that_ends_before_it_begins_is_refused(adele, centre, semaine):
    with agir_comme(adele), pytest.raises(ValidationError, match="précède"):
        cadences.planifier(
            agent=adele, centre=centre, debut=semaine, fin=semaine - dt.timedelta(weeks=1), prevu=5
        )


def test_the_page_says_the_drift_and_another_service_sees_nothing(
    adele, rachel, chloe, centre, inventorier, connecter, semaine
):
    with agir_comme(adele):
        cadences.planifier(agent=adele, centre=centre, debut=semaine, fin=semaine, prevu=9)
    (dossier,) = inventorier()
    numeriser(dossier, semaine)
    page = connecter(rachel).get(reverse("numerisation:cadence")).content.decode()
    assert "−8" in page
    assert centre.nom in page
    assert connecter(chloe).get(reverse("numerisation:cadence_centre", args=[centre.pk])).status_code == 404
