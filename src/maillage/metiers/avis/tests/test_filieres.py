"""A line is held on screen: its small questions and its hours, and what they change for a request."""

import datetime as dt

import pytest
from django.urls import reverse

from maillage.metiers.avis.actions.eligibilite import calendrier_de
from maillage.metiers.avis.enums.urgences import Urgence
from maillage.metiers.avis.models import Filiere
from maillage.metiers.avis.regles.calendrier import PARIS, Calendrier, ajouter_minutes
from maillage.metiers.avis.regles.questions import ecrire_questions, lire_questions
from maillage.socle.acces.contexte import agir_comme

LIGNES = "Évolue depuis *\nSaigne ou suinte : oui / non\nSiège : visage / tronc / membres *"
FILIERE = {
    "nom": "Dermatologie", "specialites": ["SM15"], "charge_maximale": "8", "est_active": "on", "questions": LIGNES,
    "matin_jours": ["0", "5"], "matin_debut": "09:00", "matin_fin": "12:30",
}  # fmt: skip


def test_questions_are_written_as_lines_and_given_back_as_they_were():
    lues = lire_questions(LIGNES.splitlines())
    assert [(q["genre"], q["est_obligatoire"]) for q in lues] == [
        ("texte", True),
        ("oui_non", False),
        ("choix", True),
    ]
    assert lues[2]["choix"] == ["visage", "tronc", "membres"]
    assert ecrire_questions(lues) == LIGNES


@pytest.mark.parametrize(
    "lignes", [["Siège : visage"], [" : oui / non"], ["A", "a *"], [f"Q{n}" for n in range(9)], ["x" * 121]]
)
def test_what_could_not_be_asked_is_refused(lignes):
    with pytest.raises(ValueError, match=r"« |au plus"):
        lire_questions(lignes)


def test_a_week_equal_to_the_default_is_not_kept_and_one_that_never_opens_is_refused():
    habituelle = Calendrier()
    semaine = {demi: habituelle.de_la_semaine(demi) for demi in ("matin", "apres_midi")}
    assert Calendrier.composer(semaine) == []
    with pytest.raises(ValueError, match="jamais"):
        Calendrier.composer({"matin": ([], None, None)})
    with pytest.raises(ValueError, match="6 h et 23 h"):
        Calendrier.composer({"matin": ([6], dt.time(1), dt.time(4))})
    with pytest.raises(ValueError, match="chevauchent"):
        Calendrier.composer(
            {"matin": ([0], dt.time(8), dt.time(14)), "apres_midi": ([0], dt.time(13), dt.time(18))}
        )


def test_the_coordinator_sets_questions_and_hours_and_requests_follow(connecter, clarisse, gaspard, filiere):
    client = connecter(clarisse)
    adresse = reverse("avis:filiere_modifier", args=[filiere.pk])
    page = client.get(adresse).content.decode()
    assert "Évolue depuis *" in page and 'value="08:00"' in page
    refus = client.post(adresse, {**FILIERE, "matin_fin": ""})
    assert refus.status_code == 422 and "quelle heure" in refus.content.decode()
    assert client.post(adresse, {**FILIERE, "questions": "Siège : visage"}).status_code == 422
    assert client.post(adresse, FILIERE).status_code == 302
    with agir_comme(clarisse):
        calendrier = calendrier_de(Filiere.objects.get())
    samedi = dt.datetime(2026, 11, 21, 12, 0, tzinfo=PARIS)
    assert ajouter_minutes(calendrier, samedi, 60) == dt.datetime(2026, 11, 23, 9, 30, tzinfo=PARIS)
    demander = connecter(gaspard).get(reverse("avis:demander_filiere", args=[filiere.pk]), {"signes": "lus"})
    texte = demander.content.decode()
    assert "Siège" in texte and "tronc" in texte and Urgence.RAPIDE.label in texte
