import io
import tracemalloc
import zipfile
from functools import partial

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents import lots, stockage
from maillage.socle.documents.archive import ecrire_archive, repondre_archive
from maillage.socle.documents.models import DocumentProduit, ElementLot, LotDocuments
from maillage.socle.documents.production import produire
from maillage.socle.documents.taches import produire_lot
from maillage.socle.journal.models import Evenement

CODE = "essai.attestation"


@pytest.fixture
def lot(alice: Agent, umj_lille: Organisation, umj_amiens: Organisation) -> LotDocuments:
    with agir_comme(alice):
        return lots.produire_plus_tard(CODE, [umj_lille, umj_amiens], agent=alice, motif="Fin de session")


def test_a_lot_makes_what_may_be_made_and_says_what_was_refused(alice: Agent, lot: LotDocuments) -> None:
    with agir_comme(alice):
        avant = lots.avancement(lot)
    assert (avant.total, avant.fait, avant.est_termine) == (2, 0, False)
    assert lots.avancer(lot.pk, alice) == 1
    with agir_comme(alice):
        apres = lots.avancement(lot)
        assert (apres.fait, apres.refuse, apres.est_termine, apres.est_en_echec) == (1, 1, True, False)
        assert lot.elements.exclude(erreur="").get().erreur == "Introuvable, ou hors de votre périmètre."
        document = lots.documents_du_lot(lot, alice).get()
        trace = Evenement.objects.get(objet_type="documents_documentproduit", objet_id=document.pk)
    assert trace.motif == "Fin de session"


def test_a_lot_started_again_makes_nothing_twice(alice: Agent, lot: LotDocuments) -> None:
    assert lots.avancer(lot.pk, alice) == 1
    assert lots.avancer(lot.pk, alice) == 0
    with agir_comme(alice):
        assert DocumentProduit.objects.count() == 1


def test_an_interruption_loses_only_the_document_under_way(
    alice: Agent, umj_lille: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    with agir_comme(alice):
        enfants = [
            Organisation.objects.create(type=umj_lille.type, nom=f"Antenne {rang}", est_gestionnaire=True)
            for rang in range(3)
        ]
        lot = lots.produire_plus_tard(CODE, [umj_lille, *enfants], agent=alice)
    appels: list[Organisation] = []

    def tuee_au_second(code: str, objet: Organisation, *, agent: Agent) -> DocumentProduit:
        appels.append(objet)
        if len(appels) == 2:
            raise KeyboardInterrupt
        return produire(code, umj_lille, agent=agent)

    monkeypatch.setattr(lots, "produire", tuee_au_second)
    with pytest.raises(KeyboardInterrupt):
        lots.avancer(lot.pk, alice)
    with agir_comme(alice):
        assert lots.avancement(lot).fait == 1
    assert lots.avancer(lot.pk, alice) == 3
    with agir_comme(alice):
        rangs = DocumentProduit.objects.order_by("rang").values_list("rang", flat=True)
        assert list(rangs) == [1, 2, 3, 4]


def test_the_job_exists_only_if_the_request_is_committed(alice: Agent, umj_lille: Organisation) -> None:
    taches = ProcrastinateJob.objects.filter(task_name="documents.produire_lot")
    with agir_comme(alice), transaction.atomic():
        lots.produire_plus_tard(CODE, [umj_lille], agent=alice)
        assert taches.count() == 1
        transaction.set_rollback(True)
    assert taches.count() == 0
    with agir_comme(alice):
        lot = lots.produire_plus_tard(CODE, [umj_lille], agent=alice)
    tache = taches.get()
    assert tache.args == {"lot_id": lot.pk, "agent_id": alice.pk}
    assert produire_lot(**tache.args) == 1


def test_a_lot_is_seen_by_who_asked_for_it_only(alice: Agent, bruno: Agent, lot: LotDocuments) -> None:
    with agir_comme(bruno):
        assert not LotDocuments.objects.exists()
        assert not ElementLot.objects.exists()
        assert not LotDocuments.objects.visibles_par(bruno).exists()


def test_the_archive_holds_every_document_and_traces_each_reading(
    alice: Agent, bruno: Agent, lot: LotDocuments
) -> None:
    lots.avancer(lot.pk, alice)
    with agir_comme(bruno):
        documents = list(DocumentProduit.objects.visibles_par(bruno))
        reponse = repondre_archive(
            [*documents, *documents], agent=bruno, nom="documents-lot-1", motif="Contrôle"
        )
        assert Evenement.objects.filter(nature="lecture", motif="Contrôle").count() == 2
    octets = b"".join(reponse.streaming_content)  # type: ignore[arg-type]
    assert reponse["Content-Disposition"] == 'attachment; filename="documents-lot-1.zip"'
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        assert archive.testzip() is None
        noms = archive.namelist()
        assert noms[0] == f"attestation-{documents[0].numero}.pdf"
        assert len(set(noms)) == 2
        assert archive.read(noms[0]) == stockage.lire(documents[0].sha256)


def test_the_archive_is_written_in_constant_memory() -> None:
    sha256 = stockage.deposer(b"%PDF-1.7" + bytes(1_000_000))
    tracemalloc.start()
    taille = sum(
        len(morceau)
        for morceau in ecrire_archive([(f"{i}.pdf", partial(stockage.lire, sha256)) for i in range(40)])
    )
    pointe = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taille > 40_000_000
    assert pointe < 6_000_000
