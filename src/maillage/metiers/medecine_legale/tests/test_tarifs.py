"""What an act is paid: the lines of the annex, the edges of the night and of the holidays, sums exact to the cent."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.commun.calendrier import Zone
from maillage.metiers.medecine_legale import references
from maillage.metiers.medecine_legale.actions.tarifs import LETTRES, bareme_du
from maillage.metiers.medecine_legale.regles.tarifs import (
    ActeATarifer,
    Bareme,
    BaremeIllisible,
    Condition,
    Cotation,
    Lettre,
    Majoration,
    NatureMajoration,
    TarificationRefusee,
    est_de_nuit,
    tarifer,
)
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.echanges.models import Entree

MARDI, DIMANCHE, NOEL = dt.date(2026, 11, 17), dt.date(2026, 11, 22), dt.date(2026, 12, 25)
SAINT_ETIENNE = dt.date(2026, 12, 26)
ROUTE = frozenset({"alcool"})
SOMATIQUE, EXTERNE = frozenset({"somatique"}), frozenset({"examen_externe"})
BAREME = Bareme(
    jour=MARDI,
    lettres={"C": Lettre("C", "Consultation", Decimal("26.55")), "CS": Lettre("CS", "Spécialiste", Decimal(20))},
    cotations=(
        Cotation("incapacite", "Victime", "C", Decimal("3.5"), frozenset({"victime"}), SOMATIQUE,
                 condition=Condition.INCAPACITE),
        Cotation("examen", "Examen", "C", Decimal("2.5"), frozenset({"victime", "garde_a_vue"}), SOMATIQUE),
        Cotation("prolongation", "706-88", "C", Decimal(2), frozenset({"garde_a_vue"}), est_sur_choix=True),
        Cotation("alcool", "Alcool", "C", Decimal("1.5"), frozenset({"route"})),
        Cotation("avant_autopsie", "Description", "C", Decimal("1.5"), frozenset({"decedee"}),
                 EXTERNE, condition=Condition.AUTOPSIE),
        Cotation("description", "Description", "C", Decimal("2.5"), frozenset({"decedee"}), EXTERNE),
        Cotation("autopsie", "Autopsie", "CS", Decimal(6), frozenset({"decedee"}), frozenset({"autopsie"})),
    ),
    majorations=(
        Majoration("nuit", "Nuit", NatureMajoration.NUIT, Decimal("10.67"), ROUTE),
        Majoration("dimanche", "Dimanche", NatureMajoration.DIMANCHE_FERIE, Decimal("7.62"), ROUTE),
        Majoration("materiel", "Matériel", NatureMajoration.MATERIEL, Decimal(25), ROUTE),
        Majoration("km", "Kilomètre", NatureMajoration.KILOMETRE, Decimal("0.335")),
    ),
)  # fmt: skip


def codes(acte, jour=MARDI):
    return [ligne.code for ligne in tarifer(acte, BAREME, jour).lignes]


def route(heure=dt.time(14), **champs):
    return ActeATarifer("route", ("somatique",), heure_debut=heure, **champs)


def victime(itt):
    return ActeATarifer("victime", ("somatique",), heure_debut=dt.time(14), itt_jours=itt)


def test_a_victim_whose_incapacity_is_fixed_takes_the_higher_coefficient_and_the_line_says_why():
    (ligne,) = tarifer(victime(5), BAREME, MARDI).lignes
    assert (ligne.code, ligne.montant) == ("incapacite", Decimal("92.93"))
    assert "incapacité fixée (5 j)" in ligne.explication
    assert "C × 3,5" in ligne.calcul


def test_zero_day_is_an_incapacity_fixed_and_no_day_said_is_not():
    assert codes(victime(0)) == ["incapacite"]
    assert codes(victime(None)) == ["examen"]


@pytest.mark.parametrize(
    ("heure", "nuit"),
    [
        (dt.time(21, 59, 59), False),
        (dt.time(22, 0), True),
        (dt.time(23, 59), True),
        (dt.time(0, 0), True),
        (dt.time(6, 59, 59), True),
        (dt.time(7, 0), False),
    ],
)
def test_the_night_of_the_tariff_goes_from_22_h_included_to_7_h_excluded(heure, nuit):
    assert est_de_nuit(heure) is nuit
    assert ("nuit" in codes(route(heure))) is nuit


def test_sunday_and_holiday_are_paid_more_and_saturday_is_not():
    assert codes(route(), DIMANCHE) == ["alcool", "dimanche"]
    assert codes(route(), NOEL) == ["alcool", "dimanche"]
    assert codes(route(), dt.date(2026, 11, 21)) == ["alcool"]


def test_a_holiday_is_that_of_the_place_of_the_act():
    assert codes(route(), SAINT_ETIENNE) == ["alcool"]
    assert codes(route(zone=Zone.ALSACE_MOSELLE), SAINT_ETIENNE) == ["alcool", "dimanche"]


def test_night_and_sunday_give_one_supplement_the_better_and_the_doubt_is_said():
    ligne = tarifer(route(dt.time(23)), BAREME, DIMANCHE).lignes[1]
    assert ligne.code == "nuit"
    assert ligne.est_a_confirmer
    assert "ne se cumulent pas" in ligne.explication


def test_no_supplement_is_due_for_an_examination_that_the_annex_does_not_name():
    acte = ActeATarifer("garde_a_vue", ("somatique",), heure_debut=dt.time(3))
    assert codes(acte, NOEL) == ["examen"]


def test_a_description_followed_by_an_autopsy_takes_its_own_coefficient():
    assert codes(ActeATarifer("decedee", ("examen_externe",))) == ["description"]
    assert codes(ActeATarifer("decedee", ("autopsie", "examen_externe"))) == ["autopsie", "avant_autopsie"]


def test_a_cotation_on_choice_is_never_proposed_and_one_that_does_not_apply_is_refused():
    garde = {"profil": "garde_a_vue", "types": ("somatique",), "heure_debut": dt.time(14)}
    assert codes(ActeATarifer(**garde)) == ["examen"]
    assert codes(ActeATarifer(**garde, choix={"somatique": "prolongation"})) == ["prolongation"]
    with pytest.raises(TarificationRefusee, match="ne s’applique pas"):
        tarifer(ActeATarifer(**garde, choix={"somatique": "autopsie"}), BAREME, MARDI)


def test_equipment_is_paid_at_its_cost_up_to_the_ceiling_and_only_where_the_annex_says():
    assert tarifer(route(materiel=Decimal(25)), BAREME, MARDI).total == Decimal("64.83")
    with pytest.raises(TarificationRefusee, match="au plus"):
        tarifer(route(materiel=Decimal("25.01")), BAREME, MARDI)
    with pytest.raises(TarificationRefusee, match="ne rembourse pas"):
        tarifer(ActeATarifer("garde_a_vue", ("somatique",), materiel=Decimal(3)), BAREME, MARDI)


def test_what_the_tariff_does_not_pay_is_said_not_invented():
    tarification = tarifer(ActeATarifer("ofpra", ("somatique",), heure_debut=dt.time(9)), BAREME, MARDI)
    assert tarification.lignes == ()
    assert "ne prévoit pas" in tarification.remarques[0]


def test_an_unknown_hour_gives_no_night_and_says_so():
    tarification = tarifer(route(heure=None), BAREME, MARDI)
    assert [ligne.code for ligne in tarification.lignes] == ["alcool"]
    assert "heure de début" in tarification.remarques[0]


def test_a_letter_without_a_value_stops_the_bill_instead_of_making_it_free():
    sans_lettre = Bareme(MARDI, {}, BAREME.cotations, ())
    with pytest.raises(BaremeIllisible, match="lettre clé C"):
        tarifer(victime(5), sans_lettre, MARDI)


montants = st.decimals(min_value=0, max_value=500, places=2)


@given(
    valeur=montants,
    coefficient=st.decimals(min_value=0, max_value=20, places=1),
    taux=st.decimals(min_value=0, max_value=2, places=3),
    kilometres=st.integers(min_value=1, max_value=3000),
    heure=st.times(),
    jour=st.dates(min_value=dt.date(2017, 3, 1), max_value=dt.date(2030, 12, 31)),
)
def test_the_total_is_the_sum_of_its_lines_each_in_whole_cents_and_within_half_a_cent(
    valeur, coefficient, taux, kilometres, heure, jour
):
    bareme = Bareme(
        jour,
        {"C": Lettre("C", "C", valeur)},
        (Cotation("alcool", "A", "C", coefficient, frozenset({"route"})),),
        (*BAREME.majorations[:3], Majoration("km", "K", NatureMajoration.KILOMETRE, taux)),
    )
    acte = route(heure, kilometres=kilometres, vehicule="km")
    tarification = tarifer(acte, bareme, jour)
    lignes = {ligne.code: ligne.montant for ligne in tarification.lignes}
    assert tarification.total == sum(lignes.values())
    assert all(montant == montant.quantize(Decimal("0.01")) and montant >= 0 for montant in lignes.values())
    assert abs(lignes["alcool"] - valeur * coefficient) <= Decimal("0.005")
    assert abs(lignes["km"] - taux * kilometres) <= Decimal("0.005")
    assert tarifer(acte, bareme, jour) == tarification


@pytest.fixture
def tarif(db):
    references.charger()


def test_the_published_tariff_gives_each_day_its_own_values_and_marks_what_is_to_confirm(tarif):
    assert bareme_du(dt.date(2023, 10, 31)).lettres["C"].valeur == Decimal("25.00")
    assert bareme_du(dt.date(2023, 11, 1)).lettres["C"].valeur == Decimal("26.50")
    recent = bareme_du(dt.date(2026, 11, 21))
    assert recent.lettres["C"].valeur == Decimal("30.00")
    assert tarifer(victime(5), recent, MARDI).total == Decimal("105.00")
    assert all(lettre.est_a_confirmer for lettre in recent.lettres.values())
    assert not next(c for c in recent.cotations if c.code == "victime_incapacite").est_a_confirmer
    assert next(c for c in recent.cotations if c.code == "psychiatrique").est_a_confirmer


def test_loading_the_published_tariff_again_changes_nothing(tarif):
    avant = Entree.objects.count()
    assert avant
    references.charger()
    assert Entree.objects.count() == avant


def test_a_value_that_is_no_number_names_its_line(tarif):
    with agir_comme(agent_systeme()):
        Entree.objects.filter(referentiel__code=LETTRES, code="CS").update(
            complement={"Valeur": "vingt-trois"}
        )
    with pytest.raises(BaremeIllisible, match="« CS » : « vingt-trois »"):
        bareme_du(dt.date(2026, 11, 22))
