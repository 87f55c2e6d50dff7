"""A query written once gives what the queryset would."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import Q

from maillage.commun.requete_figee import Parametre, RequeteFigee
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Organisation
from maillage.socle.interface.models import Notification

pytestmark = pytest.mark.django_db


def test_each_execution_takes_its_own_values_and_none_is_written_in_the_query(creer_agent):
    requete = RequeteFigee(
        lambda: (
            Notification.objects.filter(
                Q(horodatage_lecture=None), agent=Parametre("agent"), horodatage__date__gte=Parametre("jour")
            )
            .order_by("texte")
            .values_list("texte", "horodatage_lecture")
        )
    )
    alice, chloe = creer_agent("alice"), creer_agent("chloe")
    for agent, textes in ((alice, "ba"), (chloe, "c")):
        with agir_comme(agent):
            Notification.objects.bulk_create([Notification(agent=agent, texte=texte) for texte in textes])
    jour = dt.date(2020, 1, 1)
    with agir_comme(alice):
        assert requete.lignes(agent=alice.pk, jour=jour) == [("a", None), ("b", None)]
        assert requete.lignes(agent=alice.pk, jour=dt.date(2999, 1, 1)) == []
        assert requete.lignes(agent=chloe.pk, jour=jour) == []  # the wall is not the query's
    with agir_comme(chloe):
        assert requete.lignes(agent=chloe.pk, jour=jour) == [("c", None)]
    with pytest.raises(KeyError):
        requete.lignes(agent=alice.pk)


def test_values_are_converted_as_by_the_queryset(umj_lille):
    lues = Organisation.objects.filter(pk=Parametre("cle")).values_list("pk", "caracteristiques", "nom")
    attendue = Organisation.objects.filter(pk=umj_lille.pk).values_list("pk", "caracteristiques", "nom")
    with agir_comme(None):
        assert RequeteFigee(lambda: lues).lignes(cle=umj_lille.pk) == list(attendue)


def test_a_session_plans_it_once(umj_lille):
    requete = RequeteFigee(lambda: Organisation.objects.filter(sigle=Parametre("unique")).values_list("pk"))
    with agir_comme(None), connection.cursor() as curseur:
        for _ in range(3):
            requete.lignes(unique="PREPAREE")
        curseur.execute(
            "SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE statement = %s",
            [requete._compilee.sql.replace("%s", "$1")],
        )
        assert curseur.fetchall() == [(2,)]  # the first one is not kept: a query may never come again
