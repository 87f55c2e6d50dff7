"""A full request at the end of its retention: nothing of what it said stays, and no figure moves."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from maillage.metiers.avis.actions import demandes, fichiers, reponses, suites
from maillage.metiers.avis.actions.coffre import Clinique, Patient
from maillage.metiers.avis.models import Adressage, Demande, PieceJointe, Suivi
from maillage.metiers.avis.taches import appliquer_la_conservation
from maillage.metiers.avis.tests.conftest import photo, proposition_a
from maillage.metiers.avis.tests.test_contenus import pdf
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire
from maillage.socle.documents.stockage import existe
from maillage.socle.indicateurs.calcul import calculer
from maillage.socle.indicateurs.declarations import INDICATEURS
from maillage.socle.indicateurs.periode import Periode
from maillage.socle.journal.scellement import sceller, verifier

pytestmark = pytest.mark.django_db
JETONS = (
    "2510359350123",
    "Quenouille", "QUENOUILLE", "Philomène", "Q. P., 1951", "1951-03-09", "mot-question", "mot-contexte",
    "mot-examen", "mot-traitements", "mot-fait", "mot-reponse-filiere", "mot-complement", "mot-apporte",
    "mot-conduite", "mot-raisonnement", "mot-surveillance", "mot-retour", "mot-limites", "mot-references",
    "mot-incidents", "mot-discipline", "mot-commentaire", "mot-rouverte",
)  # fmt: skip
PATIENTE = Patient("Quenouille", "Philomène", dt.date(1951, 3, 9), "feminin", "251035935012374")
CLINIQUE = Clinique(
    question="mot-question : faut-il biopsier Madame Quenouille ?",
    contexte="mot-contexte",
    traitements="mot-traitements",
    examen="mot-examen",
    deja_fait="mot-fait",
    reponses=(("Évolue depuis", "mot-reponse-filiere"),),
)
REPONSE = reponses.Reponse(
    conclusion="consultation", certitude="moyenne", conduite="mot-conduite", minutes=12,
    raisonnement="mot-raisonnement", surveillance="mot-surveillance", retour="mot-retour", limites="mot-limites",
    references="mot-references", incidents="mot-incidents", discipline="mot-discipline", delai_adressage="semaine",
)  # fmt: skip


@pytest.fixture
def complete(gaspard, sonia, sacha, tania, preparer):
    """Every kind of row that a request may have, every field filled."""
    demande = preparer(
        agent=sonia, patient=PATIENTE, clinique=CLINIQUE, pieces=(("photo", photo()), ("courrier", pdf()))
    )
    with agir_comme(gaspard):
        demandes.envoyer(agent=gaspard, demande=demande)
    premier, second = sorted((sacha, tania), key=lambda agent: not _propose(agent))
    with agir_comme(premier):
        reponses.decliner(agent=premier, affectation=proposition_a(premier), motif="competence")
    with agir_comme(second):
        demande = reponses.prendre(agent=second, affectation=proposition_a(second))
        reponses.demander_complement(agent=second, demande=demande, texte="mot-complement, Mme Quenouille ?")
    with agir_comme(gaspard):
        demandes.joindre(agent=gaspard, demande=demande, genre="biologie", contenu=photo())
        demandes.apporter_complement(agent=gaspard, demande=demande, texte="mot-apporte")
    with agir_comme(second):
        avis = reponses.repondre(agent=second, demande=demande, reponse=REPONSE)
        produire("avis.compte_rendu", avis, agent=second)
    with agir_comme(gaspard):
        adressage = Adressage.objects.get()
        produire("avis.lettre", adressage, agent=gaspard)
        suites.suivre_adressage(
            agent=gaspard, adressage=adressage, statut="honore", date_rendez_vous=timezone.localdate()
        )
        _clore(gaspard, demande)
        suites.rouvrir(agent=gaspard, demande=demande, texte="mot-rouverte")
    with agir_comme(second):
        reponses.repondre(agent=second, demande=demande, reponse=REPONSE)
    with agir_comme(gaspard):
        _clore(gaspard, demande)
        Suivi.objects.update(date_prevue=timezone.localdate())
        suites.repondre_suivi(agent=gaspard, suivi=Suivi.objects.get(), recours="specialiste")
        demandes.retirer_consentement(agent=gaspard, demande=demande)
    return demande


def _propose(agent):
    with agir_comme(agent):
        return apps.get_model("avis", "Affectation").objects.exists()


def _clore(agent, demande):
    suites.clore(
        agent=agent,
        demande=demande,
        bilan=suites.Bilan(
            "nouveau", "maintenu", "4", "5", est_patient_informe=True, commentaire="mot-commentaire"
        ),
    )


def vieillir(*noms, jours):
    with agir_comme(agent_systeme()):
        for demande in Demande.objects.all():
            for nom in noms:
                setattr(demande, nom, getattr(demande, nom) - dt.timedelta(days=jours))
            demande.save(update_fields=noms)


def trouver(*jetons):
    """(table, word) wherever a word is in clear in a row, the journal and the queue of jobs included."""
    tables = [modele._meta.db_table for modele in apps.get_models() if modele._meta.managed]
    trouves = set()
    with agir_comme(agent_systeme()), connection.cursor() as curseur:
        for table in sorted({*tables, "procrastinate_jobs"}):
            for jeton in jetons:
                requete = f'SELECT EXISTS (SELECT FROM "{table}" t WHERE t::text LIKE %s)'  # noqa: S608 (our tables)
                curseur.execute(requete, [f"%{jeton}%"])
                if curseur.fetchone()[0]:
                    trouves.add((table, jeton))
    return trouves


def figures(agent):
    """Every figure of the service by every axis, as shown."""
    fin = timezone.localdate().replace(day=1)
    with agir_comme(agent):
        return {
            (code, axe): [
                (ligne.cles, ligne.texte)
                for ligne in calculer(
                    indicateur,
                    agent,
                    Periode(dt.date(2024, 1, 1), fin),
                    par=(axe,),
                    jour=timezone.localdate(),
                ).lignes
            ]
            for code, indicateur in INDICATEURS.items()
            if code.startswith("avis.")
            for axe in ("mois", *indicateur.dimensions)
        }


def test_a_full_request_is_erased_wholly_and_no_figure_moves(
    complete, gaspard, clarisse, connecter, django_capture_on_commit_callbacks
):
    with agir_comme(gaspard):
        pieces = list(PieceJointe.objects.values_list("empreinte", flat=True))
    assert len(pieces) == 3
    vieillir("horodatage_cloture", jours=400)
    with agir_comme(agent_systeme()):
        sceller()
    avant = figures(clarisse)
    assert any(textes for textes in avant.values())

    with django_capture_on_commit_callbacks(execute=True):
        assert appliquer_la_conservation(timezone.now()) == 1
        assert appliquer_la_conservation(timezone.now()) == 0

    assert trouver(*JETONS) == set()
    assert not any(default_storage.exists(fichiers.chemin(empreinte)) for empreinte in pieces)
    assert figures(clarisse) == avant
    with agir_comme(agent_systeme()):
        assert verifier() == []
    client = connecter(gaspard)
    for onglet in ("", "historique/"):
        page = client.get(f"/avis/{complete.pk}/{onglet}")
        assert page.status_code == 200
        assert not [jeton for jeton in JETONS if jeton in page.content.decode()]


def test_the_reason_of_a_cancellation_is_chosen_and_never_typed(demande, gaspard):
    with agir_comme(gaspard):
        with pytest.raises(ValidationError):
            demandes.annuler(agent=gaspard, demande=demande, motif="Mme Quenouille va mieux")
        demandes.annuler(agent=gaspard, demande=demande, motif="resolue")
        assert demande.evenements.get(type="annulation").motif == "La question est résolue"


def test_what_was_never_sent_is_cancelled_and_erased_at_once(preparer, gaspard, connecter):
    demande = preparer(patient=PATIENTE, clinique=CLINIQUE)
    vieillir("horodatage_creation", jours=60)
    assert appliquer_la_conservation(timezone.now()) == 0
    vieillir("horodatage_creation", jours=60)
    assert appliquer_la_conservation(timezone.now()) == 1
    assert trouver(*JETONS) == set()
    client = connecter(gaspard)
    assert "Restée sans suite" in client.get(f"/avis/{demande.pk}/historique/").content.decode()
    # nothing can be written under a destroyed key, nor sent
    assert (
        client.post(f"/avis/{demande.pk}/modifier/", {"garder": "1", "urgence": "rapide"}).status_code == 422
    )
    assert client.post(f"/avis/{demande.pk}/envoyer/").status_code == 302
    with agir_comme(gaspard):
        assert Demande.objects.get().statut == "annulee"


def test_what_everybody_left_there_is_stopped_then_erased_a_year_later(demande, gaspard):
    maintenant = timezone.now()
    mois = dt.timedelta(days=31)
    assert appliquer_la_conservation(maintenant + 5 * mois) == 0
    with agir_comme(gaspard):
        assert Demande.objects.get().statut == "proposee"
    assert appliquer_la_conservation(maintenant + 7 * mois) == 0
    with agir_comme(gaspard):
        stoppee = Demande.objects.get()
        assert (stoppee.statut, stoppee.horodatage_purge) == ("annulee", None)
    assert appliquer_la_conservation(maintenant + 20 * mois) == 1


def test_reports_and_letters_go_at_their_own_term_and_their_numbers_stay(
    complete, gaspard, django_capture_on_commit_callbacks
):
    with agir_comme(gaspard):
        papiers = list(DocumentProduit.objects.values_list("sha256", flat=True))
    assert len(papiers) == 2
    vieillir("horodatage_cloture", jours=400)
    with django_capture_on_commit_callbacks(execute=True):
        appliquer_la_conservation(timezone.now())
    assert all(existe(papier) for papier in papiers)
    vieillir("horodatage_cloture", jours=20 * 365)
    with django_capture_on_commit_callbacks(execute=True):
        appliquer_la_conservation(timezone.now())
        appliquer_la_conservation(timezone.now())
    assert not any(existe(papier) for papier in papiers)
    with agir_comme(gaspard):
        assert DocumentProduit.objects.count() == 2
        assert Demande.objects.get().horodatage_purge_documents
