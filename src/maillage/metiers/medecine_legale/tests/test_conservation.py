"""The end of retention: what tells of persons goes, what counts stays, the seals still verify."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import ProgrammingError, connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.actions import conservation
from maillage.metiers.medecine_legale.actions.certificats import etablir_certificat
from maillage.metiers.medecine_legale.actions.identites import Identite
from maillage.metiers.medecine_legale.actions.missions import lire_mission
from maillage.metiers.medecine_legale.actions.remises import revoquer_remise
from maillage.metiers.medecine_legale.actions.requisitions import chemin_piece
from maillage.metiers.medecine_legale.documents import EFFACEMENT
from maillage.metiers.medecine_legale.indicateurs import ACTES, ouverture
from maillage.metiers.medecine_legale.models import (
    ActeMedicoLegal,
    Certificat,
    EditionOuverte,
    EffacementConservation,
    PartieNominative,
    PieceRequisition,
    Remise,
    Requisition,
)
from maillage.metiers.medecine_legale.regles.conservation import borne_creances, borne_effacement
from maillage.metiers.medecine_legale.taches import appliquer_la_conservation
from maillage.socle.acces.chiffrement import ContenuDetruit, dechiffrer
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents import stockage
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import donnees_de
from maillage.socle.indicateurs.calcul import calculer
from maillage.socle.indicateurs.declarations import INDICATEURS
from maillage.socle.indicateurs.periode import Periode
from maillage.socle.indicateurs.verification import compter_les_ecarts
from maillage.socle.journal.models import Evenement
from maillage.socle.journal.scellement import sceller, verifier

AUJOURD_HUI = timezone.localdate()
ANCIEN = AUJOURD_HUI.replace(day=1) - dt.timedelta(days=3 * 366 + 40)
PERIODE = Periode(ANCIEN.replace(month=1, day=1), AUJOURD_HUI.replace(day=1))


@pytest.fixture
def dossier(alice, umj_lille, requisition, acte):
    """A whole case, of which the dates are then put more than three years back: act, identity, file, certificate."""
    with agir_comme(alice):
        piece = actions.deposer_piece(agent=alice, requisition=requisition, contenu=b"%PDF-1.7\nM. Martin\n")
        identite = Identite("Lefèvre", "Zoé", None, "Ecchymose")
        certificat = etablir_certificat(agent=alice, acte=acte, identite=identite, itt_jours=5).document
        vieillir(acte)
    return acte, requisition, piece, certificat


def vieillir(acte):
    Requisition.objects.filter(pk=acte.requisition_id).update(date_requisition=ANCIEN)
    ActeMedicoLegal.objects.filter(pk=acte.pk).update(date_examen=ANCIEN, date_requisition=ANCIEN)


def figures(agent):
    """Every figure of every indicator by every axis, as shown."""
    with agir_comme(agent):
        return {
            (code, axe): [
                (ligne.cles, ligne.texte)
                for ligne in calculer(
                    indicateur,
                    agent,
                    PERIODE,
                    par=(axe,),
                    filtres={"portee": ("perimetre",)},
                    jour=AUJOURD_HUI,
                ).lignes
            ]
            for code, indicateur in INDICATEURS.items()
            if code.startswith("medecine_legale.")
            for axe in ("mois", *indicateur.dimensions)
        }


def test_whole_months_are_erased_once_all_their_days_are_three_years_old():
    assert borne_effacement(dt.date(2026, 11, 22)) == dt.date(2023, 11, 1)
    assert borne_effacement(dt.date(2027, 1, 1)) == dt.date(2024, 1, 1)


def test_the_erasing_takes_persons_and_violence_and_keeps_the_act(
    dossier, alice, enregistrer, django_capture_on_commit_callbacks
):
    acte, requisition, piece, certificat = dossier
    recent = enregistrer(numero_interne="R-1", requisition=None, est_hors_requisition=True)
    with django_capture_on_commit_callbacks(execute=True):
        appliquer_la_conservation(timezone.now())
    with agir_comme(agent_systeme()):
        acte.refresh_from_db()
        requisition.refresh_from_db()
        partie = PartieNominative.objects.select_related("cle").get(acte=acte)
        with pytest.raises(ContenuDetruit):
            dechiffrer(partie.cle, partie.contenu)
        assert not PieceRequisition.objects.filter(pk=piece.pk).exists()
    assert (acte.age, acte.genre, acte.natures_violence, acte.itt_jours, acte.numero_pv) == (
        "",
        "",
        [],
        None,
        "",
    )
    assert acte.numero_interne == f"E-{acte.pk}"
    assert (acte.profil, acte.date_examen, acte.types_examen) == ("victime", ANCIEN, ["somatique"])
    assert (requisition.numero_parquet, requisition.nom_opj) == ("", "")
    with agir_comme(alice):
        assert lire_mission(requisition) == ""
    assert not default_storage.exists(chemin_piece(piece.sha256))
    assert not stockage.existe(certificat.sha256)
    with agir_comme(alice):
        assert ActeMedicoLegal.objects.get(pk=recent.pk).age == "majeur"


@pytest.mark.django_db(transaction=True)
def test_deliveries_and_corrections_lose_their_addresses_and_their_reasons(lien, certifier, acte, alice):
    with agir_comme(alice):
        revoquer_remise(agent=alice, remise=lien.remise, motif="M. Martin a changé d’unité")
        certifier(nature="rectification", motif="Zoé Lefèvre a été revue")
        vieillir(acte)
    appliquer_la_conservation(timezone.now())
    with agir_comme(alice):
        remise = Remise.objects.get()
        assert (remise.mode, remise.destinataire, remise.courriel) == ("lien", "", "")
        motifs = {remise.motif_revocation, Certificat.objects.get(rang=2).motif}
    assert motifs == {conservation.MOTIF_EFFACE}
    with agir_comme(agent_systeme()):
        raisons = {
            (e.objet_type, e.motif) for e in Evenement.objects.filter(objet_type__contains="_").order_by("id")
        }
    assert not [raison for raison in raisons if "Lefèvre" in raison[1] or "Martin" in raison[1]]
    assert ("medecine_legale_certificat", "Fin de conservation") in raisons, "the erasing itself says why"


def test_no_figure_moves_and_the_tables_still_verify(dossier, alice, enregistrer):
    enregistrer(numero_interne="R-1")
    avant = figures(alice)
    assert sum(len(lignes) for lignes in avant.values()) > 50
    appliquer_la_conservation(timezone.now())
    assert figures(alice) == avant
    tables = {
        c.table for i in INDICATEURS.values() for c in i.cumuls if c.table.startswith("medecine_legale")
    }
    with agir_comme(agent_systeme()):
        assert {compter_les_ecarts(table, connections["default"]) for table in tables} == {0}


def test_an_erased_act_neither_changes_nor_counts_otherwise(dossier, alice):
    acte = dossier[0]
    avant = figures(alice)
    appliquer_la_conservation(timezone.now())
    with agir_comme(alice):
        with pytest.raises(ValidationError, match="effacées"):
            actions.annuler_acte(agent=alice, acte=acte, motif="Erreur")
        ActeMedicoLegal.objects.filter(pk=acte.pk).update(est_annule=True)  # as a hand in the database would
    assert figures(alice) == avant


def test_the_journal_no_longer_tells_what_it_was_and_its_seals_verify(dossier, alice):
    acte, requisition, *_ = dossier
    with agir_comme(agent_systeme()):
        traces = Evenement.objects.filter(objet_id=acte.pk, objet_type="medecine_legale_actemedicolegal")
        assert any("conjugale" in str(e.apres) for e in traces.order_by("id"))
        nombre = traces.count()
    appliquer_la_conservation(timezone.now())
    with agir_comme(agent_systeme()):
        objets = Evenement.objects.filter(objet_type__startswith="medecine_legale_").exclude(
            nature="effacement"
        )
        textes = [
            f"{e.avant} {e.apres}"
            for e in objets.filter(objet_id__in=[acte.pk, requisition.pk]).order_by("id")
        ]
        assert not [t for t in textes if "conjugale" in t or "fixer l’incapacité" in t or "2026/00123" in t]
        assert traces.count() == nombre + 1  # the erasing itself; who did what and when is all there


@pytest.mark.django_db(transaction=True, databases=["default", "proprietaire"])
def test_erasing_sealed_events_keeps_every_block_valid_and_a_forged_erasing_is_found(dossier):
    assert dossier
    with agir_comme(agent_systeme()):
        sceller()
        assert verifier() == []
    appliquer_la_conservation(timezone.now())
    with agir_comme(agent_systeme()):
        sceller()
        assert verifier() == []
    with connections["proprietaire"].cursor() as curseur:
        curseur.execute("ALTER TABLE journal_evenement DISABLE TRIGGER journal_ajout_seul")
        curseur.execute(
            "UPDATE journal_evenement SET motif = 'autre' WHERE id = (SELECT min(evenement_id) FROM journal_effacement)"
        )
        curseur.execute("ALTER TABLE journal_evenement ENABLE TRIGGER journal_ajout_seul")
    with agir_comme(agent_systeme()):
        assert ["effacement" in anomalie.raison for anomalie in verifier()] == [True]


def test_nobody_but_the_technical_account_erases_the_journal(alice, acte):
    effacer = "SELECT journal_effacer('medecine_legale_actemedicolegal', %s)"
    inserer = "INSERT INTO journal_effacement VALUES (1, '', 1)"
    for agent, ordre, parametres in ((alice, effacer, [[acte.pk]]), (agent_systeme(), inserer, None)):
        with (
            agir_comme(agent),
            pytest.raises(ProgrammingError),
            transaction.atomic(),
            connection.cursor() as curseur,
        ):
            curseur.execute(ordre, parametres)


def test_twice_is_once_and_a_run_cut_short_goes_on(dossier, alice, enregistrer, monkeypatch):
    second = enregistrer(numero_interne="A-2")
    with agir_comme(alice):
        ActeMedicoLegal.objects.filter(pk=second.pk).update(date_examen=ANCIEN)
    monkeypatch.setattr(conservation, "LOT", 1)
    borne = borne_effacement(AUJOURD_HUI)
    with agir_comme(agent_systeme()):  # one batch, then the machine stops
        assert conservation.effacer_un_lot(
            agent=agent_systeme(),
            structure=second.structure,
            borne=borne,
            creances=borne_creances(AUJOURD_HUI),
        )
        assert ActeMedicoLegal.objects.filter(horodatage_purge=None).count() == 1
    appliquer_la_conservation(timezone.now())
    assert appliquer_la_conservation(timezone.now()) == 0
    with agir_comme(agent_systeme()):
        suivi = EffacementConservation.objects.get()
        assert (suivi.nombre_actes, suivi.nombre_requisitions) == (2, 1)
        rapport = donnees_de(DocumentProduit.objects.get(genre=EFFACEMENT.code))
    assert (rapport.nombre_actes, rapport.nombre_identites, rapport.date_borne) == (2, 1, borne)


def test_a_requisition_waits_for_all_its_acts(dossier, alice, enregistrer):
    requisition = dossier[1]
    enregistrer(numero_interne="R-9", requisition=requisition)
    appliquer_la_conservation(timezone.now())
    with agir_comme(alice):
        assert lire_mission(Requisition.objects.get(pk=requisition.pk))


def test_accounts_unused_for_a_year_are_closed_and_the_others_are_not(alice, bruno, creer_agent):
    with agir_comme(agent_systeme()):
        Agent.objects.filter(pk__in=[alice.pk, bruno.pk]).update(
            horodatage_creation=timezone.now() - dt.timedelta(days=500)
        )
    recent = creer_agent("recent", "medecine_legale.gestionnaire", alice.habilitations.get().organisation)
    with agir_comme(bruno), connection.cursor() as curseur:
        curseur.execute(
            "INSERT INTO journal_evenement (nature, objet_type, objet_id, agent_id, horodatage, motif, requete)"
            " VALUES ('connexion', 'annuaire_agent', %s, %s, now(), '', '')",
            [bruno.pk, bruno.pk],
        )
    appliquer_la_conservation(timezone.now())
    actifs = {
        agent.pk: agent.is_active for agent in Agent.objects.filter(pk__in=[alice.pk, bruno.pk, recent.pk])
    }
    assert actifs == {alice.pk: False, bruno.pk: True, recent.pk: True}


def test_administrators_see_what_will_be_erased_then_the_report(
    connecter, creer_agent, france, dossier, settings
):
    settings.COMPTES_SECOND_FACTEUR = False
    nadia = creer_agent("nadia", "medecine_legale.super_administrateur", territoire=france)
    navigateur = connecter(nadia)
    assert (
        dossier[0].structure.nom in navigateur.get(reverse("medecine_legale:conservation")).content.decode()
    )
    appliquer_la_conservation(timezone.now())
    page = navigateur.get(reverse("medecine_legale:conservation")).content.decode()
    assert "Rien à effacer" in page
    assert "N° " in page


def test_the_certificate_of_an_erased_act_is_no_longer_downloaded(
    connecter, alice, dossier, django_capture_on_commit_callbacks
):
    certificat = dossier[3]
    with django_capture_on_commit_callbacks(execute=True):
        appliquer_la_conservation(timezone.now())
    assert connecter(alice).get(reverse("documents:telecharger", args=[certificat.pk])).status_code == 404


# --- open data


def test_the_open_file_hides_small_cells_and_whoever_is_alone(client, enregistrer):
    for rang in range(6):
        enregistrer(numero_interne=f"O-{rang}", date_examen=AUJOURD_HUI.replace(day=1) - dt.timedelta(days=3))
    with agir_comme(agent_systeme()):
        edition = ouverture.publier(agent=agent_systeme(), jour=AUJOURD_HUI)
        assert ouverture.publier(agent=agent_systeme(), jour=AUJOURD_HUI) == edition
    assert EditionOuverte.objects.count() == 1
    page = client.get(reverse("medecine_legale:donnees_ouvertes")).content.decode()
    assert "Licence Ouverte" in page
    reponse = client.get(reverse("medecine_legale:donnees_ouvertes_fichier", args=[edition.pk]))
    lignes = [
        ligne.split(";") for ligne in b"".join(reponse.streaming_content).decode("utf-8-sig").splitlines()
    ]
    assert lignes[0] == list(ouverture.DICTIONNAIRE)
    profils = {ligne[3]: ligne[5:] for ligne in lignes if ligne[2] == "Profil"}
    assert profils["victime"] == ["6", "0"]
    territoires = [ligne[5:] for ligne in lignes if ligne[2] in ("Région", "Département")]
    assert territoires
    assert all(ligne == ["", "1"] for ligne in territoires)


def test_the_open_file_tells_no_more_to_who_publishes_it(alice, acte):
    with agir_comme(agent_systeme()):
        public = calculer(ACTES, agent_systeme(), Periode.annee_en_cours(AUJOURD_HUI), est_public=True)
        prive = calculer(
            ACTES, agent_systeme(), Periode.annee_en_cours(AUJOURD_HUI), filtres={"portee": ("perimetre",)}
        )
    assert public.total.est_masquee
    assert prive.total.valeur == 1
