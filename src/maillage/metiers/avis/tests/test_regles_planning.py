"""A roster covers all it can, says why it cannot more, shares fairly, and never breaks what each asked."""

import datetime as dt
import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from maillage.metiers.avis.enums.gardes import MotifTrou, Preference, RangGarde
from maillage.metiers.avis.regles.calendrier import Calendrier, Creneau
from maillage.metiers.avis.regles.gardes import (
    Affectation,
    Membre,
    Probleme,
    expliquer,
    gini,
    parts_equitables,
    qualite,
    violations,
)
from maillage.metiers.avis.regles.planning import planifier

LUNDI = dt.date(2026, 11, 23)
SEMAINE = tuple(Calendrier().creneaux(LUNDI, LUNDI + dt.timedelta(days=6)))


def premieres(roster):
    return {a.creneau for a in roster.affectations if a.rang == RangGarde.PREMIERE}


def tires(graine, *, membres, semaines, renfort=True):
    """A line drawn at random: quotas of two to four, a quarter of half-days away."""
    hasard = random.Random(graine)  # noqa: S311 (a fixed seed)
    creneaux = tuple(Calendrier().creneaux(LUNDI, LUNDI + dt.timedelta(days=7 * semaines - 1)))
    return Probleme(
        creneaux,
        tuple(
            Membre(
                cle,
                hasard.randint(2, 4),
                frozenset(c for c in creneaux if hasard.random() < 0.25),
                souhaits={c: hasard.choice(list(Preference)) for c in creneaux if hasard.random() < 0.1},
            )
            for cle in range(membres)
        ),
        avec_renfort=renfort,
    )


@given(graine=st.integers(0, 10_000), membres=st.integers(1, 7), renfort=st.booleans())
@settings(max_examples=25, deadline=None)
def test_a_roster_breaks_nothing_and_every_hole_says_why_each_could_not(graine, membres, renfort):
    probleme = tires(graine, membres=membres, semaines=2, renfort=renfort)
    roster = planifier(probleme)
    assert violations(probleme, roster.affectations) == []
    assert len(roster.affectations) + len(roster.trous) == len(probleme.creneaux) * len(probleme.rangs)
    for trou in roster.trous:
        assert {cle for cle, _ in trou.motifs} == {membre.cle for membre in probleme.membres}


@pytest.mark.parametrize("graine", range(6))
def test_no_roster_has_fewer_holes_than_another_solver_finds(graine):
    probleme = tires(graine, membres=4, semaines=1, renfort=False)
    assert len(premieres(planifier(probleme))) == maximum_par_milp(probleme)


def maximum_par_milp(probleme):
    """The most half-days covered, first lines alone, by HiGHS."""
    paires = [(c, m) for m in probleme.membres for c in probleme.creneaux if not m.empechement(c)]
    lignes, bornes = [], []
    for creneau in probleme.creneaux:
        lignes.append([c == creneau for c, _ in paires])
        bornes.append(1)
    for membre in probleme.membres:
        for groupe, borne in (
            *((semaine, membre.quota) for semaine in probleme.semaines().values()),
            *((fenetre, 4) for fenetre in probleme.fenetres()),
        ):
            lignes.append([m == membre and c in groupe for c, m in paires])
            bornes.append(borne)
    contrainte = LinearConstraint(np.array(lignes, dtype=float), ub=bornes)
    trouve = milp(-np.ones(len(paires)), constraints=contrainte, integrality=1, bounds=Bounds(0, 1))
    return round(-trouve.fun)


def test_the_second_stage_is_the_best_of_all_rosters_without_more_holes():
    deux_jours = SEMAINE[:4]
    membres = (
        Membre(1, 2, souhaits={deux_jours[0]: Preference.EVITE, deux_jours[3]: Preference.PREFERE}),
        Membre(2, 2, frozenset({deux_jours[1]})),
        Membre(3, 1, souhaits={deux_jours[0]: Preference.PREFERE}, report=1),
    )
    probleme = Probleme(deux_jours, membres, avec_renfort=False)

    def cout(roster):
        charges = {m.cle: sum(a.membre == m.cle for a in roster) for m in membres}
        parts = parts_equitables(probleme, len(roster))
        depasse = sum(
            50 * max(charges[cle] - (-(-parts[cle] // 1)) - palier, 0)
            for cle in charges
            for palier in range(4)
        )
        envies: dict[str | None, int] = {Preference.EVITE: 3, Preference.PREFERE: -2}
        par_cle = {m.cle: m for m in membres}
        return depasse + sum(envies.get(par_cle[a.membre].souhaits.get(a.creneau), 0) for a in roster)

    tous = [
        frozenset(Affectation(c, RangGarde.PREMIERE, m) for c, m in zip(deux_jours, choix, strict=True) if m)
        for choix in itertools.product((0, 1, 2, 3), repeat=4)
    ]
    permis = [r for r in tous if not violations(probleme, r)]
    pleins = [r for r in permis if len(r) == max(map(len, permis))]
    assert cout(planifier(probleme).affectations) == min(map(cout, pleins))


def test_a_line_without_anybody_is_all_holes_and_never_an_error():
    roster = planifier(Probleme(SEMAINE, ()))
    assert not roster.affectations
    assert len(roster.trous) == 2 * len(SEMAINE)


def test_a_hole_names_who_was_away_at_quota_or_expired():
    absent = Membre(1, 5, frozenset(SEMAINE))
    expiree = Membre(2, 5, ineligibles=frozenset(SEMAINE))
    seule = Membre(3, 1)
    roster = planifier(Probleme(SEMAINE, (absent, expiree, seule), avec_renfort=False))
    assert len(roster.affectations) == 1
    assert dict(roster.trous[0].motifs) == {
        1: MotifTrou.INDISPONIBLE,
        2: MotifTrou.INELIGIBLE,
        3: MotifTrou.QUOTA,
    }


def test_planning_again_moves_nobody_without_need():
    probleme = tires(3, membres=8, semaines=2)
    publie = planifier(probleme)
    absent = next(iter(sorted(publie.affectations)))
    membres = tuple(
        Membre(m.cle, m.quota, m.indisponibles | {absent.creneau}, souhaits=m.souhaits)
        if m.cle == absent.membre
        else m
        for m in probleme.membres
    )
    refait = planifier(Probleme(probleme.creneaux, membres, publiees=publie.affectations))
    assert len(refait.trous) == len(publie.trous)
    assert len(publie.affectations - refait.affectations) <= 3


def test_what_a_coordinator_imposed_stays_even_against_an_absence():
    creneau = SEMAINE[0]
    imposee = Affectation(creneau, RangGarde.PREMIERE, 1)
    membres = (Membre(1, 1, frozenset({creneau})), Membre(2, 5))
    roster = planifier(Probleme(SEMAINE, membres, imposees=frozenset({imposee})))
    assert imposee in roster.affectations


def test_whoever_is_employed_rests_eleven_hours_and_a_liberal_may_choose_not_to():
    soir, matin = Creneau(LUNDI, "apres_midi"), Creneau(LUNDI + dt.timedelta(days=1), "matin")
    horaires = {
        soir: (dt.datetime(2026, 11, 23, 16), dt.datetime(2026, 11, 23, 22)),
        matin: (dt.datetime(2026, 11, 24, 8), dt.datetime(2026, 11, 24, 13)),
    }
    for est_salarie, tenues in ((True, 1), (False, 2)):
        membre = Membre(1, 5, est_salarie=est_salarie)
        roster = planifier(Probleme((soir, matin), (membre,), horaires, avec_renfort=False))
        assert len(roster.affectations) == tenues


def test_a_debt_of_the_last_period_is_paid_in_this_one():
    probleme = Probleme(SEMAINE, (Membre(1, 5, report=4), Membre(2, 5)), avec_renfort=False)
    assert parts_equitables(probleme, 8) == {1: 2.0, 2: 6.0}


def test_the_quality_of_a_roster_is_what_one_counts_on_it():
    probleme = Probleme(SEMAINE[:4], (Membre(1, 4), Membre(2, 4)), avec_renfort=False)
    tout_a_un = {Affectation(c, RangGarde.PREMIERE, 1) for c in SEMAINE[:4]}
    mesure = qualite(probleme, tout_a_un)
    assert (mesure.couverture, mesure.equilibre, mesure.surcharges) == (100, 50, (1,))
    partage = {Affectation(c, RangGarde.PREMIERE, 1 + rang % 2) for rang, c in enumerate(SEMAINE[:4])}
    assert qualite(probleme, partage).equilibre == 100
    assert len(expliquer(probleme, set())) == 4


def test_gini_is_nought_when_all_hold_as_much_and_grows_with_inequality():
    assert gini([3, 3, 3]) == pytest.approx(0)
    assert gini([0, 0, 9]) == pytest.approx(2 / 3)
    assert gini([0, 0]) is None
