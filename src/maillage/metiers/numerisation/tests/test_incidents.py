"""Incidents: opened, qualified, treated, closed; the record that they stop; who sees them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.numerisation.actions import incidents as actions
from maillage.metiers.numerisation.enums.incidents import (
    EtatIncident,
    NatureAction,
    NatureIncident,
    Qualification,
)
from maillage.metiers.numerisation.models import Dossier, Incident
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.echeances.enums import StatutEcheance
from maillage.socle.echeances.models import Echeance
from maillage.socle.interface.models import Notification
from maillage.socle.journal.models import Evenement

RECIT = "La boîte est arrivée ouverte, deux dossiers visibles."


@pytest.fixture
def ouvrir(agathe, centre):
    def ouvrir(agent=agathe, **champs):
        with agir_comme(agent):
            return actions.ouvrir(
                agent=agent,
                **{"organisation": centre, "nature": NatureIncident.RETARD, "description": RECIT, **champs},
            )

    return ouvrir


def test_a_presumed_breach_starts_the_seventy_two_hours_and_tells_the_dpo(ouvrir, diane):
    connu = timezone.now() - dt.timedelta(hours=5)
    incident = ouvrir(nature=NatureIncident.FUITE, connaissance=connu)
    with agir_comme(diane):
        due = Echeance.objects.get(genre="numerisation.violation", objet_id=incident.pk)
        assert due.date_limite == timezone.localdate(connu + dt.timedelta(hours=72))
        assert Notification.objects.filter(agent=diane, texte__contains="72 heures").exists()


def test_what_is_said_of_it_is_sealed_and_the_journal_holds_no_word_of_it(ouvrir, agathe):
    incident = ouvrir()
    with agir_comme(agathe):
        assert "boîte" not in incident.contenu
        assert actions.recit(Incident.objects.get(pk=incident.pk))["description"] == RECIT
        assert not [e for e in Evenement.objects.all() if "deux dossiers" in str(e.apres)]


def test_a_record_in_an_incident_stops_until_it_is_closed(ouvrir, inventorier, rachel):
    (dossier,) = inventorier()
    incident = ouvrir(dossier=dossier)
    with agir_comme(rachel):
        assert Dossier.objects.get(pk=dossier.pk).incidents_ouverts == 1
        actions.clore(agent=rachel, incident=incident, cause="Tri trop rapide")
        assert Dossier.objects.get(pk=dossier.pk).incidents_ouverts == 0
        assert Incident.objects.get(pk=incident.pk).etat == EtatIncident.CLOS


def test_the_provider_opens_one_on_what_he_receives_and_sees_no_other(ouvrir, piotr, prestataire, centre):
    sien = ouvrir(agent=piotr, nature=NatureIncident.ECART, prestataire=prestataire, est_automatique=True)
    ouvrir()
    with agir_comme(piotr):
        assert list(Incident.objects.all()) == [sien]


def test_another_service_neither_sees_nor_opens_one_here(ouvrir, chloe, centre):
    ouvrir()
    with agir_comme(chloe):
        assert not Incident.objects.exists()
    with pytest.raises(AccesRefuse):
        ouvrir(agent=chloe)


def test_only_the_dpo_qualifies_and_nobody_closes_before(ouvrir, rachel, diane):
    incident = ouvrir(nature=NatureIncident.PERTE)
    with agir_comme(rachel):
        with pytest.raises(AccesRefuse):
            actions.qualifier(
                agent=rachel, incident=incident, qualification=Qualification.AUCUNE, motif="Rien"
            )
        with pytest.raises(ValidationError, match="DPO"):
            actions.clore(agent=rachel, incident=incident, cause="Rangement")
    with agir_comme(diane):
        actions.qualifier(
            agent=diane,
            incident=incident,
            qualification=Qualification.SANS_RISQUE,
            motif="Retrouvé sous scellé",
        )
        assert Echeance.objects.get(genre="numerisation.violation").statut == StatutEcheance.ANNULEE
    with agir_comme(rachel):
        assert actions.clore(agent=rachel, incident=incident, cause="Rangement").etat == EtatIncident.CLOS


def test_a_notification_lifts_the_deadline_and_a_late_one_gives_its_reasons(ouvrir, diane):
    incident = ouvrir(nature=NatureIncident.FUITE, connaissance=timezone.now() - dt.timedelta(hours=100))
    with agir_comme(diane):
        actions.qualifier(
            agent=diane, incident=incident, qualification=Qualification.A_NOTIFIER, motif="Page vue"
        )
        with pytest.raises(ValidationError, match="retard"):
            actions.notifier(agent=diane, incident=incident, horodatage=timezone.now())
        actions.notifier(agent=diane, incident=incident, horodatage=timezone.now(), retard="Signalé tard")
        assert Echeance.objects.get(genre="numerisation.violation").statut == StatutEcheance.FAITE
        assert actions.recit(Incident.objects.get(pk=incident.pk))["retard"] == "Signalé tard"


def test_an_action_to_do_is_owed_then_done_and_holds_the_closing(ouvrir, rachel):
    incident = ouvrir()
    with agir_comme(rachel):
        action = actions.ajouter_action(
            agent=rachel,
            incident=incident,
            nature=NatureAction.CORRECTIVE,
            libelle="Former le transporteur",
            responsable="Qualité",
            date_echeance=timezone.localdate() + dt.timedelta(days=10),
        )
        with pytest.raises(ValidationError, match="Encore à faire"):
            actions.clore(agent=rachel, incident=incident, cause="Formation")
        with pytest.raises(ValidationError, match="une fois faite"):
            actions.verifier_action(agent=rachel, action=action, est_efficace=True)
        faite = actions.faire_action(agent=rachel, action=action)
        assert Echeance.objects.get(genre="numerisation.action").statut == StatutEcheance.FAITE
        actions.verifier_action(agent=rachel, action=faite, est_efficace=True)
        assert not actions.clore(agent=rachel, incident=incident, cause="Formation").est_ouvert


def test_a_closed_incident_does_not_change(ouvrir, rachel):
    incident = ouvrir()
    with agir_comme(rachel):
        actions.clore(agent=rachel, incident=incident, cause="Réparé")
        with pytest.raises(ValidationError, match="clos"):
            actions.clore(agent=rachel, incident=incident, cause="Encore")


def test_declared_on_screen_it_is_read_traced_and_listed(inventorier, connecter, agathe, diane):
    (dossier,) = inventorier()
    page = connecter(agathe).post(
        reverse("numerisation:incident_declarer"),
        {
            "nature": "personne",
            "description": RECIT,
            "etiquette": dossier.etiquette.lisible.lower(),
            "organisation": dossier.centre_id,
        },
        follow=True,
    )
    assert RECIT in page.content.decode()
    with agir_comme(agathe):
        incident = Incident.objects.get(dossier=dossier)
    lue = connecter(diane).get(reverse("numerisation:incident", args=[incident.pk])).content.decode()
    assert "72 h" in lue or "71 h" in lue
    with agir_comme(diane):
        assert Evenement.objects.filter(nature="lecture", objet_id=incident.pk, agent=diane).exists()
    assert incident.numero in connecter(diane).get(reverse("numerisation:incidents")).content.decode()


def test_a_wrong_label_is_said_beside_its_field(connecter, agathe, centre):
    page = connecter(agathe).post(
        reverse("numerisation:incident_declarer"),
        {"nature": "perte", "description": RECIT, "etiquette": "n’importe quoi", "organisation": centre.pk},
    )
    assert page.status_code == 422
    assert "Lisez-la de nouveau" in page.content.decode()
