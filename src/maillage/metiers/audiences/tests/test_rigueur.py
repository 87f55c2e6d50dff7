"""What a hurried day does: a colleague's page left open, a slip in a year, a hearing moved after it rose."""

import datetime as dt
import io
import uuid
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.audiences.actions import audiences, etapes, note, parties, renvois
from maillage.metiers.audiences.actions.identites import Identite
from maillage.metiers.audiences.documents import ROLE
from maillage.metiers.audiences.enums import Etape
from maillage.metiers.audiences.models import Audiencement, Comparution, FaitPassage, LigneNote, Partie
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.documents.production import produire
from maillage.socle.journal.models import Evenement


def test_a_page_that_a_colleague_left_open_writes_nothing_in_the_name_of_another(passage, alice, client):
    client.force_login(alice)
    envoi = {"genre": "libre", "texte": "D’où l’été…", "cle_client": str(uuid.uuid4())}
    adresse = reverse("audiences:consigner", args=[passage.pk])
    refuse = client.post(adresse, {**envoi, "agent": str(alice.pk + 1)}, headers={"HX-Request": "true"})
    assert refuse.status_code == 409
    with agir_comme(alice):
        assert not LigneNote.objects.exists()
    for _ in range(2):
        assert (
            client.post(
                adresse, {**envoi, "agent": str(alice.pk)}, headers={"HX-Request": "true"}
            ).status_code
            == 200
        )
    with agir_comme(alice):
        assert LigneNote.objects.count() == 1


def test_a_slip_in_the_year_is_caught_wherever_a_hearing_gets_its_date(passage, alice, ouvrir_au_role):
    with pytest.raises(ValidationError, match="Vérifiez l’année"):
        ouvrir_au_role(dt.date(2062, 3, 12))
    with pytest.raises(ValidationError, match="Vérifiez l’année"):
        ouvrir_au_role(dt.date(202, 3, 12))
    with agir_comme(alice), pytest.raises(ValidationError, match="Vérifiez l’année"):
        renvois.renvoyer(
            agent=alice,
            passages=[passage],
            valeurs=renvois.ValeursRenvoi(dt.date(2072, 3, 12), dt.time(9), "demande_parties"),
        )


def test_a_hearing_moved_after_it_rose_is_counted_on_its_new_day_and_its_papers_are_due_again(passage, alice):
    veille = timezone.localdate() - dt.timedelta(days=1)
    with agir_comme(alice):
        audience = audiences.ouvrir(agent=alice, audience=passage.audience)
        audience = audiences.clore(agent=alice, audience=audience)
        etapes.marquer(agent=alice, audience=audience, etape=Etape.NOTE_SIGNEE)
        valeurs = {"heure": audience.heure, "type": audience.type, "nature": audience.nature}
        audiences.modifier_audience(
            agent=alice,
            audience=audience,
            valeurs=audiences.ValeursAudience(date=veille, **valeurs),
            motif="Date mal saisie",
        )
        assert FaitPassage.objects.get().date == veille
        assert not Audiencement.objects.get().etapes.exists()


def test_only_an_immediate_appearance_asks_whether_the_shortest_time_is_waived(passage, alice, client):
    client.force_login(alice)
    adresse = reverse("audiences:renvoyer", args=[passage.pk])
    assert "renonce au délai" not in client.get(adresse).content.decode()
    with agir_comme(alice):
        Partie.objects.filter(affaire=passage.affaire, rang=1).update(mode_poursuite="PV-CI")
    assert "renonce au délai" in client.get(adresse).content.decode()


def test_the_history_says_who_corrected_what_and_why_and_shows_no_cipher(passage, alice, client):
    with agir_comme(alice):
        partie = Partie.objects.get(affaire=passage.affaire, rang=1)
        audience = audiences.ouvrir(agent=alice, audience=passage.audience)
        audiences.clore(agent=alice, audience=audience)
        etapes.marquer(agent=alice, audience=audience, etape=Etape.NOTE_SIGNEE)
        relu = Audiencement.objects.select_related("audience__chambre", "affaire__cle").get(pk=passage.pk)
        parties.modifier_partie(
            agent=alice,
            passage=relu,
            partie=partie,
            identite=Identite(nom="Lefebvre", prenoms="Zoé"),
            valeurs=parties.ValeursPartie(statut="prevenu"),
            motif="Nom mal écrit",
        )
        partie.refresh_from_db()
    client.force_login(alice)
    page = client.get(reverse("audiences:passage_historique", args=[passage.pk])).content.decode()
    assert "a modifié la fiche de LEFEBVRE Zoé" in page
    assert "Nom mal écrit" in page
    assert "a enregistré l’infraction 1" in page
    assert partie.contenu not in page


def test_two_clerks_on_one_person_keep_each_what_they_wrote(passage, alice, client):
    client.force_login(alice)
    with agir_comme(alice):
        partie = Partie.objects.get(affaire=passage.affaire, rang=1)
        note.consigner(agent=alice, passage=passage, genre="interprete", partie=partie)
    adresse = reverse("audiences:comparution", args=[passage.pk, partie.pk])
    client.post(
        adresse,
        {"mode": "CMPAM", "avocat": "Me Petit", "changes": "mode,avocat"},
        headers={"HX-Request": "true"},
    )
    # The page of a colleague, opened before: it still shows no lawyer, and knows of no interpreter.
    client.post(adresse, {"mode": "", "avocat": "", "nature_jugement": "C", "changes": "nature_jugement"})
    with agir_comme(alice):
        connue = Comparution.objects.get(partie=partie)
    assert (connue.mode, connue.avocat, connue.nature_jugement) == ("CMPAM", "Me Petit", "C")
    assert connue.est_interprete_present


def test_the_papers_of_a_hearing_leave_together_and_each_reading_is_traced(passage, alice, client):
    client.force_login(alice)
    adresse = reverse("audiences:archive", args=[passage.audience_id])
    assert client.get(adresse).status_code == 302  # nothing is issued yet
    with agir_comme(alice):
        document = produire(ROLE.code, passage.audience, agent=alice)
    with zipfile.ZipFile(io.BytesIO(b"".join(client.get(adresse).streaming_content))) as archive:
        assert archive.namelist() == [document.nom_fichier]
    with agir_comme(alice):
        assert Evenement.objects.filter(
            nature="lecture", objet_id=document.pk, motif="Pièces de l’audience"
        ).exists()
