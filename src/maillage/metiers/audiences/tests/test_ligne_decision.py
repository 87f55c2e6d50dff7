"""The line of decision: what the clerk types, what is read, what is printed; no character is ever lost."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from maillage.metiers.audiences.enums import (
    DecisionPrevention,
    DecisionSanction,
    Execution,
    Interdiction,
    ModulationPeine,
    NaturePeine,
    Sursis,
)
from maillage.metiers.audiences.regles.grammaire import AIDE, TOUS_LES_MOTS
from maillage.metiers.audiences.regles.ligne_decision import imprimer, lire
from maillage.metiers.audiences.regles.peines import (
    CHAMPS,
    PRECISIONS,
    Duree,
    LigneDecision,
    Peine,
    Sort,
    defaut_de_forme,
)

N = NaturePeine


def peines(texte):
    lecture = lire(texte)
    assert lecture.est_complete, lecture.messages
    return lecture.ligne.peines


def test_the_whole_of_a_usual_line_is_read():
    lecture = lire("COUP 1,2 REC ; rel 3 ; EMP 12M dont 6M SP 2A obl 1,5 JAP ; AM 300 ; SUSP 6M EP")
    assert lecture.est_complete
    assert lecture.ligne == LigneDecision(
        sorts=(
            Sort(DecisionPrevention.CULPABILITE, (1, 2), ModulationPeine.RECIDIVE),
            Sort(DecisionPrevention.RELAXE, (3,)),
        ),
        peines=(
            Peine(
                N.EMPRISONNEMENT,
                duree=Duree(mois=12),
                duree_sursis=Duree(mois=6),
                sursis=Sursis.PROBATOIRE,
                delai=Duree(annees=2),
                obligations=(1, 5),
                execution=Execution.CONVOCATION,
            ),
            Peine(N.AMENDE, montant=Decimal(300)),
            Peine(N.SUSPENSION_PERMIS, duree=Duree(mois=6), est_execution_provisoire=True),
        ),
    )
    assert lecture.ligne.sanction_retenue == DecisionSanction.CONDAMNATION
    assert lecture.ligne.issue_de(2) == DecisionPrevention.CULPABILITE
    assert lecture.ligne.issue_de(3) == DecisionPrevention.RELAXE
    assert lecture.ligne.issue_de(4) is None


@pytest.mark.parametrize(
    ("ecrit", "imprime"),
    [
        ("coupable 3 et 1-2", "COUP 1,2,3"),
        ("emprisonnement 1 an et 6 mois", "EMP 1A6M"),
        ("EMP 8m SP 18 mois", "EMP 8M SP 18M"),
        ("amende 1 500 euros", "AM 1500"),
        ("AM 300,50 € ss", "AM 300,50 SS"),
        ("JA 60j à 10 €", "JA 60x10"),
        ("ja 60 × 10", "JA 60x10"),
        ("TIG 105 heures 18M sinon emp 2M", "TIG 105H DELAI 18M SINON 2M"),
        ("stage cit 6M", "STAGE CIT DELAI 6M"),
        ("Int contact 3 ans « la partie civile »", 'INT CONTACT 3A "la partie civile"'),
        ("INT TF def", "INT TF DEF"),
        ("EMP 6M DDSE", "EMP 6M AMEN DDSE"),
        ("EMP 6M aménagement sl", "EMP 6M AMEN SL"),
        ("ajournement simple au 1/2/27", "AJOURN SIMPLE AU 01/02/2027"),
        ("délibéré 12/03/2027", "DELIB 12/03/2027"),
        ('CONF "un ""couteau"" de cuisine"', 'CONF "un ""couteau"" de cuisine"'),
        ("REP 6M SINON 2M\nEP", "REP DELAI 6M SINON 2M ; EP"),
    ],
)
def test_what_is_typed_in_many_ways_is_printed_in_one(ecrit, imprime):
    lecture = lire(ecrit)
    assert lecture.messages == ()
    assert imprimer(lecture.ligne) == imprime


@pytest.mark.parametrize("exemple", [exemple for exemple, _ in AIDE])
def test_every_example_of_the_help_is_understood(exemple):
    assert lire(exemple).messages == ()


@pytest.mark.parametrize(
    ("ligne", "refuse", "raison"),
    [
        ("EMP", "EMP", "indiquez la durée"),
        ("EMP 0M", "EMP 0M", "indiquez la durée"),
        ("AM", "AM", "montant"),
        ("EMPP 8M", "EMPP 8M", "vouliez-vous EMP"),
        ("EMP 8M DONT 6M", "DONT 6M", "précisez SS"),
        ("EMP 8M OBL 1,5", "OBL 1,5", "sursis probatoire"),
        ("EMP 8M SS JAP", "JAP", "rien n’est à exécuter"),
        ("EMP 8M 9M", "9M", "déjà indiqué"),
        ("AM 300 peut-être", "peut-être", "n’est pas compris"),
        ("DISP ; EXEMP", "EXEMP", "déjà indiqué"),
        ("DELIB 31/02/2027", "31/02/2027", "n’est pas compris"),
        ("AJOURN 12/03/2027", "AJOURN 12/03/2027", "précisez l’ajournement"),
        ('CONF "couteau', 'CONF "couteau', "indiquez ce qui est confisqué"),
        ("1 ; EP", "1", "mot connu"),
    ],
)
def test_what_is_not_understood_is_shown_where_it_stands_and_says_what_to_do(ligne, refuse, raison):
    (morceau,) = lire(ligne).non_lus
    assert morceau.texte == refuse
    assert ligne[morceau.debut : morceau.fin] == refuse
    assert raison in morceau.message


def test_what_is_wrong_in_a_part_leaves_the_rest_of_it_and_of_the_line():
    lecture = lire("COUP 1 ; EMP 8M SP 2A tralala ; xyz ; AM 200")
    assert [peine.nature for peine in lecture.ligne.peines] == [N.EMPRISONNEMENT, N.AMENDE]
    assert [morceau.texte for morceau in lecture.non_lus] == ["tralala", "xyz"]


def test_the_firm_part_is_what_the_suspended_part_leaves():
    partie, totale, ferme = peines("EMP 1A DONT 6M SS ; EMP 8M SS ; EMP 1A")
    assert partie.duree_ferme == Duree(mois=6)
    assert totale.duree_ferme is None and totale.est_avec_sursis_total
    assert ferme.duree_ferme == Duree(annees=1)
    assert Duree(mois=2).moins(Duree(jours=10)) == Duree(mois=1, jours=20)
    assert Duree(mois=12).mesure == Duree(annees=1).mesure
    assert peines("JA 60x10")[0].montant_ferme == Decimal(600)
    assert peines("AM 300 DONT 100 SS")[0].montant_ferme == Decimal(200)


def durees():
    return (
        st.tuples(st.integers(0, 30), st.integers(0, 40), st.integers(0, 400))
        .filter(any)
        .map(lambda parts: Duree(*parts))
    )


NUMEROS = st.lists(st.integers(1, 99), unique=True, max_size=4).map(sorted).map(tuple)
MONTANTS = st.integers(1, 99_999_999).map(lambda centimes: Decimal(centimes) / 100)
JOURS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
TEXTES = st.text(min_size=1, max_size=20)
VALEURS = {
    "duree": st.none() | durees(),
    "est_definitive": st.booleans(),
    "heures": st.none() | st.integers(1, 999),
    "nombre": st.none() | st.integers(1, 999),
    "montant": st.none() | MONTANTS,
    "sursis": st.sampled_from(Sursis),
    "duree_sursis": st.none() | durees(),
    "montant_sursis": st.none() | MONTANTS,
    "delai": st.none() | durees(),
    "obligations": NUMEROS,
    "execution": st.sampled_from(Execution),
    "duree_defaut": st.none() | durees(),
    "montant_defaut": st.none() | MONTANTS,
    "objet": st.just("") | TEXTES,
    "est_execution_provisoire": st.booleans(),
}


@st.composite
def peines_valides(tirer):
    """Any penalty, its impossible precisions taken away one by one."""
    nature = tirer(st.sampled_from(NaturePeine))
    champs = {nom: tirer(VALEURS[nom]) for nom in sorted(CHAMPS[nature] & VALEURS.keys())}
    champs["precision"] = tirer(st.sampled_from(sorted(PRECISIONS.get(nature, {""}))))
    for _ in range(len(champs)):
        peine = Peine(nature, **champs)
        defaut = defaut_de_forme(peine)
        if defaut is None:
            return peine
        champs.pop(defaut[0], None)
        if defaut[0] in ("duree", "heures", "nombre", "montant"):
            champs[defaut[0]] = tirer(VALEURS[defaut[0]].filter(bool))
        elif defaut[0] == "objet":
            champs["objet"] = tirer(TEXTES)
    raise AssertionError(f"still wrong: {peine}")


LIGNES = st.builds(
    LigneDecision,
    sorts=st.lists(
        st.builds(
            Sort,
            st.sampled_from(DecisionPrevention),
            NUMEROS,
            st.none() | st.sampled_from(ModulationPeine),
        ),
        max_size=3,
    ).map(tuple),
    sanction=st.none() | st.sampled_from(DecisionSanction),
    date_ajournement=st.none() | JOURS,
    peines=st.lists(peines_valides(), max_size=3).map(tuple),
    est_execution_provisoire=st.booleans(),
    est_hors_bulletin_2=st.booleans(),
    est_inscrit_fijais=st.booleans(),
    est_en_delibere=st.booleans(),
    date_delibere=st.none() | JOURS,
).map(
    lambda ligne: LigneDecision(
        **{
            **{nom: getattr(ligne, nom) for nom in LigneDecision.__slots__},
            "date_delibere": ligne.date_delibere if ligne.est_en_delibere else None,
            "date_ajournement": ligne.date_ajournement
            if str(ligne.sanction or "").startswith("ajournement")
            else None,
        }
    )
)


@settings(max_examples=150, deadline=None)
@given(LIGNES)
def test_reading_what_was_printed_gives_the_same_decision(ligne):
    lecture = lire(imprimer(ligne))
    assert lecture.messages == ()
    assert lecture.ligne == ligne


FRAGMENTS = (
    "1 2 12 8M 2A 1A6M 15J 300 60x10 105H DONT SS SP OBL AMEN DDSE JAP DEF SINON REC CIT ARME CONTACT SCELLES"
    ' SIMPLE AU 12/03/2027 ; ; , - " « » € ( \n'
)
MORCEAUX = st.sampled_from([*TOUS_LES_MOTS, *FRAGMENTS.split(" "), '"un mot"']) | st.text(max_size=6)


@settings(max_examples=200, deadline=None)
@given(st.lists(MORCEAUX, max_size=14).map(" ".join) | st.text(max_size=40))
@example("  ;; EMP  8M  zzz   yyy ;\t")
@example('EMP 8M "')
@example("AM 99999999999999999999")
@example("COUP ²,٣")
def test_no_character_is_lost_and_what_is_read_is_stable(texte):
    lecture = lire(texte)
    assert "".join(morceau.texte for morceau in lecture.morceaux) == texte
    position = 0
    for morceau in lecture.morceaux:
        assert morceau.debut == position
        position = morceau.fin
    assert all(defaut_de_forme(peine) is None for peine in lecture.ligne.peines)
    assert lire(imprimer(lecture.ligne)).ligne == lecture.ligne


def test_an_interdiction_keeps_its_kind_apart_from_its_words():
    (peine,) = peines('INT PARAITRE 2A "la rue de Paris"')
    assert (peine.precision, peine.duree, peine.objet) == (
        Interdiction.PARAITRE,
        Duree(annees=2),
        "la rue de Paris",
    )
