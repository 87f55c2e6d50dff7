"""Who is proposed, why, and in which order: rules alone, then the list read from the directory."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.protection import actions
from maillage.metiers.protection.actions.liste_restreinte import CLASSEMENT, etablir_liste, ponderations
from maillage.metiers.protection.enums import Nature, TypeMandataire
from maillage.metiers.protection.models import Rattachement, Zone
from maillage.metiers.protection.regles import Place
from maillage.metiers.protection.regles.designation import (
    CRITERES,
    Candidat,
    Cas,
    apprecier,
    controler_priorite,
    motif_d_exclusion,
)
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.annuaire.models import Commune
from maillage.socle.echanges.models import Referentiel
from maillage.socle.echanges.referentiels.chargement import LigneEdition, appliquer_edition

JOUR = dt.date(2026, 11, 22)
TOUTES = frozenset(Nature.values)
CAS = Cas(tribunal=1, departement=1, nature=Nature.TUTELLE, lieu_vie="domicile", commune=1)
ALICE = Candidat(
    inscription=1, mandataire=1, organisation=1, nom="Alice", type=TypeMandataire.INDIVIDUEL, civilite="madame",
    commune="Lille", natures_autorisees=TOUTES, natures_acceptees=TOUTES, place=Place(40, None, 28),
    date_confirmation=JOUR - dt.timedelta(days=4), km=8, depart="Lille",
)  # fmt: skip


def appreciations(cas=CAS, **champs):
    return {une.code: une for une in apprecier(cas, replace(ALICE, **champs), JOUR)}


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"natures_autorisees": frozenset()}, "n’est pas autorisée"),
        ({"natures_acceptees": frozenset()}, "Ne prend pas"),
        ({"type": TypeMandataire.PREPOSE}, "451"),
        ({"est_suspendu": True, "motif_suspension": "sante"}, "Ne prend plus de mesure : santé"),
        ({"absent_jusqu_au": dt.date(2026, 12, 1)}, "Absent jusqu’au 01/12/2026"),
        ({"place": Place(40, None, 38, 2)}, "Complet : 40 mesures pour 40"),
        ({"place": Place(40, Decimal(50), 10, 0, Decimal(50))}, "Complet en points"),
        ({"date_declin": dt.date(2026, 11, 2)}, "a décliné le 02/11/2026"),
    ],
)
def test_who_may_not_be_appointed_is_left_out_with_the_reason(champs, attendu):
    assert motif_d_exclusion(CAS, ALICE) == ""
    assert attendu in motif_d_exclusion(CAS, replace(ALICE, **champs))


def test_a_prepose_is_proposed_for_the_people_of_his_establishment():
    prepose = replace(ALICE, type=TypeMandataire.PREPOSE, est_prepose_du_lieu=True)
    assert motif_d_exclusion(CAS, prepose) == ""
    assert "451" in {une.code: une for une in apprecier(CAS, prepose, JOUR)}["proximite"].phrase


def test_the_last_place_in_number_or_points_still_counts_as_a_place():
    assert motif_d_exclusion(CAS, replace(ALICE, place=Place(40, Decimal(50), 39, 0, Decimal(49)))) == ""


def test_the_load_is_told_as_it_will_be_after_this_measure():
    charge = appreciations(place=Place(40, Decimal(60), 27, 1, Decimal(44)))["charge"]
    assert "12 places sur 40" in charge.phrase
    assert "72\N{NARROW NO-BREAK SPACE}%" in charge.phrase
    assert "75\N{NARROW NO-BREAK SPACE}% en points" in charge.phrase
    assert charge.valeur == pytest.approx(0.25)


def test_a_nearer_a_freer_a_fresher_professional_is_worth_more():
    assert appreciations(km=5)["proximite"].valeur == 1
    assert appreciations(km=30)["proximite"].valeur > appreciations(km=45)["proximite"].valeur
    assert appreciations(km=90)["proximite"].valeur == 0
    assert appreciations(date_confirmation=JOUR)["fraicheur"].valeur == 1
    assert appreciations(date_confirmation=None)["fraicheur"].valeur == 0
    assert (
        appreciations(proches=3)["tournee"].valeur
        < appreciations(proches=3, dans_l_etablissement=2)["tournee"].valeur
    )


def test_only_the_needs_of_the_person_are_looked_at():
    assert "besoins" not in appreciations()
    besoins = replace(CAS, langue="ar", est_langue_signes=True, genre="monsieur", specialite="grand_age")
    trouve = appreciations(besoins, langues=frozenset({"ar"}), est_langue_signes=True)["besoins"]
    assert trouve.valeur == 0.5
    assert trouve.phrase.startswith("Parle arabe, pratique la langue des signes")
    assert "n’est pas un homme" in trouve.phrase
    service = appreciations(replace(CAS, genre="monsieur"), type=TypeMandataire.SERVICE)["besoins"]
    assert service.valeur == 1


def test_every_criterion_has_a_weight_and_a_sentence():
    complet = replace(CAS, langue="ar", numero_rg="26B00001")
    trouves = appreciations(complet, a_suivi=True, souhaite_tribunal=True)
    assert set(trouves) == set(CRITERES)
    assert all(une.phrase and 0 <= une.valeur <= 1 for une in trouves.values())


def test_the_reason_to_set_the_family_aside_is_demanded():
    assert "449" in (controler_priorite("") or "")
    assert controler_priorite("aucun_proche") is None


# --- with the directory
pytestmark = pytest.mark.django_db


@pytest.fixture
def roubaix(nord):
    return Commune.objects.create(
        code_insee="59512",
        nom="Roubaix",
        cle_recherche="roubaix",
        departement=nord,
        latitude=50.69,
        longitude=3.17,
    )


@pytest.fixture
def cas(tribunal, nord, lille):
    return Cas(
        tribunal=tribunal.pk, departement=nord.pk, nature="tutelle", lieu_vie="domicile", commune=lille.pk
    )


def lister(agent, tribunal, cas):
    with agir_comme(agent):
        return etablir_liste(agent=agent, tribunal=tribunal, cas=cas)


def test_the_list_of_the_departement_is_ranked_and_the_others_are_told_why(
    greffiere, tribunal, cas, referencer, ddets_somme, amiens, roubaix, alice
):
    proche = referencer("Bernard Proche", places=50)
    loin = referencer("Carole Loin", places=50, commune=roubaix)
    plein = referencer("Denis Plein", places=0)
    referencer("Élise d’Amiens", autorite=ddets_somme, commune=amiens)
    liste = lister(greffiere, tribunal, cas)
    noms = [un.candidat.nom for un in liste.classes]
    assert noms.index("Bernard Proche") < noms.index("Carole Loin")
    assert "Élise d’Amiens" not in noms
    assert [(un.mandataire, motif[:7]) for un, motif in liste.ecartes] == [(plein.pk, "Complet")]
    assert liste.trouver(proche.pk).candidat.km == pytest.approx(0, abs=0.1)
    assert liste.trouver(loin.pk).candidat.km == pytest.approx(13.3, abs=1)


def test_measures_held_around_and_wishes_count(
    greffiere, tribunal, cas, mandataire, ouvrir, lille, alice, roubaix
):
    for rang in range(3):
        ouvrir(f"24/B/{rang:05d}", commune=lille)
    with agir_comme(alice):
        actions.choisir_zones(agent=alice, mandataire=mandataire, tribunaux=[tribunal], communes=[])
        assert Zone.objects.count() == 1
    candidat = lister(greffiere, tribunal, cas).trouver(mandataire.pk).candidat
    assert (candidat.proches, candidat.souhaite_tribunal, candidat.place.en_cours) == (3, True, 3)
    ailleurs = lister(greffiere, tribunal, replace(cas, commune=roubaix.pk)).trouver(mandataire.pk).candidat
    assert ailleurs.proches == 0


def test_a_prepose_appears_for_his_establishment_alone(
    greffiere, tribunal, cas, referencer, umj_amiens, lille
):
    prepose = referencer("Paul Préposé", TypeMandataire.PREPOSE)
    with agir_comme(agent_systeme()):
        Rattachement.objects.create(
            organisation=prepose.organisation,
            mandataire=prepose,
            etablissement=umj_amiens,
            date_debut=JOUR.replace(year=2020),
        )
    assert "451" in lister(greffiere, tribunal, cas).motif(prepose.pk)
    chez_lui = lister(greffiere, tribunal, replace(cas, etablissement=umj_amiens.pk))
    assert chez_lui.trouver(prepose.pk).candidat.est_prepose_du_lieu


def test_an_absence_of_today_leaves_out_and_one_of_yesterday_does_not(
    greffiere, tribunal, cas, mandataire, alice
):
    aujourd_hui = timezone.localdate()
    hier = aujourd_hui - dt.timedelta(days=1)
    with agir_comme(alice):
        actions.declarer_absence(
            agent=alice, mandataire=mandataire, date_debut=hier, date_fin=hier, motif="conge"
        )
    assert lister(greffiere, tribunal, cas).trouver(mandataire.pk)
    with agir_comme(alice):
        actions.declarer_absence(
            agent=alice, mandataire=mandataire, date_debut=aujourd_hui, date_fin=aujourd_hui, motif="conge"
        )
    assert "Absent" in lister(greffiere, tribunal, cas).motif(mandataire.pk)


def test_who_already_followed_the_file_is_preferred(
    greffiere, tribunal, cas, mandataire, autre_mandataire, alice, mesure
):
    with agir_comme(alice):
        actions.clore_mesure(agent=alice, mesure=mesure, date=timezone.localdate(), cause="mainlevee")
    liste = lister(greffiere, tribunal, replace(cas, numero_rg="21/B/00167"))
    assert liste.trouver(mandataire.pk).candidat.a_suivi
    assert not liste.trouver(autre_mandataire.pk).candidat.a_suivi


def test_a_court_of_amiens_has_no_list_for_lille(magistrate_amiens, tribunal, cas):
    with pytest.raises(AccesRefuse):
        lister(magistrate_amiens, tribunal, cas)


def test_the_list_costs_the_same_queries_for_one_and_for_many(
    greffiere, tribunal, cas, referencer, django_assert_num_queries, mandataire
):
    with agir_comme(greffiere):
        etablir_liste(agent=greffiere, tribunal=tribunal, cas=cas)
        with django_assert_num_queries(5):
            etablir_liste(agent=greffiere, tribunal=tribunal, cas=cas)
    for rang in range(12):
        referencer(f"Mandataire {rang}")
    with agir_comme(greffiere):
        assert greffiere.pk
        etablir_liste(agent=greffiere, tribunal=tribunal, cas=cas)
        with django_assert_num_queries(5):
            etablir_liste(agent=greffiere, tribunal=tribunal, cas=cas)


def test_the_weights_are_those_of_the_reference_list_of_the_day(ponderation, db):
    poids = ponderations()
    assert {code: un.critere.poids for code, un in poids.items()} == {
        "charge": 30, "proximite": 25, "besoins": 20, "tournee": 15, "continuite": 15, "fraicheur": 10, "souhait": 10,
    }  # fmt: skip
    assert all(un.est_a_confirmer for un in poids.values())
    with agir_comme(agent_systeme()):
        charger(
            Referentiel.objects.get(code=CLASSEMENT),
            [LigneEdition("proximite", "Proximité", complement={"poids": "60"})],
        )
    assert {code: (un.critere.poids, un.est_a_confirmer) for code, un in ponderations().items()} == {
        "proximite": (60, False)
    }


def charger(referentiel, lignes):
    appliquer_edition(
        referentiel=referentiel, nom="Édition d’essai", date_effet=dt.date(2026, 2, 1), lignes=lignes
    )


def test_the_judge_reads_the_weights_in_force_with_their_mark(
    connecter, greffiere, ponderation, mandataire, lille
):
    page = connecter(greffiere).get(
        reverse("protection:designer"), {"nature": "tutelle", "lieu_vie": "domicile", "commune": lille.pk}
    )
    texte = page.content.decode()
    assert "Barème de travail, à confirmer" in texte
    assert '<td class="ml-nombre">25</td>' in texte
