"""Fictional records and what reads and seals them (small pages, made once); who works at the centre, and elsewhere."""

from __future__ import annotations

import datetime as dt
import http.server
import threading
from dataclasses import replace

import pytest
from asn1crypto import tsp
from django.conf import settings
from django.utils import timezone

from maillage.metiers.numerisation.actions import controle, delegations, destructions, scellement
from maillage.metiers.numerisation.actions.inventaire import inventorier_tous
from maillage.metiers.numerisation.actions.reception import livrer
from maillage.metiers.numerisation.chaine.ocr import Lecteur
from maillage.metiers.numerisation.chaine.verification import Confiance
from maillage.metiers.numerisation.demo.autorite import cachet_fictif
from maillage.metiers.numerisation.demo.lecture import LecteurConnu
from maillage.metiers.numerisation.demo.papiers import engendrer
from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette
from maillage.metiers.numerisation.models import Boite, Convention
from maillage.metiers.numerisation.regles.etiquettes import Etiquette
from maillage.metiers.numerisation.tests.lieux import creer_prestataire, creer_service, ligne
from maillage.metiers.numerisation.tests.livraisons import envoyer, lire_tout, lot_zip, rafraichir
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Commune

ETIQUETTE = Etiquette(GenreEtiquette.DOSSIER, "059C", 1234)
CONSTAT = {"methode": "broyage", "executant": "Papiers sûrs, bordereau 12", "poids_kg": 14}
INSTANT = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def papier():
    """Four pages in grey, at half the resolution: cover with its label, two written pages, a blank back."""
    return engendrer(ETIQUETTE, 4, resolution=150, couleur=False, densite=6)


@pytest.fixture(scope="session")
def livre(papier):
    """The file that a provider delivers of it."""
    return papier.livrer()


@pytest.fixture(scope="session")
def lecteur():
    """Tesseract with the data that ./maillage installs."""
    with Lecteur(settings.TESSDATA) as lecteur:
        yield lecteur


@pytest.fixture(scope="session")
def cachet():
    """A seal under fictional authorities, its clock stopped."""
    return cachet_fictif(instant=INSTANT)


@pytest.fixture
def autorite_http(cachet):
    """A timestamping authority over HTTP, on this machine."""

    class Autorite(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            demande = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            reponse = cachet.horodateur.request_tsa_response(demande).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(reponse)))
            self.end_headers()
            self.wfile.write(reponse)

        def log_message(self, format, *args):  # noqa: A002 (the standard library's name)
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Autorite) as serveur:
        fil = threading.Thread(target=serveur.serve_forever, args=(0.01,))
        fil.start()
        yield f"http://127.0.0.1:{serveur.server_port}/"
        serveur.shutdown()
        fil.join()


# --- people and places
@pytest.fixture
def lille(nord):
    return Commune.objects.create(
        code_insee="59350", nom="Lille", cle_recherche="lille", departement=nord, codes_postaux=["59000"]
    )


@pytest.fixture
def amiens(somme):
    return Commune.objects.create(
        code_insee="80021", nom="Amiens", cle_recherche="amiens", departement=somme, codes_postaux=["80000"]
    )


@pytest.fixture
def nordiste(lille):
    return creer_service("du Nord", lille, ("059A", "059B"))


@pytest.fixture
def centre(nordiste):
    return nordiste.centres[0]


@pytest.fixture
def prestataire(nordiste, lille):
    return creer_prestataire(nordiste, lille)


@pytest.fixture
def agathe(creer_agent, centre):
    """An assistant of the centre."""
    return creer_agent("agathe", "numerisation.assistant_equipe", centre)


@pytest.fixture
def ivan(creer_agent, centre):
    """A nurse of the centre."""
    return creer_agent("ivan", "numerisation.professionnel_sante", centre)


@pytest.fixture
def rachel(creer_agent, centre):
    """Who runs the centre."""
    return creer_agent("rachel", "numerisation.responsable_centre", centre)


@pytest.fixture
def maud(creer_agent, nordiste):
    """The coordinating doctor of the service."""
    return creer_agent("maud", "numerisation.medecin_coordinateur", nordiste.service)


@pytest.fixture
def quentin(creer_agent, nordiste):
    """Quality control of the service."""
    return creer_agent("quentin", "numerisation.controleur_qualite", nordiste.service)


@pytest.fixture
def diane(creer_agent, nordiste):
    """The DPO of the service."""
    return creer_agent("diane", "numerisation.dpo", nordiste.service)


@pytest.fixture
def piotr(creer_agent, prestataire):
    """Who scans, at the provider's."""
    return creer_agent("piotr", "numerisation.prestataire", prestataire)


@pytest.fixture
def chloe(creer_agent, amiens):
    """An assistant of another service."""
    return creer_agent(
        "chloe", "numerisation.assistant_equipe", creer_service("de Somme", amiens, ("080A",)).centres[0]
    )


@pytest.fixture
def deleguer(maud, agathe, centre):
    """The doctor lets Agathe read parts 1° and 2°, of the whole centre unless `etiquette` says which record."""

    def deleguer(**champs):
        valeurs = {
            "date_debut": timezone.localdate(),
            "date_fin": timezone.localdate(),
            "motif": "Visites",
            **champs,
        }
        with agir_comme(maud):
            return delegations.accorder(agent=maud, centre=centre, delegataire=agathe, **valeurs)

    return deleguer


@pytest.fixture
def inventorier(agathe, centre):
    """Records of the centre, recorded by Agathe."""

    def inventorier(*noms, **champs):
        with agir_comme(agathe):
            return inventorier_tous(
                agent=agathe, centre=centre, lignes=[ligne(nom, **champs) for nom in noms or ("Lefèvre",)]
            )

    return inventorier


# --- a lot of two records: delivered, read, accepted, sealed
@pytest.fixture(scope="session")
def papiers():
    return [
        engendrer(
            Etiquette(GenreEtiquette.DOSSIER, "059A", rang), 4, resolution=150, couleur=False, densite=6
        )
        for rang in (1, 2)
    ]


@pytest.fixture(scope="session")
def lecteur_connu(papiers):
    lecteur = LecteurConnu()
    for papier in papiers:
        lecteur.apprendre({page.jpeg: page.texte for page in papier.pages})
    return lecteur


@pytest.fixture
def dossiers(papiers, centre, prestataire):
    with agir_comme(agent_systeme()):
        Convention.objects.filter(prestataire=prestataire).update(resolution=150, est_couleur=False)
    return envoyer(papiers, centre, prestataire)


@pytest.fixture
def deposer(papiers, dossiers, prestataire, piotr):
    def deposer(flux=None, **champs):
        with agir_comme(piotr):
            return livrer(
                agent=piotr, prestataire=prestataire, flux=flux or lot_zip(papiers, dossiers, **champs)
            )

    return deposer


@pytest.fixture
def lu(deposer, lecteur_connu):
    """A lot delivered and read."""
    lot = deposer().lot
    lire_tout(lot, lecteur_connu)
    return lot


@pytest.fixture
def accepter(quentin):
    def accepter(lot):
        with agir_comme(quentin):
            tirage = controle.tirer_echantillon(agent=quentin, lot=lot)
            while tiree := controle.page_suivante(tirage, quentin):
                controle.voir_page(agent=quentin, tiree=tiree)
            return controle.prononcer(agent=quentin, lot=lot)

    return accepter


@pytest.fixture
def integre(lu, accepter, cachet):
    accepter(lu)
    assert scellement.sceller_lot(lu.pk, cachet) == []
    return rafraichir(lu)


@pytest.fixture
def glissee(deposer, papiers, dossiers, lecteur_connu):
    """A page of the second worker slipped into the first record."""
    melange = replace(papiers[0], pages=(*papiers[0].pages[:1], papiers[1].pages[0], *papiers[0].pages[2:]))
    lot = deposer(lot_zip([melange, papiers[1]], dossiers)).lot
    lire_tout(lot, lecteur_connu)
    return lot


# --- the paper of that lot, then what is left of it
@pytest.fixture
def boites(integre, dossiers, cachet):
    """The boxes of a lot on screen, checked since; nothing keeps them any more."""
    with agir_comme(agent_systeme()):
        Convention.objects.update(delai_garde_jours=0)
    scellement.verifier_un_lot(integre.pk, Confiance(cachet.autorites, cachet.autorites_horodatage))
    with agir_comme(agent_systeme()):
        return list(Boite.objects.filter(dossiers__in=dossiers).distinct().order_by("pk"))


@pytest.fixture
def detruire_le_papier(boites, centre, rachel, maud):
    """Asked, approved, done."""

    def detruire_le_papier():
        with agir_comme(rachel):
            demandee = destructions.demander(agent=rachel, centre=centre, boites=boites)
        with agir_comme(maud):
            approuvee = destructions.approuver(agent=maud, destruction=demandee)
        with agir_comme(rachel):
            jour = timezone.localdate()
            return destructions.constater(agent=rachel, destruction=approuvee, date_execution=jour, **CONSTAT)

    return detruire_le_papier
