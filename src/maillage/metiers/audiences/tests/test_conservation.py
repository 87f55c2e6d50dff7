"""At the end of retention names go, everywhere; passages and figures stay."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.audiences import documents, indicateurs
from maillage.metiers.audiences.actions import audiences, comparutions, decisions, note
from maillage.metiers.audiences.actions.identites import EFFACEE, Coffre
from maillage.metiers.audiences.models import Affaire, Audience, Audiencement, Comparution, LigneNote, Partie
from maillage.metiers.audiences.taches import appliquer_la_conservation
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.documents import stockage
from maillage.socle.documents.production import produire
from maillage.socle.indicateurs.calcul import calculer
from maillage.socle.indicateurs.periode import Periode
from maillage.socle.journal.models import Evenement


@pytest.fixture
def jugee(passage, alice):
    """A case judged, its hearing risen, its minute issued."""
    with agir_comme(alice):
        partie = Partie.objects.get(affaire=passage.affaire, rang=1)
        audiences.ouvrir(agent=alice, audience=passage.audience)
        comparutions.noter_comparution(
            agent=alice,
            passage=passage,
            partie=partie,
            valeurs=comparutions.ValeursComparution(mode="CMPAM", nature_jugement="C", avocat="Me Petit"),
        )
        note.consigner(agent=alice, passage=passage, genre="declaration", texte="Je regrette.")
        decisions.decider(
            agent=alice, passage=passage, partie=partie, texte="COUP ; AM 300", motivation="Oui."
        )
        audiences.clore(agent=alice, audience=passage.audience)
        return produire(documents.MINUTE.code, passage, agent=alice)


def jugees(agent, jour):
    with agir_comme(agent):
        periode = Periode(jour.replace(day=1), jour.replace(day=1))
        return calculer(indicateurs.JUGEES, agent, periode, jour=jour).total.valeur


def dans(mois):
    return timezone.now() + dt.timedelta(days=31 * mois)


def test_names_are_kept_for_the_time_of_the_list_then_go_and_the_figures_stay(
    jugee, passage, alice, django_capture_on_commit_callbacks
):
    jour = timezone.localdate()
    assert appliquer_la_conservation(dans(11)) == 0
    assert jugees(alice, jour) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert appliquer_la_conservation(dans(13)) == 1
    with agir_comme(alice):
        affaire = Affaire.objects.select_related("cle").get()
        coffre, partie = Coffre(affaire), Partie.objects.get(rang=1)
        assert coffre.est_detruit and coffre.nom(partie) == EFFACEE
        assert coffre.ouvrir(LigneNote.objects.first().contenu) == {}
        assert affaire.numero_parquet == f"efface-{affaire.pk}"
        assert not Comparution.objects.exclude(avocat="").exists()
        assert Audiencement.objects.get(pk=passage.pk).statut == "jugee"
        traces = " ".join(str(e.avant) + str(e.apres) for e in Evenement.objects.all())
    assert "26325000123" not in traces and "Me Petit" not in traces
    with pytest.raises(stockage.FichierIndisponible):
        stockage.lire(jugee.sha256)
    assert jugees(alice, jour) == 1
    assert appliquer_la_conservation(dans(13)) == 0


def test_an_erased_case_says_so_and_receives_nothing_more(jugee, passage, alice, client):
    assert appliquer_la_conservation(dans(13)) == 1
    client.force_login(alice)
    direct = reverse("audiences:direct", args=[passage.audience_id])
    for adresse in (
        reverse("audiences:audience", args=[passage.audience_id]),
        reverse("audiences:passage", args=[passage.pk]),
        f"{direct}?dossier={passage.pk}",
    ):
        page = client.get(adresse).content.decode()
        assert "à la fin de leur conservation" in page
        assert "efface-" not in page and EFFACEE in page
        assert reverse("audiences:consigner", args=[passage.pk]) not in page
    with agir_comme(alice), pytest.raises(ValidationError, match="ne se modifient plus"):
        note.consigner(
            agent=alice,
            passage=Audiencement.objects.get(pk=passage.pk),
            genre="declaration",
            texte="Encore un mot.",
            motif="Oubli",
        )


def test_a_case_that_comes_back_is_kept_whole(jugee, passage, alice, inscrire, ouvrir_au_role):
    suivante = ouvrir_au_role(timezone.localdate() + dt.timedelta(days=300))
    with agir_comme(alice):
        Audiencement.objects.create(
            audience=suivante, affaire=passage.affaire, chambre=suivante.chambre, position=1, auteur=alice
        )
    assert appliquer_la_conservation(dans(13)) == 0


def test_a_hearing_that_nobody_closed_keeps_no_name(passage, alice):
    with agir_comme(alice):
        audiences.ouvrir(agent=alice, audience=passage.audience)
    assert appliquer_la_conservation(dans(13)) == 1
    with agir_comme(alice):
        audiences.clore(agent=alice, audience=Audience.objects.get())  # the button, found at last
        assert Affaire.objects.get().est_effacee
