"""Mémoires de frais: claimed once, followed to the end, freed by a rejection, owed before a date."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from maillage.metiers.medecine_legale import actions, references
from maillage.metiers.medecine_legale.actions import memoires
from maillage.metiers.medecine_legale.documents import ATTESTATION_MISSION
from maillage.metiers.medecine_legale.enums import NatureMemoire, StatutMemoire
from maillage.metiers.medecine_legale.models import ActeFacture, ActeMedicoLegal, LigneMemoire, Memoire
from maillage.metiers.medecine_legale.regles.memoires import (
    ActeAReunir,
    controler_reunion,
    date_forclusion,
    premier_jour_facturable,
)
from maillage.metiers.medecine_legale.taches import suivre_les_facturations
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.documents import stockage
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import donnees_de, produire
from maillage.socle.documents.tests.texte import extraire_texte
from maillage.socle.echeances.models import Echeance

MOTIF = "Attestation de mission absente"


@pytest.fixture(autouse=True)
def tarif(db):
    references.charger()


@pytest.fixture
def etablir(alice, tribunal):
    def etablir(*actes, agent=alice, **options):
        with agir_comme(agent):
            lus = list(
                ActeMedicoLegal.objects.filter(pk__in=[acte.pk for acte in actes]).select_related(
                    "structure__commune__departement", "requisition__structure"
                )
            )
            return memoires.etablir_memoire(agent=agent, actes=lus, juridiction=tribunal, **options)

    return etablir


@pytest.fixture
def deposer(alice):
    def deposer(memoire):
        with agir_comme(alice):
            return memoires.deposer_memoire(agent=alice, memoire=memoire, date=timezone.localdate())

    return deposer


@pytest.fixture
def rejeter(alice, deposer):
    def rejeter(memoire):
        deposer(memoire)
        with agir_comme(alice):
            return memoires.rejeter_memoire(
                agent=alice, memoire=memoire, date=timezone.localdate(), motif=MOTIF
            )

    return rejeter


def echeances(agent, genre):
    with agir_comme(agent):
        return list(
            Echeance.objects.filter(genre=f"medecine_legale.{genre}").values_list("statut", "date_limite")
        )


def test_a_memoire_freezes_its_lines_their_reasons_and_its_document(etablir, acte_paye, alice):
    memoire = etablir(acte_paye)
    with agir_comme(alice):
        ligne = LigneMemoire.objects.get()
        donnees = donnees_de(DocumentProduit.objects.visibles_par(alice).de(memoire).get())
    assert (memoire.nature, memoire.statut) == (NatureMemoire.SIMPLE, StatutMemoire.ETABLI)
    assert memoire.montant == ligne.montant == donnees.montant == Decimal("105.00")
    assert "incapacité fixée (5 j)" in ligne.explication
    assert ligne.est_a_confirmer
    assert "A. 43-6" in ligne.source
    assert donnees.actes[0].numero_interne == acte_paye.numero_interne


def test_the_printed_memoire_says_each_amount_and_its_reason(etablir, acte_paye, alice):
    memoire = etablir(acte_paye)
    with agir_comme(alice):
        document = DocumentProduit.objects.visibles_par(alice).de(memoire).get()
    texte = extraire_texte(stockage.lire(document.sha256))
    for attendu in (
        "105,00",
        "C×3,5",
        "incapacitéfixée(5j)",
        "A.43-6",
        "àconfirmer",
        acte_paye.numero_interne,
    ):
        assert attendu in texte, attendu


def test_an_act_is_claimed_once_by_the_action_and_by_the_database(etablir, acte_paye, alice):
    memoire = etablir(acte_paye)
    with pytest.raises(ValidationError, match="autre mémoire"):
        etablir(acte_paye)
    with agir_comme(alice), pytest.raises(IntegrityError), transaction.atomic():
        ActeFacture.objects.create(
            structure=memoire.structure, memoire=memoire, acte=acte_paye, montant=memoire.montant
        )


@pytest.mark.django_db(transaction=True)
def test_two_people_at_the_same_instant_make_one_memoire(alice, etablir, acte_paye):
    def essayer(_):
        try:
            return etablir(acte_paye)
        except ValidationError:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as fils:
        faits = [memoire for memoire in fils.map(essayer, range(4)) if memoire]
    with agir_comme(alice):
        assert Memoire.objects.count() == len(faits) == 1


def test_a_rejection_keeps_its_reason_and_frees_the_acts_to_be_claimed_again(
    etablir, rejeter, acte_paye, alice
):
    refuse = rejeter(etablir(acte_paye))
    assert (refuse.statut, refuse.motif) == (StatutMemoire.REJETE, MOTIF)
    assert echeances(alice, "representation") == [("a_faire", refuse.date_forclusion)]
    nouveau = etablir(acte_paye, represente=refuse)
    assert echeances(alice, "representation")[0][0] == "faite"
    with agir_comme(alice):
        assert list(refuse.actes.values_list("est_libere", flat=True)) == [True]
        assert LigneMemoire.objects.filter(acte_facture__memoire=refuse).count() == 1
        donnees = donnees_de(DocumentProduit.objects.visibles_par(alice).de(nouveau).get())
    assert MOTIF in donnees.presente_de_nouveau
    with pytest.raises(ValidationError):
        etablir(acte_paye, represente=refuse)


def test_a_memoire_goes_from_made_to_deposited_to_paid_and_by_no_other_way(
    etablir, deposer, acte_paye, alice
):
    memoire = etablir(acte_paye)
    jour = timezone.localdate()
    with agir_comme(alice):
        with pytest.raises(ValidationError, match="à déposer"):
            memoires.payer_memoire(agent=alice, memoire=memoire, date=jour)
        with pytest.raises(ValidationError, match="futur"):
            memoires.deposer_memoire(agent=alice, memoire=memoire, date=jour + dt.timedelta(days=1))
    deposer(memoire)
    with agir_comme(alice):
        with pytest.raises(ValidationError, match="déjà « déposé »"):
            memoires.abandonner_memoire(agent=alice, memoire=memoire, motif="Erreur")
        paye = memoires.payer_memoire(agent=alice, memoire=memoire, date=jour)
        with pytest.raises(ValidationError, match="déjà « payé »"):
            memoires.rejeter_memoire(agent=alice, memoire=memoire, date=jour, motif="Trop tard")
    assert paye.date_paiement == jour


def test_an_abandoned_memoire_frees_its_acts_and_a_reason_is_asked(etablir, acte_paye, alice):
    memoire = etablir(acte_paye)
    with agir_comme(alice):
        with pytest.raises(ValidationError, match="pourquoi"):
            memoires.abandonner_memoire(agent=alice, memoire=memoire, motif=" ")
        memoires.abandonner_memoire(agent=alice, memoire=memoire, motif="Mauvais tribunal")
    assert etablir(acte_paye).pk != memoire.pk


def test_the_time_limit_is_owed_from_the_act_to_the_deposit(acte_paye, etablir, deposer, alice):
    limite = date_forclusion(acte_paye.date_examen)
    assert echeances(alice, "facturation") == [("a_faire", limite)]
    memoire = etablir(acte_paye)
    assert echeances(alice, "facturation") == [("faite", limite)]
    assert echeances(alice, "depot") == [("a_faire", limite)]
    deposer(memoire)
    assert echeances(alice, "depot") == [("faite", limite)]


def test_the_time_limit_is_one_year_later_to_the_day_leap_years_included():
    assert date_forclusion(dt.date(2026, 11, 21)) == dt.date(2027, 11, 21)
    assert date_forclusion(dt.date(2024, 2, 29)) == dt.date(2025, 2, 28)


@pytest.mark.parametrize(
    "jour", [dt.date(2026, 11, 21), dt.date(2024, 2, 29), dt.date(2025, 2, 28), dt.date(2025, 3, 1)]
)
def test_an_act_may_be_claimed_until_its_time_limit_and_not_the_day_after(jour):
    premier = premier_jour_facturable(jour)
    assert date_forclusion(premier) >= jour
    assert date_forclusion(premier - dt.timedelta(days=1)) < jour


def test_an_act_under_the_annual_grant_is_neither_owed_nor_claimed(acte, etablir, alice):
    assert echeances(alice, "facturation") == []
    with pytest.raises(ValidationError, match="dotation"):
        etablir(acte)


def test_a_claimed_act_is_not_cancelled_nor_corrected_in_what_made_its_price(
    etablir, acte_paye, alice, valeurs_victime, requisition_payee
):
    etablir(acte_paye)
    with agir_comme(alice):
        with pytest.raises(ValidationError, match="facturé"):
            actions.annuler_acte(agent=alice, acte=acte_paye, motif="Doublon")
        correction = {"agent": alice, "acte": acte_paye, "motif": "Erreur", "requisition": requisition_payee}
        with pytest.raises(ValidationError, match="facturé"):
            actions.corriger_acte(**correction, valeurs=valeurs_victime(itt_jours=3))
        corrige = actions.corriger_acte(**correction, valeurs=valeurs_victime(lieu="commissariat"))
    assert corrige.lieu == "commissariat"


def test_a_refusal_of_the_tariff_changes_nothing(etablir, acte_paye, alice):
    with pytest.raises(ValidationError, match="ne rembourse pas"):
        etablir(acte_paye, options={acte_paye.pk: memoires.Options(materiel=Decimal(10))})
    with agir_comme(alice):
        assert not Memoire.objects.exists()
        assert not DocumentProduit.objects.exists()


def test_nobody_elsewhere_sees_or_follows_a_memoire(etablir, acte_paye, chloe):
    memoire = etablir(acte_paye)
    with agir_comme(chloe):
        assert not Memoire.objects.exists()
        assert not LigneMemoire.objects.exists()
        with pytest.raises(AccesRefuse):
            memoires.deposer_memoire(agent=chloe, memoire=memoire, date=timezone.localdate())


def test_the_billing_clerk_claims_and_sees_no_identity(etablir, acte_paye, facturier, alice):
    with agir_comme(alice):
        identite = actions.Identite(nom="Lefèvre", prenom="Zoé", constatations="Ecchymose.")
        actions.enregistrer_identite(agent=alice, acte=acte_paye, identite=identite)
    memoire = etablir(acte_paye, agent=facturier)
    with agir_comme(facturier):
        assert memoire.montant > 0
        with pytest.raises(AccesRefuse):
            actions.lire_identite(agent=facturier, acte=acte_paye, motif="Curiosité")
        with pytest.raises(AccesRefuse):
            actions.annuler_acte(agent=facturier, acte=acte_paye, motif="Non")


def test_the_attestation_says_what_was_done_and_names_no_person_examined(acte_paye, requisition_payee, alice):
    with agir_comme(alice):
        document = produire(ATTESTATION_MISSION.code, requisition_payee, agent=alice)
        donnees = donnees_de(document)
    assert donnees.numero_pv == requisition_payee.numero_pv
    assert donnees.actes[0].startswith("Victime")


def reunir(**champs):
    valeurs = {"structure": 1, "juridiction": 1, "requisition": 1, "date": dt.date(2026, 10, 31), **champs}
    return ActeAReunir(**valeurs)


@pytest.mark.parametrize(
    ("autre", "refus"),
    [
        ({"date": dt.date(2026, 11, 1)}, ""),  # the same requisition: the month does not matter
        ({"requisition": 2}, ""),
        ({"requisition": 2, "date": dt.date(2026, 11, 1)}, "plusieurs mois"),
        ({"requisition": 2, "juridiction": 2}, "juridictions différentes"),
        ({"structure": 2}, "plusieurs structures"),
    ],
)
def test_a_memoire_gathers_one_requisition_or_a_court_and_a_month(autre, refus):
    resultat = controler_reunion([reunir(), reunir(**autre)])
    assert (refus in resultat) if refus else not resultat


def test_a_memoire_of_nothing_or_of_too_much_is_refused():
    assert "au moins un" in controler_reunion([])
    assert "200 actes au plus" in controler_reunion([reunir()] * 201)


def test_a_grouped_bordereau_holds_each_requisition_with_its_sum(
    etablir, acte_paye, recevoir, enregistrer, cabinet, tribunal, alice
):
    autre = enregistrer(
        structure=cabinet,
        requisition=recevoir(structure=cabinet, numero_pv="2026/00999", juridiction=tribunal),
        numero_interne="2026-00042",
        itt_jours=None,
    )
    memoire = etablir(acte_paye, autre)
    with agir_comme(alice):
        donnees = donnees_de(DocumentProduit.objects.visibles_par(alice).de(memoire).get())
    assert memoire.nature == NatureMemoire.GROUPE
    assert [requisition.montant for requisition in donnees.requisitions] == [
        Decimal("105.00"),
        Decimal("75.00"),
    ]
    assert memoire.montant == Decimal("180.00") == sum(acte.montant for acte in donnees.actes)


def test_an_organisation_is_paid_per_act_by_its_kind_or_by_its_mode(
    umj_lille, enregistrer, alice, payer_a_l_acte
):
    payer_a_l_acte(umj_lille)
    enregistrer()
    assert len(echeances(alice, "facturation")) == 1


def test_acts_that_came_by_a_file_are_owed_by_the_night_s_job_once(acte_paye, alice, requisition_payee):
    with agir_comme(alice):
        Echeance.objects.filter(objet_id=requisition_payee.pk, genre="medecine_legale.facturation").delete()
    assert suivre_les_facturations() == 1
    assert suivre_les_facturations() == 0
    assert len(echeances(alice, "facturation")) == 1


def test_the_night_s_job_owes_from_the_first_act_even_older_than_a_year(
    acte_paye, cabinet, enregistrer, alice, requisition_payee
):
    ancien = timezone.localdate() - dt.timedelta(days=400)
    enregistrer(structure=cabinet, requisition=requisition_payee, numero_interne="P-2")
    with agir_comme(alice):
        ActeMedicoLegal.objects.filter(pk=acte_paye.pk).update(date_examen=ancien, date_requisition=ancien)
        Echeance.objects.filter(objet_id=requisition_payee.pk, genre="medecine_legale.facturation").delete()
    assert suivre_les_facturations() == 1
    assert [limite for _, limite in echeances(alice, "facturation")] == [date_forclusion(ancien)]
