"""The lists are data: what the administrator changes is what screens, rules and database then hold."""

import datetime as dt

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale.actions import reference
from maillage.metiers.medecine_legale.models import (
    ActeMedicoLegal,
    ProfilActe,
    ValeurProfil,
    ValeurReference,
    VersionReference,
    oublier_table,
    table_actes,
)
from maillage.metiers.medecine_legale.models import table as memoire
from maillage.metiers.medecine_legale.regles import TABLE_INITIALE, est_fin_a_confirmer
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.journal.models import Evenement

HIER = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _listes_de_la_base():
    """What a test changes is rolled back: the copy of the process goes with it."""
    oublier_table()
    yield
    oublier_table()


@pytest.fixture
def nadia(creer_agent, france):
    nadia = creer_agent("nadia", "medecine_legale.super_administrateur", territoire=france)
    with agir_comme(nadia):
        TOTP.activate(nadia, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    return nadia


@pytest.fixture
def victime(db):
    return ProfilActe.objects.get(code="victime")


@pytest.fixture
def ajouter(nadia, victime):
    def ajouter(libelle="Domicile", champ="lieu", profils=None, date_effet=None, agent=nadia):
        with agir_comme(agent):
            return reference.ajouter_valeur(
                agent=agent,
                champ=champ,
                libelle=libelle,
                profils=[victime] if profils is None else profils,
                date_effet=date_effet or timezone.localdate(),
                motif="Circulaire du 3 novembre",
            )

    return ajouter


def test_the_database_holds_the_table_as_it_was_delivered(db):
    table = table_actes()
    assert table.profils == TABLE_INITIALE.profils
    for champ in (*TABLE_INITIALE.listes, "profil"):
        assert table.choix(champ) == TABLE_INITIALE.choix(champ)
    assert table.listes["attentat"] == TABLE_INITIALE.listes["attentat"]


def test_a_place_added_by_the_administrator_is_offered_entered_and_labelled_without_a_release(
    ajouter, enregistrer, connecter, alice
):
    lieu = ajouter()
    page = connecter(alice).get(reverse("medecine_legale:acte_saisir"), {"profil": "victime"})
    assert "Domicile" in page.content.decode()
    page = connecter(alice).get(reverse("medecine_legale:acte_saisir"), {"profil": "garde_a_vue"})
    assert "Domicile" not in page.content.decode()
    acte = enregistrer(lieu=lieu.code)
    assert acte.get_lieu_display() == "Domicile"


def test_a_value_closed_from_a_day_is_refused_after_it_and_kept_by_the_acts_before(
    ajouter, enregistrer, nadia, alice
):
    aujourd_hui = timezone.localdate()
    lieu = ajouter(date_effet=aujourd_hui - 3 * HIER)
    ancien = enregistrer(lieu=lieu.code, date_examen=aujourd_hui - HIER)
    with agir_comme(nadia):
        reference.modifier_valeur(
            agent=nadia,
            valeur=lieu,
            libelle="Domicile",
            profils=[],
            date_effet=aujourd_hui,
            motif="Abandonné",
        )
    with pytest.raises(ValidationError) as refus:
        enregistrer(lieu=lieu.code, numero_interne="2026-2")
    assert "lieu" in refus.value.message_dict
    with agir_comme(alice):
        ActeMedicoLegal.objects.filter(pk=ancien.pk).update(genre="masculin")  # still right, and written
        ancien.refresh_from_db()
    assert ancien.get_lieu_display() == "Domicile"
    assert enregistrer(lieu=lieu.code, date_examen=aujourd_hui - HIER, numero_interne="2026-3").pk


def test_a_value_is_not_closed_under_acts_that_carry_it(ajouter, enregistrer, nadia):
    lieu = ajouter(date_effet=timezone.localdate() - 3 * HIER)
    enregistrer(lieu=lieu.code)
    with agir_comme(nadia), pytest.raises(ValidationError) as refus:
        reference.modifier_valeur(
            agent=nadia,
            valeur=lieu,
            libelle="Domicile",
            profils=[],
            date_effet=timezone.localdate() - HIER,
            motif="Abandonné",
        )
    assert refus.value.message_dict["date_effet"][0].startswith("1\N{NO-BREAK SPACE}acte")


def test_renaming_an_attack_reaches_the_acts_that_name_it(ajouter, enregistrer, nadia):
    attentat = ajouter("Ville-sur-Exemple", champ="attentat", profils=[])
    acte = enregistrer(natures_violence=("attentat",), attentat=attentat.code)
    with agir_comme(nadia):
        reference.modifier_valeur(
            agent=nadia,
            valeur=attentat,
            libelle="Ville-sur-Exemple, marché",
            profils=[],
            date_effet=timezone.localdate(),
            motif="Nom officiel",
        )
    with agir_comme(nadia):
        assert ActeMedicoLegal.objects.get(pk=acte.pk).get_attentat_display() == "Ville-sur-Exemple, marché"


def test_a_profile_is_added_from_another_one_and_entered(nadia, enregistrer, victime):
    with agir_comme(nadia):
        profil = reference.ajouter_profil(
            agent=nadia,
            libelle="Témoin protégé",
            modele=ProfilActe.objects.get(code="retenue"),
            date_effet=timezone.localdate(),
            motif="Demande de la DACG",
        )
    acte = enregistrer(profil=profil.code, natures_violence=(), contextes_violence=(), itt_jours=None)
    assert acte.get_profil_display() == "Témoin protégé"


def test_each_change_asks_a_reason_and_leaves_it_in_the_history(ajouter, nadia, connecter, victime):
    lieu = ajouter()
    with agir_comme(nadia):
        assert Evenement.objects.get(objet_id=lieu.pk, nature="creation").motif == "Circulaire du 3 novembre"
        with pytest.raises(ValidationError, match="motif"):
            reference.modifier_valeur(
                agent=nadia,
                valeur=lieu,
                libelle="X",
                profils=[victime],
                date_effet=timezone.localdate(),
                motif=" ",
            )
    page = connecter(nadia).get(reverse("medecine_legale:reference_modifier", args=["lieu", lieu.pk]))
    assert "Circulaire du 3 novembre" in page.content.decode()


def test_the_same_label_twice_in_a_list_is_refused(ajouter):
    ajouter()
    with pytest.raises(ValidationError, match="existe déjà"):
        ajouter("DOMICILE")


def test_only_who_keeps_the_lists_changes_them(ajouter, alice):
    with pytest.raises(AccesRefuse):
        ajouter(agent=alice)


def test_the_pages_add_a_value_and_close_it(connecter, nadia, victime):
    navigateur = connecter(nadia)
    envoi = {
        "libelle": "Domicile",
        "profils": [victime.pk],
        "date_effet": timezone.localdate().isoformat(),
        "motif": "Circulaire",
    }
    adresse = reverse("medecine_legale:reference_ajouter", args=["lieu"])
    assert navigateur.post(adresse, {**envoi, "motif": ""}).status_code == 422
    assert navigateur.post(adresse, envoi).status_code == 302
    lieu = ValeurReference.objects.get(libelle="Domicile")
    page = navigateur.get(reverse("medecine_legale:reference_valeurs", args=["lieu"])).content.decode()
    assert "Domicile" in page
    adresse = reverse("medecine_legale:reference_modifier", args=["lieu", lieu.pk])
    demain = timezone.localdate() + HIER
    assert (
        navigateur.post(adresse, {**envoi, "profils": [], "date_effet": demain.isoformat()}).status_code
        == 302
    )
    assert ValeurProfil.objects.get(valeur=lieu).date_fin == timezone.localdate()


def test_the_copy_of_the_process_costs_no_query_until_the_delay_then_one(
    db, django_assert_num_queries, settings, ajouter
):
    table = table_actes()
    with django_assert_num_queries(0):
        assert table_actes() is table
    settings.MEDECINE_LEGALE_LISTES_SECONDES = 0
    with django_assert_num_queries(1):
        assert table_actes() is table


def test_another_process_sees_a_change_when_it_asks_for_the_version(db, settings, ajouter):
    ancienne = table_actes()
    copie = memoire._memoire
    ajouter()
    memoire._memoire = copie  # as a process that did not make the change
    settings.MEDECINE_LEGALE_LISTES_SECONDES = 0
    assert table_actes().version != ancienne.version
    assert "domicile" in table_actes().listes["lieu"]


def test_the_version_changes_when_the_table_is_written_by_any_means(nadia):
    avant = VersionReference.objects.get().jeton
    with agir_comme(nadia):
        ValeurReference.objects.filter(champ="lieu", code="umj").update(libelle="UMJ")
    assert VersionReference.objects.get().jeton != avant


@pytest.mark.parametrize(
    "valeurs",
    [
        {"profil": "inconnu"},
        {"profil": "garde_a_vue"},
        {"statut": "personne_absente"},
        {"lieu": "tribunal"},
        {"lieu": ""},
        {"age": "mineur"},
        {"genre": ""},
        {"types_examen": []},
        {"types_examen": ["autopsie"]},
        {"examens": ["scanner"]},
        {"natures_violence": []},
        {"natures_violence": ["coups", "inconnue"]},
        {"contextes_violence": []},
        {"cause_deces": "suicide"},
        {"duree": "plus_8"},
        {"distance": "moins_50"},
        {"attentat": "2016-07-14-nice"},
        {"age": "de_3_a_17"},
    ],
    ids=lambda valeurs: "-".join(f"{champ}:{valeur}" for champ, valeur in valeurs.items()),
)
def test_the_database_refuses_what_the_profile_does_not_allow(acte, alice, valeurs):
    with pytest.raises(IntegrityError), agir_comme(alice):
        ActeMedicoLegal.objects.filter(pk=acte.pk).update(**valeurs)


def test_the_database_accepts_what_a_profile_allowed_at_the_date_of_the_act(acte, alice):
    with agir_comme(alice):
        ActeMedicoLegal.objects.filter(pk=acte.pk).update(
            date_examen=dt.date(2024, 5, 2), age="de_3_a_17", lieu="uaped"
        )
        acte.refresh_from_db()
    assert acte.get_age_display() == "3-17 ans (ancien)"


def test_the_database_lets_the_end_of_retention_empty_an_old_act(acte, alice):
    with agir_comme(alice):
        ActeMedicoLegal.objects.filter(pk=acte.pk).update(date_examen=dt.date(2020, 5, 2))
        ActeMedicoLegal.objects.filter(pk=acte.pk).update(
            age="", genre="", natures_violence=[], contextes_violence=[]
        )
        acte.refresh_from_db()
    assert acte.genre == ""
    with pytest.raises(IntegrityError), agir_comme(alice):
        ActeMedicoLegal.objects.filter(pk=acte.pk).update(lieu="tribunal")


def test_an_institute_declares_an_autopsy_and_the_database_agrees(acte, alice, umj_lille):
    autopsie = {
        "profil": "decedee",
        "types_examen": ["autopsie"],
        "lieu": "",
        "natures_violence": [],
        "contextes_violence": [],
        "cause_deces": "autre",
    }
    with pytest.raises(IntegrityError), agir_comme(alice):
        ActeMedicoLegal.objects.filter(pk=acte.pk).update(**autopsie)
    with agir_comme(alice):
        umj_lille.caracteristiques = {"institut": True}
        umj_lille.save()
        assert ActeMedicoLegal.objects.filter(pk=acte.pk).update(**autopsie) == 1


def test_a_closing_day_that_nobody_checked_says_so_until_it_is_corrected(connecter, alice):
    page = connecter(alice).get(reverse("medecine_legale:reference_valeurs", args=["age"])).content.decode()
    assert "(jusqu’au 31/12/2024, date de fin à confirmer)" in page
    assert est_fin_a_confirmer("de_3_a_6", dt.date(2024, 12, 31))
    assert not est_fin_a_confirmer("de_3_a_6", dt.date(2024, 6, 30))
    assert not est_fin_a_confirmer("majeur", dt.date(2024, 12, 31))
