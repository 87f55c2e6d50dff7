import datetime as dt

import pytest
from django.db import DatabaseError

from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.echeances.a_faire import a_faire
from maillage.socle.echeances.actions import (
    LeveeImpossible,
    ReportImpossible,
    annuler_echeance,
    creer_echeance,
    lever_echeance,
    marquer_faite,
    reporter_echeance,
    rouvrir_echeance,
)
from maillage.socle.echeances.enums import StatutEcheance
from maillage.socle.echeances.genres import declarer_genre_echeance
from maillage.socle.echeances.models import Echeance
from maillage.socle.journal.models import Evenement

MERCREDI = dt.date(2026, 11, 18)


@pytest.fixture
def alice(creer_agent, operateur, umj_lille):
    return creer_agent("alice", operateur, umj_lille)


@pytest.fixture
def chloe(creer_agent, operateur, umj_amiens):
    return creer_agent("chloe", operateur, umj_amiens)


@pytest.fixture
def devoir(alice, certificat, umj_lille):
    """Owe the certificate of a record (any saved object will do: here the structure itself)."""

    def devoir(date_limite=MERCREDI, *, genre=certificat, objet=umj_lille, par=alice, **options):
        with agir_comme(par):
            return creer_echeance(
                agent=par,
                genre=genre,
                organisation=options.pop("organisation", umj_lille),
                objet=objet,
                libelle=options.pop("libelle", "Dossier 2026-17"),
                date_limite=date_limite,
                **options,
            )

    return devoir


def test_owing_the_same_thing_twice_is_owing_it_once(devoir, alice):
    premiere, seconde = devoir(), devoir()
    assert premiere.pk == seconde.pk
    with agir_comme(alice):
        assert Echeance.objects.count() == 1


def test_the_date_follows_the_data_but_a_closed_line_stays_closed(devoir, alice, certificat, umj_lille):
    devoir(MERCREDI)
    assert devoir(MERCREDI + dt.timedelta(days=2)).date_limite == MERCREDI + dt.timedelta(days=2)
    with agir_comme(alice):
        assert lever_echeance(agent=alice, genre=certificat, objet=umj_lille)
    revenue = devoir(MERCREDI + dt.timedelta(days=9))
    assert (revenue.statut, revenue.date_limite) == (StatutEcheance.FAITE, MERCREDI + dt.timedelta(days=2))


def test_lifting_twice_changes_nothing_the_second_time(devoir, alice, certificat, umj_lille):
    devoir()
    with agir_comme(alice):
        assert lever_echeance(agent=alice, genre=certificat, objet=umj_lille)
        assert not lever_echeance(agent=alice, genre=certificat, objet=umj_lille)
        ligne = Echeance.objects.get()
    assert ligne.statut == StatutEcheance.FAITE
    assert ligne.horodatage_cloture is not None


def test_a_cancelled_line_keeps_its_reason(devoir, alice, certificat, umj_lille):
    devoir()
    with agir_comme(alice):
        assert annuler_echeance(agent=alice, genre=certificat, objet=umj_lille, motif="Saisi par erreur")
        assert Echeance.objects.get().motif == "Saisi par erreur"


def test_a_colleague_elsewhere_neither_sees_nor_creates_nor_lifts(devoir, chloe, certificat, umj_lille):
    devoir()
    with agir_comme(chloe):
        assert not Echeance.objects.exists()
        assert not Echeance.objects.visibles_par(chloe).exists()
        assert not lever_echeance(agent=chloe, genre=certificat, objet=umj_lille)
    with pytest.raises(AccesRefuse):
        devoir(par=chloe)


def test_a_reader_cannot_write_even_past_the_first_wall(creer_agent, superviseur, devoir, umj_lille):
    devoir()
    denis = creer_agent("denis", superviseur, umj_lille)
    with agir_comme(denis):
        assert Echeance.objects.update(libelle="Autre") == 0
    with pytest.raises(DatabaseError, match="row-level security"), agir_comme(denis):
        Echeance.objects.create(
            genre="essai.x",
            libelle="x",
            organisation=umj_lille,
            objet_type="x",
            objet_id=1,
            date_calculee=MERCREDI,
            date_limite=MERCREDI,
        )


def test_every_change_is_traced_with_its_reason(devoir, alice, effectif):
    ligne = devoir(genre=effectif)
    with agir_comme(alice):
        reporter_echeance(
            agent=alice,
            echeance=ligne,
            date_limite=MERCREDI + dt.timedelta(days=5),
            motif="Panne du logiciel",
        )
    with agir_comme(alice):
        evenements = Evenement.objects.filter(objet_type="echeances_echeance").order_by("id")
        natures = [(e.nature, e.motif) for e in evenements]
    assert natures == [("creation", ""), ("modification", "Panne du logiciel")]


def test_a_postponed_date_survives_a_recomputation_that_changes_nothing(devoir, alice, effectif):
    ligne = devoir(genre=effectif)
    nouvelle = MERCREDI + dt.timedelta(days=5)
    with agir_comme(alice):
        reporter_echeance(agent=alice, echeance=ligne, date_limite=nouvelle, motif="Panne")
    assert devoir(genre=effectif).date_limite == nouvelle


def test_a_legal_date_is_never_postponed_and_the_refusal_cites_the_text(devoir, alice):
    ligne = devoir(base_legale="art. 498 CPP, 10 jours")
    with agir_comme(alice), pytest.raises(ReportImpossible, match=r"art\. 498 CPP"):
        reporter_echeance(
            agent=alice, echeance=ligne, date_limite=MERCREDI + dt.timedelta(days=5), motif="Retard"
        )


@pytest.mark.parametrize(
    ("jours", "motif", "message"),
    [(5, "  ", "Indiquez le motif"), (-1, "Retard", "précède la date actuelle")],
)
def test_a_postponement_needs_a_reason_and_a_later_date(devoir, alice, effectif, jours, motif, message):
    ligne = devoir(genre=effectif)
    with agir_comme(alice), pytest.raises(ReportImpossible, match=message):
        reporter_echeance(
            agent=alice, echeance=ligne, date_limite=MERCREDI + dt.timedelta(days=jours), motif=motif
        )


def test_only_the_kinds_that_allow_it_are_marked_done_by_hand(devoir, alice, effectif):
    certificat, effectif_du = devoir(), devoir(genre=effectif)
    with agir_comme(alice):
        assert marquer_faite(agent=alice, echeance=effectif_du).statut == StatutEcheance.FAITE
        assert marquer_faite(agent=alice, echeance=effectif_du).statut == StatutEcheance.FAITE
        with pytest.raises(LeveeImpossible):
            marquer_faite(agent=alice, echeance=certificat)


def test_the_to_do_list_groups_by_urgency_in_two_queries(
    devoir, alice, chloe, creer_agent, django_assert_num_queries
):
    jours = {-3: "en_retard", 0: "aujourd_hui", 4: "cette_semaine", 5: "plus_tard"}
    agents = [creer_agent(f"objet{i}") for i in range(len(jours))]
    for objet, ecart in zip(agents, jours, strict=True):
        devoir(MERCREDI + dt.timedelta(days=ecart), objet=objet, libelle=str(ecart))
    with agir_comme(alice):
        a_faire(alice, MERCREDI)  # the scope is read once a request
        with django_assert_num_queries(2):
            liste = a_faire(alice, MERCREDI)
    assert [(g.code, g.total, [ligne.libelle for ligne in g.lignes]) for g in liste] == [
        (code, 1, [str(ecart)]) for ecart, code in jours.items()
    ]
    assert liste.prochaine
    assert liste.prochaine.libelle == "-3"
    with agir_comme(chloe):
        assert a_faire(chloe, MERCREDI).total == 0


def test_whoever_may_only_read_owes_nothing(devoir, creer_agent, superviseur, hauts_de_france):
    devoir()
    denis = creer_agent("denis", superviseur, territoire=hauts_de_france)
    with agir_comme(denis):
        assert Echeance.objects.visibles_par(denis).count() == 1
        assert a_faire(denis, MERCREDI).total == 0


def test_what_was_given_to_one_agent_is_not_on_the_list_of_the_others(
    devoir, alice, creer_agent, operateur, umj_lille
):
    bruno = creer_agent("bruno", operateur, umj_lille)
    devoir(destinataire=bruno)
    for agent, total in ((alice, 0), (bruno, 1)):
        with agir_comme(agent):
            assert a_faire(agent, MERCREDI).total == total


def test_a_long_list_is_counted_whole_and_shown_in_part(devoir, alice, creer_agent):
    for rang in range(5):
        devoir(objet=creer_agent(f"objet{rang}"))
    with agir_comme(alice):
        groupe = a_faire(alice, MERCREDI, lignes=2).aujourd_hui
    assert (groupe.total, len(groupe.lignes)) == (5, 2)


def test_the_technical_account_may_owe_for_any_structure(devoir):
    assert devoir(par=agent_systeme()).pk


@pytest.mark.parametrize(
    "options",
    [{"code": "certificat"}, {"verbe": " "}, {"rappels": (-1,)}],
)
def test_a_kind_that_says_nothing_is_refused(droit_saisir, options):
    valeurs = {"code": "essai.neuf", "verbe": "Faire", "rappels": (1,)} | options
    with pytest.raises(ValueError, match=r"must start|needs a label|none is negative"):
        declarer_genre_echeance(
            valeurs["code"],
            "Genre",
            verbe=valeurs["verbe"],
            bouton="Ouvrir",
            droit=droit_saisir,
            rappels=valeurs["rappels"],
        )


def test_what_was_done_is_owed_again_by_a_new_day_and_what_was_cancelled_stays_so(
    devoir, certificat, alice, chloe, umj_lille
):
    devoir()
    jour = MERCREDI + dt.timedelta(days=9)
    voulu = {"genre": certificat, "objet": umj_lille, "date_limite": jour}
    with agir_comme(alice):
        assert rouvrir_echeance(agent=alice, **voulu) is False
        lever_echeance(agent=alice, genre=certificat, objet=umj_lille)
    with agir_comme(chloe):
        assert rouvrir_echeance(agent=chloe, **voulu) is False
    with agir_comme(alice):
        assert rouvrir_echeance(agent=alice, **voulu) is True
        rouverte = Echeance.objects.get()
        assert (rouverte.statut, rouverte.date_limite, rouverte.horodatage_cloture) == ("a_faire", jour, None)
        annuler_echeance(agent=alice, genre=certificat, objet=umj_lille, motif="Sans objet")
        assert rouvrir_echeance(agent=alice, **voulu) is False
