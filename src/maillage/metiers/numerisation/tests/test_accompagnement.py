"""Sessions written down and proven; a survey that says what a centre thinks and never who thinks it."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from maillage.metiers.numerisation.actions import auditeur, satisfaction, seances
from maillage.metiers.numerisation.enums.accompagnement import EtatEnquete, QuestionSatisfaction
from maillage.metiers.numerisation.models import (
    Centre,
    Enquete,
    Lot,
    NoteEnquete,
    ParticipationEnquete,
    Seance,
)
from maillage.metiers.numerisation.regles.accompagnement import debut_du_trimestre
from maillage.metiers.numerisation.tests.test_indicateurs import SIENS, valeur
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.indicateurs.verification import compter_les_ecarts
from maillage.socle.journal.models import Evenement

PRESENTS = {"numerisation.assistant_equipe": 6, "numerisation.professionnel_sante": 3, "numerisation.dpo": 0}


def photo():
    flux = io.BytesIO()
    Image.new("L", (60, 84), 200).save(flux, "PNG")
    flux.seek(0)
    flux.name = "emargement-lefevre.png"
    return flux


@pytest.fixture
def reunir(rachel, centre, nordiste):
    def reunir(**champs):
        valeurs = {
            "campagne": nordiste.campagne, "centre": centre, "genre": "formation", "date": timezone.localdate(),
            "sujet": "Le tri des pièces", "presents": PRESENTS,
        }  # fmt: skip
        with agir_comme(rachel):
            return seances.enregistrer(agent=rachel, **{**valeurs, **champs})

    return reunir


def test_a_session_is_written_on_screen_and_its_paper_is_opened_by_those_who_may(
    connecter, rachel, quentin, agathe, chloe
):
    client = connecter(rachel)
    saisie = {
        "genre": "formation", "date": timezone.localdate().isoformat(), "sujet": "Le tri", "piece": photo(),
        "presents_assistant_equipe": "6",
    }  # fmt: skip
    page = client.post(reverse("numerisation:seance_enregistrer"), saisie, follow=True).content.decode()
    assert "6\u00a0personnes" in page and "Ouvrir la pièce" in page
    with agir_comme(rachel):
        seance = Seance.objects.get()
    piece = reverse("numerisation:seance_piece", args=[seance.pk])
    reponse = connecter(quentin).get(piece)
    assert reponse.content.startswith(b"\x89PNG") and "lefevre" not in reponse["Content-Disposition"]
    assert connecter(agathe).get(piece).status_code == connecter(chloe).get(piece).status_code == 404


def test_a_session_to_come_without_people_or_of_another_service_is_refused(
    reunir, centre, chloe, creer_agent
):
    with pytest.raises(ValidationError, match="pas encore eu lieu"):
        reunir(date=timezone.localdate() + dt.timedelta(days=1))
    with pytest.raises(ValidationError, match="combien de personnes"):
        reunir(presents={})
    with pytest.raises(AccesRefuse):
        reunir(centre=None)  # who runs one centre does not write for the whole service
    reunir()
    with agir_comme(chloe):
        assert not Seance.objects.exists()


def test_sessions_answer_in_the_auditor_s_matrix(integre, reunir):
    def matrice():
        with agir_comme(agent_systeme()):
            octets = auditeur.composer(
                Lot.objects.select_related("service", "prestataire", "convention").get()
            )
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            return archive.read("matrice.csv").decode(), archive.read("seances.csv").decode()

    assert "Aucune séance de formation n’est enregistrée." in matrice()[0]
    seance = reunir(piece=photo().read())
    lignes, tableau = matrice()
    assert "séance de formation" not in lignes and "Aucune séance de communication" in lignes
    assert "Assistant d’équipe de santé au travail : 6" in tableau and seance.empreinte in tableau


# --- surveys


@pytest.fixture
def enquete(integre, quentin, centre):
    with agir_comme(quentin):
        return satisfaction.ouvrir(
            agent=quentin,
            centre=Centre.objects.select_related("service", "organisation").get(organisation=centre),
        )


@pytest.fixture
def equipe(creer_agent, centre):
    return [creer_agent(f"a{rang}", "numerisation.assistant_equipe", centre) for rang in range(6)]


def repondre(agent, enquete, *notes):
    with agir_comme(agent):
        satisfaction.repondre(
            agent=agent, enquete=enquete, notes=dict(zip(QuestionSatisfaction.values, notes, strict=True))
        )


def clore(quentin, enquete):
    with agir_comme(quentin):
        close = satisfaction.clore(agent=quentin, enquete=enquete)
        return close, satisfaction.resultats([close]).get(close.pk, [])


NOTES = [(5, 4, 3), (4, 4, 2), (5, 5, 5), (1, 3, 4), (2, 4, 3)]


def test_from_five_answers_on_a_closed_survey_is_shown_and_counted(enquete, equipe, quentin, connecter):
    for agent, notes in zip(equipe, NOTES, strict=False):
        repondre(agent, enquete, *notes)
    with agir_comme(quentin):
        assert satisfaction.resultats([Enquete.objects.get()]) == {}, "nothing is shown while it is open"
    assert valeur("satisfaction") is None
    close, parts = clore(quentin, enquete)
    assert close.etat == EtatEnquete.PUBLIEE
    assert "60,0\u00a0%" in connecter(quentin).get(reverse("numerisation:enquetes")).content.decode()
    attendues = [sum(n[rang] >= 4 for n in NOTES) / 5 for rang in range(3)]
    assert [part for _, part in parts] == attendues
    assert valeur("satisfaction") == 100 * sum(attendues) / 3
    with agir_comme(agent_systeme()):
        assert compter_les_ecarts(SIENS["numerisation.satisfaction"].cumuls[0].table, connection) == 0


def test_a_question_on_which_all_agree_is_neither_shown_nor_counted(enquete, equipe, quentin, connecter):
    for rang, agent in enumerate(equipe[:5]):
        repondre(agent, enquete, 5 - rang % 2, 1 + rang % 3, 1 + rang)
    _, parts = clore(quentin, enquete)
    assert [part for _, part in parts] == [None, None, 0.4], "all good, all bad, shared"
    page = connecter(quentin).get(reverse("numerisation:enquetes")).content.decode()
    assert page.count("avis unanimes, non montrés") == 2
    assert valeur("satisfaction") == 40
    with agir_comme(agent_systeme()):
        jours = set(NoteEnquete.objects.filter(date__isnull=False).values_list("question", "date"))
    assert jours == {("confiance", debut_du_trimestre(timezone.localdate()))}


def test_under_five_answers_everything_is_erased(enquete, equipe, quentin):
    for agent in equipe[:4]:
        repondre(agent, enquete, 5, 5, 5)
    close, parts = clore(quentin, enquete)
    assert (close.etat, parts) == (EtatEnquete.EFFACEE, []) and valeur("satisfaction") is None
    with agir_comme(agent_systeme()):
        assert not NoteEnquete.objects.exists() and not ParticipationEnquete.objects.exists()


def test_nobody_answers_twice_and_no_row_nor_history_ties_a_mark_to_somebody(enquete, equipe, chloe):
    repondre(equipe[0], enquete, 5, 1, 3)
    with pytest.raises(ValidationError, match="déjà répondu"):
        repondre(equipe[0], enquete, 5, 1, 3)
    with agir_comme(chloe), pytest.raises(AccesRefuse):
        satisfaction.repondre(
            agent=chloe, enquete=enquete, notes=dict.fromkeys(QuestionSatisfaction.values, 5)
        )
    with agir_comme(equipe[0]):
        assert not NoteEnquete.objects.exists(), "whoever answers reads no count"
    with agir_comme(agent_systeme()):
        tables = (NoteEnquete._meta.db_table, ParticipationEnquete._meta.db_table)
        assert not Evenement.objects.filter(objet_type__in=tables).exists()
        champs = {champ.name for champ in NoteEnquete._meta.fields}
    assert champs == {"id", "enquete", "centre", "question", "note", "nombre", "date"}


def test_the_people_of_the_centre_are_asked_once_on_their_home_page(enquete, connecter, agathe, piotr):
    client, adresse = connecter(agathe), reverse("numerisation:enquete_repondre", args=[enquete.pk])
    assert adresse in client.get(reverse("numerisation:aujourdhui")).content.decode()
    assert client.post(adresse, {"preparation": "4"}).status_code == 422
    client.post(adresse, dict.fromkeys(QuestionSatisfaction.values, "4"))
    assert adresse not in client.get(reverse("numerisation:aujourdhui")).content.decode()
    assert client.get(adresse).status_code == connecter(piotr).get(adresse).status_code == 404
