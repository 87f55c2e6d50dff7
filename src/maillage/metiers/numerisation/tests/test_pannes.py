"""What goes wrong around a lot: names where none may be, a full disk, a file altered, an authority that is silent."""

import errno
import io
import zipfile
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from maillage.metiers.numerisation import taches
from maillage.metiers.numerisation.actions import copies, reception
from maillage.metiers.numerisation.actions.incidents import recit
from maillage.metiers.numerisation.actions.rangement import Range, chemin, ranger
from maillage.metiers.numerisation.actions.reception import LivraisonRefusee
from maillage.metiers.numerisation.chaine.horodatage import HorodateurHTTP
from maillage.metiers.numerisation.demo.livraisons import empaqueter
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, EtatLot
from maillage.metiers.numerisation.models import Dossier, Fichier, Incident, Lot
from maillage.metiers.numerisation.tests.livraisons import etats, lire_tout, lot_zip, rafraichir
from maillage.socle.acces.contexte import agent_systeme, agir_comme


def test_a_file_named_after_its_worker_refuses_the_delivery_and_its_name_is_kept_nowhere(
    deposer, papiers, dossiers, prestataire, piotr
):
    nom = f"dossier_{papiers[0].salarie.nom.lower()}.pdf"
    juste = lot_zip(papiers, dossiers)
    with zipfile.ZipFile(juste) as archive:
        manifeste = archive.read("manifeste.json").replace(b"d1.pdf", nom.encode())
        octets = {nom: archive.read("d1.pdf"), "d2.pdf": archive.read("d2.pdf")}
    with pytest.raises(LivraisonRefusee) as refus:
        deposer(empaqueter(manifeste, octets))
    (un,) = refus.value.refus
    assert un.fichier == dossiers[0].etiquette.lisible and "désigne le salarié" in un.phrase
    with agir_comme(agent_systeme()):
        assert not Lot.objects.exists()


def test_a_full_disk_refuses_the_delivery_in_words_and_leaves_no_file_behind(deposer, dossiers, monkeypatch):
    ranges: list[Range] = []

    def jusqu_au_bout(octets, coffre):
        if ranges:
            raise OSError(errno.ENOSPC, "No space left on device")
        ranges.append(ranger(octets, coffre))
        return ranges[-1]

    monkeypatch.setattr(reception, "ranger", jusqu_au_bout)
    with pytest.raises(LivraisonRefusee, match="rien n’en est gardé"):
        deposer()
    assert not default_storage.exists(chemin(ranges[0].empreinte))
    assert etats(dossiers) == {EtatDossier.RECU}
    monkeypatch.undo()
    assert deposer().est_accepte, "the same delivery is taken once there is room"


def test_a_record_that_no_job_reads_any_more_is_read_by_the_next_round(deposer):
    lot = deposer().lot
    taches.reprendre_lectures(0)
    demandes = ProcrastinateJob.objects.filter(task_name=taches.lire.name)
    assert demandes.count() == 2
    taches.reprendre_lectures(0)
    assert demandes.count() == 2, "what is asked is not asked twice"
    with agir_comme(agent_systeme()):
        Fichier.objects.filter(lot=lot).update(etat="lu")
    ProcrastinateJob.objects.all().delete()
    taches.reprendre_lectures(0)
    assert not demandes.exists()


def test_a_delivered_file_altered_before_it_is_read_is_said_to_the_provider(deposer, lecteur_connu):
    lot = deposer().lot
    with agir_comme(agent_systeme()):
        premier = Fichier.objects.get(lot=lot, nom="d1.pdf")
    default_storage.delete(chemin(premier.rangement_livre))
    lire_tout(lot, lecteur_connu)
    with agir_comme(agent_systeme()):
        premier.refresh_from_db()
    assert premier.etat == "illisible" and "livrez-le de nouveau" in premier.refus
    assert rafraichir(lot).etat == EtatLot.TRAITE


def test_a_file_lost_between_control_and_seal_opens_one_incident_however_often_it_is_tried(
    lu, accepter, cachet, monkeypatch
):
    accepter(lu)
    with agir_comme(agent_systeme()):
        fichier = Fichier.objects.filter(lot=lu).first()
    default_storage.delete(chemin(fichier.rangement_pdfa))
    monkeypatch.setattr("maillage.metiers.numerisation.chaine.reglages.cachet", lambda: cachet)
    for _ in range(3):
        taches.sceller(lu.pk)
    with agir_comme(agent_systeme()):
        (incident,) = Incident.objects.filter(objet_type="numerisation.lot", objet_id=lu.pk)
        assert "avant d’être scellé" in recit(incident)["description"]
    assert rafraichir(lu).etat == EtatLot.ACCEPTE


def test_a_page_whose_stored_file_was_altered_is_neither_shown_nor_handed_over(
    integre, dossiers, connecter, ivan
):
    with agir_comme(agent_systeme()):
        fichier = Fichier.objects.get(dossier=dossiers[0])
    default_storage.delete(chemin(fichier.rangement_pdfa))
    client = connecter(ivan)
    client.post(reverse("numerisation:ouvrir", args=[dossiers[0].pk]), {"motif": "visite"})
    assert client.get(reverse("numerisation:page", args=[dossiers[0].pk, 1])).status_code == 404
    with agir_comme(ivan):
        ici = Dossier.objects.select_related("cle", "centre").get(pk=dossiers[0].pk)
        copie = copies.demander(
            agent=ivan,
            dossier=ici,
            genre="salarie",
            destinataire="",
            mode="main",
            date_demande=timezone.localdate(),
        )
        with pytest.raises(ValidationError, match="altéré"):
            copies.composer(agent=ivan, copie=copie)


def test_without_the_authority_of_time_nothing_is_sealed_and_the_next_round_does_it(
    lu, accepter, cachet, monkeypatch
):
    accepter(lu)
    fabrique = "maillage.metiers.numerisation.chaine.reglages.cachet"
    monkeypatch.setattr(fabrique, lambda: replace(cachet, horodateur=HorodateurHTTP("http://127.0.0.1:9/")))
    taches.sceller(lu.pk)
    assert rafraichir(lu).etat == EtatLot.ACCEPTE
    monkeypatch.setattr(fabrique, lambda: cachet)
    taches.sceller(lu.pk)
    assert rafraichir(lu).etat == EtatLot.INTEGRE


def _tiff():
    flux = io.BytesIO()
    Image.new("1", (1240, 1754), 1).save(flux, "TIFF", compression="group4")
    return flux.getvalue()


def _zip_imbrique():
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w") as archive:
        archive.writestr("autre.pdf", b"%PDF-1.7")
    return flux.getvalue()


@pytest.mark.parametrize("octets", [_tiff(), _zip_imbrique(), b"", b"%PDF-1.7\n" + bytes(4096)])
def test_what_only_bears_the_name_of_a_pdf_is_refused_and_nothing_of_the_lot_is_kept(
    deposer, papiers, dossiers, octets
):
    with zipfile.ZipFile(lot_zip(papiers, dossiers)) as archive:
        manifeste, second = archive.read("manifeste.json"), archive.read("d2.pdf")
    recu = deposer(empaqueter(manifeste, {"d1.pdf": octets, "d2.pdf": second}))
    assert not recu.est_accepte and ("d1.pdf", "lecture") in {(nom, champ) for nom, champ, _ in recu.refus}
    with agir_comme(agent_systeme()):
        assert not Fichier.objects.exists()


def test_a_zip_that_swells_is_refused_before_it_fills_the_memory(deposer, papiers, dossiers, monkeypatch):
    """Whatever its header says: the bytes are counted as they come out."""
    with zipfile.ZipFile(lot_zip(papiers, dossiers)) as archive:
        manifeste = archive.read("manifeste.json")
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifeste.json", manifeste)
        archive.writestr("d1.pdf", bytes(8_000_000))
    assert len(flux.getvalue()) < 20_000
    module = "maillage.metiers.numerisation.chaine.archive"
    monkeypatch.setattr(f"{module}.FICHIER_MAXIMAL", 2_000_000)
    recu = deposer(io.BytesIO(flux.getvalue()))
    assert any("trop gros une fois ouvert" in phrase for _, _, phrase in recu.refus)
    monkeypatch.setattr(f"{module}.ARCHIVE_MAXIMALE", 4_000_000)
    with pytest.raises(LivraisonRefusee, match="plusieurs lots"):
        deposer(io.BytesIO(flux.getvalue()))
