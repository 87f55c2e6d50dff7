"""What is kept sealed, files made harmless, the end of retention, the proofs that end."""

import datetime as dt
import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from PIL import Image

from maillage.metiers.avis.actions import fichiers, reponses
from maillage.metiers.avis.actions.echeances import alerter_les_pieces
from maillage.metiers.avis.actions.suites import clore_sans_retour
from maillage.metiers.avis.models import Cloture, Demande, IdentitePatient, PieceJointe, Specialiste
from maillage.metiers.avis.taches import appliquer_la_conservation
from maillage.metiers.avis.tests.conftest import photo, proposition_a
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.pieces import COTE_MAXIMAL
from maillage.socle.documents.production import produire
from maillage.socle.interface.models import Notification


def pdf(**infos):
    sortie = io.BytesIO()
    with pikepdf.new() as nouveau:
        nouveau.add_blank_page()
        nouveau.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        for nom, valeur in infos.items():
            nouveau.docinfo[f"/{nom}"] = valeur
        nouveau.save(sortie)
    return sortie.getvalue()


def test_a_photo_is_drawn_again_without_what_it_said_of_itself():
    octets, genre = fichiers.nettoyer(photo())
    assert genre == "image/jpeg" and b"Lilas" in photo() and b"Lilas" not in octets
    assert not Image.open(io.BytesIO(octets)).getexif()
    grande, _ = fichiers.nettoyer(photo(taille=(4000, 100)))
    assert Image.open(io.BytesIO(grande)).width == COTE_MAXIMAL


def test_a_pdf_loses_its_author_and_what_it_would_run():
    octets, genre = fichiers.nettoyer(pdf(Author="Zoé Lefèvre"))
    assert genre == "application/pdf"
    with pikepdf.open(io.BytesIO(octets)) as relu:
        assert "/OpenAction" not in relu.Root and "/Info" not in relu.trailer


@pytest.mark.parametrize(
    "octets", [b"", b"<svg onload=alert(1)>", b"%PDF-1.7 rien", b"\xff\xd8\xff rien", b"MZ" * 50]
)
def test_what_is_not_a_photo_or_a_readable_pdf_is_refused_with_what_to_do(octets):
    with pytest.raises(ValidationError):
        fichiers.nettoyer(octets)


def test_nothing_of_the_patient_is_in_clear_in_the_base_nor_on_the_disk(sacha, envoyer, gaspard):
    demande = envoyer(pieces=(("photo", photo()),))
    with agir_comme(agent_systeme()), connection.cursor() as curseur:
        curseur.execute(
            "SELECT string_agg(q.contenu || i.contenu, ' ') FROM avis_question q JOIN avis_identitepatient i"
            " USING (demande_id)"
        )
        (texte,) = curseur.fetchone()
    assert "biopsier" not in texte and "Lefèvre" not in texte and "Zo" not in texte.split()
    with agir_comme(gaspard):
        piece = PieceJointe.objects.get(demande=demande)
        with default_storage.open(fichiers.chemin(piece.empreinte)) as fichier:
            assert not fichier.read().startswith(b"\xff\xd8")


@pytest.fixture
def close(sacha, envoyer):
    """Answered, reported, closed by itself; thirteen months ago."""
    demande = envoyer(pieces=(("photo", photo()),))
    with agir_comme(sacha):
        prise = reponses.prendre(agent=sacha, affectation=proposition_a(sacha))
        avis = reponses.repondre(
            agent=sacha, demande=prise, reponse=reponses.Reponse("confirme", "elevee", "Oui.", 5)
        )
        produire("avis.compte_rendu", avis, agent=sacha)
    with agir_comme(agent_systeme()):
        clore_sans_retour(demande.pk, rang=1)
        clore_sans_retour(demande.pk, rang=1)
        Demande.objects.filter(pk=demande.pk).update(
            horodatage_cloture=timezone.now() - dt.timedelta(days=400)
        )
    return demande


def test_past_retention_the_key_and_the_files_are_destroyed_and_the_report_stays(
    close, connecter, gaspard, django_capture_on_commit_callbacks
):
    with agir_comme(gaspard):
        assert Cloture.objects.get().est_automatique
        piece = PieceJointe.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        assert appliquer_la_conservation(timezone.now()) == 1
        assert appliquer_la_conservation(timezone.now()) == 0
    assert not default_storage.exists(fichiers.chemin(piece.empreinte))
    with agir_comme(gaspard):
        demande = Demande.objects.select_related("cle").get()
        assert (demande.cle.enveloppe, demande.empreinte_patient, demande.statut) == ("", "", "cloturee")
        assert IdentitePatient.objects.get().repere == ""
        assert DocumentProduit.objects.get().genre == "avis.compte_rendu"
    page = connecter(gaspard).get(f"/avis/{close.pk}/").content.decode()
    assert "effacé à la fin de sa conservation" in page and "Lefèvre" not in page and "LEFÈVRE" not in page


def test_a_specialist_is_told_at_sixty_thirty_and_seven_days_unless_he_renewed(sacha, clarisse):
    jour = timezone.localdate()
    with agir_comme(agent_systeme()):
        specialiste = Specialiste.objects.get()
        specialiste.pieces.filter(genre="rcp").update(date_fin=jour + dt.timedelta(days=30))
        assert alerter_les_pieces(jour) == 1
        assert alerter_les_pieces(jour + dt.timedelta(days=1)) == 0
    with agir_comme(sacha):
        assert Notification.objects.filter(texte__contains="Renouvelez-la").count() == 1
