"""Stock and flux always balance, and are what anybody finds by counting one by one."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.metiers.protection import actions
from maillage.metiers.protection.actions.journal import creer_en_nombre
from maillage.metiers.protection.actions.mesures import preparer_mesure
from maillage.metiers.protection.enums import CauseSortie, Champ, LieuVie, Nature, Source, TypeEvenement
from maillage.metiers.protection.indicateurs import regrouper, serie, stock_et_flux, total
from maillage.metiers.protection.models import Mouvement
from maillage.metiers.protection.regles import Cellule, Fait, compter_stock, derouler, etat_au
from maillage.metiers.protection.regles.journal import AVANT
from maillage.socle.acces.contexte import agent_systeme, agir_comme

ORIGINE = dt.date(2020, 1, 1)
JOURS = 2_000
NATURES = [Nature.TUTELLE, Nature.CURATELLE_RENFORCEE, Nature.SAUVEGARDE_JUSTICE]


@st.composite
def vies(tirer):
    """A possible life of a measure: any legal sequence of facts, on days that never go back."""
    faits, statut, jour = [], None, tirer(st.integers(0, JOURS))
    for rang in range(tirer(st.integers(1, 9))):
        possibles = sorted(genre for genre, avant in AVANT.items() if statut in avant)
        if not possibles:
            break
        genre = TypeEvenement(tirer(st.sampled_from(possibles)))
        date = ORIGINE + dt.timedelta(days=jour)
        est_entree = genre in (
            TypeEvenement.OUVERTURE,
            TypeEvenement.TRANSFERT_ENTRANT,
            TypeEvenement.RESERVATION,
        )
        a_nature = est_entree or genre in (TypeEvenement.CHANGEMENT_NATURE, TypeEvenement.REVISION)
        a_lieu = est_entree or genre == TypeEvenement.CHANGEMENT_LIEU
        faits.append(
            Fait(
                genre,
                date,
                nature=tirer(st.sampled_from(NATURES)) if a_nature else "",
                champ=tirer(st.sampled_from(["", *Champ.values])) if a_nature else "",
                lieu_vie=tirer(st.sampled_from(LieuVie.values)) if a_lieu else "",
                cause=tirer(st.sampled_from(CauseSortie.values)) if genre == TypeEvenement.CLOTURE else "",
                rang=rang,
            )
        )
        statut = derouler(faits)[0].statut
        jour += tirer(st.integers(0, 400))
    return faits


def compter_un_par_un(vies_tirees, jour):
    """The brute force: each measure is asked where it was at the end of that day."""
    stock: dict[Cellule, int] = {}
    for faits in vies_tirees:
        etat = etat_au(faits, jour)
        if etat is not None and etat.est_en_stock:
            stock[etat.cellule] = stock.get(etat.cellule, 0) + 1
    return stock


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(vies(), max_size=12), st.integers(0, 5_000), st.integers(0, 900))
def test_start_plus_in_minus_out_is_end_for_any_lives_and_any_period(vies_tirees, debut, duree):
    premier = ORIGINE + dt.timedelta(days=debut)
    dernier = premier + dt.timedelta(days=duree)
    pas = [un for faits in vies_tirees for un in derouler(faits)[1]]
    avant = compter_stock(pas, premier - dt.timedelta(days=1))
    apres = compter_stock(pas, dernier)
    assert avant == compter_un_par_un(vies_tirees, premier - dt.timedelta(days=1))
    assert apres == compter_un_par_un(vies_tirees, dernier)
    pendant = [un for un in pas if premier <= un.date <= dernier]
    for cellule in {*avant, *apres, *(un.cellule for un in pendant)}:
        flux = sum(un.solde for un in pendant if un.cellule == cellule)
        assert avant.get(cellule, 0) + flux == apres.get(cellule, 0)
    changements = [un.solde for un in pendant if un.genre.startswith("changement")]
    assert sum(changements) == 0


@settings(max_examples=200, deadline=None, derandomize=True)
@given(vies(), st.permutations(range(9)))
def test_the_order_in_which_facts_are_entered_changes_nothing(faits, ordre):
    melanges = [faits[rang] for rang in ordre if rang < len(faits)]
    assert derouler(melanges) == derouler(faits)


LIGNES = (
    # number, facts
    ("1", [("ouverture", "2024-01-15", {"nature": "tutelle", "lieu_vie": "domicile"}),
           ("changement_lieu", "2025-02-10", {"lieu_vie": "etablissement"}),
           ("cloture", "2025-03-20", {"cause": "deces"})]),
    ("2", [("ouverture", "2024-06-01", {"nature": "curatelle_simple", "lieu_vie": "domicile"}),
           ("changement_nature", "2025-03-05", {"nature": "tutelle"})]),
    ("3", [("transfert_entrant", "2025-03-01", {"nature": "tutelle", "lieu_vie": "sdf"}),
           ("cloture", "2025-03-31", {"cause": "dessaisissement_autre_mjpm"}),
           ("reouverture", "2025-04-02", {})]),
)  # fmt: skip


@pytest.fixture
def portefeuille(alice, mandataire, tribunal, valeurs):
    with agir_comme(alice):
        couples = []
        for numero, faits in LIGNES:
            mesure, _ = preparer_mesure(
                mandataire=mandataire, tribunal=tribunal, valeurs=valeurs(numero), agent=alice
            )
            couples.append(
                (mesure, [Fait(genre, dt.date.fromisoformat(jour), **dit) for genre, jour, dit in faits])
            )
        return creer_en_nombre(couples, agent=alice, source=Source.FICHIER)


def mars(agent, axes=(), **criteres):
    with agir_comme(agent):
        return stock_et_flux(dt.date(2025, 3, 1), dt.date(2025, 3, 31), axes=axes, criteres=criteres)


@pytest.mark.django_db
def test_the_month_of_a_court_is_counted_from_the_log(portefeuille, direction, tribunal):
    (ligne,) = mars(direction, ["tribunal"])
    assert ligne.cle == (tribunal.pk,)
    assert (ligne.debut, ligne.entrees, ligne.transferts_entrants) == (2, 0, 1)
    assert (ligne.sorties, ligne.transferts_sortants, ligne.changements, ligne.fin) == (1, 1, 0, 1)
    assert ligne.est_equilibree


@pytest.mark.django_db
def test_by_nature_a_change_leaves_one_line_for_another_and_the_total_does_not_move(portefeuille, direction):
    par_nature = {ligne.cle[0]: ligne for ligne in mars(direction, ["nature"])}
    assert (par_nature["curatelle_simple"].changements, par_nature["tutelle"].changements) == (-1, 1)
    assert all(ligne.est_equilibree for ligne in par_nature.values())
    assert total(par_nature.values()).changements == 0
    assert (
        regrouper(par_nature.values(), dict.fromkeys([("tutelle",), ("curatelle_simple",)], ("x",)))[0].fin
        == 1
    )


@pytest.mark.django_db
def test_a_criterion_keeps_its_cells_only(portefeuille, direction):
    (ligne,) = mars(direction, lieu_vie="etablissement")
    assert (ligne.debut, ligne.sorties, ligne.fin) == (1, 1, 0)


@pytest.mark.django_db
def test_each_month_starts_where_the_one_before_ended(portefeuille, direction):
    with agir_comme(direction):
        mois = serie(dt.date(2024, 1, 1), dt.date(2025, 5, 1))
    assert [ligne.fin for _, ligne in mois][:6] == [1, 1, 1, 1, 1, 2]
    assert [ligne.fin for _, ligne in mois][-3:] == [1, 2, 2]
    assert all(ligne.est_equilibree for _, ligne in mois)
    for (_, avant), (_, apres) in pairwise(mois):
        assert avant.fin == apres.debut


@pytest.mark.django_db
def test_a_correction_of_the_past_moves_every_month_after_it(portefeuille, alice, direction):
    with agir_comme(alice):
        ouverture = portefeuille[0].evenements.get(type="ouverture")
        juste = Fait("ouverture", dt.date(2024, 5, 2), nature="curatelle_renforcee", lieu_vie="domicile")
        actions.corriger_evenement(agent=alice, evenement=ouverture, fait=juste, motif="Jugement relu")
    par_nature = {ligne.cle[0]: ligne for ligne in mars(direction, ["nature"])}
    assert par_nature["curatelle_renforcee"].sorties == 1
    assert all(ligne.est_equilibree for ligne in par_nature.values())
    with agir_comme(direction):
        assert serie(dt.date(2024, 1, 1), dt.date(2024, 5, 1))[0][1].fin == 0


@pytest.mark.django_db
def test_many_measures_written_at_once_have_the_same_steps_as_one_by_one(portefeuille):
    with agir_comme(agent_systeme()):
        for mesure, (_, faits) in zip(portefeuille, LIGNES, strict=True):
            attendus = derouler(
                Fait(genre, dt.date.fromisoformat(jour), rang=rang, **dit)
                for rang, (genre, jour, dit) in enumerate(faits)
            )[1]
            ecrits = Mouvement.objects.filter(mesure=mesure).order_by("date", "id")
            assert list(ecrits.values_list("date", "genre", "nature", "lieu_vie", "solde")) == [
                (pas.date, pas.genre, pas.cellule.nature, pas.cellule.lieu_vie, pas.solde) for pas in attendus
            ]


@pytest.mark.django_db
def test_who_may_not_read_statistics_reads_none(portefeuille, alice):
    assert mars(alice) == []
