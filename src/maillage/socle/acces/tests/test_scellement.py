"""The journal sealed in blocks: whatever is changed behind its back is seen."""

import hashlib

import pytest
from django.db import connection, connections

from maillage.commun.merkle import est_incluse
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Organisation
from maillage.socle.journal.models import Bloc, Evenement
from maillage.socle.journal.preuves import prouver_evenements
from maillage.socle.journal.scellement import sceller, verifier

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scelle():
    """Three sealed blocks of a few events each."""
    for rang in range(3):
        with agir_comme(agent_systeme(), motif=f"Lot {rang}"):
            Organisation.objects.bulk_create(
                Organisation(type="autre", nom=f"Organisme {rang}-{i}") for i in range(rang + 2)
            )
        assert sceller_des_que_possible() is not None


def sceller_des_que_possible() -> Bloc | None:
    """Seal once no transaction of the server, those of other tests included, is older than what was just written."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        (borne,) = curseur.fetchone()
        for _ in range(600):
            curseur.execute("SELECT pg_sleep(0.1), pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            if curseur.fetchone()[1] >= borne:
                break
    with agir_comme(agent_systeme()):
        return sceller()


def anomalies():
    with agir_comme(agent_systeme()):
        return [(anomalie.bloc, anomalie.raison) for anomalie in verifier()]


def falsifier(ordre: str) -> None:
    """As the owner of the database could, guards taken down."""
    with connections["proprietaire"].cursor() as curseur:
        curseur.execute("ALTER TABLE journal_evenement DISABLE TRIGGER ALL")
        curseur.execute("ALTER TABLE journal_evenement NO FORCE ROW LEVEL SECURITY")
        curseur.execute(ordre)
        assert curseur.rowcount == 1


@pytest.mark.django_db(transaction=True, databases=["default", "proprietaire"])
@pytest.mark.parametrize(
    ("ordre", "raison"),
    [
        ("UPDATE journal_evenement SET motif = 'Autre' WHERE id = (SELECT max(id) - 5 FROM journal_evenement)",
         "un de ses événements a été modifié"),
        ("DELETE FROM journal_evenement WHERE id = (SELECT max(id) - 5 FROM journal_evenement)",
         "il contient 2 événements au lieu de 3"),
        ("INSERT INTO journal_evenement"
         " (nature, objet_type, objet_id, agent_id, horodatage, motif, requete, transaction)"
         " SELECT nature, objet_type, objet_id, agent_id, horodatage, motif, requete, transaction"
         " FROM journal_evenement WHERE id = (SELECT max(id) - 5 FROM journal_evenement)",
         "il contient 4 événements au lieu de 3"),
    ],
)  # fmt: skip
def test_an_event_altered_removed_or_inserted_is_found(scelle, ordre, raison):
    assert anomalies() == []
    falsifier(ordre)
    assert anomalies() == [(2, raison)]


def test_a_sealed_event_is_proven_outside_and_an_unsealed_one_is_not(scelle):
    with agir_comme(agent_systeme()):
        cles = list(Organisation.objects.filter(nom__startswith="Organisme 1-").values_list("pk", flat=True))
        preuves = prouver_evenements("annuaire_organisation", cles)
        assert [preuve.bloc for preuve in preuves] == [2, 2, 2]
        for trouvee in preuves:
            feuille = hashlib.sha256(trouvee.texte.encode()).digest()
            assert est_incluse(feuille, trouvee.preuve, bytes.fromhex(trouvee.racine))
            assert not est_incluse(
                hashlib.sha256(b"autre").digest(), trouvee.preuve, bytes.fromhex(trouvee.racine)
            )
        neuve = Organisation.objects.create(type="autre", nom="Pas encore scellée")
        assert prouver_evenements("annuaire_organisation", [neuve.pk]) == []


def test_a_transaction_still_open_is_left_for_the_next_block(scelle):
    autre = connections.create_connection("default")
    autre.ensure_connection()
    try:
        with autre.cursor() as curseur:
            curseur.execute("BEGIN")
            curseur.execute("SELECT set_config('maillage.agent', %s, true)", [str(agent_systeme().pk)])
            curseur.execute(
                "INSERT INTO annuaire_organisation (type, nom, sigle, cle_recherche, finess, siret, adresse,"
                " code_postal, telephone, courriel, est_gestionnaire, est_active, caracteristiques)"
                " VALUES ('autre', 'En cours', '', '', '', '', '', '', '', '', false, true, '{}')"
            )
            with agir_comme(agent_systeme()):
                Organisation.objects.create(type="autre", nom="Finie après")
            with agir_comme(agent_systeme()):
                assert sceller() is None
            curseur.execute("COMMIT")
    finally:
        autre.close()
    bloc = sceller_des_que_possible()
    assert bloc is not None
    assert bloc.nombre == 2
    assert anomalies() == []


def test_nothing_new_makes_no_block(scelle):
    with agir_comme(agent_systeme()):
        assert sceller() is None
        assert Bloc.objects.count() == 3


def test_every_event_is_in_one_block_and_one_only(scelle):
    with agir_comme(agent_systeme()):
        assert sum(Bloc.objects.values_list("nombre", flat=True)) == Evenement.objects.count()
