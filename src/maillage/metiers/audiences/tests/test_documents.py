"""Each paper says what the case says, is refused when nothing calls for it, and stays in its chamber."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.audiences import documents as d
from maillage.metiers.audiences.actions import audiences, comparutions, decisions, note, renvois
from maillage.metiers.audiences.enums import JUGEABLES
from maillage.metiers.audiences.models import Decision, Membre, Partie, Renvoi
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.documents import stockage
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import ProductionImpossible, donnees_de, produire, rediger
from maillage.socle.documents.tests.texte import extraire_texte
from maillage.socle.journal.models import Evenement

LIGNE = "COUP 1 REC ; EMP 12M DONT 6M SP 2A OBL 1,5 JAP ; AM 300 ; SUSP 6M EP"
MOTIFS = "Les faits sont établis.\n\nLa peine tient compte de la situation du prévenu."


@pytest.fixture
def juger(passage, alice):
    """The accused came with a lawyer, was heard and judged."""

    def juger(ligne=LIGNE, *, mode="CMPAM", nature="C"):
        prevenu = Partie.objects.filter(affaire=passage.affaire, statut__in=JUGEABLES).first
        with agir_comme(alice):
            partie = prevenu()
            Membre.objects.get_or_create(
                audience=passage.audience, role="president", nom="Mme Paule Durand", chambre=passage.chambre
            )
            Membre.objects.get_or_create(
                audience=passage.audience, role="greffe", nom="Mme Alice Martin", chambre=passage.chambre
            )
            audiences.ouvrir(agent=alice, audience=passage.audience)
            comparutions.noter_comparution(
                agent=alice,
                passage=passage,
                partie=partie,
                valeurs=comparutions.ValeursComparution(mode=mode, nature_jugement=nature, avocat="Me Petit"),
            )
            note.consigner(
                agent=alice,
                passage=passage,
                genre="requisitions",
                texte="Huit mois, dont quatre avec sursis.",
            )
            return decisions.decider(
                agent=alice, passage=passage, partie=partie, texte=ligne, motivation=MOTIFS
            )

    return juger


def etablir(genre, objet, agent):
    with agir_comme(agent):
        document = produire(genre.code, objet, agent=agent)
        return donnees_de(document), extraire_texte(stockage.lire(document.sha256))


def test_the_minute_says_the_court_the_persons_the_offences_and_the_operative_part(juger, passage, alice):
    juger()
    donnees, texte = etablir(d.MINUTE, passage, alice)
    (decision,) = donnees.decisions
    assert (
        "coupable des faits suivants : VOL, faits commis le 2 mars 2026, en état de récidive"
        in decision.dispositif[1]
    )
    assert "DOUZE MOIS" in decision.dispositif[2]
    assert decision.ligne == "COUP 1 REC ; EMP 12M DONT 6M SP 2A OBL 1,5 JAP ; AM 300 ; SUSP 6M EP"
    assert "254 euros" in donnees.droits_fixes[0]
    assert "appel dans les 10 jours" in donnees.recours[0]
    for attendu in (
        "tribunalcorrectionnel",
        "LEFÈVREZoé",
        "VOL",
        "DOUZEMOIS",
        "Lesfaitssontétablis",
        "PauleDurand",
    ):
        assert attendu in texte
    with agir_comme(alice):
        assert rediger(d.MINUTE.code, passage, agent=alice)[:2] == b"PK"


def test_a_case_that_is_not_judged_has_no_minute(passage, alice):
    with agir_comme(alice), pytest.raises(ProductionImpossible, match="une fois l’affaire jugée"):
        produire(d.MINUTE.code, passage, agent=alice)


def test_the_note_holds_its_lines_in_order_and_says_that_it_waits_for_its_visa(juger, passage, alice):
    juger()
    donnees, texte = etablir(d.NOTE, passage, alice)
    assert [ligne.genre for ligne in donnees.lignes] == ["Réquisitions", "Décision"]
    assert "Huitmois,dontquatreavecsursis" in texte and "àviserdanslestroisjours" in texte


@pytest.mark.parametrize(
    ("ligne", "mode", "refusees"),
    [
        (LIGNE, "CMPAM", []),
        ("COUP ; AM 300", "CMP", [d.CONVOCATION_JAP, d.CONVOCATION_SPIP]),
        ("COUP ; AM 300", "NCMP", [d.RELEVE, d.CONVOCATION_JAP, d.CONVOCATION_SPIP]),
        ("COUP ; EMP 8M SP 2A", "CMP", [d.CONVOCATION_JAP]),
        ("REL", "CMP", [d.RELEVE, d.AVIS_PAIEMENT, d.CONVOCATION_JAP, d.CONVOCATION_SPIP]),
    ],
)
def test_only_what_the_decision_calls_for_is_issued(juger, alice, ligne, mode, refusees):
    decision = juger(ligne, mode=mode)
    for genre in (d.RELEVE, d.AVIS_PAIEMENT, d.CONVOCATION_JAP, d.CONVOCATION_SPIP):
        with agir_comme(alice):
            if genre in refusees:
                with pytest.raises(ProductionImpossible, match="n’appelle pas"):
                    produire(genre.code, decision, agent=alice)
            else:
                produire(genre.code, decision, agent=alice)


def test_the_notice_of_payment_adds_and_takes_off(juger, alice):
    donnees, texte = etablir(d.AVIS_PAIEMENT, juger("COUP ; AM 300"), alice)
    assert (donnees.total, donnees.reduction, donnees.total_reduit) == (
        554,
        Decimal("110.80"),
        Decimal("443.20"),
    )
    assert donnees.date_limite == ajouter_mois(
        timezone.localdate(), 1
    )  # paying is no formality to be prorogued
    assert "443,20" in texte
    assert "LaMajoration" not in texte


def test_who_did_not_come_owes_the_raised_duty_and_his_month_runs_from_the_service(juger, alice):
    donnees, texte = etablir(d.AVIS_PAIEMENT, juger("COUP ; AM 300", mode="NCMP", nature="CAS"), alice)
    assert (donnees.total, donnees.majoration_levee, donnees.total_reduit) == (808, 254, Decimal("443.20"))
    assert donnees.date_limite is None
    assert "jouroùlejugementvousestnotifié" in texte


def test_who_was_not_reached_does_not_owe_the_raised_duty(juger, alice):
    decision = juger("COUP ; AM 300", mode="NCMPSM", nature="CAS")
    assert etablir(d.AVIS_PAIEMENT, decision, alice)[0].total == 554
    with agir_comme(alice):
        Partie.objects.filter(pk=decision.partie_id).update(est_citee_a_personne=True)
    assert etablir(d.AVIS_PAIEMENT, decision, alice)[0].total == 808


def test_a_convocation_says_the_last_day_and_leaves_the_hour_to_be_written(juger, alice):
    decision = juger()
    jap, _ = etablir(d.CONVOCATION_JAP, decision, alice)
    spip, texte = etablir(d.CONVOCATION_SPIP, decision, alice)
    jour = timezone.localdate()
    assert (jap.au_plus_tard, spip.au_plus_tard) == (jour + dt.timedelta(20), jour + dt.timedelta(30))
    assert "servicepénitentiaire" in texte


def test_the_notice_of_adjournment_has_a_page_for_each_party(passage, alice):
    with agir_comme(alice):
        audiences.ouvrir(agent=alice, audience=passage.audience)
        renvois.renvoyer(
            agent=alice,
            passages=[passage],
            valeurs=renvois.ValeursRenvoi(
                timezone.localdate() + dt.timedelta(days=40), dt.time(14), "absence_interprete"
            ),
        )
        renvoi = Renvoi.objects.get()
    donnees, texte = etablir(d.AVIS_RENVOI, renvoi, alice)
    assert [partie.rang for partie in donnees.parties] == [1, 2]
    assert texte.count("Àl’attentionde") == 2 and "MarchandÈve".lower() in texte.lower()


def test_the_roll_before_and_after_and_the_slip_follow_the_hearing(juger, passage, alice):
    avant, _ = etablir(d.ROLE, passage.audience, alice)
    assert avant.lignes[0].suite == ()
    juger()
    apres, texte = etablir(d.ROLE_ANNOTE, passage.audience, alice)
    assert "EMP 12M DONT 6M" in apres.lignes[0].suite[0] and "EMP12MDONT6M" in texte
    bordereau, _ = etablir(d.BORDEREAU, passage.audience, alice)
    (saisie,) = bordereau.saisies
    assert saisie.infractions == ("7151 : Culpabilité",)
    assert saisie.mode_comparution == "CMPAM Comparant assisté"
    assert saisie.nature_jugement == "C Contradictoire"
    assert saisie.decision_sanction == "Condamnation"
    assert saisie.peines[1] == "Amende · AM 300"


def test_papers_stay_in_their_chamber(juger, alice, chloe, presidente):
    decision = juger()
    etablir(d.RELEVE, decision, alice)
    with agir_comme(chloe):
        assert not DocumentProduit.objects.visibles_par(chloe).exists()
        assert not Decision.objects.filter(pk=decision.pk).exists()
        with pytest.raises(AccesRefuse):
            produire(d.RELEVE.code, decision, agent=chloe)
    with agir_comme(presidente):
        assert DocumentProduit.objects.visibles_par(presidente).count() == 1


def test_the_page_proposes_what_is_due_makes_it_at_once_and_says_what_became_old(
    juger, passage, connecter, alice
):
    decision = juger("COUP ; AM 300")
    client = connecter(alice)
    adresse = reverse("audiences:pieces", args=[passage.audience_id])
    page = client.get(adresse).content.decode()
    assert (
        "Établir les 4 pièces qui manquent" in page
        and "Établir ces 4 pièces" in page
        and "Rôle annoté" not in page
    )
    client.post(reverse("audiences:etablir_audience", args=[passage.audience_id, "tout"]))
    with agir_comme(alice):
        premiers = DocumentProduit.objects.filter(statut="en_vigueur").count()
    assert premiers == 4
    page = client.get(adresse).content.decode()
    assert "qui manque" not in page and "à refaire" not in page
    with agir_comme(alice):
        Decision.objects.filter(pk=decision.pk).update(
            horodatage_modification=timezone.now() + dt.timedelta(minutes=2)
        )
    assert "Établir ces 3 pièces" in client.get(adresse).content.decode()
    client.post(reverse("audiences:etablir_dossier", args=[passage.pk]))
    with agir_comme(alice):
        statuts = sorted(DocumentProduit.objects.values_list("statut", flat=True))
    assert statuts.count("en_vigueur") == 4 and statuts.count("remplace") == 3


def test_the_slip_is_a_table_in_the_order_of_the_register_and_its_export_is_traced(
    juger, passage, connecter, alice, presidente
):
    juger()
    reponse = connecter(alice).get(reverse("audiences:bordereau_csv", args=[passage.audience_id]))
    entete, ligne = reponse.content.decode("utf-8-sig").splitlines()
    assert entete.startswith(
        "N° au rôle;N° de parquet;N° de minute;Prévenu;Mode de comparution;Nature du jugement"
    )
    assert (
        "LEFÈVRE Zoé" in ligne
        and "7151 : Culpabilité" in ligne
        and "LEF" not in reponse["Content-Disposition"]
    )
    with agir_comme(alice):
        assert Evenement.objects.filter(nature="export").count() == 1
    refus = connecter(presidente).get(reverse("audiences:bordereau_csv", args=[passage.audience_id]))
    assert refus.status_code == 404


def test_the_roll_annotated_waits_for_the_hearing_to_rise(juger, passage, connecter, alice):
    juger()
    client = connecter(alice)
    adresse = reverse("audiences:etablir_audience", args=[passage.audience_id, "role_annote"])
    page = client.post(adresse, follow=True).content.decode()
    assert "une fois l’audience levée" in page
    with agir_comme(alice):
        audiences.clore(agent=alice, audience=passage.audience)
    page = client.post(adresse, follow=True).content.decode()
    assert "1 document établi." in page.replace("\u00a0", " ")
    docx = client.get(reverse("audiences:minute_docx", args=[passage.pk]))
    assert docx.content[:2] == b"PK"
