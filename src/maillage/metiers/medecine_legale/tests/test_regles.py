"""Each profile refuses what it must and accepts what it must: the table, cell by cell."""

import datetime as dt
from dataclasses import replace

import pytest

from maillage.metiers.medecine_legale.enums import Age, Profil, StatutActe, TypeExamen
from maillage.metiers.medecine_legale.regles import (
    POST_MORTEM,
    TABLE_INITIALE,
    TableActes,
    Valeur,
    ValeursActe,
    cle_numero,
    controler_acte,
    periode_journee,
    suite_numero,
)

AUJOURD_HUI = dt.date(2026, 11, 21)


def acte_juste(profil: Profil) -> ValeursActe:
    """The shortest right act of a profile."""
    regles = TABLE_INITIALE.au(AUJOURD_HUI).profils[profil]

    def premier(champ: str) -> str:
        return regles.codes(champ)[0] if regles.exige(champ) else ""

    return ValeursActe(
        profil=profil,
        date_examen=AUJOURD_HUI,
        numero_interne="2026-1",
        heure_debut=dt.time(10, 0) if regles.concerne_une_personne else None,
        types_examen=regles.codes("types_examen")[:1],
        lieu=premier("lieu"),
        age=regles.codes("age")[-1] if regles.a("age") else "",
        genre=premier("genre"),
        natures_violence=("coups",) if regles.a("natures_violence") else (),
        contextes_violence=("conjugale",) if regles.a("contextes_violence") else (),
        cause_deces=premier("cause_deces"),
        duree=premier("duree"),
        distance=premier("distance") if not regles.distance_si else "",
    )


def erreurs(
    valeurs: ValeursActe, est_institut: bool = True, table: TableActes = TABLE_INITIALE
) -> dict[str, str]:
    return controler_acte(valeurs, table=table, aujourd_hui=AUJOURD_HUI, est_institut=est_institut)


@pytest.mark.parametrize("profil", Profil)
def test_the_shortest_right_act_of_each_profile_is_accepted(profil):
    assert erreurs(acte_juste(profil)) == {}


@pytest.mark.parametrize("profil", Profil)
def test_each_compulsory_field_of_each_profile_is_asked_for(profil):
    juste, regles = acte_juste(profil), TABLE_INITIALE.profils[profil]
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
    assert ("heure_debut" in erreurs(replace(juste, heure_debut=None))) is regles.concerne_une_personne


@pytest.mark.parametrize("profil", Profil)
def test_a_value_of_another_profile_is_refused(profil):
    juste, regles = acte_juste(profil), TABLE_INITIALE.profils[profil]
    for type_examen in set(TypeExamen) - set(regles.codes("types_examen")):
        assert "types_examen" in erreurs(replace(juste, types_examen=(type_examen,)))
    for age in set(Age) - set(regles.codes("age")):
        assert "age" in erreurs(replace(juste, age=age))
    if not regles.a("natures_violence"):
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
    assert suite_numero("2026-00041") == "41"
    assert suite_numero("23091") == ""


def avec_lieu(profil: str, lieu: Valeur) -> TableActes:
    """The delivered table, with one more place for a profile."""
    regles = TABLE_INITIALE.profils[profil]
    valeurs = {**regles.valeurs, "lieu": (*regles.valeurs["lieu"], lieu)}
    profils = {**TABLE_INITIALE.profils, profil: replace(regles, valeurs=valeurs)}
    return TableActes(profils, {**TABLE_INITIALE.listes, "lieu": {lieu.code: lieu}})


def test_a_place_is_allowed_between_its_days_and_its_label_survives_it():
    table = avec_lieu(
        Profil.VICTIME, Valeur("domicile", "Domicile", dt.date(2026, 1, 1), dt.date(2026, 6, 30))
    )
    juste = replace(acte_juste(Profil.VICTIME), lieu="domicile")
    for jour, admis in (
        (dt.date(2025, 12, 31), False),
        (dt.date(2026, 1, 1), True),
        (dt.date(2026, 6, 30), True),
        (dt.date(2026, 7, 1), False),
    ):
        assert ("lieu" not in erreurs(replace(juste, date_examen=jour), table=table)) is admis, jour
    assert table.libelle("lieu", "domicile") == "Domicile"


def test_days_between_two_changes_share_their_table():
    table = avec_lieu(Profil.VICTIME, Valeur("domicile", "Domicile", dt.date(2026, 1, 1)))
    assert table.au(dt.date(2026, 1, 1)) is table.au(dt.date(2026, 11, 21))
    assert table.au(dt.date(2025, 12, 31)) is not table.au(dt.date(2026, 1, 1))


def test_a_closed_age_bracket_stays_right_for_the_acts_of_its_time():
    ancien = replace(acte_juste(Profil.VICTIME), age="de_3_a_17", date_examen=dt.date(2024, 5, 2))
    assert erreurs(ancien) == {}
    assert "age" in erreurs(replace(ancien, date_examen=dt.date(2025, 5, 2)))


def test_an_attack_is_named_when_and_only_when_the_violence_is_one():
    attentat = replace(acte_juste(Profil.VICTIME), natures_violence=("attentat",))
    assert "attentat" in erreurs(attentat)
    assert erreurs(replace(attentat, attentat="2016-07-14-nice")) == {}
    assert "attentat" in erreurs(replace(attentat, attentat="inconnu"))
    assert "attentat" in erreurs(replace(acte_juste(Profil.VICTIME), attentat="2016-07-14-nice"))
