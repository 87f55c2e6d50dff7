"""The text of a mission: sealed, read where people may be named, told by no copy."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.actions.missions import lire_mission
from maillage.metiers.medecine_legale.models import MissionRequisition, Requisition
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.journal.models import Evenement

TEXTE = "Examiner Zoé Lefèvre et fixer l’incapacité totale de travail."


@pytest.fixture
def requisition(recevoir):
    return recevoir(mission=TEXTE)


@pytest.fixture
def felix(creer_agent, umj_lille):
    """Bills for Lille: reads its requisitions, names nobody."""
    return creer_agent("felix", "medecine_legale.facturation", umj_lille)


def test_only_who_may_name_people_reads_it_whatever_the_query(requisition, alice, felix, denis, chloe):
    for agent, lu in ((alice, TEXTE), (felix, ""), (denis, ""), (chloe, "")):
        with agir_comme(agent):
            assert lire_mission(requisition) == lu
            assert MissionRequisition.objects.count() == bool(lu)


def test_neither_the_tables_nor_the_journal_hold_it_in_clear(requisition, alice):
    with agir_comme(alice), connection.cursor() as curseur:
        tables = "medecine_legale_requisition r, medecine_legale_missionrequisition m"
        curseur.execute(f"SELECT r::text || m::text FROM {tables}")  # noqa: S608 (names written here)
        lignes = [texte for (texte,) in curseur.fetchall()]
        copies = [f"{e.avant} {e.apres}" for e in Evenement.objects.order_by("id")]
    assert lignes
    assert not [texte for texte in (*lignes, *copies) if "Lefèvre" in texte]


def test_a_correction_of_the_text_alone_is_in_the_history_with_its_reason(
    connecter, requisition, alice, commissariat
):
    with agir_comme(alice):
        actions.corriger_requisition(
            agent=alice,
            requisition=requisition,
            motif="Ligne oubliée",
            requerant=commissariat,
            numero_pv=requisition.numero_pv,
            date_requisition=requisition.date_requisition,
            mission="Examiner la victime, prélever.",
        )
        assert lire_mission(Requisition.objects.get(pk=requisition.pk)) == "Examiner la victime, prélever."
    page = connecter(alice).get(reverse("medecine_legale:requisition_historique", args=[requisition.pk]))
    assert "Ligne oubliée" in page.content.decode()
    assert "version de la mission" in page.content.decode()


def test_a_text_that_is_too_long_is_refused_beside_its_field(recevoir):
    with pytest.raises(ValidationError) as refus:
        recevoir(mission="x" * 4001)
    assert "mission" in refus.value.message_dict


def test_the_page_shows_it_to_the_unit_and_not_to_the_supervisor(connecter, requisition, alice, denis):
    adresse = reverse("medecine_legale:requisition", args=[requisition.pk])
    assert "Zoé Lefèvre" in connecter(alice).get(adresse).content.decode()
    assert "Lefèvre" not in connecter(denis).get(adresse).content.decode()
