"""The counting rules of the national guide: what is one act, what is two, what is none."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.models import ActeMedicoLegal
from maillage.metiers.medecine_legale.regles import ValeursActe
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Personne


@pytest.fixture
def compter(alice):
    def compter() -> int:
        with agir_comme(alice):
            return ActeMedicoLegal.objects.comptes().count()

    return compter


@pytest.fixture
def institut(umj_lille, alice):
    with agir_comme(alice):
        umj_lille.caracteristiques = {"institut": True}
        umj_lille.save()
    return umj_lille


@pytest.fixture
def deceder(alice, institut, requisition):
    """An act on a dead person."""

    def deceder(numero, type_examen, praticien=None, second=None, **champs):
        with agir_comme(alice):
            valeurs = ValeursActe(
                profil="decedee",
                date_examen=requisition.date_requisition,
                numero_interne=numero,
                heure_debut=champs.pop("heure_debut", None),
                periode_journee="journee",
                types_examen=(type_examen,),
                age="majeur",
                genre="masculin",
                cause_deces="autre",
                **champs,
            )
            return actions.enregistrer_acte(
                agent=alice,
                structure=institut,
                requisition=requisition,
                valeurs=valeurs,
                praticien=praticien,
                second_praticien=second,
            )

    return deceder


def test_iterative_examinations_are_one_act_each_even_the_same_day(enregistrer, compter):
    enregistrer(numero_interne="2026-1")
    enregistrer(numero_interne="2026-1 bis")
    assert compter() == 2


def test_two_missions_for_one_person_under_the_same_report_are_two_acts(enregistrer, compter, alice):
    victime = enregistrer(numero_interne="2026-1")
    garde = enregistrer(
        numero_interne="2026-2",
        profil="garde_a_vue",
        natures_violence=(),
        contextes_violence=(),
        itt_jours=None,
    )
    assert victime.numero_pv == garde.numero_pv
    assert compter() == 2


def test_a_levee_de_corps_then_an_autopsy_are_two_acts(deceder, compter):
    deceder("2026-1", "levee_corps", distance="moins_50")
    deceder("2026-2", "autopsie")
    assert compter() == 2


def test_an_external_examination_then_an_autopsy_are_two_acts(deceder, compter):
    deceder("2026-1", "examen_externe")
    deceder("2026-2", "autopsie")
    assert compter() == 2


def test_an_autopsy_by_two_physicians_is_one_act_with_a_second_practitioner(deceder, compter, alice):
    premier, second = Personne.objects.create(nom="Delcroix"), Personne.objects.create(nom="Vasseur")
    acte = deceder("2026-1", "autopsie", premier, second)
    assert (acte.second_praticien, compter()) == (second, 1)
    with pytest.raises(ValidationError, match="autre personne"):
        deceder("2026-2", "autopsie", premier, premier)
    with pytest.raises(IntegrityError), agir_comme(alice):
        ActeMedicoLegal.objects.filter(pk=acte.pk).update(second_praticien=premier)


def test_a_missed_appointment_and_an_absent_person_are_kept_and_count_for_nothing(enregistrer, compter):
    vide = {
        "types_examen": (),
        "lieu": "",
        "age": "",
        "genre": "",
        "natures_violence": (),
        "contextes_violence": (),
        "heure_debut": None,
        "itt_jours": None,
    }
    enregistrer(numero_interne="2026-1", statut="rendez_vous_non_honore", **vide)
    enregistrer(numero_interne="2026-2", profil="garde_a_vue", statut="personne_absente", **vide)
    assert compter() == 0
