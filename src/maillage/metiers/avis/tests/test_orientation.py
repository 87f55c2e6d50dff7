"""Who is asked, in which order, and what happens when nobody takes."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from maillage.metiers.avis.actions import demandes, reponses, reseau
from maillage.metiers.avis.actions.orientation import elargir, orienter_vers, signaler_retard
from maillage.metiers.avis.enums.eligibilite import GenrePiece
from maillage.metiers.avis.models import Affectation, Apercu, Demande, Specialiste
from maillage.metiers.avis.tests.conftest import proposition_a
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.echeances.models import Echeance, Minuteur
from maillage.socle.interface.models import Notification


def propositions(demande):
    with agir_comme(agent_systeme()):
        return [
            (str(a.specialiste.personne.nom), a.statut)
            for a in Affectation.objects.filter(demande=demande).order_by("pk")
        ]


def minuter(fonction, *arguments):
    """As the clock does."""
    with agir_comme(agent_systeme()):
        fonction(*arguments)


def relire(demande):
    with agir_comme(agent_systeme()):
        demande.refresh_from_db()
    return demande


def test_nobody_takes_and_the_search_widens_step_by_step_each_once(sacha, tania, inscrire, envoyer, clarisse):
    inscrire("ursule")
    demande = envoyer()
    assert [statut for _, statut in propositions(demande)] == ["proposee"]
    minuter(elargir, demande.pk, "renfort")
    minuter(elargir, demande.pk, "renfort")
    assert [statut for _, statut in propositions(demande)] == ["expiree", "proposee"]
    minuter(elargir, demande.pk, "tous")
    assert [statut for _, statut in propositions(demande)] == ["expiree", "expiree", "proposee"]
    minuter(elargir, demande.pk, "coordinateur")
    assert relire(demande).etape == "coordinateur"
    with agir_comme(clarisse):
        assert Echeance.objects.filter(genre="avis.sans_preneur", objet_id=demande.pk).count() == 1


def test_a_timer_is_armed_for_each_step_and_one_for_the_answer(demande):
    with agir_comme(agent_systeme()):
        armes = Minuteur.objects.filter(arguments__demande=demande.pk).order_by("horodatage_prevu")
        assert [m.arguments.get("etape", "reponse") for m in armes] == [
            "renfort",
            "tous",
            "coordinateur",
            "reponse",
        ]


def test_the_first_to_take_has_it_and_the_other_is_told_so(sacha, tania, envoyer):
    demande = envoyer()
    minuter(elargir, demande.pk, "renfort")
    premiere, seconde = proposition_a(sacha), proposition_a(tania)
    with agir_comme(tania):
        reponses.prendre(agent=tania, affectation=seconde)
    with agir_comme(sacha), pytest.raises(ValidationError, match="confrère vient de prendre"):
        reponses.prendre(agent=sacha, affectation=premiere)
    assert dict(propositions(demande)) == {"Sacha": "retiree", "Tania": "prise"}
    with agir_comme(sacha):
        assert Apercu.objects.count() == 0


def test_a_refusal_asks_the_next_at_once_and_never_the_same_again(sacha, tania, envoyer):
    demande = envoyer()
    (premier, _), *_ = propositions(demande)
    agent, autre = (sacha, "Tania") if premier == "Sacha" else (tania, "Sacha")
    with agir_comme(agent):
        reponses.decliner(agent=agent, affectation=proposition_a(agent), motif="indisponible")
    assert propositions(demande) == [(premier, "declinee"), (autre, "proposee")]


def test_who_gives_it_back_sees_it_no_more(sacha, tania, envoyer):
    demande = envoyer()
    agent = sacha if propositions(demande)[0][0] == "Sacha" else tania
    with agir_comme(agent):
        reponses.prendre(agent=agent, affectation=proposition_a(agent))
        reponses.rendre(agent=agent, demande=Demande.objects.get(pk=demande.pk), motif="competence")
        assert Demande.objects.count() == 0
    assert [statut for _, statut in propositions(demande)] == ["rendue", "proposee"]


def test_without_an_eligible_specialist_the_coordinator_is_told_at_once(inscrire, envoyer, gaspard):
    inscrire("victor", sauf=(GenrePiece.RCP,))
    demande = envoyer()
    assert propositions(demande) == [] and demande.etape == "coordinateur"
    with agir_comme(gaspard):
        assert Notification.objects.filter(texte__contains="attend encore un spécialiste").count() == 1


def test_the_coordinator_asks_somebody_whom_the_rules_allow(sacha, tania, inscrire, envoyer, clarisse):
    inscrire("victor", sauf=(GenrePiece.RCP,))
    demande = envoyer()
    deja = propositions(demande)[0][0]
    with agir_comme(clarisse):
        autre = Specialiste.objects.exclude(personne__nom__in=[deja, "Victor"]).get()
        orienter_vers(agent=clarisse, demande=demande, specialiste=autre)
        victor = Specialiste.objects.get(personne__nom="Victor")
        with pytest.raises(ValidationError, match="ne peut pas être sollicité"):
            orienter_vers(agent=clarisse, demande=demande, specialiste=victor)
    assert len(propositions(demande)) == 2


def test_the_same_patient_goes_to_the_same_specialist(sacha, tania, envoyer):
    demande = envoyer()
    premier = propositions(demande)[0][0]
    agent = sacha if premier == "Sacha" else tania
    with agir_comme(agent):
        prise = reponses.prendre(agent=agent, affectation=proposition_a(agent))
        reponses.repondre(
            agent=agent, demande=prise, reponse=reponses.Reponse("confirme", "elevee", "Oui.", 5)
        )
    for _ in range(2):
        assert propositions(envoyer())[0][0] == premier


def test_a_suspended_specialist_or_one_whose_proof_ended_yesterday_is_not_asked(sacha, envoyer, clarisse):
    hier = timezone.localdate() - dt.timedelta(days=1)
    with agir_comme(clarisse):
        specialiste = Specialiste.objects.get()
        specialiste.pieces.filter(genre=GenrePiece.RCP).update(date_fin=hier)
    assert propositions(envoyer()) == []
    with agir_comme(clarisse):
        reseau.verifier_piece(
            agent=clarisse,
            specialiste=specialiste,
            genre=GenrePiece.RCP,
            date_debut=hier,
            date_fin=hier + dt.timedelta(days=365),
        )
    assert [nom for nom, _ in propositions(envoyer())] == ["Sacha"]


def test_a_late_answer_is_said_once_to_the_specialist_and_to_the_coordinator(demande, sacha, clarisse):
    with agir_comme(sacha):
        reponses.prendre(agent=sacha, affectation=proposition_a(sacha))
    limite = relire(demande).horodatage_limite_reponse
    minuter(signaler_retard, demande.pk, (limite + dt.timedelta(hours=1)).isoformat())
    minuter(signaler_retard, demande.pk, limite.isoformat())
    for agent in (sacha, clarisse):
        with agir_comme(agent):
            assert Notification.objects.filter(texte__regex="attendue|délai").count() == 1


def test_a_withdrawn_consent_stops_what_is_not_answered(demande, gaspard, sacha):
    with agir_comme(gaspard):
        demandes.retirer_consentement(agent=gaspard, demande=demande)
    assert relire(demande).statut == "annulee"
    with agir_comme(sacha):
        assert Apercu.objects.count() == 0
