"""A record on screen: who opens which page, what is traced, doors broken open, copies, the report for the worker."""

import datetime as dt
import hashlib
import io
import zipfile
from dataclasses import replace

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from maillage.metiers.numerisation.actions import copies, delegations, portes
from maillage.metiers.numerisation.actions.coffre import Coffre
from maillage.metiers.numerisation.actions.lectures import acces_au_dossier
from maillage.metiers.numerisation.actions.pages import resultat_de
from maillage.metiers.numerisation.chaine.page import Mot
from maillage.metiers.numerisation.enums.acces import PortionOpposee
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, EtatLot
from maillage.metiers.numerisation.models import Copie, Delegation, Dossier, Lot, Page, Porte
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.annuaire.models import Habilitation
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import donnees_de
from maillage.socle.interface.models import Notification
from maillage.socle.journal.models import Evenement

MOTIF = "Malaise au poste ce matin, le médecin attend."


@pytest.fixture
def dossier(lu, dossiers):
    """On screen: its cover is of part 1, the rest of part 3. Its control and its seal have their own tests."""
    with agir_comme(agent_systeme()):
        Lot.objects.filter(pk=lu.pk).update(etat=EtatLot.INTEGRE)
        Dossier.objects.filter(pk__in=[dossier.pk for dossier in dossiers]).update(etat=EtatDossier.INTEGRE)
        ici = Dossier.objects.select_related("centre", "cle").get(pk=dossiers[0].pk)
        Page.objects.filter(dossier=ici).update(piece="visite", partie="3")
        Page.objects.filter(dossier=ici, numero=1).update(piece="identification", partie="1")
    return ici


@pytest.fixture
def nora(creer_agent, nordiste):
    """A doctor of the other centre of the service."""
    return creer_agent("nora", "numerisation.professionnel_sante", nordiste.centres[1])


@pytest.fixture
def ouvrir(connecter, dossier):
    """A browser in which this person has said why."""

    def ouvrir(agent, motif="visite"):
        client = connecter(agent)
        reponse = client.post(reverse("numerisation:ouvrir", args=[dossier.pk]), {"motif": motif})
        assert reponse.status_code == 302
        return client

    return ouvrir


def page(client, dossier, numero, nom="page"):
    return client.get(reverse(f"numerisation:{nom}", args=[dossier.pk, numero]))


def lectures(dossier, agent):
    with agir_comme(agent_systeme()):
        pages = Page.objects.filter(dossier=dossier).values("pk")
        return [
            evenement.motif
            for evenement in Evenement.objects.filter(
                nature="lecture", objet_type="numerisation_page", objet_id__in=pages, agent=agent
            )
        ]


def test_no_page_is_shown_before_the_reason_is_said_and_it_is_asked_once_a_day(
    dossier, connecter, ivan, ouvrir
):
    client = connecter(ivan)
    assert client.get(reverse("numerisation:lire", args=[dossier.pk])).url == reverse(
        "numerisation:ouvrir", args=[dossier.pk]
    )
    assert page(client, dossier, 1).status_code == 404
    client = ouvrir(ivan)
    assert "Visite ou examen" in client.get(reverse("numerisation:lire", args=[dossier.pk])).content.decode()
    assert client.get(reverse("numerisation:ouvrir", args=[dossier.pk])).status_code == 302


def test_each_page_read_is_in_the_journal_with_who_and_why(dossier, ouvrir, ivan, papiers):
    client = ouvrir(ivan)
    reponse = page(client, dossier, 2)
    assert reponse["Content-Type"] == "image/jpeg"
    assert reponse["Cache-Control"] == "no-store, private"
    assert reponse.content == papiers[0].pages[1].jpeg, "the delivered image, to the byte, and nothing else"
    assert lectures(dossier, ivan) == ["Visite ou examen du salarié"]


def test_an_assistant_opens_the_first_parts_and_the_others_are_locked(dossier, ouvrir, agathe, deleguer):
    deleguer()
    client = ouvrir(agathe, "classement")
    assert page(client, dossier, 1).status_code == 200
    for nom in ("page", "vignette", "imprimer", "page_imprimee"):
        assert page(client, dossier, 2, nom).status_code == 404
    ecran = client.get(
        reverse("numerisation:lire", args=[dossier.pk]) + "?page=2&q=douleurs"
    ).content.decode()
    assert "réservée aux professionnels de santé" in ecran
    assert f"/consulter/{dossier.pk}/pages/2/" not in ecran


def test_without_the_doctor_s_delegation_an_assistant_opens_no_page_and_is_told_what_to_ask(
    dossier, connecter, agathe, deleguer, dossiers, maud
):
    client, porte = connecter(agathe), reverse("numerisation:ouvrir", args=[dossier.pk])
    assert "délégation du médecin" in client.post(porte, {"motif": "classement"}).content.decode()
    assert page(client, dossier, 1).status_code == 404
    deleguer(etiquette=dossiers[1].etiquette)
    assert client.post(porte, {"motif": "classement"}).status_code == 200, (
        "that of another record opens nothing"
    )
    delegation = deleguer(etiquette=dossier.etiquette)
    assert client.post(porte, {"motif": "classement"}).status_code == 302
    assert page(client, dossier, 1).status_code == 200 and page(client, dossier, 2).status_code == 404
    (motif,) = lectures(dossier, agathe)
    assert motif.endswith(f", par délégation de {maud}")
    with agir_comme(maud):
        delegations.revoquer(agent=maud, delegation=delegation, motif="Départ")
    assert page(client, dossier, 1).status_code == 404, "closed at once, the day's reason notwithstanding"
    assert client.get(reverse("numerisation:lire", args=[dossier.pk])).status_code == 302


def test_a_delegation_falls_with_the_right_of_the_doctor_who_gave_it(dossier, ouvrir, agathe, deleguer, maud):
    deleguer()
    client = ouvrir(agathe, "classement")
    assert page(client, dossier, 1).status_code == 200
    with agir_comme(agent_systeme()):
        Habilitation.objects.filter(agent=maud).update(date_fin=timezone.localdate() - dt.timedelta(days=1))
    assert page(client, dossier, 1).status_code == 404


def test_only_a_doctor_delegates_to_an_assistant_of_his_centre_for_a_year_at_most(
    deleguer, ivan, agathe, rachel, centre, dossiers, chloe, creer_agent, nordiste
):
    jour = timezone.localdate()
    with pytest.raises(ValidationError, match="Un an au plus"):
        deleguer(date_fin=jour + dt.timedelta(days=400))
    with pytest.raises(ValidationError, match="passé"):
        deleguer(date_debut=jour - dt.timedelta(days=1))
    generaliste = creer_agent("gaelle", "numerisation.medecin_travail", centre)
    valeurs = {"date_debut": jour, "date_fin": jour, "motif": "Visites"}
    for agent in (ivan, rachel):
        with agir_comme(agent), pytest.raises(AccesRefuse):
            delegations.accorder(agent=agent, centre=centre, delegataire=agathe, **valeurs)
    with agir_comme(generaliste):
        for autre in (ivan, rachel, chloe):
            with pytest.raises(ValidationError, match="assistant de ce centre"):
                delegations.accorder(agent=generaliste, centre=centre, delegataire=autre, **valeurs)
        assert delegations.accorder(agent=generaliste, centre=centre, delegataire=agathe, **valeurs).pk


def test_who_does_not_care_for_the_worker_opens_nothing(
    dossier, connecter, creer_agent, nordiste, piotr, quentin, diane, chloe
):
    rita = creer_agent("rita", "numerisation.responsable_centre", nordiste.centres[1])
    for agent in (piotr, quentin, diane, chloe, rita):
        client = connecter(agent)
        ouvrir = reverse("numerisation:ouvrir", args=[dossier.pk])
        assert client.get(reverse("numerisation:lire", args=[dossier.pk])).status_code == 404, agent
        assert client.post(ouvrir, {"motif": "visite"}).status_code == 404, agent
        assert page(client, dossier, 1).status_code == 404, agent


def test_words_are_found_in_the_record_shown_where_they_are_and_the_reading_is_traced(
    dossier,
    ouvrir,
    ivan,
    papiers,
):
    client = ouvrir(ivan)
    mot = max(papiers[0].pages[1].texte.split(), key=len).strip(".,:;")
    ecran = client.get(reverse("numerisation:lire", args=[dossier.pk]), {"q": mot}).content.decode()
    assert f"<mark>{mot}" in ecran
    assert "<rect" in ecran
    assert any(motif.startswith("Recherche.") for motif in lectures(dossier, ivan))
    assert mot not in str(lectures(dossier, ivan)), "what was looked for is not written down"


def test_the_provider_s_own_text_is_searched_marked_and_never_says_what_a_page_is(dossier, ouvrir, ivan):
    with agir_comme(agent_systeme()):
        vue = Page.objects.select_related("dossier__cle").get(dossier=dossier, numero=2)
        coffre, mot = Coffre.de(vue.dossier), Mot("Plombémie", 0, 10, 10, 90, 20, 0)
        lu = replace(resultat_de(vue, coffre), mots=(), est_lue=False, mots_livres=(mot,))
        Page.objects.filter(pk=vue.pk).update(contenu=coffre.sceller({"lu": lu.en_json()}))
        assert lu.texte == "" and lu.lignes == (), "neither whose it is nor its kind is read from it"
    ecran = (
        ouvrir(ivan).get(reverse("numerisation:lire", args=[dossier.pk]), {"q": "plombemie"}).content.decode()
    )
    assert "<mark>Plombémie" in ecran and "texte du prestataire" in ecran and "<rect" in ecran


def test_a_printed_page_carries_who_printed_it(dossier, ouvrir, ivan, papiers):
    client = ouvrir(ivan)
    imprimee = page(client, dossier, 1, "page_imprimee")
    image = Image.open(io.BytesIO(imprimee.content))
    assert imprimee.content != papiers[0].pages[0].jpeg
    assert image.mode == "RGB" and image.height > image.width
    assert lectures(dossier, ivan)[0].startswith("Impression.")


def test_a_health_professional_says_what_a_page_is_and_who_may_read_it_follows(
    dossier, ouvrir, ivan, agathe, deleguer
):
    deleguer()
    client = ouvrir(ivan)
    client.post(reverse("numerisation:page_classer", args=[dossier.pk, 2]), {"piece": "poste"})
    assert page(ouvrir(agathe), dossier, 2).status_code == 200


# --- doors


def test_a_door_opens_one_record_for_an_hour_and_the_doctor_and_the_dpo_are_told(
    dossier, connecter, nora, diane, maud
):
    client = connecter(nora)
    lire = reverse("numerisation:lire", args=[dossier.pk])
    assert client.get(lire).status_code == 404
    ouverte = client.post(
        reverse("numerisation:forcer"), {"etiquette": dossier.etiquette.lisible, "motif": MOTIF}
    )
    assert ouverte.url == lire
    assert page(client, dossier, 2).status_code == 200
    assert lectures(dossier, nora) == [f"Accès d’exception : {MOTIF}"]
    for agent in (diane, maud):
        with agir_comme(agent):
            assert Notification.objects.filter(agent=agent, texte__contains="Accès d’exception").exists()
    with agir_comme(agent_systeme()):
        Porte.objects.update(
            horodatage=timezone.now() - dt.timedelta(minutes=61),
            horodatage_fin=timezone.now() - dt.timedelta(minutes=1),
        )
    assert client.get(lire).status_code == 404
    assert page(client, dossier, 2).status_code == 404


def test_a_door_shows_no_other_record_of_that_centre(dossier, dossiers, nora, connecter):
    with agir_comme(nora):
        portes.forcer(agent=nora, etiquette=dossier.etiquette, motif=MOTIF)
        assert not Dossier.objects.exists()
    assert connecter(nora).get(reverse("numerisation:lire", args=[dossiers[1].pk])).status_code == 404


def test_a_door_of_another_service_or_without_a_reason_stays_closed(dossier, nora, creer_agent, chloe):
    with agir_comme(nora), pytest.raises(ValidationError, match="Dites pourquoi"):
        portes.forcer(agent=nora, etiquette=dossier.etiquette, motif="urgent")
    with agir_comme(chloe), pytest.raises(AccesRefuse):
        portes.forcer(agent=chloe, etiquette=dossier.etiquette, motif=MOTIF)
    olga = creer_agent("olga", "numerisation.professionnel_sante", chloe.habilitations.get().organisation)
    with agir_comme(olga), pytest.raises(ValidationError, match="votre service"):
        portes.forcer(agent=olga, etiquette=dossier.etiquette, motif=MOTIF)


def test_the_dpo_says_whether_a_door_was_justified_and_sees_what_was_read(dossier, nora, diane, connecter):
    with agir_comme(nora):
        porte = portes.forcer(agent=nora, etiquette=dossier.etiquette, motif=MOTIF)
    page(connecter(nora), dossier, 2)
    adresse = reverse("numerisation:porte", args=[porte.pk])
    client = connecter(diane)
    assert "Pages lues pendant l’heure : 2" in client.get(adresse).content.decode()
    assert MOTIF in client.get(reverse("numerisation:confidentialite")).content.decode()
    assert client.post(adresse, {"avis": "injustifie"}).status_code == 422
    assert client.post(adresse, {"avis": "justifie"}).status_code == 302
    assert MOTIF not in client.get(reverse("numerisation:confidentialite")).content.decode()
    assert connecter(nora).get(adresse).status_code == 404


# --- accesses, copies


def test_the_report_for_the_worker_says_each_access(dossier, ouvrir, ivan, connecter, diane):
    client = ouvrir(ivan)
    page(client, dossier, 1)
    page(client, dossier, 2)
    client.post(reverse("numerisation:acces_releve", args=[dossier.pk]))
    with agir_comme(ivan):
        releve = donnees_de(DocumentProduit.objects.get(genre="numerisation.releve_acces"))
    assert [ligne.objet for ligne in releve.acces] == ["Page 2", "Page 1", "Dossier"]
    assert {ligne.professionnel for ligne in releve.acces} == {str(ivan)}
    assert releve.dossier == dossier.etiquette.lisible
    ecran = connecter(diane).get(reverse("numerisation:acces_dossier", args=[dossier.pk])).content.decode()
    assert "3 accès, par 1 personne" in ecran


def test_a_copy_is_sealed_named_by_its_label_and_written_as_taken_out(integre, dossiers, ivan, connecter):
    with agir_comme(ivan):
        dossier = Dossier.objects.select_related("centre", "cle").get(pk=dossiers[0].pk)
        copie = copies.demander(
            agent=ivan,
            dossier=dossier,
            genre="salarie",
            destinataire="",
            mode="main",
            date_demande=timezone.localdate(),
        )
        with pytest.raises(ValidationError, match="Préparez"):
            copies.remettre(agent=ivan, copie=copie, date_remise=timezone.localdate())
    reponse = connecter(ivan).post(reverse("numerisation:copie_paquet", args=[copie.pk]))
    assert "efevre" not in reponse["Content-Disposition"].lower()
    with zipfile.ZipFile(io.BytesIO(reponse.content)) as archive:
        noms = archive.namelist()
        pdf = archive.read(next(nom for nom in noms if nom.endswith(".pdf")))
        assert hashlib.sha256(pdf).hexdigest() in archive.read("empreintes.txt").decode()
    with pikepdf.open(io.BytesIO(pdf)) as ouvert:
        assert len(ouvert.pages) == 4
        assert "/AcroForm" in ouvert.Root, "its seal"
    with agir_comme(ivan):
        remise = copies.remettre(agent=ivan, copie=Copie.objects.get(), date_remise=timezone.localdate())
        assert remise.empreinte == hashlib.sha256(reponse.content).hexdigest()
        assert acces_au_dossier(dossier)[0].nature == "export"


def test_a_worker_who_objects_is_not_transferred_until_he_changes_his_mind(dossier, ivan):
    demande = {
        "agent": ivan,
        "dossier": dossier,
        "genre": "transfert",
        "destinataire": "Service de l’Aisne",
        "mode": "messagerie",
        "date_demande": timezone.localdate(),
    }
    with agir_comme(ivan):
        opposition = copies.opposer(
            agent=ivan, dossier=dossier, portion=PortionOpposee.TRANSFERT, date=timezone.localdate()
        )
        with pytest.raises(ValidationError, match="opposé"):
            copies.demander(**demande)
        copies.lever_opposition(agent=ivan, opposition=opposition)
        with pytest.raises(ValidationError, match="messagerie"):
            copies.demander(**{**demande, "mode": "poste"})
        copie = copies.demander(**demande)
        assert "Aisne" not in copie.contenu
        assert copies.destinataire_de(copie) == "Service de l’Aisne"


def test_a_record_that_is_not_on_screen_has_no_copy(ivan, inventorier):
    (papier,) = inventorier()
    assert papier.etat == EtatDossier.INVENTORIE
    with agir_comme(ivan), pytest.raises(ValidationError, match="pas encore consultable"):
        copies.demander(
            agent=ivan,
            dossier=papier,
            genre="salarie",
            destinataire="",
            mode="main",
            date_demande=timezone.localdate(),
        )


def test_a_record_is_found_by_its_label_and_by_a_whole_name(dossier, connecter, agathe, chloe):
    client = connecter(agathe)
    chercher = reverse("numerisation:consulter")
    for question in (dossier.etiquette.lisible, dossier.code):
        assert str(dossier) in client.get(chercher, {"q": question}).content.decode()
    assert str(dossier) not in client.get(chercher, {"q": "personne-de-ce-nom"}).content.decode()
    assert str(dossier) not in connecter(chloe).get(chercher, {"q": dossier.code}).content.decode()


def test_a_long_delegation_that_ends_is_said_to_both_and_renewed_from_its_day(
    deleguer, connecter, maud, agathe, dossiers
):
    jour = timezone.localdate()
    deleguer(date_fin=jour + dt.timedelta(days=9))
    accueil = reverse("numerisation:aujourdhui")
    assert "délégation" not in connecter(maud).get(accueil).content.decode(), "a short one was meant to end"
    longue = deleguer(date_fin=jour + dt.timedelta(days=200), etiquette=dossiers[0].etiquette)
    with agir_comme(agent_systeme()):
        Delegation.objects.filter(pk=longue.pk).update(
            date_debut=jour - dt.timedelta(days=90), date_fin=jour + dt.timedelta(days=10)
        )
    assert "Votre délégation finit" in connecter(agathe).get(accueil).content.decode()
    client, adresse = connecter(maud), f"{reverse('numerisation:delegation_accorder')}?suite={longue.pk}"
    assert adresse in client.get(accueil).content.decode()
    propose = client.get(adresse).context["form"].initial
    assert propose["date_debut"] == jour + dt.timedelta(days=11)
    assert propose["etiquette"] == dossiers[0].etiquette.lisible
    assert client.post(adresse, propose).status_code == 302
    assert adresse not in client.get(accueil).content.decode(), "what follows it is given"
