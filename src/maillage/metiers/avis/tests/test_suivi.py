"""Figures are what anybody counts one by one; a month is signed once; a phase is compared with its thresholds."""

import datetime as dt
import random
from collections import Counter
from decimal import Decimal
from statistics import median

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.avis.actions import pilote, releves, reponses, suites
from maillage.metiers.avis.actions.coffre import Coffre
from maillage.metiers.avis.actions.faits import compter_demandes
from maillage.metiers.avis.actions.formation import modules
from maillage.metiers.avis.enums.bilan import ApportAvis, ConduitePrevue, RecoursTrenteJours, SuiteAdressage
from maillage.metiers.avis.indicateurs.pilote import mesurer
from maillage.metiers.avis.models import (
    ActionProjet,
    Attestation,
    Avis,
    Cloture,
    Demande,
    FaitDemande,
    Garde,
    Phase,
    PieceEligibilite,
    Planning,
    Programme,
    ReleveActivite,
    Specialiste,
    Suivi,
)
from maillage.metiers.avis.regles.formation import corriger
from maillage.metiers.avis.regles.mesures import Mesure, Seuil, bilan, centile
from maillage.metiers.avis.tests.conftest import proposition_a
from maillage.socle.acces.chiffrement import chiffrer
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import donnees_de
from maillage.socle.indicateurs.calcul import calculer
from maillage.socle.indicateurs.declarations import INDICATEURS
from maillage.socle.indicateurs.periode import Periode
from maillage.socle.indicateurs.verification import compter_les_ecarts

pytestmark = pytest.mark.django_db
AOUT = Periode(dt.date(2026, 8, 1), dt.date(2026, 8, 1))
DEBUT, FIN = dt.date(2026, 8, 1), dt.date(2026, 8, 31)
CUMULS = ("demandes", "suites", "gardes", "renforts", "echanges")


def instant(jour, heure=9):
    return timezone.make_aware(dt.datetime(2026, 8, jour, heure))


@pytest.fixture
def demander(gaspard, exercice, filiere, sacha):
    """Requests of August, each with what became of it, written at once as a demonstration does."""

    def demander(cas):
        with agir_comme(agent_systeme()):
            moi = Specialiste.objects.get(agent=sacha)
            return [_ecrire(gaspard, exercice, filiere, moi, un) for un in cas]

    return demander


def _ecrire(gaspard, exercice, filiere, moi, cas):
    cle, _ = chiffrer({})
    envoi = instant(cas["jour"])
    heures = cas.get("heures")
    est_close = bool(cas.get("suite") or cas.get("sans_retour"))
    demande = Demande.objects.create(
        filiere=filiere, gestionnaire=filiere.gestionnaire, requerant=exercice, praticien=gaspard, auteur=gaspard,
        cle=cle, empreinte_patient=cas.get("patient", ""), urgence=cas.get("urgence", "standard"),
        conduite_prevue=cas.get("conduite", ""), horodatage_publication=envoi, horodatage_creation=envoi,
        statut="cloturee" if est_close else ("repondue" if heures else cas.get("statut", "publiee")),
        specialiste=moi if heures else None, requis=moi.exercice if heures else None,
        horodatage_prise=envoi + dt.timedelta(hours=1) if heures else None,
    )  # fmt: skip
    commun = {"demande": demande, "requerant": exercice, "requis": demande.requis}
    if heures:
        avis = Avis.objects.create(
            specialiste=moi, conclusion="confirme", certitude="elevee", minutes=cas.get("minutes", 8), auteur=moi.agent,
            contenu=Coffre.de(demande).sceller({}), horodatage=envoi + dt.timedelta(hours=heures), **commun,
        )  # fmt: skip
        if est_close:
            Cloture.objects.create(
                avis=avis, auteur=gaspard, est_automatique=bool(cas.get("sans_retour")), suite=cas.get("suite", ""),
                apport="" if cas.get("sans_retour") else ApportAvis.CONFIRME, valeur_praticien=cas.get("note", ""),
                valeur_patient=cas.get("note", ""), est_patient_informe=cas.get("informe", False), **commun,
            )  # fmt: skip
        if "recours" in cas:
            Suivi.objects.create(date_prevue=envoi.date(), recours=cas["recours"], **commun)
    compter_demandes([demande.pk])
    return demande


def valeur(code, agent, **criteres):
    with agir_comme(agent):
        return calculer(
            INDICATEURS[f"avis.{code}"], agent, AOUT, jour=dt.date(2026, 11, 1), **criteres
        ).total.valeur


# --- figures


def test_what_happens_to_a_request_is_counted_as_it_happens(demande, gaspard, sacha, clarisse):
    with agir_comme(clarisse):
        fait = FaitDemande.objects.get()
        assert (fait.statut, fait.minutes_prise, fait.est_consentie) == ("proposee", None, True)
    with agir_comme(sacha):
        demande = reponses.prendre(agent=sacha, affectation=proposition_a(sacha))
        reponses.repondre(
            agent=sacha, demande=demande, reponse=reponses.Reponse("confirme", "elevee", "Poursuivre.", 7)
        )
    with agir_comme(gaspard):
        suites.clore(
            agent=gaspard, demande=demande,
            bilan=suites.Bilan(ApportAvis.CONFIRME, SuiteAdressage.EVITE, "5", "4", est_patient_informe=True),
        )  # fmt: skip
    with agir_comme(clarisse):
        fait.refresh_from_db()
    assert (fait.statut, fait.suite, fait.minutes_avis, fait.satisfaction, fait.est_a_temps) == (
        "cloturee", "evite", 7, 4, True
    )  # fmt: skip
    assert compter_demandes([demande.pk]) == 0


def test_every_figure_is_what_one_counts_by_hand(demander, clarisse, cpts):
    hasard = random.Random("avis")  # noqa: S311 (a fixed seed)
    cas = []
    for _ in range(60):
        un = {
            "jour": hasard.choice((3, 4, 5, 6, 10, 11)),
            "urgence": hasard.choice(("prioritaire", "rapide", "standard")),
            "conduite": hasard.choice(ConduitePrevue.values),
            "statut": hasard.choice(("publiee", "annulee", "reorientee")),
        }
        if hasard.random() < 0.8:
            un["heures"] = hasard.choice((2, 5, 30, 100, 200))
            sort = hasard.random()
            if sort < 0.7:
                un |= {
                    "suite": hasard.choice(SuiteAdressage.values),
                    "note": hasard.choice(("1", "3", "4", "5")),
                    "informe": hasard.random() < 0.5,
                    "recours": hasard.choice((*RecoursTrenteJours.values, "")),
                }
            elif sort < 0.85:
                un["sans_retour"] = True
        cas.append(un)
    demandes = demander(cas)
    dits = Counter(un.get("suite") for un in cas)
    cloturees = sum(n for suite, n in dits.items() if suite)
    sans_retour = sum(bool(un.get("sans_retour")) for un in cas)
    valables = [d for d in demandes if d.statut not in ("annulee", "reorientee")]
    with agir_comme(clarisse):
        a_temps = FaitDemande.objects.filter(demande__in=valables, est_a_temps=True).count()
    attendu = {
        "evites": (dits["evite"], cloturees),
        "sans_consultation": (dits["evite"] + dits["non_envisage"], cloturees),
        "suscites": (dits["suscite"], cloturees),
        "a_temps": (a_temps, len(valables)),
        "sans_retour": (sans_retour, cloturees + sans_retour),
        "satisfaction": (sum(un.get("note") in ("4", "5") for un in cas), sum("note" in un for un in cas)),
        "patients_informes": (sum(un.get("informe", False) for un in cas), cloturees),
        "recours_malgre": (
            sum(u.get("suite") == "evite" and u["recours"] not in ("", "aucun", "inconnu") for u in cas),
            sum(u.get("suite") == "evite" and u["recours"] not in ("", "inconnu") for u in cas),
        ),
        "urgences_evitees": (
            sum(u["conduite"] == "urgences" and u.get("recours") in ("aucun", "specialiste") for u in cas),
            sum(u["conduite"] == "urgences" and u.get("recours", "") not in ("", "inconnu") for u in cas),
        ),
    }
    with agir_comme(clarisse):
        mesures = mesurer([cpts.pk], DEBUT, FIN)
    assert {code: (mesures[code].numerateur, mesures[code].denominateur) for code in attendu} == attendu
    assert mesures["reponse_mediane"].numerateur == median(int(un["heures"]) for un in cas if "heures" in un)
    meme_nom = {"evites": "adressages_evites", "suscites": "adressages_suscites"}
    for code in attendu:
        assert float(valeur(meme_nom.get(code, code), clarisse)) == pytest.approx(mesures[code].valeur), code
    assert valeur("demandes", clarisse) == 60
    with agir_comme(agent_systeme()):
        for cumul in CUMULS:
            assert compter_les_ecarts(f"avis_cumul_{cumul}", connection) == 0


def test_a_late_answer_is_not_in_time_and_the_limit_follows_the_urgency(demander, clarisse):
    rapide, standard = demander(
        [
            {"jour": 3, "urgence": "rapide", "heures": 30},
            {"jour": 3, "urgence": "standard", "heures": 30},
        ]
    )
    with agir_comme(clarisse):
        assert not FaitDemande.objects.get(demande=rapide).est_a_temps
        assert FaitDemande.objects.get(demande=standard).est_a_temps


def test_figures_of_a_network_are_not_read_by_its_specialists_nor_by_practitioners(demander, sacha, gaspard):
    demander([{"jour": 3}])
    for agent in (sacha, gaspard):
        with agir_comme(agent):
            assert not FaitDemande.objects.exists()


def test_coverage_counts_published_half_days_with_somebody_first(clarisse, filiere, sacha, cpts):
    with agir_comme(agent_systeme()):
        moi = Specialiste.objects.get(agent=sacha)
        planning = Planning.objects.create(
            filiere=filiere, gestionnaire=cpts, version=1, date_debut=dt.date(2026, 8, 3), date_fin=dt.date(2026, 8, 7),
            statut="publie", auteur=clarisse,
        )  # fmt: skip
        for jour, qui in ((3, moi), (4, moi), (5, None)):
            Garde.objects.create(
                planning=planning, gestionnaire=cpts, filiere=filiere, specialiste=qui,
                exercice=qui.exercice if qui else None, date=dt.date(2026, 8, jour), demi_journee="matin",
                rang="premiere", horodatage_debut=instant(jour, 8), horodatage_fin=instant(jour, 13), est_publiee=True,
            )  # fmt: skip
    assert round(float(valeur("couverture", clarisse)), 1) == 66.7
    with agir_comme(clarisse):
        mesure = mesurer([cpts.pk], DEBUT, FIN)["couverture"]
    assert (mesure.numerateur, mesure.denominateur) == (2, 3)


def test_a_threshold_is_reached_missed_or_not_known_yet():
    seuil = Seuil("evites", "au_moins", 50)
    assert seuil.est_atteint(Mesure("evites", 1, 2)) is True
    assert Seuil("evites", "au_plus", 49).est_atteint(Mesure("evites", 1, 2)) is False
    assert seuil.est_atteint(Mesure("evites", 0, 0)) is None
    assert bilan([True, True]) == "Tous les seuils sont atteints."
    assert bilan([True, False, None]) == "1\u00a0seuil sur 3 atteint, 1\u00a0pas encore connu."
    assert bilan([]) == "Aucun seuil n’est fixé."
    assert centile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90) == 9


# --- statements


def test_a_month_is_signed_once_and_its_document_says_what_the_screen_says(
    demander, sacha, clarisse, connecter
):
    demander(
        [{"jour": jour, "heures": 2, "patient": "p"} for jour in (3, 4, 5, 6, 10)]
        + [{"jour": 11, "heures": 3}]
    )
    navigateur = connecter(sacha)
    adresse = reverse("avis:releve_signer", args=["2026-08"])
    page = navigateur.get(adresse).content.decode()
    assert "Au-delà de 4 actes" in page
    assert "115,00" in page
    navigateur.post(adresse)
    with agir_comme(sacha):
        releve = ReleveActivite.objects.get()
        assert (releve.actes, releve.montant_actes) == (6, Decimal("115.00"))
        donnees = donnees_de(DocumentProduit.objects.get(genre="avis.releve"))
        assert (donnees.total, len(donnees.actes)) == (Decimal("115.00"), 6)
        with pytest.raises(ValidationError, match="déjà signé"):
            releves.signer_releve(
                agent=sacha, specialiste=Specialiste.objects.get(agent=sacha), mois=dt.date(2026, 8, 1)
            )
    tableau = navigateur.get(reverse("avis:releve_csv", args=[releve.pk])).content.decode("utf-8-sig")
    assert tableau.count("TE2") == 6
    assert "Lefèvre" not in tableau
    assert "août 2026" in connecter(clarisse).get(reverse("avis:releves_recus")).content.decode().lower()


def test_the_current_month_is_not_signed_and_a_colleague_reads_nothing(demander, sacha, tania):
    demander([{"jour": 3, "heures": 2}])
    with agir_comme(sacha):
        moi = Specialiste.objects.get(agent=sacha)
        with pytest.raises(ValidationError, match="n’est pas fini"):
            releves.signer_releve(agent=sacha, specialiste=moi, mois=timezone.localdate())
        releves.signer_releve(agent=sacha, specialiste=moi, mois=dt.date(2026, 8, 1))
    with agir_comme(tania):
        assert not ReleveActivite.objects.exists()
        with pytest.raises(AccesRefuse):
            releves.signer_releve(agent=tania, specialiste=moi, mois=dt.date(2026, 8, 1))


# --- pilot


def test_a_pilot_is_opened_compared_and_decided_on_screen(demander, connecter, clarisse, cpts):
    demander([{"jour": 3, "heures": 2, "suite": "evite", "note": "5", "recours": "aucun"}] * 2)
    navigateur = connecter(clarisse)
    navigateur.post(
        reverse("avis:programme_ouvrir"),
        {"gestionnaire": cpts.pk, "nom": "Pilote de Lille", "date_debut": "2026-08-01"},
    )
    with agir_comme(clarisse):
        lu = Programme.objects.get()
    adresse = reverse("avis:programme", args=[lu.pk])
    navigateur.post(
        reverse("avis:phase_ajouter", args=[lu.pk]),
        {
            "nom": "Une CPTS", "echelle": "cpts", "date_debut": "2026-08-01", "date_fin": "2026-08-31",
            "seuil_a_temps": "90", "seuil_recours_malgre": "15", "seuil_couverture": "95",
        },
    )  # fmt: skip
    page = navigateur.get(adresse).content.decode()
    assert "2\u00a0seuils sur 3 atteints, 1\u00a0pas encore connu" in page
    assert "2 sur 2" in page
    with agir_comme(clarisse):
        phase = Phase.objects.get()
    decider = reverse("avis:phase_decider", args=[phase.pk])
    assert navigateur.post(decider, {"decision": "poursuivre", "motif": ""}).status_code == 422
    assert navigateur.post(decider, {"decision": "poursuivre", "motif": "Concluant"}).status_code == 302
    navigateur.post(reverse("avis:membre_ajouter", args=[lu.pk]), {"nom": "Mme Petit", "qualite": "patient"})
    navigateur.post(
        reverse("avis:action_ajouter", args=[lu.pk]),
        {"libelle": "Former les secrétaires", "responsable": "Mme Petit", "date_echeance": "2026-12-01"},
    )
    with agir_comme(clarisse):
        action = ActionProjet.objects.get()
    navigateur.post(reverse("avis:action_faite", args=[action.pk]))
    page = navigateur.get(adresse).content.decode()
    assert "Concluant" in page
    assert "1 action faite" in page


def test_a_phase_is_decided_once_by_whoever_runs_the_pilot(clarisse, cpts, creer_agent, hauts_de_france):
    with agir_comme(clarisse):
        lu = pilote.ouvrir_programme(
            agent=clarisse, gestionnaire=cpts, nom="Pilote", objectif="", date_debut=dt.date(2026, 8, 1)
        )
        phase = pilote.ajouter_phase(
            agent=clarisse, programme=lu, seuils={},
            valeurs={"nom": "Une", "echelle": "cpts", "date_debut": dt.date(2026, 8, 1),
                     "date_fin": dt.date(2026, 8, 31)},
        )  # fmt: skip
    regine = creer_agent("regine", "avis.pilotage", territoire=hauts_de_france)
    with agir_comme(regine):
        assert Phase.objects.visibles_par(regine).count() == 1
        with pytest.raises(AccesRefuse):
            pilote.decider_phase(agent=regine, phase=phase, decision="arreter", motif="Non")
    with agir_comme(clarisse):
        pilote.decider_phase(agent=clarisse, phase=phase, decision="poursuivre", motif="Oui")
        with pytest.raises(ValidationError, match="déjà décidée"):
            pilote.decider_phase(agent=clarisse, phase=phase, decision="arreter", motif="Non")


# --- training


def test_two_modules_passed_open_the_roster_and_a_failed_try_keeps_nothing(inscrire, connecter):
    sacha = inscrire("sacha", sauf=("formation",))
    navigateur = connecter(sacha)
    page = navigateur.get(reverse("avis:formation")).content.decode()
    assert "Deux modules ouvrent les gardes" in page
    repondre = reverse("avis:module", args=["repondre"])
    assert "Répondez à chaque cas" in navigateur.post(repondre, {"cas0": "1"}).content.decode()
    fautif = navigateur.post(repondre, {"cas0": "0", "cas1": "0", "cas2": "0"})
    assert fautif.status_code == 422
    assert "un complément coûte une minute" in fautif.content.decode()
    with agir_comme(sacha):
        assert not Attestation.objects.exists()
    for code in ("repondre", "confidentialite"):
        module = modules()[code]
        envoi = {f"cas{rang}": str(cas.bonne) for rang, cas in enumerate(module.cas)}
        assert navigateur.post(reverse("avis:module", args=[code]), envoi).status_code == 302
    with agir_comme(sacha):
        assert Attestation.objects.count() == 2
        moi = Specialiste.objects.get(agent=sacha)
        piece = PieceEligibilite.objects.get(specialiste=moi, genre="formation")
        assert piece.date_fin == timezone.localdate() + dt.timedelta(days=365)
        assert DocumentProduit.objects.filter(genre="avis.attestation").count() == 2


def test_each_function_has_its_modules_and_no_other(connecter, gaspard, sonia):
    for agent in (gaspard, sonia):
        navigateur = connecter(agent)
        assert "Poser une bonne question" in navigateur.get(reverse("avis:formation")).content.decode()
        assert navigateur.get(reverse("avis:module", args=["repondre"])).status_code == 404


def test_every_shipped_case_has_one_right_answer_and_says_why():
    assert set(modules()) == {"confidentialite", "demander", "repondre"}
    for module in modules().values():
        assert module.cas
        for cas in module.cas:
            assert len(set(cas.choix)) == len(cas.choix)
            assert cas.explication
        tout_juste = corriger(module, {rang: cas.bonne for rang, cas in enumerate(module.cas)})
        assert tout_juste.est_reussi
        assert not corriger(module, {}).est_reussi
