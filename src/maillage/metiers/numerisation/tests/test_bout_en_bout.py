"""The real chain, nothing in place of anything, from the provider's ZIP to what an auditor verifies offline.

Delivered on screen, read by Tesseract inside the worker's job, sealed by the certificate of the settings under a
timestamp asked over HTTP, found by its words.
"""

import hashlib
import io
import json
import subprocess
import zipfile

import pytest
from asn1crypto import pem
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from maillage.metiers.numerisation.actions import controle
from maillage.metiers.numerisation.actions.auditeur import LISEZMOI
from maillage.metiers.numerisation.chaine.verification import Confiance, Temoin, verifier_fichier
from maillage.metiers.numerisation.demo.autorite import emettre
from maillage.metiers.numerisation.demo.papiers import engendrer
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, EtatLot, GenreEtiquette
from maillage.metiers.numerisation.models import Convention, Dossier, Fichier, Lot
from maillage.metiers.numerisation.regles.chainage import Maillon, ruptures
from maillage.metiers.numerisation.regles.etiquettes import Etiquette
from maillage.metiers.numerisation.tests.livraisons import envoyer, lot_zip
from maillage.socle.acces.contexte import agent_systeme, agir_comme

pytestmark = [pytest.mark.lent, pytest.mark.django_db(transaction=True)]
PAGES = 2


@pytest.fixture
def racine():
    return emettre("Racine du service")


@pytest.fixture(autouse=True)
def _reglages(settings, tmp_path, racine, cachet, autorite_http):
    """The seal and the authority of a production, as its settings name them."""
    (tmp_path / "sceau.p12").write_bytes(emettre("Sceau du service", racine).en_pkcs12("phrase"))
    (tmp_path / "racine.pem").write_bytes(pem.armor("CERTIFICATE", racine.asn1.dump()))
    (tmp_path / "temps.pem").write_bytes(pem.armor("CERTIFICATE", cachet.autorites_horodatage[0].dump()))
    settings.SCEAU_FABRIQUE = ""
    settings.SCEAU_PKCS12, settings.SCEAU_PHRASE = str(tmp_path / "sceau.p12"), "phrase"
    settings.SCEAU_AUTORITES, settings.HORODATAGE_AUTORITES = (
        str(tmp_path / "racine.pem"),
        str(tmp_path / "temps.pem"),
    )
    settings.HORODATAGE_ADRESSE = autorite_http


def travailler():
    """Every job that is due, as the worker does it."""
    with app.replace_connector(app.connector.get_worker_connector()) as application:
        application.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def verifier_hors_ligne(octets, tmp_path):
    """What the auditor's file says of itself, with the tools that it names: sha256sum, openssl, and SHA-256 alone."""
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        archive.extractall(tmp_path)
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=tmp_path, check=True)  # noqa: S607
    racine = (tmp_path / "scelles/racine.txt").read_text().strip()
    commande = f"openssl ts -verify -digest {racine} -in scelles/jeton.der -token_in -CAfile autorites.pem"
    assert commande.replace(racine, "$(cat scelles/racine.txt)") in LISEZMOI
    subprocess.run(commande.split(), cwd=tmp_path, check=True)  # noqa: S603
    preuves = json.loads((tmp_path / "scelles/preuves.json").read_text())
    for preuve in preuves.values():
        assert remonter(preuve) == racine
    maillons = [
        Maillon(**json.loads(ligne))
        for ligne in (tmp_path / "journal/evenements.jsonl").read_text().splitlines()
    ]
    assert ruptures(maillons) == [] and len(maillons) > 8
    return {etiquette: preuve["feuille"].split("|")[-1] for etiquette, preuve in preuves.items()}


def remonter(preuve):
    """From the leaf to the root, as RFC 6962 says and LISEZMOI.txt repeats."""
    noeud = hashlib.sha256(b"\0" + preuve["feuille"].encode()).digest()
    rang, dernier = preuve["rang"], preuve["nombre"] - 1
    for voisin in map(bytes.fromhex, preuve["voisins"]):
        if rang % 2 or rang == dernier:
            noeud = hashlib.sha256(b"\1" + voisin + noeud).digest()
            while rang % 2 == 0 and rang:
                rang, dernier = rang // 2, dernier // 2
        else:
            noeud = hashlib.sha256(b"\1" + noeud + voisin).digest()
        rang, dernier = rang // 2, dernier // 2
    return noeud.hex()


def test_a_delivery_becomes_searchable_sealed_records_that_anybody_verifies(
    connecter, centre, prestataire, piotr, quentin, ivan, racine, cachet, tmp_path
):
    papiers = [
        engendrer(
            Etiquette(GenreEtiquette.DOSSIER, "059A", rang), PAGES, resolution=150, couleur=False, densite=3
        )
        for rang in (1, 2)
    ]
    with agir_comme(agent_systeme()):
        Convention.objects.filter(prestataire=prestataire).update(resolution=150, est_couleur=False)
    dossiers = envoyer(papiers, centre, prestataire)
    archive = lot_zip(papiers, dossiers)
    archive.name = "lot.zip"
    livre = connecter(piotr).post(
        reverse("numerisation:lot_livrer"), {"prestataire": prestataire.pk, "archive": archive}
    )
    assert livre.status_code == 302

    travailler()
    with agir_comme(agent_systeme()):
        lot = Lot.objects.get()
        assert lot.etat == EtatLot.TRAITE, list(Fichier.objects.values_list("etat", "refus"))
    client = connecter(quentin)
    client.post(reverse("numerisation:lot_tirer", args=[lot.pk]))
    with agir_comme(quentin):
        tirage = lot.tirages.get()
        while tiree := controle.page_suivante(tirage, quentin):
            controle.voir_page(agent=quentin, tiree=tiree)
    client.post(reverse("numerisation:lot_verdict", args=[lot.pk]), {"observation": ""})
    travailler()
    client.post(reverse("numerisation:lot_verifier", args=[lot.pk]))
    travailler()
    with agir_comme(agent_systeme()):
        assert set(Dossier.objects.values_list("etat", flat=True)) == {EtatDossier.INTEGRE}
        assert lot.verifications.latest("pk").est_conforme

    lecteur = connecter(ivan)
    lecteur.post(reverse("numerisation:ouvrir", args=[dossiers[0].pk]), {"motif": "visite"})
    page = lecteur.get(reverse("numerisation:lire", args=[dossiers[0].pk]), {"q": papiers[0].salarie.nom})
    assert [numero.numero for numero, _ in page.context["trouvees"]] == [1, 2]
    image = lecteur.get(reverse("numerisation:page", args=[dossiers[0].pk, 2]))
    assert image.content == papiers[0].pages[1].jpeg, "what the scanner gave, to the byte"

    auditeur = connecter(quentin).get(reverse("numerisation:lot_auditeur", args=[lot.pk]))
    empreintes = verifier_hors_ligne(auditeur.content, tmp_path / "auditeur")
    copie = copie_remise(connecter(ivan), dossiers[0])
    assert hashlib.sha256(copie).hexdigest() == empreintes[dossiers[0].etiquette.lisible]
    with agir_comme(agent_systeme()):
        sceau = Fichier.objects.get(dossier=dossiers[0]).sceau
        temoin = Temoin(sceau.sha256, sceau.taille_avant_sceau, sceau.sha256_avant_sceau, tuple(sceau.images))
    rapport = verifier_fichier(copie, temoin, Confiance([racine.asn1], cachet.autorites_horodatage))
    assert rapport.defauts == () and any("Sceau du service" in phrase for phrase in rapport.phrases)


def copie_remise(client, dossier):
    """The sealed file, as its worker receives it."""
    client.post(
        reverse("numerisation:copie_demander", args=[dossier.pk]),
        {
            "genre": "salarie",
            "destinataire": "Lui-même",
            "mode": "main",
            "date_demande": timezone.localdate(),
        },
    )
    with agir_comme(agent_systeme()):
        copie = dossier.copies.get()
    octets = client.post(reverse("numerisation:copie_paquet", args=[copie.pk])).content
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        (nom,) = [nom for nom in archive.namelist() if nom.endswith(".pdf")]
        return archive.read(nom)
