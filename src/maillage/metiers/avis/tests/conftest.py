"""A surgery of Lille and its secretary, two dermatologists of a network, who coordinates it; and Amiens."""

import datetime as dt
import io

import pytest
from django.utils import timezone
from PIL import Image

from maillage.metiers.avis.actions import demandes, reseau
from maillage.metiers.avis.actions.coffre import Clinique, Patient
from maillage.metiers.avis.actions.demandes import Saisie
from maillage.metiers.avis.enums.eligibilite import GenrePiece
from maillage.metiers.avis.models import Affectation, Filiere
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Commune, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements

QUESTION = "Faut-il biopsier cette lésion de Madame Lefèvre ?"
PATIENT = Patient("Lefèvre", "Zoé", dt.date(1962, 5, 1), "feminin")


def creer_organisation(genre, nom, commune, parent=None):
    with agir_comme(agent_systeme()):
        organisation = Organisation.objects.create(
            type=genre,
            nom=nom,
            cle_recherche=nom.lower(),
            commune=commune,
            parent=parent,
            est_gestionnaire=True,
        )
        recalculer_rattachements([organisation.pk])
    return organisation


@pytest.fixture
def lille(nord):
    return Commune.objects.create(
        code_insee="59350", nom="Lille", cle_recherche="lille", departement=nord, codes_postaux=["59000"]
    )


@pytest.fixture
def cpts(lille):
    return creer_organisation(TypeOrganisation.COMMUNAUTE_SOIGNANTE, "CPTS de Lille", lille)


@pytest.fixture
def cabinet(lille):
    return creer_organisation(TypeOrganisation.CABINET_MEDICAL, "Cabinet des Tilleuls", lille)


@pytest.fixture
def exercice(cabinet, lille):
    return creer_organisation(TypeOrganisation.EXERCICE_MEDICAL, "Dr Gaspard", lille, cabinet)


@pytest.fixture
def gaspard(creer_agent, exercice):
    return creer_agent("gaspard", "avis.medecin_generaliste", exercice)


@pytest.fixture
def sonia(creer_agent, exercice, cabinet):
    return creer_agent("sonia", "avis.secretaire", cabinet)


@pytest.fixture
def olga(creer_agent, lille):
    """A practitioner elsewhere."""
    autre = creer_organisation(TypeOrganisation.EXERCICE_MEDICAL, "Dr Olga", lille)
    return creer_agent("olga", "avis.medecin_generaliste", autre)


@pytest.fixture
def clarisse(creer_agent, cpts):
    return creer_agent("clarisse", "avis.coordinateur", cpts)


@pytest.fixture
def filiere(cpts):
    with agir_comme(agent_systeme()):
        return Filiere.objects.create(
            gestionnaire=cpts,
            code="dermatologie",
            nom="Dermatologie",
            specialites=["SM15"],
            signes_alerte=["Purpura avec fièvre"],
            questions=[{"libelle": "Évolue depuis", "genre": "texte", "est_obligatoire": True}],
        )


@pytest.fixture
def inscrire(clarisse, cpts, filiere, lille, creer_agent):
    """A specialist of the line, with every proof, and his account."""

    def inscrire(nom, *, sauf=(), rpps=""):
        with agir_comme(clarisse):
            specialiste = reseau.inscrire_specialiste(
                agent=clarisse,
                gestionnaire=cpts,
                prenom="Ada",
                nom=nom.capitalize(),
                rpps=rpps,
                commune=lille,
                valeurs=reseau.ValeursSpecialiste(
                    specialite="SM15",
                    statut_ordinal="retraite_actif",
                    remuneration="acte",
                    filieres=(filiere.pk,),
                ),
            )
            for genre in GenrePiece:
                if genre not in sauf:
                    reseau.verifier_piece(
                        agent=clarisse,
                        specialiste=specialiste,
                        genre=genre,
                        date_debut=timezone.localdate() - dt.timedelta(days=30),
                        date_fin=timezone.localdate() + dt.timedelta(days=300),
                    )
        agent = creer_agent(nom, "avis.specialiste", specialiste.exercice)
        with agir_comme(clarisse):
            specialiste.agent = agent
            specialiste.save(update_fields=["agent"])
        return agent

    return inscrire


@pytest.fixture
def sacha(inscrire):
    return inscrire("sacha")


@pytest.fixture
def tania(inscrire):
    return inscrire("tania")


def saisie(**champs):
    valeurs = {
        "urgence": "rapide",
        "clinique": Clinique(question=QUESTION, contexte="Lefèvre Zoé, diabétique."),
        "patient": PATIENT,
        "conduite_prevue": "adresser",
        "mode_consentement": "oral",
        **champs,
    }
    return Saisie(**valeurs)


@pytest.fixture
def preparer(gaspard, exercice, filiere):
    def preparer(agent=gaspard, **champs):
        with agir_comme(agent):
            return demandes.preparer(
                agent=agent, requerant=exercice, praticien=gaspard, filiere=filiere, saisie=saisie(**champs)
            )

    return preparer


@pytest.fixture
def envoyer(preparer, gaspard):
    def envoyer(**champs):
        demande = preparer(**champs)
        with agir_comme(gaspard):
            return demandes.envoyer(agent=gaspard, demande=demande)

    return envoyer


@pytest.fixture
def demande(sacha, envoyer):
    return envoyer()


def proposition_a(agent):
    """The proposal that this specialist sees."""
    with agir_comme(agent):
        return Affectation.objects.select_related("requis").latest("pk")


def photo(*, taille=(40, 30)):
    """A JPEG that says where it was taken."""
    image, sortie = Image.new("RGB", taille, "red"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Zoé Lefèvre, 3 rue des Lilas"
    image.save(sortie, "JPEG", exif=exif)
    return sortie.getvalue()
