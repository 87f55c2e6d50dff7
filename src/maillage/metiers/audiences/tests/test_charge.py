"""A heavy day: many cases on a hearing, many accused in a case. A page costs the same queries as for a few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.metiers.audiences.actions import audiences, decisions
from maillage.metiers.audiences.documents.audiences import donnees_bordereau, donnees_role_annote
from maillage.metiers.audiences.models import Audience, Partie
from maillage.socle.acces.contexte import agir_comme


@pytest.fixture
def juger(alice):
    def juger(passage):
        with agir_comme(alice):
            audiences.ouvrir(agent=alice, audience=passage.audience)
            for partie in Partie.objects.filter(affaire=passage.affaire, statut="prevenu"):
                decisions.decider(
                    agent=alice,
                    passage=passage,
                    partie=partie,
                    texte="COUP ; EMP 8M SP 2A OBL 1",
                    motivation="Oui.",
                )
        return passage

    return juger


def cout(geste):
    geste()  # what is kept in memory after the first time is not counted
    with CaptureQueriesContext(connection) as requetes:
        geste()
    return len(requetes)


@pytest.mark.parametrize("nom", ["audience", "direct", "fin", "viser", "pieces", "bordereau_csv"])
def test_the_pages_of_a_hearing_cost_the_same_for_two_cases_and_for_eight(
    audience, inscrire, juger, alice, client, nom
):
    client.force_login(alice)
    adresse = reverse(f"audiences:{nom}", args=[audience.pk])

    def ouvrir():
        assert client.get(adresse).status_code == 200

    for rang in range(2):
        juger(inscrire(audience, f"2632500000{rang}"))
    peu = cout(ouvrir)
    for rang in range(2, 8):
        juger(inscrire(audience, f"2632500000{rang}"))
    assert cout(ouvrir) == peu


@pytest.mark.parametrize("construire", [donnees_role_annote, donnees_bordereau])
def test_the_papers_of_a_hearing_cost_the_same_for_two_cases_and_for_eight(
    audience, inscrire, juger, alice, construire
):
    def ecrire():
        with agir_comme(alice):
            construire(Audience.objects.select_related("chambre__parent").get(pk=audience.pk))

    for rang in range(2):
        juger(inscrire(audience, f"2632500000{rang}"))
    peu = cout(ecrire)
    for rang in range(2, 8):
        juger(inscrire(audience, f"2632500000{rang}"))
    assert cout(ecrire) == peu


@pytest.mark.parametrize("nom", ["direct", "passage"])
def test_a_case_costs_the_same_for_two_accused_and_for_twelve(audience, inscrire, juger, alice, client, nom):
    client.force_login(alice)
    couts = []
    for rang, nombre in enumerate((2, 12)):
        passage = juger(inscrire(audience, f"2632500000{rang}", prevenus=["D’Été-Ñandú"] * nombre))
        adresse = (
            reverse("audiences:passage", args=[passage.pk])
            if nom == "passage"
            else f"{reverse('audiences:direct', args=[audience.pk])}?dossier={passage.pk}"
        )
        couts.append(cout(lambda adresse=adresse: client.get(adresse)))
    assert couts[0] == couts[1]
