"""Statements of activity: counted from the acts, signed once, and every later change told."""

import datetime as dt

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.actions.etats import empreinte_actuelle, etablir_etat
from maillage.metiers.medecine_legale.models import EtatActivite
from maillage.metiers.medecine_legale.regles.etats import controler_periode, empreinte_actes
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.documents.enums import StatutDocument
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import donnees_de
from maillage.socle.journal.models import Evenement


@pytest.fixture
def hier():
    return timezone.localdate() - dt.timedelta(days=1)


@pytest.fixture
def responsable(creer_agent, umj_lille):
    agent = creer_agent("adele", "medecine_legale.administrateur", umj_lille)
    with agir_comme(agent):
        TOTP.activate(agent, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    return agent


@pytest.fixture
def acte_d_hier(recevoir, enregistrer, tribunal, hier):
    requisition = recevoir(juridiction=tribunal, date_requisition=hier, numero_pv="2026/00200")
    return enregistrer(requisition=requisition, date_examen=hier, numero_interne="2026-00050")


@pytest.fixture
def declarer(umj_lille, hier):
    def declarer(agent, **champs):
        valeurs = {
            "structure": umj_lille,
            "nature": "dotation",
            "date_debut": hier,
            "date_fin": hier,
            **champs,
        }
        with agir_comme(agent):
            return etablir_etat(agent=agent, **valeurs)

    return declarer


def document(etat, agent):
    with agir_comme(agent):
        return DocumentProduit.objects.visibles_par(agent).de(etat).get()


def test_the_declared_acts_are_signed_dated_sealed_and_traced(declarer, responsable, acte_d_hier):
    etat = declarer(responsable)
    donnees = donnees_de(document(etat, responsable))
    assert (etat.est_signe, etat.nombre_actes, donnees.nombre_actes) == (True, 1, 1)
    assert donnees.signataire == str(responsable)
    assert donnees.empreinte == etat.empreinte
    with agir_comme(responsable):
        assert Evenement.objects.filter(objet_id=etat.pk, objet_type=EtatActivite._meta.db_table).count() == 1


def test_only_who_may_sign_declares_for_the_grant(declarer, alice, chloe, acte_d_hier):
    for agent in (alice, chloe):
        with pytest.raises(AccesRefuse):
            declarer(agent)


def test_a_structure_paid_per_act_declares_nothing_for_the_grant(
    declarer, responsable, umj_lille, payer_a_l_acte
):
    payer_a_l_acte(umj_lille)
    with pytest.raises(ValidationError, match="payée à l’acte"):
        declarer(responsable, structure=umj_lille)


def test_an_act_that_changes_afterwards_is_told_and_a_new_version_replaces_the_first(
    declarer, responsable, acte_d_hier, alice, enregistrer, hier
):
    premier = declarer(responsable)
    with pytest.raises(ValidationError, match="aucun acte n’a changé"):
        declarer(responsable)
    with agir_comme(alice):
        actions.annuler_acte(agent=alice, acte=acte_d_hier, motif="Doublon")
        assert empreinte_actuelle(premier) != premier.empreinte
    second = declarer(responsable)
    assert (second.remplace_id, second.nombre_actes) == (premier.pk, 0)
    assert document(premier, responsable).statut == StatutDocument.REMPLACE


def test_the_statement_of_a_court_holds_its_requisitions_and_no_other(
    declarer, alice, tribunal, acte_d_hier, enregistrer, recevoir, hier
):
    enregistrer(
        requisition=recevoir(numero_pv="2026/00300", date_requisition=hier),
        date_examen=hier,
        numero_interne="2026-00051",
    )
    etat = declarer(alice, nature="juridiction", juridiction=tribunal)
    donnees = donnees_de(document(etat, alice))
    assert (etat.est_signe, donnees.nombre_actes) == (False, 1)
    assert [requisition.numero_pv for requisition in donnees.requisitions] == ["2026/00200"]
    assert [compte.nombre for compte in donnees.par_profil] == [1]


def test_a_statement_for_a_court_names_it(declarer, alice):
    with pytest.raises(ValidationError, match="Choisissez la juridiction"):
        declarer(alice, nature="juridiction")


@pytest.mark.parametrize(
    ("debut", "fin", "champ"),
    [
        (dt.date(2026, 1, 1), dt.date(2026, 12, 31), None),
        (dt.date(2026, 1, 2), dt.date(2026, 1, 1), "date_fin"),
        (dt.date(2027, 1, 1), dt.date(2027, 1, 15), "date_fin"),
        (dt.date(2025, 1, 1), dt.date(2026, 1, 2), "date_debut"),
    ],
)
def test_a_period_is_over_and_a_year_at_most(debut, fin, champ):
    erreurs = controler_periode(debut, fin, aujourd_hui=dt.date(2027, 1, 15))
    assert list(erreurs) == ([champ] if champ else [])


def test_the_print_depends_on_the_acts_and_not_on_their_order():
    a, b = (
        (1, dt.date(2026, 1, 1), "victime", ["somatique"]),
        (2, dt.date(2026, 1, 2), "route", ["somatique"]),
    )
    assert empreinte_actes([a, b]) == empreinte_actes([b, a])
    assert empreinte_actes([a]) != empreinte_actes([a, b])
    assert empreinte_actes([(1, dt.date(2026, 1, 1), "route", ["somatique"])]) != empreinte_actes([a])


def test_the_screen_establishes_shows_and_exports(
    connecter, responsable, acte_d_hier, umj_lille, hier, alice
):
    navigateur = connecter(responsable)
    envoi = {"structure": umj_lille.pk, "nature": "dotation", "date_debut": hier, "date_fin": hier}
    reponse = navigateur.post(reverse("medecine_legale:etat_etablir"), envoi)
    page = navigateur.get(reponse.url).content.decode()
    assert "Signé" in page
    assert "Des actes ont changé depuis" not in page
    with agir_comme(responsable):
        etat = EtatActivite.objects.get()
    fichier = navigateur.get(
        reverse("echanges:exporter", args=["medecine_legale.etat_activite"]),
        {"etat": etat.pk, "format": "csv"},
    )
    assert "2026-00050" in b"".join(fichier.streaming_content).decode("utf-8-sig")
    with agir_comme(alice):
        actions.annuler_acte(agent=alice, acte=acte_d_hier, motif="Doublon")
    assert "Des actes ont changé depuis" in navigateur.get(reponse.url).content.decode()
    assert "Signé" in navigateur.get(reverse("medecine_legale:etats")).content.decode()
