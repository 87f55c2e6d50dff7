"""Figures are what anybody finds by counting one by one, stay when the case is erased, and hide small cells."""

import datetime as dt
import random
from collections import Counter
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from maillage.metiers.audiences import indicateurs
from maillage.metiers.audiences.actions.faits import compter_audience, compter_passages, recompter_audience
from maillage.metiers.audiences.enums import ISSUES, FamilleRenvoi, MotifRenvoi, StatutPassage, famille
from maillage.metiers.audiences.models import (
    Affaire,
    Audience,
    Audiencement,
    Comparution,
    Decision,
    EtapeDossier,
    FaitAudience,
    FaitPassage,
    Partie,
    Renvoi,
    Seance,
)
from maillage.metiers.audiences.regles.faits import est_tardive, mediane, minutes_siegees
from maillage.metiers.audiences.tests.conftest import JOUR
from maillage.socle.acces.chiffrement import chiffrer
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.indicateurs.calcul import calculer
from maillage.socle.indicateurs.declarations import INDICATEURS
from maillage.socle.indicateurs.periode import Periode
from maillage.socle.indicateurs.verification import compter_les_ecarts

PERIODE = Periode(dt.date(2026, 11, 1), dt.date(2026, 11, 1))
CUMULS = ("passages", "renvois", "minutes", "audiences", "pieces")


def instant(jour, heure, minute=0):
    return timezone.make_aware(dt.datetime.combine(jour, dt.time(heure, minute)))


@pytest.fixture
def tenir(alice, sixieme, tribunal):
    """A hearing that rose, and as many cases as asked, each with what happened to it."""

    def creer(issues, *, jour=JOUR, fin=18, heure=13):
        with agir_comme(alice):
            audience = Audience.objects.create(
                chambre=sixieme, date=jour, heure=dt.time(heure), type="collegial", auteur=alice, statut="close",
                horodatage_ouverture=instant(jour, heure), horodatage_cloture=instant(jour, fin),
            )  # fmt: skip
            Seance.objects.create(
                audience=audience, chambre=sixieme, horodatage_debut=instant(jour, heure),
                horodatage_fin=instant(jour, fin), auteur=alice,
            )  # fmt: skip
            passages = [
                inscrire(alice, audience, tribunal, rang, issue) for rang, issue in enumerate(issues, start=1)
            ]
            recompter_audience(audience)
        return audience, passages

    return creer


def inscrire(alice, audience, tribunal, rang, issue):
    """`issue`: {"statut", "motif", "nature", "minute", "visa"} (days after the hearing), all optional."""
    chambre, jour = audience.chambre, audience.date
    cle, contenu = chiffrer({"nom": "Lefèvre"})
    numero = f"{audience.pk:05}{rang:06}"
    affaire = Affaire.objects.create(
        chambre=chambre, juridiction=tribunal, numero_parquet=numero, cle_parquet=numero, cle=cle, auteur=alice,
        date_saisine=jour - dt.timedelta(days=issue.get("saisine", 60)),
    )  # fmt: skip
    partie = Partie.objects.create(
        chambre=chambre, affaire=affaire, rang=1, statut="prevenu", contenu=contenu
    )
    statut = issue.get("statut", StatutPassage.DEBATTU)
    passage = Audiencement.objects.create(
        audience=audience, affaire=affaire, chambre=chambre, position=rang, auteur=alice, statut=statut,
        horodatage_issue=instant(jour, 17) if statut in ISSUES else None,
    )  # fmt: skip
    if statut == StatutPassage.JUGE:
        Comparution.objects.create(
            audiencement=passage, partie=partie, chambre=chambre, nature_jugement=issue.get("nature", "C")
        )
        Decision.objects.create(
            audiencement=passage, partie=partie, chambre=chambre, auteur=alice, horodatage=instant(jour, 17)
        )
    if "motif" in issue:
        Renvoi.objects.create(
            audiencement=passage, chambre=chambre, date=jour + dt.timedelta(days=40), heure=dt.time(14),
            motif=issue["motif"], famille=famille(issue["motif"]), auteur=alice, horodatage=instant(jour, 17),
        )  # fmt: skip
    for genre, jours in (("minute_signee", issue.get("minute")), ("note_visee", issue.get("visa"))):
        if jours is not None:
            EtapeDossier.objects.create(
                audiencement=passage, chambre=chambre, genre=genre, auteur=alice,
                horodatage=instant(jour + dt.timedelta(days=jours), 9),
            )  # fmt: skip
    return passage


def valeur(indicateur, agent, **criteres):
    with agir_comme(agent):
        return calculer(
            indicateur, agent, PERIODE, jour=JOUR + dt.timedelta(days=60), **criteres
        ).total.valeur


JUGE = {"statut": StatutPassage.JUGE}
RENVOYE = {"statut": StatutPassage.RENVOYE, "motif": MotifRenvoi.ABSENCE_INTERPRETE}
DELIBERE = {"statut": StatutPassage.DELIBERE, "motif": MotifRenvoi.DELIBERE}


def test_reserving_a_judgment_or_civil_interests_are_not_adjournments(tenir, alice):
    tenir(
        [
            JUGE,
            JUGE,
            JUGE,
            RENVOYE,
            DELIBERE,
            {"statut": StatutPassage.JUGE, "motif": MotifRenvoi.INTERETS_CIVILS},
        ]
    )
    assert valeur(indicateurs.AUDIENCEES, alice) == 6
    assert valeur(indicateurs.JUGEES, alice) == 4
    assert round(float(valeur(indicateurs.TAUX_RENVOI, alice)), 4) == round(100 / 6, 4)
    assert valeur(indicateurs.RENVOYEES, alice) == 3
    assert valeur(indicateurs.RENVOYEES, alice, filtres={"famille": ("renvoi",)}) == 1


def test_reading_a_reserved_judgment_is_judged_but_is_not_a_second_case(tenir, alice):
    _, (reserve,) = tenir([DELIBERE])
    _, (lu,) = tenir([JUGE], jour=JOUR + dt.timedelta(days=3))
    with agir_comme(alice):
        Renvoi.objects.filter(audiencement=reserve).update(suivant=lu)
        compter_passages([lu])
    assert (valeur(indicateurs.AUDIENCEES, alice), valeur(indicateurs.JUGEES, alice)) == (1, 1)


def test_a_minute_and_a_visa_are_in_time_within_three_days_prorogued(tenir, alice):
    # Monday the 23rd: the third day is Thursday the 26th. Thursday the 19th: a Sunday, so Monday the 23rd.
    tenir(
        [
            {"statut": StatutPassage.JUGE, "minute": 3, "visa": 3},
            {"statut": StatutPassage.JUGE, "minute": 4, "visa": 4},
        ]
    )
    tenir(
        [{**JUGE, "minute": 4, "visa": 4}, JUGE],
        jour=dt.date(2026, 11, 19),
    )
    assert valeur(indicateurs.MINUTES_A_TEMPS, alice) == 50
    assert valeur(indicateurs.NOTES_A_TEMPS, alice) == 50
    assert valeur(indicateurs.MINUTES_A_ETABLIR, alice) == 4
    assert round(float(valeur(indicateurs.DELAI_MINUTE, alice)), 2) == 3.67
    with agir_comme(alice):
        lues, total = indicateurs.suites_par_chambre([Audience.objects.first().chambre_id], JOUR, JOUR)
        assert [suites.mediane_minute for suites in (*lues.values(), total)] == [4, 4]
        assert indicateurs.suites_par_chambre([], JOUR, JOUR) == ({}, indicateurs.SuitesChambre())


def test_a_hearing_counts_when_it_has_risen_with_its_minutes_and_its_late_hours(tenir, alice):
    audience, _ = tenir([JUGE, RENVOYE], heure=14, fin=22)
    tenir([JUGE], heure=9, fin=12)
    assert valeur(indicateurs.TENUES, alice) == 2
    assert valeur(indicateurs.DUREE_AUDIENCE, alice) == (8 * 60 + 3 * 60) / 2
    assert valeur(indicateurs.DUREE_DOSSIER, alice) == 220
    assert valeur(indicateurs.PART_TARDIVES, alice) == 50
    with agir_comme(alice):
        audience.statut = "suspendue"
        audience.save()
        compter_audience(audience)
    assert valeur(indicateurs.TENUES, alice) == 1


def test_what_is_not_held_yet_is_not_counted(tenir, alice):
    audience, _ = tenir([{}, {}])
    assert valeur(indicateurs.AUDIENCEES, alice) == 2
    with agir_comme(alice):
        audience.statut = "prevue"
        audience.save()
        recompter_audience(audience)
    assert valeur(indicateurs.AUDIENCEES, alice) in (None, 0)


def test_brute_force_finds_the_same_figures(tenir, alice):
    des = random.Random(7)  # noqa: S311 (always the same roll)
    motifs = list(MotifRenvoi)
    issues: list[dict[str, Any]] = []
    for _ in range(40):
        statut = des.choice([StatutPassage.JUGE] * 2 + [StatutPassage.RENVOYE, StatutPassage.DEBATTU])
        issue = {
            "statut": statut,
            "saisine": des.randint(0, 400),
            "nature": des.choice(["C", "CAS", "D", "ID"]),
        }
        if statut == StatutPassage.RENVOYE:
            issue["motif"] = des.choice(motifs)
        if statut == StatutPassage.JUGE and des.random() < 0.6:
            issue["minute"] = des.randint(0, 9)
        issues.append(issue)
    tenir(issues[:25])
    tenir(issues[25:], jour=dt.date(2026, 11, 5))
    with agir_comme(alice):
        passages = list(Audiencement.objects.filter(audience__date__range=(dt.date(2026, 11, 1), JOUR)))
        familles = Counter(Renvoi.objects.values_list("famille", flat=True))
        natures = Counter(Comparution.objects.values_list("nature_jugement", flat=True))
        saisines = [p.audience.date - p.affaire.date_saisine for p in passages]
    juges = sum(p.statut == StatutPassage.JUGE for p in passages)
    assert valeur(indicateurs.AUDIENCEES, alice) == len(passages) == 40
    assert valeur(indicateurs.JUGEES, alice) == juges
    assert float(valeur(indicateurs.TAUX_RENVOI, alice)) == pytest.approx(
        100 * familles[FamilleRenvoi.RENVOI] / 40
    )
    assert float(valeur(indicateurs.PART_A_SIGNIFIER, alice)) == pytest.approx(100 * natures["CAS"] / juges)
    assert float(valeur(indicateurs.PART_DEFAUT, alice)) == pytest.approx(
        100 * (natures["D"] + natures["ID"]) / juges
    )
    assert float(valeur(indicateurs.DELAI_AUDIENCEMENT, alice)) == pytest.approx(
        sum(delai.days for delai in saisines) / 40
    )
    signees = [issue["minute"] for issue in issues if "minute" in issue]
    with agir_comme(alice):
        chambre = passages[0].chambre_id
        lues, _ = indicateurs.suites_par_chambre([chambre], JOUR, JOUR)
        assert lues[chambre].mediane_minute == mediane(Counter(signees))
        assert lues[chambre].taux_renvoi == familles[FamilleRenvoi.RENVOI] / 40
        for cumul in CUMULS:
            assert compter_les_ecarts(f"audiences_cumul_{cumul}", connections["default"]) == 0


def test_figures_stay_when_the_case_is_erased(tenir, alice):
    _, passages = tenir([{"statut": StatutPassage.JUGE, "minute": 2}, RENVOYE])
    avant = [valeur(indicateur, alice) for indicateur in (indicateurs.JUGEES, indicateurs.TAUX_RENVOI)]
    with agir_comme(alice):
        Affaire.objects.update(horodatage_purge=timezone.now(), date_saisine=None)
        Decision.objects.all().delete()
        Renvoi.objects.all().delete()
        Audiencement.objects.update(statut=StatutPassage.INSCRIT, horodatage_issue=None)
        compter_passages(passages)
    assert [valeur(i, alice) for i in (indicateurs.JUGEES, indicateurs.TAUX_RENVOI)] == avant


def test_facts_belong_to_the_chamber_and_figures_are_read_by_the_head_of_the_court(
    tenir, alice, chloe, cheffe, sixieme
):
    tenir([JUGE] * 6)
    for agent, nombre in ((alice, 6), (chloe, 0), (cheffe, 0)):
        with agir_comme(agent):
            assert FaitPassage.objects.count() == nombre
            assert FaitAudience.objects.count() == (1 if nombre else 0)
    assert valeur(indicateurs.JUGEES, cheffe) == 6


def test_every_figure_is_defined_in_words_and_sourced():
    declares = [i for code, i in INDICATEURS.items() if code.startswith("audiences.")]
    assert len(declares) == 19
    for indicateur in declares:
        assert len(indicateur.definition) > 60 and indicateur.domaine == "Audiences pénales"


def test_minutes_sat_leave_suspensions_out_and_midnight_is_late():
    debut = instant(JOUR, 14)
    seances = [
        (debut, debut + dt.timedelta(hours=2)),
        (debut + dt.timedelta(hours=3), debut + dt.timedelta(hours=11)),
        (debut + dt.timedelta(hours=11), None),
    ]
    assert minutes_siegees(seances) == 600
    assert est_tardive(seances, JOUR)
    assert not est_tardive([(debut, instant(JOUR, 21))], JOUR) and not est_tardive([], JOUR)
    assert mediane({}) is None and mediane({1: 1, 4: 1}) == 2.5 and mediane({0: 3, 9: 1}) == 0
