"""A lot from its delivery to the screen: all or nothing, read, controlled, sealed, proven."""

import datetime as dt
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import connections
from django.utils import timezone

from maillage.metiers.numerisation.actions import (
    auditeur,
    codage,
    controle,
    livraisons,
    reception,
    scellement,
)
from maillage.metiers.numerisation.actions.lecture import lire_fichier
from maillage.metiers.numerisation.actions.pages import image_de, pages_de, texte_de
from maillage.metiers.numerisation.actions.rangement import chemin
from maillage.metiers.numerisation.actions.reception import LivraisonRefusee, livrer
from maillage.metiers.numerisation.chaine.verification import Confiance
from maillage.metiers.numerisation.demo.livraisons import empaqueter
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, EtatLot
from maillage.metiers.numerisation.enums.pieces import Trait
from maillage.metiers.numerisation.models import (
    Boite,
    Defaut,
    Dossier,
    Expedition,
    Fichier,
    Lot,
    Page,
    VideoCodage,
)
from maillage.metiers.numerisation.tests.livraisons import etats, lire_tout, lot_zip, rafraichir
from maillage.socle.acces.chiffrement import detruire
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.echeances.models import Echeance

# --- delivery


def test_a_right_delivery_is_taken_its_files_sealed_and_its_records_scanned(deposer, dossiers, papiers):
    recu = deposer()
    assert recu.est_accepte and recu.lot.etat == EtatLot.RECU and recu.refus == []
    assert etats(dossiers) == {EtatDossier.NUMERISE}
    with agir_comme(agent_systeme()):
        fichier = Fichier.objects.get(nom="d1.pdf")
        with default_storage.open(chemin(fichier.rangement_livre)) as range_:
            assert papiers[0].pages[0].jpeg[:64] not in range_.read()


def test_one_wrong_file_refuses_the_whole_lot_and_says_every_reason(deposer, dossiers, papiers):
    juste = lot_zip(papiers, dossiers)
    with zipfile.ZipFile(juste) as archive:
        manifeste = json.loads(archive.read("manifeste.json"))
        octets = {nom: archive.read(nom) for nom in ("d1.pdf", "d2.pdf")}
    manifeste["fichiers"][0]["pages"] = 9
    octets["d2.pdf"] = octets["d2.pdf"][:-40]
    octets["intrus.pdf"] = b"%PDF-1.7 rien %%EOF"
    recu = deposer(empaqueter(json.dumps(manifeste).encode(), octets))
    assert not recu.est_accepte and recu.lot.etat == EtatLot.REJETE
    assert {(fichier, champ) for fichier, champ, _ in recu.refus} >= {
        ("d1.pdf", "pages"),
        ("d2.pdf", "lecture"),
        ("intrus.pdf", "lecture"),
    }
    assert etats(dossiers) == {EtatDossier.RECU}
    with agir_comme(agent_systeme()):
        assert not Fichier.objects.exists()
    reprise = deposer()
    assert reprise.est_accepte and reprise.lot.livraison == 2 and reprise.lot_id == recu.lot_id


@pytest.mark.parametrize("nom", ["../passwd.pdf", "dossier/", "a\\b.pdf"])
def test_an_archive_that_walks_out_of_itself_is_refused(deposer, nom):
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w") as archive:
        archive.writestr("manifeste.json", "{}")
        archive.writestr(nom, "x")
    flux.seek(0)
    with pytest.raises(LivraisonRefusee, match="à plat"):
        deposer(flux)


def test_a_lot_already_taken_and_an_unknown_agreement_are_refused(deposer, papiers, dossiers):
    deposer()
    with pytest.raises(LivraisonRefusee, match="déjà livré"):
        deposer()
    with pytest.raises(LivraisonRefusee, match="convention"):
        deposer(lot="L-2", convention="7")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("lots", [("L-1", "L-1"), ("L-1", "L-2")], ids=["same number", "same records"])
def test_two_deliveries_at_the_same_instant_are_one_taken_and_one_refused_in_words(
    deposer, papiers, dossiers, monkeypatch, lots
):
    depart = Barrier(len(lots))
    monkeypatch.setattr(reception, "classes_arretees", lambda *_: depart.wait(20) and ())

    def tenter(flux):
        try:
            return deposer(flux)
        except LivraisonRefusee as refus:
            return refus
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(lots)) as fils:
        recus = list(fils.map(tenter, [lot_zip(papiers, dossiers, lot=numero) for numero in lots]))
    pris = [recu for recu in recus if getattr(recu, "est_accepte", False)]
    (autre,) = [recu for recu in recus if recu not in pris]
    assert len(pris) == 1 and etats(dossiers) == {EtatDossier.NUMERISE}
    dit = str(autre) if lots[0] == lots[1] else str(autre.refus)
    assert ("est déjà livré" if lots[0] == lots[1] else "n’a pas été envoyé") in dit


def test_only_the_provider_delivers_and_another_service_sees_nothing(
    papiers, dossiers, prestataire, quentin, deposer, chloe
):
    with agir_comme(quentin), pytest.raises(AccesRefuse):
        livrer(agent=quentin, prestataire=prestataire, flux=lot_zip(papiers, dossiers))
    deposer()
    with agir_comme(chloe):
        assert (Lot.objects.count(), Fichier.objects.count(), Page.objects.count()) == (0, 0, 0)


def test_a_shipment_is_delivered_once_every_record_received_of_it_is(
    deposer, papiers, dossiers, centre, prestataire, piotr
):
    systeme = agent_systeme()
    with agir_comme(systeme):
        expedition = Expedition.objects.create(
            centre=centre, prestataire=prestataire, numero=1, code="MAI1|EXP|059A|1|00", statut="arrivee",
            date_prevue=timezone.localdate(), dossiers_recus=2,
        )  # fmt: skip
        Boite.objects.filter(dossiers__in=dossiers).update(expedition=expedition)
        livraisons.attendre(expedition, timezone.localdate())

    def ou():
        with agir_comme(piotr):
            statut = Echeance.objects.values_list("statut", flat=True).get(genre="numerisation.livraison")
            return statut, Expedition.objects.get().date_livraison

    deposer(lot_zip(papiers[:1], dossiers, lot="L-1"))
    assert ou() == ("a_faire", None)
    deposer(lot_zip(papiers[1:], dossiers, lot="L-2"))
    assert ou() == ("faite", timezone.localdate())
    plus_tard = timezone.localdate() + dt.timedelta(days=40)
    with agir_comme(systeme):
        livraisons.attendre(Expedition.objects.get(), plus_tard)
    assert ou() == ("a_faire", None), "a box that arrives afterwards is due too"
    with agir_comme(piotr):
        due = Echeance.objects.get(genre="numerisation.livraison")
        assert due.date_limite == Expedition.objects.get().date_limite_livraison > plus_tard


# --- reading


def test_pages_are_kept_one_by_one_and_a_job_that_stopped_reads_only_what_is_left(deposer, lecteur_connu):
    lot = deposer().lot
    vues: list[int] = []

    def coupe(travail):
        if len(vues) == 2:
            raise KeyboardInterrupt
        vues.append(travail.numero)
        return lecteur_connu(travail)

    with agir_comme(agent_systeme()):
        premier = Fichier.objects.get(nom="d1.pdf")
    with pytest.raises(KeyboardInterrupt):
        lire_fichier(premier.pk, coupe)
    reste: list[int] = []

    def suite(travail):
        reste.append(travail.numero)
        return lecteur_connu(travail)

    lire_fichier(premier.pk, suite)
    assert (vues, reste) == ([1, 2], [3, 4])
    lire_fichier(premier.pk, lambda _travail: pytest.fail("a record that was read is not read again"))
    lire_tout(lot, lecteur_connu)
    assert rafraichir(lot).etat == EtatLot.TRAITE


def test_what_a_page_says_is_sealed_and_its_image_is_opened_alone_to_the_byte(lu, dossiers, papiers, ivan):
    with agir_comme(ivan):
        pages = list(Page.objects.filter(dossier=dossiers[0]).select_related("fichier", "dossier__cle"))
        assert [page.encre for page in pages] == ["ecrite", "ecrite", "ecrite", "vierge"]
        assert papiers[0].salarie.nom not in "".join(page.contenu for page in pages)
        assert papiers[0].salarie.nom in texte_de(pages[0])
        assert pages[1].debut and image_de(pages[1]).octets == papiers[0].pages[1].jpeg
        assert {page.rattachement for page in pages} == {"certain"}
    with agir_comme(agent_systeme()):
        assert not VideoCodage.objects.exists()


def test_once_the_key_is_destroyed_nothing_of_the_record_can_be_read(lu, dossiers):
    with agir_comme(agent_systeme()):
        page = Page.objects.filter(dossier=dossiers[0]).select_related("fichier", "dossier__cle")[0]
        detruire(page.dossier.cle)
        page.dossier.cle.refresh_from_db()
        assert texte_de(page) == ""
        with pytest.raises(ValidationError, match="effacé"):
            image_de(page)


# --- whose page


def test_a_page_of_somebody_else_is_typed_by_two_people_and_refuses_the_lot(
    glissee, papiers, agathe, ivan, quentin, creer_agent, centre, dossiers
):
    autre = papiers[1].salarie
    traits = {
        Trait.NIR: autre.nir,
        Trait.DATE_NAISSANCE: autre.date_naissance,
        Trait.NOM: autre.nom,
        Trait.PRENOM: autre.prenom,
    }
    with agir_comme(agathe):
        file = list(codage.file_de(agathe))
        assert len(file) == 1
        codage.saisir(agent=agathe, codage=file[0], traits=traits)
        assert not codage.file_de(agathe).exists()
        with pytest.raises(ValidationError, match="déjà saisi"):
            codage.saisir(agent=agathe, codage=file[0], traits=traits)
    with agir_comme(quentin):
        tirage = controle.tirer_echantillon(agent=quentin, lot=glissee)
        while tiree := controle.page_suivante(tirage, quentin):
            controle.voir_page(agent=quentin, tiree=tiree)
        with pytest.raises(ValidationError, match="à qui elles sont"):
            controle.prononcer(agent=quentin, lot=glissee)
    with agir_comme(ivan):
        codage.saisir(agent=ivan, codage=file[0], traits=traits)
    with agir_comme(quentin):
        assert Defaut.objects.get().nature == "autre_personne"
        verdict = controle.prononcer(agent=quentin, lot=glissee)
    assert not verdict.est_accepte and "critique" in verdict.raisons[0]
    assert etats(dossiers) == {EtatDossier.REFUSE}


def test_two_people_who_differ_raise_the_page_to_a_health_professional(
    glissee, agathe, ivan, creer_agent, centre
):
    with agir_comme(agathe):
        (en_file,) = codage.file_de(agathe)
        with pytest.raises(ValidationError) as refus:
            codage.saisir(agent=agathe, codage=en_file, traits={Trait.NIR: "2620599123456"})
        assert "nir" in refus.value.message_dict
        codage.saisir(agent=agathe, codage=en_file, traits={Trait.NOM: "Lefèvre"})
    with agir_comme(ivan):
        codage.saisir(agent=ivan, codage=en_file, traits={Trait.NOM: "Martel"})
        assert codage.a_arbitrer(ivan).get().pk == en_file.pk
        codage.arbitrer(agent=ivan, codage=en_file, issue="confirmee")
    with agir_comme(agathe):
        assert not codage.a_arbitrer(agathe).exists()
        with pytest.raises(AccesRefuse):
            codage.arbitrer(agent=agathe, codage=en_file, issue="confirmee")


# --- control


def test_the_draw_is_done_again_from_its_seed_and_the_verdict_needs_every_page_seen(lu, quentin):
    with agir_comme(quentin):
        tirage = controle.tirer_echantillon(agent=quentin, lot=lu)
        assert tirage.population == 8 and controle.ecarts_du_tirage(tirage) == []
        with pytest.raises(ValidationError, match="à voir"):
            controle.prononcer(agent=quentin, lot=lu)
        Page.objects.filter(pk=tirage.pages.first().page_id).update(numero=40)
        assert "La population a changé" in controle.ecarts_du_tirage(tirage)[0]


def test_a_critical_defect_refuses_the_lot_and_it_is_delivered_and_drawn_again(
    lu, quentin, deposer, lecteur_connu, accepter, dossiers
):
    with agir_comme(quentin):
        tirage = controle.tirer_echantillon(agent=quentin, lot=lu)
        premiere = controle.page_suivante(tirage, quentin)
        controle.voir_page(agent=quentin, tiree=premiere, natures=["illisible"])
        while tiree := controle.page_suivante(tirage, quentin):
            controle.voir_page(agent=quentin, tiree=tiree)
        assert not controle.prononcer(agent=quentin, lot=lu).est_accepte
        with pytest.raises(ValidationError, match="verdict"):
            controle.voir_page(agent=quentin, tiree=premiere)
    recu = deposer()
    assert recu.est_accepte and recu.livraison == 2
    lire_tout(recu.lot, lecteur_connu)
    assert accepter(rafraichir(lu)).est_accepte
    assert etats(dossiers) == {EtatDossier.CONTROLE}
    with agir_comme(quentin):
        plans = rafraichir(lu).tirages.get(livraison=2).plans.all()
        assert {plan.est_premiere_presentation for plan in plans} == {False}


def test_a_second_controller_looks_again_without_seeing_and_agreement_is_measured(
    lu, quentin, creer_agent, nordiste
):
    simone = creer_agent("simone", "numerisation.controleur_qualite", nordiste.service)
    with agir_comme(quentin):
        tirage = controle.tirer_echantillon(agent=quentin, lot=lu)
        while tiree := controle.page_suivante(tirage, quentin):
            controle.voir_page(agent=quentin, tiree=tiree)
    with agir_comme(simone):
        revue = controle.page_suivante(tirage, simone)
        assert revue.est_a_revoir
        controle.voir_page(agent=simone, tiree=revue)
        assert controle.page_suivante(tirage, simone) is None
        assert controle.accord_des_controleurs(tirage).taille == 1


# --- seal and proofs


def test_an_accepted_lot_is_sealed_and_its_records_are_on_screen_once_however_often_asked(
    integre, dossiers, cachet, ivan
):
    assert integre.etat == EtatLot.INTEGRE and etats(dossiers) == {EtatDossier.INTEGRE}
    assert scellement.sceller_lot(integre.pk, cachet) == []
    with agir_comme(ivan):
        pages = list(pages_de(dossiers[0]).select_related("fichier", "dossier__cle"))
        assert len(pages) == 4 and image_de(pages[0]).octets[:2] == b"\xff\xd8"


def test_every_week_the_proofs_are_checked_and_one_altered_byte_is_said(integre, cachet):
    confiance = Confiance(cachet.autorites, cachet.autorites_horodatage)
    assert scellement.verifier_un_lot(integre.pk, confiance).est_conforme
    with agir_comme(agent_systeme()):
        fichier = Fichier.objects.get(nom="d2.pdf")
        nom = chemin(fichier.rangement_pdfa)
    with default_storage.open(nom, "rb+") as range_:
        range_.seek(900)
        octet = range_.read(1)
        range_.seek(900)
        range_.write(bytes([octet[0] ^ 1]))
    verification = scellement.verifier_un_lot(integre.pk, confiance)
    assert not verification.est_conforme
    (defaut,) = [c for c in verification.constats if not c[2]]
    assert defaut[0] == fichier_lisible(fichier) and "altérés" in defaut[3]


def fichier_lisible(fichier):
    with agir_comme(agent_systeme()):
        return Dossier.objects.get(pk=fichier.dossier_id).etiquette.lisible


def test_the_auditor_s_file_holds_its_proofs_names_nobody_and_says_what_is_missing(integre, cachet, papiers):
    scellement.verifier_un_lot(integre.pk, Confiance(cachet.autorites, cachet.autorites_horodatage))
    with agir_comme(agent_systeme()):
        octets = auditeur.composer(Lot.objects.select_related("service", "prestataire", "convention").get())
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        noms = set(archive.namelist())
        textes = {nom: archive.read(nom) for nom in noms}
    assert noms >= {
        "matrice.html", "SHA256SUMS", "manifestes/livraison-1.json", "controle/tirage-1.json", "scelles/jeton.der",
        "journal/evenements.jsonl", "chaine-de-garde.csv", "verifications.csv",
    }  # fmt: skip
    tout = b"".join(textes.values()).decode("utf-8", "replace")
    assert not any(papier.salarie.nom in tout or papier.salarie.nir in tout for papier in papiers)
    assert "Aucune remise n’est tracée." in tout and "à joindre" in tout
