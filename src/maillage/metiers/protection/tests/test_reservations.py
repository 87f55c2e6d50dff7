"""A court reserves, a professional answers: the last place is taken once, the stock follows, nothing is lost."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connections
from django.utils import timezone

from maillage.metiers.protection import references
from maillage.metiers.protection.actions import reservations
from maillage.metiers.protection.actions.liste_restreinte import etablir_liste
from maillage.metiers.protection.actions.places import COMPLET
from maillage.metiers.protection.actions.reservations import ValeursReservation
from maillage.metiers.protection.documents import ORDONNANCE
from maillage.metiers.protection.enums import StatutMesure, StatutReservation
from maillage.metiers.protection.indicateurs import stock_et_flux, total
from maillage.metiers.protection.models import EvenementMesure, Mesure, Reservation
from maillage.metiers.protection.models.charges import charges
from maillage.metiers.protection.regles.designation import Cas
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.documents.production import donnees_de, produire, rediger
from maillage.socle.echeances.enums import StatutEcheance
from maillage.socle.echeances.minuteurs import declencher
from maillage.socle.echeances.models import Echeance, Minuteur
from maillage.socle.interface.models import Notification
from maillage.socle.journal.models import Evenement

pytestmark = pytest.mark.django_db


@pytest.fixture
def cas(tribunal, nord, lille):
    return Cas(
        tribunal=tribunal.pk, departement=nord.pk, nature="tutelle", lieu_vie="domicile", commune=lille.pk
    )


def valeurs(numero="26/B/00001", **champs):
    return ValeursReservation(
        **{
            "numero_rg": numero,
            "civilite": "madame",
            "annee_naissance": 1950,
            "priorite_familiale": "refus",
            **champs,
        }
    )


@pytest.fixture
def reserver(greffiere, tribunal, mandataire, cas):
    def reserver(numero="26/B/00001", *, agent=greffiere, chez=mandataire, cas=cas, instant=None, **champs):
        with agir_comme(agent):
            return reservations.reserver(
                agent=agent,
                tribunal=tribunal,
                mandataire=chez,
                cas=cas,
                valeurs=valeurs(numero, **champs),
                instant=instant,
            )

    return reserver


def agir(agent, verbe, reservation, **champs):
    with agir_comme(agent):
        return verbe(agent=agent, reservation=Reservation.objects.get(pk=reservation.pk), **champs)


def statut(agent, reservation):
    with agir_comme(agent):
        lue = Reservation.objects.select_related("mesure").get(pk=reservation.pk)
        return lue.statut, lue.mesure.statut


def stock(agent):
    jour = timezone.localdate()
    with agir_comme(agent):
        return total(stock_et_flux(jour, jour)).fin


def test_a_reservation_takes_a_place_and_keeps_its_reasons(reserver, greffiere, mandataire, nord):
    reservation = reserver()
    with agir_comme(greffiere):
        assert charges([mandataire.organisation_id])[mandataire.organisation_id, nord.pk][:2] == (0, 1)
        assert (reservation.rang, reservation.proposes) == (1, 1)
        assert {raison["code"] for raison in reservation.raisons} >= {"charge", "proximite", "continuite"}
        assert all(raison["phrase"] for raison in reservation.raisons)
        assert [e.type for e in EvenementMesure.objects.all()] == ["reservation"]
    assert statut(greffiere, reservation) == (StatutReservation.EN_ATTENTE, StatutMesure.EN_ATTENTE)
    assert stock(greffiere) == 0


def test_the_professional_is_told_without_any_personal_data(reserver, alice, mandataire):
    reserver("26/B/04321")
    (courriel,) = mail.outbox
    assert courriel.to == [alice.email]
    assert "26B04321" not in f"{courriel.subject} {courriel.body}"
    assert "1950" not in courriel.body
    with agir_comme(alice):
        assert "répondez avant le" in Notification.objects.get().texte
        echeance = Echeance.objects.get(genre="protection.reservation")
    assert echeance.date_limite == timezone.localdate() + dt.timedelta(days=7)


def test_accepting_opens_the_measure_and_moves_the_stock(reserver, alice, greffiere, mandataire, nord):
    reservation = reserver()
    mesure = agir(
        alice, reservations.accepter, reservation, date_nomination=timezone.localdate(), duree_mois=60
    )
    assert statut(alice, reservation) == (StatutReservation.ACCEPTEE, StatutMesure.EN_COURS)
    assert stock(greffiere) == 1
    with agir_comme(alice):
        assert charges([mandataire.organisation_id])[mandataire.organisation_id, nord.pk][:2] == (1, 0)
        assert Mesure.objects.get(pk=mesure.pk).date_terme.year == timezone.localdate().year + 5
        assert Echeance.objects.get(genre="protection.reservation").statut == StatutEcheance.FAITE
    with agir_comme(greffiere):
        assert "accepte" in Notification.objects.get().texte


def test_a_judgment_neither_precedes_the_reservation_nor_comes_from_the_future(reserver, alice):
    reservation = reserver()
    for jours, message in ((-1, "la suit"), (1, "futur")):
        with pytest.raises(ValidationError, match=message):
            agir(
                alice, reservations.accepter, reservation,
                date_nomination=timezone.localdate() + dt.timedelta(days=jours),
            )  # fmt: skip


def test_declining_says_why_promises_the_urgent_acts_and_frees_the_place(
    reserver, alice, greffiere, mandataire, nord, tribunal, cas
):
    reservation = reserver()
    with pytest.raises(ValidationError, match="450"):
        agir(alice, reservations.decliner, reservation, motif="surcharge", assure_urgence=False)
    with pytest.raises(ValidationError, match="empêche"):
        agir(alice, reservations.decliner, reservation, motif="", assure_urgence=True)
    agir(alice, reservations.decliner, reservation, motif="surcharge", assure_urgence=True)
    assert statut(alice, reservation) == (StatutReservation.DECLINEE, StatutMesure.ANNULEE)
    with agir_comme(greffiere):
        assert not charges([mandataire.organisation_id])
        liste = etablir_liste(
            agent=greffiere, tribunal=tribunal, cas=Cas(**{**vars(cas), "numero_rg": "26/B/00001"})
        )
    assert "a décliné" in liste.motif(mandataire.pk)


def test_an_answer_is_given_once(reserver, alice, greffiere):
    reservation = reserver()
    agir(alice, reservations.accepter, reservation, date_nomination=timezone.localdate())
    with pytest.raises(ValidationError, match="déjà une réponse"):
        agir(alice, reservations.decliner, reservation, motif="surcharge", assure_urgence=True)
    with pytest.raises(ValidationError, match="déjà une réponse"):
        agir(greffiere, reservations.retirer, reservation, motif="Erreur")


def test_the_court_takes_back_with_a_reason_and_the_line_stays(reserver, greffiere, alice):
    reservation = reserver()
    with pytest.raises(ValidationError, match="pourquoi"):
        agir(greffiere, reservations.retirer, reservation, motif=" ")
    agir(greffiere, reservations.retirer, reservation, motif="Un proche se propose")
    assert statut(greffiere, reservation) == (StatutReservation.RETIREE, StatutMesure.ANNULEE)
    with agir_comme(alice):
        assert Evenement.objects.filter(
            objet_type="protection_reservation", nature="modification", motif="Un proche se propose"
        ).exists()


def test_without_an_answer_the_professional_then_the_court_are_told_and_nothing_is_erased(
    reserver, alice, greffiere
):
    reservation = reserver(instant=timezone.now() - dt.timedelta(days=16))
    mail.outbox.clear()
    for minuteur in Minuteur.objects.order_by("horodatage_prevu"):
        assert declencher(minuteur.code, minuteur.horodatage_prevu)
        assert not declencher(minuteur.code, minuteur.horodatage_prevu)
    assert statut(alice, reservation) == (StatutReservation.EN_ATTENTE, StatutMesure.EN_ATTENTE)
    assert [courriel.to for courriel in mail.outbox] == [[alice.email], [alice.email], [greffiere.email]]
    with agir_comme(greffiere):
        assert "16 jours" in Echeance.objects.get(genre="protection.redesignation").libelle
    agir(greffiere, reservations.retirer, reservation, motif="Sans réponse")
    with agir_comme(greffiere):
        assert Echeance.objects.get(genre="protection.redesignation").statut == StatutEcheance.ANNULEE


def test_an_answer_disarms_the_timers(reserver, alice):
    reservation = reserver()
    agir(alice, reservations.decliner, reservation, motif="conflit", assure_urgence=True)
    reservations.signaler_sans_reponse(reservation=reservation.pk, palier=15)
    for minuteur in Minuteur.objects.all():
        assert not declencher(minuteur.code, minuteur.horodatage_prevu)
    with agir_comme(alice):
        assert Reservation.objects.get().horodatage_escalade is None


def test_who_may_not_be_appointed_may_not_be_reserved(reserver, referencer):
    plein = referencer("Denis Plein", places=0)
    with pytest.raises(ValidationError, match="Complet"):
        reserver(chez=plein)


def test_wrong_or_missing_words_are_refused_by_field(reserver):
    with pytest.raises(ValidationError) as refus:
        reserver("x", annee_naissance=1700, priorite_familiale="", civilite="")
    assert set(refus.value.error_dict) == {"numero_rg", "annee_naissance", "priorite_familiale", "civilite"}


def test_the_same_file_is_not_asked_of_two_at_once(reserver, autre_mandataire):
    reserver()
    with pytest.raises(ValidationError, match="déjà réservée auprès de"):
        reserver(chez=autre_mandataire)


def test_others_see_nothing_and_answer_nothing(reserver, alice, chloe, greffiere, magistrate_amiens):
    reservation = reserver()
    for autre in (chloe, magistrate_amiens):
        with agir_comme(autre):
            assert Reservation.objects.count() == 0
        with pytest.raises((AccesRefuse, Reservation.DoesNotExist)):
            agir(autre, reservations.accepter, reservation, date_nomination=timezone.localdate())
    with pytest.raises(AccesRefuse):
        agir(greffiere, reservations.accepter, reservation, date_nomination=timezone.localdate())
    with pytest.raises(AccesRefuse):
        agir(alice, reservations.retirer, reservation, motif="x")


def test_the_order_says_why_no_relative_and_opens_in_a_word_processor(reserver, greffiere):
    reservation = reserver()
    with agir_comme(greffiere):
        lue = Reservation.objects.get(pk=reservation.pk)
        donnees = donnees_de(produire(ORDONNANCE.code, lue, agent=greffiere))
        docx = rediger(ORDONNANCE.code, lue, agent=greffiere)
    assert "ne souhaitent pas" in donnees.motif_familial
    assert donnees.mandataire == "Alice Martin"
    assert docx.startswith(b"PK")


@pytest.mark.lent
@pytest.mark.django_db(transaction=True)
def test_two_hundred_reservations_of_the_last_place_give_exactly_one(
    reserver, referencer, greffiere, cas, tribunal
):
    dernier = referencer("Dernière Place", places=1)

    def tenter(rang):
        try:
            reserver(f"26/B/{rang:05d}", chez=dernier)
        except ValidationError as refus:
            return refus.messages[0]
        finally:
            connections.close_all()
        return "prise"

    with agir_comme(agent_systeme()):
        references.charger()
    with ThreadPoolExecutor(20) as equipe:
        issues = list(equipe.map(tenter, range(1, 201)))
    assert issues.count("prise") == 1
    assert all(issue == COMPLET or "Complet" in issue for issue in issues if issue != "prise")
    with agir_comme(greffiere):
        assert Reservation.objects.count() == 1
        assert Mesure.objects.filter(gestionnaire=dernier.organisation).count() == 1
