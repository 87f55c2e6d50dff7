"""Control of a lot: plans of the standard, severity of inspection, a draw that can be done again, its bounds."""

import hashlib
from decimal import Decimal
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.metiers.numerisation.enums.controle import ClasseDefaut, Regime
from maillage.metiers.numerisation.regles.accord import mesurer_accord
from maillage.metiers.numerisation.regles.audit import TAILLE_AUDIT, Constat
from maillage.metiers.numerisation.regles.echantillonnage import (
    NQA,
    PlanIntrouvable,
    juger,
    lettre_code,
    plan,
)
from maillage.metiers.numerisation.regles.severite import (
    ResultatLot,
    Severite,
    quitter_reduit,
    reduire,
    reprendre,
    suivre,
)
from maillage.metiers.numerisation.regles.tirage import ecarts_au_tirage, part_a_revoir, tirer

PLUS_GRAND_LOT = dict(
    zip(
        "ABCDEFGHJKLMNPQ",
        (8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000, 10**6),
        strict=True,
    )
)
NORMAL = """
D 20/0 13/0 8/0 5/0
E 20/0 13/0 8/0 20/1
F 20/0 13/0 32/1 20/1
G 20/0 50/1 32/1 32/2
H 80/1 50/1 50/2 50/3
J 80/1 80/2 80/3 80/5
K 125/2 125/3 125/5 125/7
L 200/3 200/5 200/7 200/10
M 315/5 315/7 315/10 315/14
N 500/7 500/10 500/14 500/21
P 800/10 800/14 800/21 500/21
Q 1250/14 1250/21 800/21 500/21
"""
RENFORCE = {
    "0.65": "G32/0 H125/1 J125/1 K125/1 L200/2 M315/3 N500/5 P800/8 Q1250/12",
    "1.0": "F20/0 G80/1 H80/1 J80/1 K125/2 L200/3 M315/5 N500/8 P800/12 Q1250/18",
    "1.5": "E13/0 F50/1 G50/1 H50/1 J80/2 K125/3 L200/5 M315/8 N500/12 P800/18 Q800/18",
    "2.5": "D8/0 E32/1 F32/1 G32/1 H50/2 J80/3 K125/5 L200/8 M315/12 N500/18 P500/18 Q500/18",
}
COLONNES = [Decimal("0.65"), Decimal("1.0"), Decimal("1.5"), Decimal("2.5")]
MAJEURS = plan(1000, Decimal("1.0"))


# --- plans


@pytest.mark.parametrize("ligne", NORMAL.split("\n")[1:-1])
def test_the_normal_plan_of_each_letter_is_the_one_the_arrows_lead_to(ligne):
    lettre, *cellules = ligne.split()
    effectif = PLUS_GRAND_LOT[lettre]
    assert lettre_code(effectif) == lettre
    trouves = [plan(effectif, nqa) for nqa in COLONNES]
    assert [f"{p.taille}/{p.accepte}" for p in trouves] == cellules


@pytest.mark.parametrize(("nqa", "cellules"), RENFORCE.items())
def test_tightened_plans_go_down_between_the_zero_and_the_one(nqa, cellules):
    for cellule in cellules.split():
        trouve = plan(PLUS_GRAND_LOT[cellule[0]], Decimal(nqa), Regime.RENFORCE)
        assert f"{trouve.taille}/{trouve.accepte}" == cellule[1:], cellule


@pytest.mark.parametrize("nqa", COLONNES)
@pytest.mark.parametrize("lettre", "DEFGHJKLMNPQ")
def test_a_lot_at_the_quality_limit_is_nearly_always_accepted(nqa, lettre):
    """The oracle: the producer's risk of the whole table; its top is 800/21 at 1.5 %."""
    trouve = plan(PLUS_GRAND_LOT[lettre], nqa)
    assert 0.878 <= round(trouve.probabilite_acceptation(float(nqa) / 100), 3) <= 0.994


@pytest.mark.parametrize(("nqa", "limite"), [("0.65", 4.78), ("1.0", 6.52), ("1.5", 8.16), ("2.5", 11.28)])
def test_what_a_sample_does_not_exclude_is_far_above_the_quality_limit(nqa, limite):
    assert round(100 * plan(1000, Decimal(nqa)).qualite_limite, 2) == limite


@pytest.mark.parametrize(("taille", "accepte", "part"), [(20, 0, 0.1), (80, 2, 0.01), (1250, 21, 0.0175)])
def test_the_probability_of_acceptance_is_the_exact_binomial_one(taille, accepte, part):
    exact = sum(
        comb(taille, k) * Fraction(part) ** k * (1 - Fraction(part)) ** (taille - k)
        for k in range(accepte + 1)
    )
    trouve = next(
        p
        for p in (plan(PLUS_GRAND_LOT[le], nqa) for le in PLUS_GRAND_LOT for nqa in NQA)
        if (p.taille, p.accepte) == (taille, accepte)
    )
    assert trouve.probabilite_acceptation(part) == pytest.approx(float(exact), abs=1e-9)


def test_a_lot_smaller_than_the_sample_is_wholly_looked_at():
    petit = plan(12, Decimal("0.65"))
    assert petit.taille == 12 and petit.est_exhaustif and petit.qualite_limite == 0


@given(
    st.integers(1, 10**7),
    st.sampled_from(NQA),
    st.sampled_from([Regime.NORMAL, Regime.RENFORCE, Regime.REDUIT]),
)
def test_a_plan_never_asks_more_than_the_lot_nor_accepts_all_it_sees(effectif, nqa, regime):
    trouve = plan(effectif, nqa, regime)
    assert 1 <= trouve.taille <= effectif
    assert trouve.accepte < trouve.taille or effectif <= trouve.accepte


@given(st.integers(2, 10**6), st.sampled_from(NQA))
def test_tightened_inspection_never_accepts_more_easily_than_normal(effectif, nqa):
    serre, normal = plan(effectif, nqa, Regime.RENFORCE), plan(effectif, nqa)
    part = float(nqa) / 100 * 2
    assert serre.probabilite_acceptation(part) <= normal.probabilite_acceptation(part) + 1e-9


def test_a_reduced_plan_says_that_its_table_is_to_be_confirmed():
    reduit = plan(1000, Decimal("1.0"), Regime.REDUIT)
    assert (reduit.taille, reduit.est_a_confirmer) == (32, True)
    assert not plan(1000, Decimal("1.0")).est_a_confirmer


@pytest.mark.parametrize(
    ("effectif", "nqa", "regime"),
    [(0, "1.0", Regime.NORMAL), (10, "1.1", Regime.NORMAL), (10, "1.0", Regime.ARRETE)],
)
def test_what_has_no_plan_is_refused_in_a_sentence(effectif, nqa, regime):
    with pytest.raises(PlanIntrouvable, match=r"\.$"):
        plan(effectif, Decimal(nqa), regime)


def test_a_single_critical_defect_refuses_the_lot_and_each_class_is_said():
    plans = {ClasseDefaut.MAJEUR: MAJEURS, ClasseDefaut.MINEUR: plan(1000, Decimal("2.5"))}
    assert juger(plans, {ClasseDefaut.MAJEUR: 2, ClasseDefaut.MINEUR: 5}).est_accepte
    refuse = juger(plans, {ClasseDefaut.CRITIQUE: 1, ClasseDefaut.MAJEUR: 3, ClasseDefaut.MINEUR: 6})
    assert not refuse.est_accepte
    assert len(refuse.raisons) == 3


# --- severity


def suite(etat, *defauts, regime=Regime.NORMAL, nqa="1.0"):
    for nombre in defauts:
        etat = suivre(etat, ResultatLot(plan(1000, Decimal(nqa), regime), nombre))
    return etat


def test_two_refusals_among_five_lots_tighten_the_inspection():
    assert suite(Severite(), 9, 0, 0, 0, 0, 9).regime == Regime.NORMAL
    assert suite(Severite(), 9, 0, 0, 0, 9).regime == Regime.RENFORCE


def test_five_lots_accepted_in_a_row_bring_normal_inspection_back():
    serre = suite(Severite(), 9, 9)
    assert suite(serre, 0, 0, 0, 0, 9, regime=Regime.RENFORCE).regime == Regime.RENFORCE
    assert suite(serre, 0, 0, 0, 0, 0, regime=Regime.RENFORCE) == Severite()
    interrompue = suite(serre, 0, 0, 0, 0, 9, 0, 0, 0, 0, regime=Regime.RENFORCE)
    assert interrompue.regime == Regime.RENFORCE and interrompue.acceptes_de_suite == 4


def test_five_refusals_under_tightened_inspection_stop_it_until_the_provider_acts():
    arrete = suite(suite(Severite(), 9, 9), 9, 0, 9, 9, 0, 9, 9, regime=Regime.RENFORCE)
    assert arrete.regime == Regime.ARRETE
    with pytest.raises(PlanIntrouvable):
        suivre(arrete, ResultatLot(MAJEURS, 0))
    assert reprendre(arrete) == Severite(Regime.RENFORCE)


def test_a_lot_shown_again_changes_nothing():
    etat = suite(Severite(), 9)
    assert suivre(etat, ResultatLot(MAJEURS, 9, est_premiere_presentation=False)) == etat


def test_reduced_inspection_asks_a_score_a_steady_production_and_a_decision():
    etat = suite(Severite(), *[1] * 9)
    assert etat.score == 27 and not etat.peut_reduire
    with pytest.raises(PlanIntrouvable):
        reduire(etat, est_reguliere=True)
    etat = suite(etat, 1)
    assert etat.peut_reduire
    with pytest.raises(PlanIntrouvable):
        reduire(etat, est_reguliere=False)
    reduit = reduire(etat, est_reguliere=True)
    assert suite(reduit, 0, regime=Regime.REDUIT) == reduit
    assert suite(reduit, 9, regime=Regime.REDUIT) == Severite() == quitter_reduit(reduit)


def test_a_lot_that_would_fail_one_step_tighter_sets_the_score_back():
    assert suite(Severite(), 0, 0, 2).score == 0  # accepted at 1,0 %, but one defect only would be at 0,65 %
    assert suite(Severite(), 0, nqa="0.65").score == 2


# --- draw


def test_a_draw_is_the_ranking_that_sha256sum_gives():
    pieces = [f"p{rang}" for rang in range(50)]
    attendu = sorted(pieces, key=lambda p: hashlib.sha256(f"graine\x1f{p}".encode()).hexdigest())[:5]
    assert list(tirer("graine", pieces, 5).retenus) == attendu


@given(
    st.sets(st.text(min_size=1, max_size=8), max_size=40),
    st.integers(0, 50),
    st.randoms(use_true_random=False),
)
def test_a_draw_depends_on_the_seed_and_on_the_population_alone(pieces, taille, hasard):
    melange = list(pieces)
    hasard.shuffle(melange)
    tirage = tirer("graine", melange, taille)
    assert tirage == tirer("graine", sorted(pieces), taille)
    assert len(tirage.retenus) == min(taille, len(pieces)) and set(tirage.retenus) <= pieces
    assert tirer("graine", pieces, taille + 1).retenus[:taille] == tirage.retenus
    assert not ecarts_au_tirage(tirage, pieces)


def test_a_population_or_a_list_changed_afterwards_is_seen():
    pieces = [f"p{rang}" for rang in range(30)]
    tirage = tirer("graine", pieces, 4)
    assert "population" in ecarts_au_tirage(tirage, [*pieces, "glissee"])[0]
    truque = type(tirage)(tirage.graine, 30, tirage.empreinte_population, ("p1", "p2", "p3", "p4"))
    assert "graine" in ecarts_au_tirage(truque, pieces)[0]


def test_every_piece_has_the_same_chance():
    pieces = [f"p{rang}" for rang in range(10)]
    nombres = dict.fromkeys(pieces, 0)
    for graine in range(2000):
        for piece in tirer(str(graine), pieces, 3).retenus:
            nombres[piece] += 1
    assert all(500 < nombre < 700 for nombre in nombres.values())  # 600 expected, five standard deviations


def test_a_draw_without_seed_or_with_a_piece_twice_is_refused():
    with pytest.raises(ValueError, match="graine"):
        tirer("", ["a"], 1)
    with pytest.raises(ValueError, match="deux fois"):
        tirer("g", ["a", "a"], 1)
    assert [part_a_revoir(n, 0.05) for n in (0, 1, 20, 21)] == [0, 1, 1, 2]


# --- agreement


def test_kappa_is_the_one_of_the_textbook():
    paires = [("oui", "oui")] * 20 + [("oui", "non")] * 5 + [("non", "oui")] * 10 + [("non", "non")] * 15
    accord = mesurer_accord(paires)
    assert accord.kappa == pytest.approx(0.4)
    assert accord.phrase.startswith("Accord faible")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=40))
def test_kappa_is_symmetric_at_most_one_and_one_only_when_all_agree(paires):
    accord = mesurer_accord(paires)
    if accord.kappa is None:
        assert len({avis for paire in paires for avis in paire}) < 2
        return
    assert accord.kappa <= 1 + 1e-12
    assert (accord.kappa > 1 - 1e-12) == all(a == b for a, b in paires)
    assert mesurer_accord([(b, a) for a, b in paires]).kappa == pytest.approx(accord.kappa)


# --- audit


def test_twenty_four_records_without_a_defect_leave_a_bound_of_twelve_percent():
    constat = Constat(TAILLE_AUDIT, 0)
    assert constat.borne == pytest.approx(1 - 0.05 ** (1 / 24), abs=1e-9)
    assert "11,7" in constat.phrase and "Aucun dossier non conforme" in constat.phrase


@given(st.integers(1, 60), st.data())
def test_the_bound_is_where_so_few_defects_become_improbable(examines, donnees):
    trouves = donnees.draw(st.integers(0, examines))
    borne = Constat(examines, trouves).borne
    if trouves == examines:
        assert borne == 1
        return
    cumul = sum(comb(examines, k) * borne**k * (1 - borne) ** (examines - k) for k in range(trouves + 1))
    assert cumul == pytest.approx(0.05, abs=1e-6)


@given(st.integers(1, 24), st.data())
def test_a_counted_population_gives_a_bound_that_is_exact_and_no_larger(examines, donnees):
    trouves = donnees.draw(st.integers(0, examines))
    population = donnees.draw(st.integers(examines, 120))
    constat = Constat(examines, trouves, population)
    defectueux = round(constat.borne * population)

    def chance(nombre):
        possibles = range(max(0, examines - population + nombre), min(trouves, nombre, examines) + 1)
        tirages = sum(comb(nombre, k) * comb(population - nombre, examines - k) for k in possibles)
        return tirages / comb(population, examines)

    assert defectueux == max(
        n for n in range(trouves, population - examines + trouves + 1) if chance(n) > 0.05
    )
    assert defectueux <= Constat(examines, trouves).borne * population + 1


@pytest.mark.parametrize(("examines", "trouves", "population"), [(0, 0, None), (24, 25, None), (24, 0, 23)])
def test_an_audit_that_cannot_be_is_refused(examines, trouves, population):
    with pytest.raises(ValueError, match=r"\.$"):
        Constat(examines, trouves, population)
