import threading

import pytest
from django.db import connection

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.numerotation import prendre_rang
from maillage.socle.documents.production import produire


class Interruption(Exception):
    """Something goes wrong after the number was given."""


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_hole_under_concurrency_and_rollback(alice: Agent, umj_lille: Organisation) -> None:
    depart = threading.Barrier(4)
    erreurs: list[BaseException] = []

    def travailler(fil: int) -> None:
        agent = Agent.objects.get(pk=alice.pk)
        try:
            depart.wait()
            for tour in range(6):
                try:
                    with agir_comme(agent):
                        produire("essai.attestation", umj_lille, agent=agent)
                        if (fil + tour) % 3 == 0:
                            raise Interruption
                except Interruption:
                    pass
        except BaseException as erreur:  # noqa: BLE001  shown by the assertion below
            erreurs.append(erreur)
        finally:
            connection.close()

    fils = [threading.Thread(target=travailler, args=(fil,)) for fil in range(4)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert erreurs == []
    with agir_comme(alice):
        rangs = list(DocumentProduit.objects.order_by("rang").values_list("rang", flat=True))
    assert rangs == list(range(1, 17))


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_refused(umj_lille: Organisation) -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        prendre_rang(umj_lille, "essai.attestation", 2026)
