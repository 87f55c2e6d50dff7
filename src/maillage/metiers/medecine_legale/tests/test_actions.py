"""What professionals do with requisitions and acts, and what the house refuses them."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.enums import StatutRequisition
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, PartieNominative, Requisition
from maillage.socle.acces.chiffrement import ContenuDetruit, detruire
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.echeances.models import Echeance
from maillage.socle.journal.models import Evenement

PDF = b"%PDF-1.7\n%fictif\n"


def test_recording_an_act_derives_its_period_its_requester_and_its_keys(acte, commissariat):
    assert acte.periode_journee in {"journee", "matin"}
    assert (acte.requerant, acte.numero_pv) == (commissariat, "2026/00123/001")
    assert (acte.cle_interne, acte.cle_suite, acte.cle_pv) == ("202600041", "41", "202600123001")


def test_the_first_act_puts_the_requisition_in_progress(acte, alice, requisition):
    with agir_comme(alice):
        requisition.refresh_from_db()
    assert requisition.statut == StatutRequisition.EN_COURS


def test_a_number_already_used_in_the_structure_is_refused_whatever_its_separators(acte, enregistrer):
    with pytest.raises(ValidationError) as refus:
        enregistrer(numero_interne="2026 00041")
    assert "numero_interne" in refus.value.message_dict


def test_the_same_number_is_free_in_another_structure(acte, enregistrer, chloe, umj_amiens):
    assert enregistrer(agent=chloe, structure=umj_amiens, requisition=None, est_hors_requisition=True).pk


def test_cancelling_an_act_asks_a_reason_keeps_it_readable_and_frees_its_number(acte, alice, enregistrer):
    with agir_comme(alice), pytest.raises(ValidationError, match="pourquoi"):
        actions.annuler_acte(agent=alice, acte=acte, motif=" ")
    with agir_comme(alice):
        actions.annuler_acte(agent=alice, acte=acte, motif="Saisi deux fois")
        assert ActeMedicoLegal.objects.visibles_par(alice).comptes().count() == 0
        assert ActeMedicoLegal.objects.visibles_par(alice).count() == 1
    assert enregistrer().pk != acte.pk


def test_a_correction_leaves_its_reason_and_what_changed_in_the_journal(
    acte, alice, requisition, valeurs_victime
):
    with agir_comme(alice):
        actions.corriger_acte(
            agent=alice,
            acte=acte,
            motif="Lieu mal saisi",
            requisition=requisition,
            valeurs=valeurs_victime(lieu="commissariat"),
        )
        evenement = Evenement.objects.filter(objet_id=acte.pk, nature="modification").latest("id")
    assert evenement.motif == "Lieu mal saisi"
    assert evenement.avant["lieu"] == "umj"
    assert evenement.apres["lieu"] == "commissariat"


@pytest.mark.parametrize("qui", ["chloe", "denis"])
def test_neither_another_unit_nor_a_supervisor_writes_in_this_one(
    qui, request, enregistrer, acte, requisition
):
    intrus = request.getfixturevalue(qui)
    with pytest.raises(AccesRefuse):
        enregistrer(agent=intrus, numero_interne="2026-00099")
    with agir_comme(intrus), pytest.raises(AccesRefuse):
        actions.annuler_acte(agent=intrus, acte=acte, motif="Intrusion")
    with agir_comme(intrus):
        assert ActeMedicoLegal.objects.filter(pk=acte.pk).update(lieu="umj") == 0


def test_the_requisition_of_another_structure_is_not_accepted(requisition, enregistrer, chloe, umj_amiens):
    with pytest.raises(ValidationError) as refus:
        enregistrer(agent=chloe, structure=umj_amiens)
    assert "requisition" in refus.value.message_dict


@pytest.mark.parametrize(
    "valeurs",
    [
        {"profil": "inconnu"},
        {"statut": "personne_absente"},
        {"genre": ""},
        {"types_examen": []},
        {"est_hors_requisition": True},
    ],
)
def test_the_database_itself_refuses_an_act_that_breaks_its_profile(acte, alice, valeurs):
    with pytest.raises(IntegrityError), agir_comme(alice):
        ActeMedicoLegal.objects.filter(pk=acte.pk).update(**valeurs)


def test_a_requisition_with_a_limit_is_owed_until_it_is_achieved(recevoir, alice, enregistrer):
    limite = timezone.localdate() + dt.timedelta(days=10)
    requisition = recevoir(date_limite=limite)
    enregistrer(requisition=requisition)
    with agir_comme(alice):
        assert Echeance.objects.get(objet_id=requisition.pk).date_limite == limite
        actions.achever_requisition(agent=alice, requisition=requisition)
        assert Echeance.objects.get(objet_id=requisition.pk).statut == "faite"


def test_a_requisition_carrying_acts_is_not_cancelled(acte, requisition, alice):
    with agir_comme(alice), pytest.raises(ValidationError, match="actes"):
        actions.annuler_requisition(agent=alice, requisition=requisition, motif="Erreur")


def test_correcting_the_pv_number_reaches_the_acts(acte, requisition, alice, commissariat):
    with agir_comme(alice):
        actions.corriger_requisition(
            agent=alice,
            requisition=requisition,
            motif="PV mal lu",
            requerant=commissariat,
            numero_pv="2026/99999",
            date_requisition=requisition.date_requisition,
            mission="",
        )
        acte.refresh_from_db()
    assert (acte.numero_pv, acte.cle_pv) == ("2026/99999", "202699999")


def test_a_file_is_known_by_its_first_bytes_and_kept_once_under_its_hash(requisition, alice):
    with agir_comme(alice):
        premiere = actions.deposer_piece(agent=alice, requisition=requisition, contenu=PDF)
        seconde = actions.deposer_piece(agent=alice, requisition=requisition, contenu=PDF)
        assert premiere == seconde
        assert premiere.type_contenu == "application/pdf"
        with pytest.raises(ValidationError, match="ni un PDF"):
            actions.deposer_piece(
                agent=alice, requisition=requisition, contenu=b"<html><script>alert(1)</script>"
            )


def test_the_identity_is_unreadable_in_the_database_and_each_reading_is_traced(acte, alice):
    with agir_comme(alice):
        actions.enregistrer_identite(
            agent=alice,
            acte=acte,
            identite=actions.Identite(nom="Lefèvre", prenom="Zoé", constatations="Ecchymose"),
        )
        fiche = PartieNominative.objects.get(acte=acte)
        assert "Lefèvre" not in str(
            Evenement.objects.filter(objet_id=fiche.pk).values_list("apres", flat=True)
        )
        assert "Lefèvre" not in fiche.contenu
        lue = actions.lire_identite(agent=alice, acte=acte, motif="Certificat")
        assert lue == actions.Identite(nom="Lefèvre", prenom="Zoé", constatations="Ecchymose")
        assert Evenement.objects.get(nature="lecture").motif == "Certificat"


def test_destroying_the_key_erases_the_identity_for_good(acte, alice):
    with agir_comme(alice):
        actions.enregistrer_identite(agent=alice, acte=acte, identite=actions.Identite(nom="Lefèvre"))
        detruire(PartieNominative.objects.get(acte=acte).cle)
        with pytest.raises(ContenuDetruit):
            actions.lire_identite(agent=alice, acte=acte, motif="Certificat")


def test_the_identity_is_not_for_a_supervisor(acte, alice, denis):
    with agir_comme(alice):
        actions.enregistrer_identite(agent=alice, acte=acte, identite=actions.Identite(nom="Lefèvre"))
    with agir_comme(denis):
        assert PartieNominative.objects.count() == 0
        with pytest.raises(AccesRefuse):
            actions.lire_identite(agent=denis, acte=acte, motif="Curiosité")


@pytest.mark.parametrize(
    ("texte", "trouve"),
    [
        ("2026-00041", True),
        ("00041", True),
        ("41", True),
        ("2026/00123", True),
        ("2026 001", True),
        ("99", False),
        ("000", False),
        ("042", False),
        ("0004", False),
        ("--", True),
    ],
)
def test_an_act_is_found_by_the_beginning_or_the_last_figures_of_its_numbers(acte, alice, texte, trouve):
    with agir_comme(alice):
        assert ActeMedicoLegal.objects.visibles_par(alice).rechercher(texte).exists() is trouve


@pytest.mark.django_db(transaction=True)
def test_two_hundred_identical_posts_at_once_leave_one_act(alice, enregistrer):
    def poster(_: int) -> bool:
        try:
            enregistrer()
        except ValidationError:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as fils:
        reussites = sum(fils.map(poster, range(200)))
    with agir_comme(alice):
        assert (reussites, ActeMedicoLegal.objects.count()) == (1, 1)


def test_no_context_shows_nothing(acte):
    with transaction.atomic(), connection.cursor() as curseur:
        curseur.execute("SELECT set_config('maillage.agent', '', true)")
        assert (ActeMedicoLegal.objects.count(), Requisition.objects.count()) == (0, 0)
