"""A list costs the same number of queries whatever the number of its rows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.listes import LISTES
from tests.monde import ARGUMENTS
from tests.table_droits import TABLE

NOMBRE = 9
NOMBRES = {"protection:enquete_reponses": 4}  # rows that are long to make
REQUETES_MAXIMALES = 45


@pytest.mark.django_db
@pytest.mark.parametrize("nom", LISTES)
def test_a_page_costs_the_same_queries_with_one_row_and_with_ten(monde, nom):
    client = monde.client(monde.place(TABLE[nom].troupe, "proprietaire"))
    question = {"q": "2026"} if nom == "interface:recherche" else {}

    def mesurer() -> tuple[list[str], int]:
        adresse = reverse(nom, kwargs=ARGUMENTS[nom](monde) if nom in ARGUMENTS else {})
        with CaptureQueriesContext(
            connection,
        ) as requetes:
            reponse = client.get(adresse, question)
        assert reponse.status_code == 200
        return [requete["sql"] or "" for requete in requetes], len(reponse.content)

    LISTES[nom](monde, 1)
    mesurer()  # what is read once a process
    avant, taille = mesurer()
    LISTES[nom](monde, NOMBRES.get(nom, NOMBRE))
    apres, taille_apres = mesurer()
    assert taille_apres != taille, "nothing was added to the page"
    en_plus = [
        sql[:300] for sql in apres if sql.split("WHERE")[0] not in {s.split("WHERE")[0] for s in avant}
    ]
    assert len(apres) == len(avant), f"{len(avant)} then {len(apres)} queries; new ones: {en_plus}"
    assert len(apres) <= REQUETES_MAXIMALES
