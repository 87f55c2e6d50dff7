"""Where a passage stands and what it lacks: pure rules."""

from dataclasses import replace

from maillage.metiers.audiences.enums import APRES_AUDIENCE, Etape, StatutPassage
from maillage.metiers.audiences.regles.avancement import (
    Faits,
    applicables,
    avancement,
    manques,
    moyenne,
    peut_etre_signee,
    statut,
)

DEUX = Faits(jugeables=frozenset({1, 2}))
JUGE = replace(DEUX, est_appele=True, est_debattu=True, decides=frozenset({1, 2}), est_coupable=True)


def textes(faits):
    return [manque.texte for manque in manques(faits)]


def test_a_passage_follows_what_happened():
    assert statut(DEUX) == StatutPassage.INSCRIT
    assert statut(replace(DEUX, est_appele=True)) == StatutPassage.APPELE
    assert statut(replace(DEUX, est_appele=True, est_debattu=True)) == StatutPassage.DEBATTU
    assert statut(replace(JUGE, decides=frozenset({1}))) == StatutPassage.DEBATTU
    assert statut(JUGE) == StatutPassage.JUGE


def test_a_reserved_judgment_is_not_an_adjournment_and_civil_interests_do_not_undo_a_judgment():
    assert statut(replace(DEUX, famille_renvoi="renvoi")) == StatutPassage.RENVOYE
    assert statut(replace(DEUX, famille_renvoi="delibere")) == StatutPassage.DELIBERE
    assert statut(replace(JUGE, famille_renvoi="interets_civils")) == StatutPassage.JUGE
    assert statut(replace(JUGE, decides=frozenset({1}), reserves=frozenset({2}))) == StatutPassage.DELIBERE


def test_only_the_steps_of_its_issue_count():
    assert Etape.MINUTE_SIGNEE not in applicables(replace(DEUX, famille_renvoi="renvoi"))
    assert Etape.PIECES_REMISES in applicables(replace(DEUX, famille_renvoi="renvoi"))
    assert Etape.PIECES_REMISES not in applicables(replace(JUGE, est_coupable=False))
    fini = replace(JUGE, etapes=frozenset(APRES_AUDIENCE))
    assert (avancement(fini), manques(fini)) == (100, [])
    assert avancement(replace(fini, etapes=fini.etapes - {Etape.REPORTE})) == 90


def test_what_is_missing_names_each_thing_and_nobody():
    prepare = replace(
        DEUX, non_identifies=frozenset({2}), non_convoques=frozenset({1}), sans_infraction=frozenset({2})
    )
    assert textes(prepare)[:3] == [
        "L’identité de la partie 2 est incomplète.",
        "Le mode de convocation de la partie 1 manque.",
        "Aucune infraction n’est reprochée à la partie 2.",
    ]
    assert textes(Faits())[0] == "Aucun prévenu n’est enregistré."
    assert "Rien n’est décidé pour la partie 2." in textes(replace(JUGE, decides=frozenset({1})))


def test_words_that_were_not_read_block_the_signature_and_nothing_else():
    mal_lu = replace(JUGE, incompletes=frozenset({1}))
    assert statut(mal_lu) == StatutPassage.JUGE
    assert "à compléter" in peut_etre_signee(mal_lu)
    assert "nature du jugement" in peut_etre_signee(replace(JUGE, sans_nature=frozenset({1})))
    assert peut_etre_signee(JUGE) == ""


def test_a_hearing_is_the_mean_of_its_passages_and_an_empty_roll_is_nothing_done():
    assert moyenne([100, 100, 50]) == 83
    assert moyenne([]) == 0
