"""Availability, a roster computed and published, a duty that changes hands: it is never nobody's by mistake."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.avis.actions import disponibilites, echanges, plannings, trous
from maillage.metiers.avis.actions.gardes import en_garde, probleme_de, prochaine_garde
from maillage.metiers.avis.enums.gardes import MotifTrou, Preference, RangGarde, StatutPlanning
from maillage.metiers.avis.models import EchangeGarde, Garde, Indisponibilite, PieceEligibilite, Planning
from maillage.metiers.avis.tests.reseau import creer_organisation, lundi_prochain, ouvrir_filiere, recruter
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.echeances.models import Echeance

pytestmark = pytest.mark.django_db
LUNDI = 0


@pytest.fixture
def membres(creer_agent, filiere, lille):
    """Sacha and Tom, who have an account, and four others."""
    noms = ("Sacha", "Tom", "Ursule", "Victor", "Wanda", "Xavier")
    tous = {}
    for nom in noms:
        agent = creer_agent(nom.lower()) if nom in ("Sacha", "Tom") else None
        tous[nom] = recruter(filiere, nom, lille, agent=agent, quota=4)
        if agent:
            creer_agent(nom.lower(), "avis.specialiste", tous[nom].exercice)
    return tous


@pytest.fixture
def sacha(membres):
    return membres["Sacha"].agent


@pytest.fixture
def tom(membres):
    return membres["Tom"].agent


@pytest.fixture
def lundi():
    return lundi_prochain(timezone.localdate())


@pytest.fixture
def preparer(clarisse, filiere, membres, lundi):
    def preparer(*, semaines=1, debut=None, **options):
        debut = debut or lundi
        with agir_comme(clarisse):
            return plannings.preparer_planning(
                agent=clarisse,
                filiere=filiere,
                debut=debut,
                fin=debut + dt.timedelta(weeks=semaines, days=-1),
                **options,
            )

    return preparer


@pytest.fixture
def publier(clarisse, preparer):
    def publier(**options):
        planning = preparer(**options)
        with agir_comme(clarisse):
            return plannings.publier_planning(agent=clarisse, planning=planning)

    return publier


def gardes(agent, **criteres):
    with agir_comme(agent):
        return list(Garde.objects.filter(**criteres).select_related("specialiste__personne", "filiere"))


def etablies(clarisse):
    return {(g.date, g.demi_journee, g.rang): g.specialiste_id for g in gardes(clarisse, est_publiee=True)}


# --- availability


def test_what_a_specialist_says_is_what_the_roster_reads(membres, sacha, filiere, lundi):
    moi = membres["Sacha"]
    with agir_comme(sacha):
        disponibilites.regler_quota(agent=sacha, specialiste=moi, quota=1)
        disponibilites.regler_semaine(
            agent=sacha,
            specialiste=moi,
            semaine={(0, "matin"): Preference.JAMAIS, (1, "matin"): Preference.PREFERE, (2, "matin"): ""},
        )
        jeudi = lundi + dt.timedelta(days=3)
        disponibilites.declarer_absence(
            agent=sacha, specialiste=moi, debut=jeudi, fin=jeudi, demi_journee="apres_midi"
        )
    with agir_comme(agent_systeme()):
        lu = probleme_de(filiere, lundi, lundi + dt.timedelta(days=6)).par_membre[moi.pk]
    assert lu.quota == 1
    assert {(c.jour, c.demi_journee) for c in lu.indisponibles} == {
        (lundi, "matin"), (jeudi, "apres_midi")
    }  # fmt: skip
    assert {c.jour: dit for c, dit in lu.souhaits.items()} == {lundi + dt.timedelta(days=1): "prefere"}


def test_nobody_says_the_availability_of_a_colleague(membres, tom, sacha):
    with agir_comme(tom), pytest.raises(AccesRefuse):
        disponibilites.regler_quota(agent=tom, specialiste=membres["Sacha"], quota=0)
    with agir_comme(sacha):
        demain = timezone.localdate() + dt.timedelta(days=1)
        disponibilites.declarer_absence(agent=sacha, specialiste=membres["Sacha"], debut=demain, fin=demain)
    with agir_comme(tom):
        assert not Indisponibilite.objects.exists()


def test_an_absence_that_ends_before_it_starts_or_is_over_is_refused(membres, sacha, lundi):
    hier = timezone.localdate() - dt.timedelta(days=1)
    for debut, fin in ((lundi, lundi - dt.timedelta(days=1)), (hier, hier)):
        with agir_comme(sacha), pytest.raises(ValidationError):
            disponibilites.declarer_absence(agent=sacha, specialiste=membres["Sacha"], debut=debut, fin=fin)


# --- roster


def test_a_published_roster_says_who_is_on_duty_now_and_next(publier, filiere, clarisse, lundi):
    planning = publier()
    assert planning.statut == StatutPlanning.PUBLIE
    tenues = etablies(clarisse)
    neuf_heures = timezone.make_aware(dt.datetime.combine(lundi, dt.time(9)))
    premiere, renfort = en_garde(filiere, neuf_heures)
    assert premiere.specialiste_id == tenues[lundi, "matin", "premiere"]
    assert renfort.specialiste_id == tenues[lundi, "matin", "renfort"]
    assert en_garde(filiere, neuf_heures.replace(hour=20)) == []
    suivante = prochaine_garde(filiere, neuf_heures)
    assert (suivante.date, suivante.demi_journee, suivante.rang) == (lundi, "apres_midi", "premiere")


def test_a_draft_is_seen_by_who_runs_the_line_and_holds_nobody(preparer, filiere, clarisse, sacha, lundi):
    preparer()
    assert len(gardes(clarisse)) == 20
    midi = timezone.make_aware(dt.datetime.combine(lundi, dt.time(12)))
    assert en_garde(filiere, midi) == []
    assert prochaine_garde(filiere, timezone.now()) is None


def test_a_specialist_reads_his_own_duties_and_another_network_none(
    publier, clarisse, sacha, membres, creer_agent, lille
):
    publier()
    siennes = gardes(sacha)
    assert siennes
    assert {g.specialiste_id for g in siennes} == {membres["Sacha"].pk}
    camille = creer_agent(
        "camille", "avis.coordinateur", creer_organisation("communaute_soignante", "CPTS d’Amiens", lille)
    )
    assert gardes(camille) == []


def test_whoever_s_insurance_expires_holds_nothing_after_and_the_hole_says_so(
    preparer, membres, clarisse, lundi
):
    with agir_comme(agent_systeme()):
        PieceEligibilite.objects.filter(genre="rcp").update(date_fin=lundi + dt.timedelta(days=1))
    preparer(avec_renfort=False)
    par_jour = {g.date: g for g in gardes(clarisse, demi_journee="matin")}
    assert par_jour[lundi].specialiste_id
    mercredi = par_jour[lundi + dt.timedelta(days=2)]
    assert mercredi.specialiste_id is None
    assert {motif for _, motif in mercredi.motifs} == {MotifTrou.INELIGIBLE}


def test_a_second_version_replaces_what_has_not_begun_and_keeps_the_other_weeks(publier, clarisse, lundi):
    premier = publier(semaines=2)
    semaine_deux = lundi + dt.timedelta(weeks=1)
    avant = etablies(clarisse)
    second = publier(debut=semaine_deux)
    with agir_comme(clarisse):
        premier.refresh_from_db()
        assert premier.statut == StatutPlanning.PUBLIE
        assert {g.planning_id for g in gardes(clarisse, est_publiee=True, date__gte=semaine_deux)} == {
            second.pk
        }
    apres = etablies(clarisse)
    assert {cle: qui for cle, qui in apres.items() if cle[0] < semaine_deux} == {
        cle: qui for cle, qui in avant.items() if cle[0] < semaine_deux
    }


def test_publishing_twice_or_a_past_period_is_refused(publier, preparer, clarisse):
    planning = publier()
    with agir_comme(clarisse), pytest.raises(ValidationError, match="publié"):
        plannings.publier_planning(agent=clarisse, planning=planning)
    with pytest.raises(ValidationError, match="demain"):
        preparer(debut=timezone.localdate())


def test_a_choice_made_by_hand_stays_when_the_roster_is_computed_again(preparer, clarisse, membres):
    planning = preparer()
    garde = gardes(clarisse, rang="premiere")[0]
    autre = next(m for m in membres.values() if m.pk != garde.specialiste_id)
    with agir_comme(clarisse):
        Garde.objects.filter(specialiste=autre, date=garde.date, demi_journee=garde.demi_journee).update(
            specialiste=None, exercice=None
        )
        plannings.attribuer_garde(agent=clarisse, garde=garde, specialiste=autre)
        plannings.recalculer_planning(agent=clarisse, planning=planning)
        refaite = Garde.objects.get(
            planning=planning, date=garde.date, demi_journee=garde.demi_journee, rang=garde.rang
        )
    assert (refaite.specialiste_id, refaite.est_imposee) == (autre.pk, True)


def test_a_published_duty_changes_with_a_reason_and_both_are_told(publier, clarisse, membres, sacha, tom):
    publier()
    mail.outbox.clear()
    garde = next(g for g in gardes(sacha) if not _occupe(clarisse, membres["Tom"], g))
    with agir_comme(clarisse):
        with pytest.raises(ValidationError, match="motif"):
            plannings.attribuer_garde(agent=clarisse, garde=garde, specialiste=membres["Tom"])
        plannings.attribuer_garde(
            agent=clarisse, garde=garde, specialiste=membres["Tom"], motif="Sacha est souffrant"
        )
    assert {m.to[0] for m in mail.outbox} == {sacha.email, tom.email}


def _occupe(agent, specialiste, garde):
    return bool(gardes(agent, specialiste=specialiste, date=garde.date, demi_journee=garde.demi_journee))


def test_a_hole_of_the_coming_month_is_owed_once_and_lifted_when_filled(preparer, clarisse, membres, lundi):
    with agir_comme(clarisse):
        for membre in membres.values():
            Indisponibilite.objects.create(
                specialiste=membre, exercice=membre.exercice, gestionnaire=membre.gestionnaire,
                date_debut=lundi, date_fin=lundi, demi_journee="matin",
            )  # fmt: skip
    planning = preparer()
    with agir_comme(clarisse):
        plannings.publier_planning(agent=clarisse, planning=planning)
        trous.veiller(clarisse, timezone.localdate())
        (due,) = Echeance.objects.filter(genre="avis.trou")
        assert (due.statut, due.date_limite) == ("a_faire", lundi)
        garde = Garde.objects.trous().get()
        assert {motif for _, motif in garde.motifs} == {MotifTrou.INDISPONIBLE}
        plannings.attribuer_garde(
            agent=clarisse, garde=garde, specialiste=membres["Wanda"], motif="Wanda a accepté"
        )
        due.refresh_from_db()
        assert due.statut == "faite"


# --- a duty that changes hands


def _libre(clarisse, de, pour, membres):
    """A duty of one at a half-day when the other holds nothing."""
    return next(
        g
        for g in gardes(clarisse, specialiste=membres[de], rang=RangGarde.PREMIERE)
        if not _occupe(clarisse, membres[pour], g)
    )


def test_the_first_who_takes_a_duty_has_it_and_it_was_never_nobody_s(publier, clarisse, membres, sacha, tom):
    publier()
    garde = _libre(clarisse, "Sacha", "Tom", membres)
    with agir_comme(sacha):
        echange = echanges.proposer_garde(agent=sacha, garde=garde)
    with agir_comme(clarisse):
        assert Garde.objects.get(pk=garde.pk).specialiste_id == membres["Sacha"].pk
    with agir_comme(tom):
        assert [e.pk for e in echanges.propositions_pour(tom)] == [echange.pk]
        echanges.reprendre_garde(agent=tom, echange=echange.pk)
        with pytest.raises(ValidationError, match="plus à reprendre"):
            echanges.reprendre_garde(agent=tom, echange=echange.pk)
    assert _occupe(clarisse, membres["Tom"], garde)
    assert not _occupe(clarisse, membres["Sacha"], garde)


def test_an_exchange_gives_each_the_duty_of_the_other(publier, clarisse, membres, sacha, tom):
    publier()
    mienne, sienne = _libre(clarisse, "Sacha", "Tom", membres), _libre(clarisse, "Tom", "Sacha", membres)
    with agir_comme(sacha):
        echange = echanges.proposer_garde(agent=sacha, garde=mienne, contre=sienne)
    with agir_comme(tom):
        echanges.reprendre_garde(agent=tom, echange=echange.pk)
    with agir_comme(clarisse):
        assert Garde.objects.get(pk=mienne.pk).specialiste_id == membres["Tom"].pk
        assert Garde.objects.get(pk=sienne.pk).specialiste_id == membres["Sacha"].pk


def test_a_duty_asked_of_one_colleague_is_not_taken_by_another_nor_by_a_stranger(
    publier, clarisse, membres, sacha, tom, lille, cpts, creer_agent
):
    publier()
    garde = _libre(clarisse, "Sacha", "Tom", membres)
    with agir_comme(sacha):
        echange = echanges.proposer_garde(agent=sacha, garde=garde, destinataire=membres["Ursule"])
    cardiologie = ouvrir_filiere(cpts, "Cardiologie", "SM04")
    etranger = recruter(cardiologie, "Yves", lille, agent=creer_agent("yves"), code="SM04")
    creer_agent("yves", "avis.specialiste", etranger.exercice)
    for agent in (tom, etranger.agent):
        with agir_comme(agent):
            assert echanges.propositions_pour(agent) == []
            with pytest.raises(AccesRefuse):
                echanges.reprendre_garde(agent=agent, echange=echange.pk)


def test_a_duty_withdrawn_or_of_somebody_not_eligible_any_more_is_not_taken(
    publier, clarisse, membres, sacha, tom
):
    publier()
    garde = _libre(clarisse, "Sacha", "Tom", membres)
    with agir_comme(sacha):
        echange = echanges.proposer_garde(agent=sacha, garde=garde)
    with agir_comme(agent_systeme()):
        PieceEligibilite.objects.filter(specialiste=membres["Tom"], genre="rcp").delete()
    with agir_comme(tom), pytest.raises(ValidationError, match="manquante"):
        echanges.reprendre_garde(agent=tom, echange=echange.pk)
    with agir_comme(sacha):
        echanges.retirer_proposition(agent=sacha, echange=EchangeGarde.objects.get(pk=echange.pk))
        assert echanges.propositions_pour(sacha) == []
    with agir_comme(clarisse):
        assert Garde.objects.get(pk=garde.pk).specialiste_id == membres["Sacha"].pk


# --- screens


def test_a_coordinator_prepares_reads_and_publishes_a_roster(connecter, clarisse, membres, filiere, lundi):
    navigateur = connecter(clarisse)
    formulaire = navigateur.get(reverse("avis:planning_preparer"))
    assert formulaire.context["form"]["date_debut"].initial.weekday() == LUNDI
    reponse = navigateur.post(
        reverse("avis:planning_preparer"),
        {"filiere": filiere.pk, "date_debut": lundi.isoformat(), "semaines": "4", "avec_renfort": "on"},
    )
    with agir_comme(clarisse):
        planning = Planning.objects.get()
    assert reponse.url == reverse("avis:planning", args=[planning.pk])
    page = navigateur.get(reponse.url).content.decode()
    assert "couverture 100" in page
    assert "Part équitable" in page
    navigateur.post(reverse("avis:planning_publier", args=[planning.pk]))
    assert "100" in navigateur.get(reverse("avis:plannings")).content.decode()


def test_a_specialist_says_his_week_and_finds_his_duties_in_his_calendar(
    connecter, publier, sacha, membres, lundi
):
    publier()
    with time_machine.travel(timezone.make_aware(dt.datetime.combine(lundi, dt.time(7)))):
        page = connecter(sacha).get(reverse("avis:mes_gardes")).content.decode()
    assert "Votre prochaine garde" in page
    assert "Vous" in page, "the team of these seven days"
    navigateur = connecter(sacha)
    agenda = navigateur.get(reverse("avis:gardes_ics"))
    assert agenda.content.decode().count("BEGIN:VEVENT") == len(gardes(sacha))
    adresse = reverse("avis:mes_disponibilites")
    assert navigateur.post(adresse, {"quoi": "quota", "quota": "2"}).status_code == 302
    assert navigateur.post(adresse, {"quoi": "semaine", "j0_matin": "jamais"}).status_code == 302
    assert navigateur.post(adresse, {"quoi": "absence", "date_debut": ""}).status_code == 422
    reponse = navigateur.post(
        adresse,
        {
            "quoi": "absence",
            "date_debut": lundi.isoformat(),
            "date_fin": (lundi + dt.timedelta(days=6)).isoformat(),
        },
        follow=True,
    )
    assert "dans cette absence" in reponse.content.decode()


def test_a_duty_is_proposed_and_taken_on_screen(connecter, publier, clarisse, membres, sacha, tom):
    publier()
    garde = _libre(clarisse, "Sacha", "Tom", membres)
    adresse = reverse("avis:garde_proposer", args=[garde.pk])
    assert connecter(tom).get(adresse).status_code == 404
    assert connecter(sacha).post(adresse, {"a_qui": "", "contre": ""}).status_code == 302
    with agir_comme(sacha):
        echange = EchangeGarde.objects.get()
    navigateur = connecter(tom)
    assert "Je la prends" in navigateur.get(reverse("avis:mes_gardes")).content.decode()
    navigateur.post(reverse("avis:echange_reprendre", args=[echange.pk]))
    assert _occupe(clarisse, membres["Tom"], garde)
