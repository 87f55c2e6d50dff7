"""The same request sent at the same instant."""

import json
import threading

import pytest
from django.db import connection
from django.test import Client

from maillage.socle.echanges.tests.api.conftest import UrlsEssai, demander_jeton, noms


@pytest.mark.django_db(transaction=True)
def test_concurrent_twins_have_one_effect(client_api, settings):
    settings.ROOT_URLCONF = UrlsEssai
    jeton = demander_jeton(Client(), client_api).json()["access_token"]
    depart, reponses = threading.Barrier(4), []

    def poster():
        try:
            depart.wait()
            reponses.append(
                Client().post(
                    "/api/essai/essai/organisations",
                    json.dumps({"nom": "A"}),
                    content_type="application/json",
                    headers={"Authorization": f"Bearer {jeton}", "Idempotency-Key": "jumelles"},
                )
            )
        finally:
            connection.close()

    fils = [threading.Thread(target=poster) for _ in range(4)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert [reponse.status_code for reponse in reponses] == [201] * 4
    assert len({reponse.content for reponse in reponses}) == 1
    assert noms() == ["A"]
