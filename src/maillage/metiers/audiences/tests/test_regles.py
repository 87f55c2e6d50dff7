"""The rules of criminal hearings, without a database: cases counted by hand from the articles."""

import datetime as dt
from decimal import Decimal

import pytest

from maillage.commun.calendrier import Zone
from maillage.metiers.audiences.enums import FamilleRenvoi, MotifRenvoi, Piece, famille
from maillage.metiers.audiences.regles import delais as d
from maillage.metiers.audiences.regles.controles import (
    AControler,
    Borne,
    Gravite,
    controler,
    est_relaxe_totale,
)
from maillage.metiers.audiences.regles.dispositif import Contexte, dispositif
from maillage.metiers.audiences.regles.droit_fixe import Montant, TarifIncomplet, avis_paiement, droit_fixe
from maillage.metiers.audiences.regles.ligne_decision import lire
from maillage.metiers.audiences.regles.nature import Situation, nature_du_jugement
from maillage.metiers.audiences.regles.nombres import en_lettres
from maillage.metiers.audiences.regles.pieces import pieces_dues
from maillage.metiers.audiences.regles.textes import textes_du


def jour(texte):
    return dt.date.fromisoformat(texte)


LUNDI = jour("2026-11-23")
TEXTES = textes_du(LUNDI)
DELAIS = {
    code: d.Delai(code, code, nombre, d.Unite(unite), "art.", est_proroge=est_proroge)
    for code, nombre, unite, est_proroge in (
        (d.APPEL, 10, "jours", True),
        (d.APPEL_INCIDENT, 5, "jours", True),
        (d.OPPOSITION, 10, "jours", True),
        (d.OPPOSITION_ETRANGER, 1, "mois", True),
        (d.VISA, 3, "jours", True),
        (d.MINUTE, 3, "jours", True),
        (d.RENVOI_CI_MINIMUM, 4, "semaines", False),
        (d.RENVOI_CI_MAXIMUM, 10, "semaines", False),
        (d.DETENTION_CI, 3, "mois", False),
        (d.CONVOCATION_JAP, 20, "jours", False),
        (d.CONVOCATION_SPIP, 30, "jours", False),
    )
}
BORNES = {
    "jours_amende_nombre": Borne(
        "jours_amende_nombre", "Jours-amende", Decimal(360), "jours", "art. 131-5 CP"
    ),
    "jours_amende_montant": Borne("jours_amende_montant", "Jour-amende", Decimal(1000), "€", "art. 131-5 CP"),
    "tig_heures_maximum": Borne(
        "tig_heures_maximum", "TIG", Decimal(400), "heures", "art. 131-8 CP", est_a_confirmer=True
    ),
}
BAREME = {
    code: Montant(code, libelle, Decimal(valeur), "art. 1018 A CGI")
    for code, libelle, valeur in (
        ("correctionnel", "droit fixe", 254),
        ("correctionnel_absent", "droit fixe majoré", 508),
        ("reduction_taux", "réduction", 20),
        ("reduction_plafond", "plafond", 1500),
    )
}


@pytest.mark.parametrize(
    ("nombre", "lettres"),
    [
        (0, "zéro"), (1, "un"), (16, "seize"), (17, "dix-sept"), (21, "vingt et un"), (60, "soixante"),
        (71, "soixante et onze"), (77, "soixante-dix-sept"), (80, "quatre-vingts"), (81, "quatre-vingt-un"),
        (91, "quatre-vingt-onze"), (99, "quatre-vingt-dix-neuf"), (100, "cent"), (105, "cent cinq"),
        (200, "deux cents"), (201, "deux cent un"), (1000, "mille"), (1500, "mille cinq cents"),
        (2080, "deux mille quatre-vingts"), (80_000, "quatre-vingt mille"), (200_000, "deux cent mille"),
        (1_000_000, "un million"), (3_000_200, "trois millions deux cents"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_words(nombre, lettres):
    assert en_lettres(nombre) == lettres


def test_hours_are_feminine():
    assert en_lettres(21, est_feminin=True) == "vingt et une"
    assert en_lettres(105, est_feminin=True) == "cent cinq"


@pytest.mark.parametrize(
    ("situation", "nature", "article"),
    [
        (Situation("CMP"), "C", "410"),
        (Situation("CMPAM", est_opposant=True), "C", "410"),
        (Situation("NCMPAM", est_juge_en_son_absence=True), "C", "411"),
        (Situation("NCMP", est_atteint=True), "CAS", "410"),
        (Situation("NCMPSM", est_atteint=True), "CAS", "410"),
        (Situation("NCMPSM"), "CAS", "412, al. 2"),
        (Situation("NCMP"), "D", "412"),
        (Situation("NCMP", est_opposant=True), "ID", "494"),
    ],
)
def test_the_nature_of_the_judgment_follows_how_the_accused_came_and_was_reached(situation, nature, article):
    proposee = nature_du_jugement(situation)
    assert (proposee.nature, proposee.article) == (nature, f"art. {article} CPP")


def test_the_nature_says_what_to_look_at_and_nothing_before_the_accused_is_called():
    assert nature_du_jugement(Situation("")) is None
    assert "renvoi" in nature_du_jugement(Situation("NCMP", est_atteint=True, est_excuse=True)).alerte
    assert "mandat" in nature_du_jugement(Situation("NCMPAM")).alerte
    assert nature_du_jugement(Situation("NCMP", est_opposant=True)).est_a_confirmer


@pytest.mark.parametrize(
    ("prononce", "dernier", "zone"),
    [
        ("2026-11-23", "2026-12-03", Zone.METROPOLE),  # a Thursday
        ("2026-11-25", "2026-12-07", Zone.METROPOLE),  # the 5th is a Saturday
        ("2026-12-15", "2026-12-28", Zone.METROPOLE),  # Christmas, a Friday
        ("2027-03-16", "2027-03-26", Zone.METROPOLE),
        ("2027-03-16", "2027-03-30", Zone.ALSACE_MOSELLE),  # Good Friday, then Easter Monday
    ],
)
def test_an_appeal_ends_on_the_tenth_day_or_on_the_next_working_day(prononce, dernier, zone):
    assert d.appel("C", jour(prononce), DELAIS, zone=zone).dernier_jour == jour(dernier)


def test_an_appeal_runs_from_the_service_when_the_judgment_is_not_known():
    assert d.appel("CAS", LUNDI, DELAIS).dernier_jour is None
    servi = jour("2027-01-04")
    assert d.appel("CAS", LUNDI, DELAIS, date_signification=servi).dernier_jour == jour("2027-01-14")
    sans_mandat = d.appel("C", LUNDI, DELAIS, date_signification=servi, est_sans_mandat=True)
    assert sans_mandat.dernier_jour == jour("2027-01-14")
    assert d.appel("C", LUNDI, DELAIS, est_informe_de_la_date=False).dernier_jour is None
    principal = d.appel("C", LUNDI, DELAIS)
    assert d.appel_incident(principal, DELAIS).dernier_jour == jour("2026-12-08")


def test_opposition_is_open_against_defaults_only_and_longer_abroad():
    assert d.opposition("CAS", DELAIS) is None
    assert d.opposition("D", DELAIS, date_signification=LUNDI).dernier_jour == jour("2026-12-03")
    ailleurs = d.opposition("D", DELAIS, date_signification=LUNDI, est_a_l_etranger=True)
    assert ailleurs.dernier_jour == jour("2026-12-23")


def test_the_note_is_vised_and_the_minute_filed_within_three_days():
    assert d.visa_note(jour("2026-11-19"), DELAIS).dernier_jour == LUNDI  # the 22nd is a Sunday
    assert d.depot_minute(LUNDI, DELAIS).dernier_jour == jour("2026-11-26")


def test_an_immediate_appearance_is_adjourned_within_its_window():
    fenetre = d.fenetre_renvoi_ci(LUNDI, DELAIS, est_detenu=True)
    assert fenetre == d.Fenetre(jour("2026-12-21"), jour("2027-02-01"), jour("2027-02-23"))
    assert d.controler_renvoi_ci(jour("2026-12-21"), fenetre, LUNDI) == ""
    assert "avant le 21/12/2026" in d.controler_renvoi_ci(jour("2026-12-20"), fenetre, LUNDI)
    assert "au plus tard le 01/02/2027" in d.controler_renvoi_ci(jour("2027-02-02"), fenetre, LUNDI)
    renonce = d.fenetre_renvoi_ci(LUNDI, DELAIS, est_detenu=False, a_renonce=True)
    assert (renonce.premier_jour, renonce.fin_detention) == (None, None)
    assert d.controler_renvoi_ci(jour("2026-11-30"), renonce, LUNDI) == ""
    assert "suit" in d.controler_renvoi_ci(LUNDI, renonce, LUNDI)


def test_convocations_are_within_twenty_and_thirty_days_and_a_sunday_is_not_a_reason_to_be_late():
    jap, spip = d.convocations(LUNDI, DELAIS)
    assert (jap.dernier_jour, spip.dernier_jour) == (jour("2026-12-13"), jour("2026-12-23"))
    assert d.controler_convocation(jour("2026-12-11"), jap, "le JAP") == ""
    assert "13/12/2026" in d.controler_convocation(jour("2026-12-14"), jap, "le JAP")
    assert "suit le jugement" in d.controler_convocation(LUNDI, jap, "le JAP")


@pytest.mark.parametrize(
    ("situation", "montant", "leve"),
    [
        ({}, 254, 0),
        ({"est_absent": True}, 508, 254),
        ({"est_absent": True, "est_demande_absence": True}, 254, 0),
        ({"est_mineur": True}, 0, 0),
        ({"est_condamne": False}, 0, 0),
    ],
)
def test_the_fixed_duty_depends_on_the_person(situation, montant, leve):
    champs = {"est_condamne": True, "est_mineur": False, "est_absent": False, **situation}
    droit = droit_fixe(BAREME, **champs)
    assert (droit.montant, droit.majoration_levee) == (montant, leve)


@pytest.mark.parametrize(
    ("amende", "est_absent", "total", "reduction", "reduit"),
    [
        ("300", False, "554", "110.80", "443.20"),
        ("300", True, "808", "110.80", "443.20"),  # the rise is waived by the same payment
        ("10000", False, "10254", "1500", "8754"),  # the ceiling
        ("0", False, "254", "50.80", "203.20"),
    ],
)
def test_prompt_payment_takes_a_fifth_off_up_to_the_ceiling(amende, est_absent, total, reduction, reduit):
    droit = droit_fixe(BAREME, est_condamne=True, est_mineur=False, est_absent=est_absent)
    avis = avis_paiement(Decimal(amende), droit, BAREME)
    assert (avis.total, avis.reduction, avis.total_reduit) == (
        Decimal(total),
        Decimal(reduction),
        Decimal(reduit),
    )


def test_a_tariff_without_its_line_is_said():
    with pytest.raises(TarifIncomplet, match="correctionnel"):
        droit_fixe({}, est_condamne=True, est_mineur=False, est_absent=False)


def controles(ligne, **champs):
    champs = {"infractions": (1,), "motivation": "Parce que.", **champs}
    return controler(AControler(lire(ligne).ligne, **champs), BORNES, TEXTES)


@pytest.mark.parametrize(
    ("ligne", "codes"),
    [
        ("COUP ; EMP 8M SS", []),
        ("COUP ; EMP 12M JAP", []),
        ("COUP ; EMP 12M", ["execution_absente"]),
        ("COUP ; EMP 365J", ["execution_absente"]),
        ("COUP ; EMP 18M", []),
        ("COUP ; EMP 18M DONT 6M SS", ["execution_absente"]),
        ("COUP ; EMP 5M MDD", ["depot_differe_court", "amenagement_six_mois"]),
        ("COUP ; EMP 8M MDD", []),
        ("COUP ; EMP 13M AMEN DDSE", ["amenagement_plus_un_an"]),
        ("COUP ; EMP 6M DONT 8M SS", ["sursis_trop_long"]),
        ("COUP ; JA 361x10", ["jours_amende_nombre"]),
        ("COUP ; JA 360x1000", []),
        ("COUP ; JA 10x1001", ["jours_amende_montant"]),
        ("COUP ; TIG 401H", ["tig_heures_maximum"]),
        ("EMP 8M SS", ["infraction_oubliee", "peine_sans_culpabilite"]),
        ("COUP 1 ; REL 1 ; AM 100", ["infraction_double"]),
        ("COUP 1,2 ; AM 100", ["infraction_inconnue"]),
        ("COUP", ["sanction_absente"]),
        ("COUP ; DISP", []),
        ("COUP ; DISP ; AM 100", ["dispense_et_peine"]),
        ("REL", []),
        ("", ["vide"]),
        ("DELIB", ["date_delibere"]),
        ("COUP ; AM 100 ; AM 200", ["peine_double"]),
    ],
)
def test_a_decision_is_checked_against_the_texts(ligne, codes):
    assert [remarque.code for remarque in controles(ligne)] == codes


def test_the_choice_of_a_penalty_is_reasoned_and_a_line_not_understood_blocks():
    (remarque,) = controles("COUP ; AM 100", motivation="  ")
    assert (remarque.code, remarque.article, remarque.est_bloquante) == ("motivation", "art. 485-1 CPP", True)
    assert controles("REL", motivation="") == ()
    assert controles("COUP ; AM 100", est_ligne_complete=False)[0].code == "non_lu"


def test_what_is_only_recalled_refuses_nothing():
    (remarque,) = controles("COUP ; TIG 500H")
    assert remarque.gravite is Gravite.A_CONFIRMER


@pytest.mark.parametrize(
    ("ligne", "est_present", "pieces"),
    [
        ("REL", True, [Piece.MINUTE]),
        ("DELIB 12/01/2027", True, []),
        ("COUP ; DISP", True, [Piece.MINUTE, Piece.RELEVE, Piece.AVIS_DROIT_FIXE]),
        ("COUP ; AM 300", False, [Piece.MINUTE, Piece.AVIS_DROIT_FIXE]),
        (
            "COUP ; EMP 8M JAP",
            True,
            [
                Piece.MINUTE,
                Piece.RELEVE,
                Piece.AVIS_DROIT_FIXE,
                Piece.CONVOCATION_JAP,
                Piece.CONVOCATION_SPIP,
            ],
        ),
        (
            "COUP ; EMP 8M SP 2A",
            True,
            [
                Piece.MINUTE,
                Piece.RELEVE,
                Piece.AVIS_DROIT_FIXE,
                Piece.CONVOCATION_SPIP,
                Piece.OBLIGATIONS,
            ],
        ),
        (
            "COUP ; EMP 2A MD",
            False,
            [Piece.MINUTE, Piece.AVIS_DROIT_FIXE, Piece.MANDAT_DEPOT, Piece.EXTRAIT_ECROU],
        ),
        ("COUP ; EMP 2A MAINT", False, [Piece.MINUTE, Piece.AVIS_DROIT_FIXE, Piece.EXTRAIT_ECROU]),
        ("COUP ; EMP 2A MA", False, [Piece.MINUTE, Piece.AVIS_DROIT_FIXE, Piece.MANDAT_ARRET]),
        ("COUP ; EMP 8M MDD", False, [Piece.MINUTE, Piece.AVIS_DROIT_FIXE, Piece.MANDAT_DIFFERE]),
        (
            "COUP ; AM 100 ; SUSP 6M ; INT ARME 5A ; FIJAIS",
            False,
            [Piece.MINUTE, Piece.AVIS_DROIT_FIXE, Piece.PERMIS, Piece.FINIADA, Piece.FIJAIS],
        ),
        ("COUP ; EMP 8M SS", True, [Piece.MINUTE, Piece.RELEVE, Piece.AVIS_DROIT_FIXE]),
        ("COUP ; AJOURN SIMPLE AU 12/03/2027", True, [Piece.MINUTE]),
    ],
)
def test_only_the_papers_that_the_decision_calls_for_are_due(ligne, est_present, pieces):
    assert [due.piece for due in pieces_dues(lire(ligne).ligne, est_present=est_present)] == pieces


def test_a_minor_owes_no_fixed_duty_so_has_no_notice_without_a_fine():
    ligne = lire("COUP ; TIG 40H").ligne
    assert Piece.AVIS_DROIT_FIXE not in [
        due.piece for due in pieces_dues(ligne, est_present=True, est_mineur=True)
    ]
    assert Piece.AVIS_DROIT_FIXE in [
        due.piece for due in pieces_dues(lire("COUP ; AM 100").ligne, est_present=True, est_mineur=True)
    ]


def test_the_operative_part_is_written_in_the_court_s_french():
    contexte = Contexte(
        prevenu="Monsieur Paul MARTIN",
        infractions={1: "VOL", 2: "RECEL"},
        obligations={1: "exercer une activité professionnelle"},
        textes=TEXTES,
    )
    lue = lire("COUP 1 REC ; REL 2 ; EMP 12M DONT 6M SP 2A OBL 1 JAP ; AM 1500 ; INT ARME 5A ; SUSP 6M EP")
    assert dispositif(lue.ligne, contexte) == (
        "Statuant publiquement, en premier ressort et contradictoirement à l’égard de Monsieur Paul MARTIN,",
        "Déclare Monsieur Paul MARTIN coupable des faits suivants : VOL, en état de récidive légale ;",
        "Relaxe Monsieur Paul MARTIN des faits suivants : RECEL ;",
        "Condamne Monsieur Paul MARTIN à un emprisonnement de DOUZE MOIS ;",
        "Dit qu’il sera sursis partiellement, pour une durée de SIX MOIS, à l’exécution de cette peine, sous le régime"
        " du sursis probatoire, avec un délai de probation de DEUX ANS ;",
        "Fixe les obligations suivantes : exercer une activité professionnelle ;",
        "Ordonne la convocation devant le juge de l’application des peines et le service pénitentiaire d’insertion et"
        " de probation afin que soient déterminées les modalités d’exécution de la part ferme ;",
        "Condamne Monsieur Paul MARTIN au paiement d’une amende de MILLE CINQ CENTS EUROS (1\u202f500\u00a0€) ;",
        "Prononce à l’encontre de Monsieur Paul MARTIN l’interdiction de détenir ou de porter une arme soumise à"
        " autorisation pour une durée de CINQ ANS ;",
        "Ordonne à l’encontre de Monsieur Paul MARTIN la suspension de son permis de conduire pour une durée de SIX"
        " MOIS ;",
        "Ordonne l’exécution provisoire de cette peine.",
    )


def test_every_penalty_of_the_help_has_its_sentence():
    from maillage.metiers.audiences.regles.grammaire import AIDE

    for exemple, _ in AIDE:
        phrases = dispositif(lire(exemple).ligne, Contexte(nature="CAS"))
        texte = " ".join(phrases)
        assert phrases[-1].endswith(".") and "  " not in texte and "de le " not in texte, texte
    assert est_relaxe_totale(lire("REL").ligne) and not est_relaxe_totale(lire("REL 1 ; COUP 2").ligne)


def test_only_true_adjournments_are_of_the_family_that_the_rate_counts():
    assert len(MotifRenvoi) == 30
    assert famille(MotifRenvoi.ABSENCE_INTERPRETE) == FamilleRenvoi.RENVOI
    assert famille(MotifRenvoi.DELIBERE_PROROGE) == FamilleRenvoi.DELIBERE
    assert famille(MotifRenvoi.INTERETS_CIVILS) == FamilleRenvoi.INTERETS_CIVILS
    assert famille(MotifRenvoi.CONTINUATION) == FamilleRenvoi.AUTRE


def test_names_and_articles_are_those_of_the_day():
    assert textes_du(jour("2028-12-31"))["tribunal"] == "tribunal correctionnel"
    assert textes_du(jour("2029-01-01"))["tribunal"] == "tribunal délictuel"
    assert "L. 4432-14" in textes_du(jour("2029-01-01"))["execution_ferme"]
