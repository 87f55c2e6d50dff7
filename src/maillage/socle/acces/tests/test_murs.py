"""The two walls, tested on a table of the kernel that is protected: the journal, and on scopes themselves."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from maillage.socle.acces.contexte import agent_systeme, agir_comme, motiver
from maillage.socle.acces.droits import JOURNAL_LIRE
from maillage.socle.acces.models import RoleDroit
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vocabulaire import VOCABULAIRE, declarer_role
from maillage.socle.annuaire.models import Agent, Habilitation, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements
from maillage.socle.journal.models import Evenement

ROLE = "acces.controle_essai"


@pytest.fixture
def role(db, monkeypatch):
    monkeypatch.setattr(VOCABULAIRE, "roles", dict(VOCABULAIRE.roles))
    RoleDroit.objects.create(role=ROLE, droit=JOURNAL_LIRE)
    return declarer_role(ROLE, "Contrôle", droits=[JOURNAL_LIRE], niveau=10).code


def perimetre_postgresql(agent: Agent) -> frozenset[int]:
    with agir_comme(agent), connection.cursor() as curseur:
        curseur.execute("SELECT acces_organisations(%s)", [JOURNAL_LIRE])
        return frozenset(curseur.fetchone()[0])


def perimetre_python(agent: Agent) -> frozenset[int]:
    return perimetre(Agent.objects.get(pk=agent.pk), JOURNAL_LIRE)


def test_both_walls_give_the_same_perimeter_to_a_member_a_supervisor_and_a_stranger(
    creer_agent, role, umj_lille, umj_amiens, hauts_de_france, nord, france
):
    attendus = {
        creer_agent("alice", role, umj_lille): {umj_lille.pk},
        creer_agent("denis", role, territoire=hauts_de_france): {umj_lille.pk, umj_amiens.pk},
        creer_agent("emma", role, territoire=nord): {umj_lille.pk},
        creer_agent("farid", role, territoire=france): {umj_lille.pk, umj_amiens.pk},
        creer_agent("gaelle"): set(),
        creer_agent("hugo", "role_inconnu", umj_lille): set(),
    }
    for agent, attendu in attendus.items():
        assert perimetre_python(agent) == perimetre_postgresql(agent) == attendu, agent.email


def test_a_perimeter_opens_and_closes_with_the_dates_of_the_habilitation(creer_agent, role, umj_lille):
    aujourd_hui = dt.date.today()
    hier, demain = aujourd_hui - dt.timedelta(days=1), aujourd_hui + dt.timedelta(days=1)
    for nom, debut, fin, voit in [
        ("passe", dt.date(2020, 1, 1), hier, False),
        ("dernier_jour", dt.date(2020, 1, 1), aujourd_hui, True),
        ("futur", demain, None, False),
    ]:
        agent = creer_agent(nom, role, umj_lille, debut=debut, fin=fin)
        assert perimetre_python(agent) == perimetre_postgresql(agent) == ({umj_lille.pk} if voit else set())


def test_a_delegation_falls_with_the_habilitation_it_comes_from(creer_agent, role, umj_lille):
    alice = creer_agent("alice", role, umj_lille)
    bruno = creer_agent("bruno")
    origine = alice.habilitations.get()
    with agir_comme(agent_systeme()):
        Habilitation.objects.create(
            agent=bruno,
            role=role,
            organisation=umj_lille,
            date_debut=origine.date_debut,
            delegation_de=origine,
        )
    assert perimetre_python(bruno) == perimetre_postgresql(bruno) == {umj_lille.pk}
    Agent.objects.filter(pk=alice.pk).update(is_active=False)
    assert perimetre_python(bruno) == perimetre_postgresql(bruno) == set()


def test_a_closed_account_sees_nothing(creer_agent, role, umj_lille):
    alice = creer_agent("alice", role, umj_lille)
    Agent.objects.filter(pk=alice.pk).update(is_active=False)
    assert perimetre_python(alice) == perimetre_postgresql(alice) == set()


def test_a_role_in_a_hospital_reaches_the_units_below_it(creer_agent, role, umj_lille):
    with agir_comme(agent_systeme()):
        hopital = Organisation.objects.create(
            type="etablissement_sante", nom="CHU", commune=umj_lille.commune
        )
        Organisation.objects.filter(pk=umj_lille.pk).update(parent=hopital)
        recalculer_rattachements([hopital.pk])
    alice = creer_agent("alice", role, hopital)
    assert perimetre_python(alice) == perimetre_postgresql(alice) == {hopital.pk, umj_lille.pk}


def test_without_context_no_protected_row_is_seen(umj_lille):
    assert Evenement.objects.count() == 0


def test_each_agent_reads_the_journal_of_his_perimeter_only(creer_agent, role, umj_lille, umj_amiens):
    alice = creer_agent("alice", role, umj_lille)
    with agir_comme(alice):
        vus = set(Evenement.objects.values_list("organisation_id", flat=True))
    assert vus == {umj_lille.pk}


def test_a_write_without_context_is_refused_and_undone(umj_lille):
    with pytest.raises(DatabaseError, match="sans contexte"), transaction.atomic():
        Organisation.objects.filter(pk=umj_lille.pk).update(nom="Autre nom")
    umj_lille.refresh_from_db()
    assert umj_lille.nom == "Unité médico-judiciaire de Lille"


def test_the_reason_given_reaches_the_journal_with_what_changed(umj_lille):
    with agir_comme(agent_systeme()), motiver("Changement de dénomination"):
        Organisation.objects.filter(pk=umj_lille.pk).update(sigle="UMJ")
        evenement = Evenement.objects.get(nature="modification")
    assert evenement.motif == "Changement de dénomination"
    assert (evenement.avant, evenement.apres) == ({"sigle": ""}, {"sigle": "UMJ"})


@pytest.mark.parametrize(
    "ordre", ["UPDATE journal_evenement SET motif = ''", "DELETE FROM journal_evenement"]
)
def test_the_journal_is_never_rewritten(umj_lille, ordre):
    with pytest.raises(DatabaseError, match="ne se modifie pas"), agir_comme(agent_systeme()):
        connection.cursor().execute(ordre)


def test_nobody_writes_the_journal_in_the_name_of_another(creer_agent, umj_lille):
    alice, bruno = creer_agent("alice"), creer_agent("bruno")
    with pytest.raises(DatabaseError, match="row-level security"), agir_comme(alice):
        connection.cursor().execute(
            "INSERT INTO journal_evenement (nature, objet_type, objet_id, agent_id, horodatage, motif, requete)"
            " VALUES ('lecture', 'x', 1, %s, now(), '', '')",
            [bruno.pk],
        )


def test_leaving_an_inner_context_puts_the_outer_one_back(creer_agent):
    alice, bruno = creer_agent("alice"), creer_agent("bruno")

    def qui() -> str:
        with connection.cursor() as curseur:
            curseur.execute("SELECT coalesce(current_setting('maillage.agent', true), '')")
            return curseur.fetchone()[0]

    with agir_comme(alice):
        with agir_comme(bruno):
            assert qui() == str(bruno.pk)
        assert qui() == str(alice.pk)
        with pytest.raises(ZeroDivisionError), agir_comme(bruno):
            raise ZeroDivisionError
        assert qui() == str(alice.pk)
    assert qui() == ""
