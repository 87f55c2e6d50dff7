"""Each profile refuses what it must and accepts what it must: the table, cell by cell."""

import datetime as dt
from dataclasses import replace

import pytest

from maillage.metiers.medecine_legale.enums import Age, Profil, StatutActe, TypeExamen
from maillage.metiers.medecine_legale.regles import (
    POST_MORTEM,
    PROFILS,
    ValeursActe,
    cle_numero,
    controler_acte,
    periode_journee,
    suite_numero,
)

AUJOURD_HUI = dt.date(2026, 11, 21)


def acte_juste(profil: Profil) -> ValeursActe:
    """The shortest right act of a profile."""
    regles = PROFILS[profil]
    return ValeursActe(
        profil=profil,
        date_examen=AUJOURD_HUI,
        numero_interne="2026-1",
        heure_debut=dt.time(10, 0) if regles.types else None,
        types_examen=regles.types[:1],
        lieu=regles.lieux[0] if regles.lieux and not regles.lieu_facultatif else "",
        age=regles.ages[-1] if regles.ages else "",
        genre="feminin" if regles.types else "",
        natures_violence=("coups",) if regles.violences else (),
        contextes_violence=("conjugale",) if regles.violences else (),
        cause_deces="suicide" if regles.causes_deces else "",
        duree=regles.durees[0] if regles.durees else "",
        distance=regles.distances[0] if regles.distances and not regles.distance_si else "",
    )


def erreurs(valeurs: ValeursActe, est_institut: bool = True) -> dict[str, str]:
    return controler_acte(valeurs, aujourd_hui=AUJOURD_HUI, est_institut=est_institut)


@pytest.mark.parametrize("profil", Profil)
def test_the_shortest_right_act_of_each_profile_is_accepted(profil):
    assert erreurs(acte_juste(profil)) == {}


@pytest.mark.parametrize("profil", Profil)
def test_each_compulsory_field_of_each_profile_is_asked_for(profil):
    juste, regles = acte_juste(profil), PROFILS[profil]
    vides = {
        "types_examen": (),
        "lieu": "",
        "age": "",
        "genre": "",
        "natures_violence": (),
        "contextes_violence": (),
        "cause_deces": "",
        "duree": "",
        "distance": "",
    }
    for champ, vide in vides.items():
        demande = bool(getattr(juste, champ))
        assert (champ in erreurs(replace(juste, **{champ: vide}))) is demande, (profil, champ)
    assert ("heure_debut" in erreurs(replace(juste, heure_debut=None))) is bool(regles.types)


@pytest.mark.parametrize("profil", Profil)
def test_a_value_of_another_profile_is_refused(profil):
    juste, regles = acte_juste(profil), PROFILS[profil]
    for type_examen in set(TypeExamen) - set(regles.types):
        assert "types_examen" in erreurs(replace(juste, types_examen=(type_examen,)))
    for age in set(Age) - set(regles.ages):
        assert "age" in erreurs(replace(juste, age=age))
    if not regles.violences:
        assert "natures_violence" in erreurs(replace(juste, natures_violence=("coups",)))


@pytest.mark.parametrize("type_examen", sorted(POST_MORTEM))
def test_an_autopsy_is_declared_only_by_an_institute(type_examen):
    valeurs = replace(acte_juste(Profil.DECEDEE), types_examen=(type_examen,))
    assert "types_examen" in erreurs(valeurs, est_institut=False)
    assert erreurs(valeurs) == {}


def test_the_distance_is_asked_for_a_levee_de_corps_only():
    levee = replace(acte_juste(Profil.DECEDEE), types_examen=(TypeExamen.LEVEE_CORPS,))
    assert "distance" in erreurs(levee)
    assert erreurs(replace(levee, distance="moins_50")) == {}
    assert "distance" in erreurs(replace(acte_juste(Profil.DECEDEE), distance="moins_50"))


def test_an_absence_is_recorded_without_describing_anybody_and_only_where_it_exists():
    absence = ValeursActe(
        profil=Profil.VICTIME,
        date_examen=AUJOURD_HUI,
        numero_interne="2026-1",
        statut=StatutActe.RENDEZ_VOUS_NON_HONORE,
    )
    assert erreurs(absence) == {}
    assert "statut" in erreurs(replace(absence, profil=Profil.GARDE_A_VUE))
    assert erreurs(replace(absence, profil=Profil.GARDE_A_VUE, statut=StatutActe.PERSONNE_ABSENTE)) == {}


@pytest.mark.parametrize(
    ("jour", "accepte"),
    [
        (dt.date(2026, 11, 22), False),
        (dt.date(2026, 11, 21), True),
        (dt.date(2024, 1, 1), True),
        (dt.date(2023, 12, 31), False),
        (dt.date(20, 1, 1), False),
    ],
)
def test_the_date_is_neither_in_the_future_nor_older_than_two_calendar_years(jour, accepte):
    assert ("date_examen" not in erreurs(replace(acte_juste(Profil.VICTIME), date_examen=jour))) is accepte


def test_evidence_without_complaint_is_for_victims_and_has_no_requisition():
    juste = replace(acte_juste(Profil.VICTIME), est_hors_requisition=True, a_requisition=False)
    assert erreurs(juste) == {}
    assert "requisition" in erreurs(replace(juste, a_requisition=True))
    assert "requisition" in erreurs(replace(juste, est_hors_requisition=False))
    autre = replace(acte_juste(Profil.IVRESSE), est_hors_requisition=True, a_requisition=False)
    assert "est_hors_requisition" in erreurs(autre)


@pytest.mark.parametrize(
    ("jour", "heure", "ferie", "periode"),
    [
        (dt.date(2026, 11, 20), dt.time(8, 29), False, "nuit"),
        (dt.date(2026, 11, 20), dt.time(8, 30), False, "journee"),
        (dt.date(2026, 11, 20), dt.time(18, 30), False, "soiree"),
        (dt.date(2026, 11, 21), dt.time(12, 29), False, "matin"),
        (dt.date(2026, 11, 21), dt.time(12, 30), False, "apres_midi"),
        (dt.date(2026, 11, 21), dt.time(18, 0), False, "soiree"),
        (dt.date(2026, 11, 21), dt.time(12, 29), True, "journee"),
        (dt.date(2026, 11, 22), dt.time(18, 29), False, "journee"),
    ],
)
def test_the_period_of_the_day_follows_the_day(jour, heure, ferie, periode):
    assert periode_journee(jour, heure, est_ferie=ferie) == periode


def test_numbers_are_compared_without_case_or_separators():
    assert cle_numero("2026-23 091/b") == "202623091B"
    assert suite_numero("2026-23091") == "23091"
    assert suite_numero("23091") == ""
