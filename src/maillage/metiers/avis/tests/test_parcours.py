"""One request, from the practitioner's question to its close, driven as browsers."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.avis.actions import demandes, reponses
from maillage.metiers.avis.actions.suites import clore_sans_retour
from maillage.metiers.avis.indicateurs.pilote import mesurer
from maillage.metiers.avis.models import (
    Adressage,
    Affectation,
    Avis,
    Cloture,
    Demande,
    IdentitePatient,
    Specialiste,
)
from maillage.metiers.avis.tests.conftest import QUESTION, photo, proposition_a
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import donnees_de
from maillage.socle.echeances.models import Echeance
from maillage.socle.interface import brouillons
from maillage.socle.journal.models import Evenement

FORMULAIRE = {
    "question": QUESTION,
    "urgence": "rapide",
    "nom": "Lefèvre",
    "prenom": "Zoé",
    "date_naissance": "1962-05-01",
    "sexe": "feminin",
    "q_0": "six mois",
    "contexte": "Diabétique.",
    "conduite_prevue": "adresser",
    "mode_consentement": "oral",
}
REPONSE = {
    "conclusion": "consultation",
    "conduite": "Exérèse par un dermatologue.",
    "discipline": "Dermatologie",
    "delai_adressage": "mois",
    "certitude": "elevee",
    "minutes": 9,
}


def page(client, nom, *args):
    return client.get(reverse(f"avis:{nom}", args=args)).content.decode()


def test_a_question_is_asked_taken_answered_reported_and_closed(connecter, gaspard, sacha, filiere):
    client = connecter(gaspard)
    demander = reverse("avis:demander_filiere", args=[filiere.pk])
    assert "Purpura avec fièvre" in client.get(demander).content.decode()
    assert (
        "Appelez le 15"
        in client.get(demander, {"signes": "lus", "signe": "Purpura avec fièvre"}).content.decode()
    )
    refus = client.post(demander, {**FORMULAIRE, "mode_consentement": ""})
    assert refus.status_code == 422 and "accord du patient" in refus.content.decode()
    assert client.post(demander, {**FORMULAIRE, "question": "Quoi ?"}).status_code == 422
    with agir_comme(gaspard):
        assert not Demande.objects.exists()  # nothing half made stays behind
    fichier = SimpleUploadedFile("lefevre.jpg", photo(), "image/jpeg")
    client.post(demander, {**FORMULAIRE, "pieces": [fichier]})
    with agir_comme(gaspard):
        demande = Demande.objects.get()
    assert demande.statut == "proposee"

    client = connecter(sacha)
    affectation = proposition_a(sacha)
    assert "Rapide" in page(client, "a_traiter")
    vue = page(client, "proposition", affectation.pk)
    assert "60 à 69 ans" in vue and "biopsier" in vue and "six mois" in vue
    assert "Lefèvre" not in vue and "LEFÈVRE" not in vue
    image = client.get(reverse("avis:proposition_piece", args=[affectation.pk, demande_piece(gaspard)]))
    assert image["Content-Type"] == "image/jpeg" and b"Lilas" not in image.content
    assert client.get(reverse("avis:demande", args=[demande.pk])).status_code == 404
    client.post(reverse("avis:prendre", args=[affectation.pk]))
    assert "LEFÈVRE Zoé" in page(client, "demande", demande.pk)
    repondre = reverse("avis:repondre", args=[demande.pk])
    assert client.post(repondre, {**REPONSE, "conduite": ""}).status_code == 422
    client.post(repondre, REPONSE)
    with agir_comme(sacha):
        document = DocumentProduit.objects.get()
        donnees = donnees_de(document)
        assert Adressage.objects.get().discipline == "Dermatologie"
    assert donnees.patient.nom == "LEFÈVRE Zoé" and donnees.reponse[0].texte == "Exérèse par un dermatologue."
    assert "lef" not in document.nom_fichier.lower()

    client = connecter(gaspard)
    lue = page(client, "demande", demande.pk)
    assert "Exérèse par un dermatologue." in lue and document.numero in lue
    client.post(reverse("avis:clore", args=[demande.pk]), {"apport": "nouveau", "suite": "maintenu"})
    with agir_comme(gaspard):
        demande.refresh_from_db()
        assert (demande.statut, Cloture.objects.get().suite) == ("cloturee", "maintenu")
        types = list(demande.evenements.order_by("version").values_list("type", flat=True))
    assert types == ["creation", "publication", "proposition", "prise", "reponse", "cloture"]


def demande_piece(agent):
    with agir_comme(agent):
        return Demande.objects.get().pieces.get().pk


def test_each_opening_of_an_identity_is_traced_and_other_practices_see_nothing(
    connecter, demande, gaspard, olga, sonia, sacha, clarisse
):
    connecter(gaspard).get(reverse("avis:demande", args=[demande.pk]))
    with agir_comme(gaspard):
        traces = Evenement.objects.filter(nature="lecture", objet_type="avis_demande", objet_id=demande.pk)
        assert traces.filter(agent=gaspard).count() == 1
    for agent, attendu in ((sonia, 200), (olga, 404), (clarisse, 404), (sacha, 404)):
        assert connecter(agent).get(reverse("avis:demande", args=[demande.pk])).status_code == attendu
    for agent in (olga, clarisse, sacha):
        with agir_comme(agent):
            assert IdentitePatient.objects.count() == 0


def test_a_coordinator_follows_a_request_without_what_it_says(connecter, demande, clarisse):
    client = connecter(clarisse)
    for adresse in ("tableau", "toutes"):
        assert demande.numero in page(client, adresse)
    trouvee = client.get("/recherche/", {"q": demande.numero}).content.decode()
    assert reverse("avis:suivre", args=[demande.pk]) in trouvee
    vue = page(client, "suivre", demande.pk)
    assert "Ada Sacha" in vue and "sur 100" in vue
    assert "biopsier" not in vue and "Lefèvre" not in vue and "L. Z." not in vue


def test_a_secretary_prepares_and_the_practitioner_sends(connecter, sonia, gaspard, sacha, filiere):
    client = connecter(sonia)
    client.post(reverse("avis:demander_filiere", args=[filiere.pk]), FORMULAIRE)
    with agir_comme(sonia):
        demande = Demande.objects.get()
    assert demande.statut == "brouillon" and demande.praticien == gaspard
    assert client.post(reverse("avis:envoyer", args=[demande.pk])).status_code == 404
    connecter(gaspard).post(reverse("avis:envoyer", args=[demande.pk]))
    with agir_comme(gaspard):
        demande.refresh_from_db()
    assert demande.statut == "proposee"


@pytest.fixture
def repondue(connecter, demande, sacha):
    client = connecter(sacha)
    client.post(reverse("avis:prendre", args=[proposition_a(sacha).pk]))
    client.post(reverse("avis:repondre", args=[demande.pk]), REPONSE)
    return demande


def test_a_complement_goes_and_comes_back_and_a_new_question_returns_to_the_same_specialist(
    connecter, demande, gaspard, sacha
):
    client = connecter(sacha)
    client.post(reverse("avis:prendre", args=[proposition_a(sacha).pk]))
    client.post(reverse("avis:demander_complement", args=[demande.pk]), {"texte": "Quelle taille ?"})
    assert "Quelle taille ?" in page(connecter(gaspard), "demande", demande.pk)
    assert "Quelle taille ?" in page(connecter(gaspard), "complement", demande.pk)
    connecter(gaspard).post(reverse("avis:complement", args=[demande.pk]), {"texte": "Six millimètres."})
    connecter(sacha).post(reverse("avis:repondre", args=[demande.pk]), REPONSE)
    connecter(gaspard).post(reverse("avis:rouvrir", args=[demande.pk]), {"texte": "Et si elle saigne ?"})
    with agir_comme(sacha):
        demande.refresh_from_db()
        assert demande.statut == "prise" and Affectation.objects.count() == 1
    connecter(sacha).post(reverse("avis:repondre", args=[demande.pk]), REPONSE)
    with agir_comme(gaspard):
        assert list(Avis.objects.values_list("rang", flat=True)) == [1, 2]
    with agir_comme(agent_systeme()):
        clore_sans_retour(demande.pk, rang=1)  # the timer of the first answer
        demande.refresh_from_db()
    assert demande.statut == "repondue"


def test_the_consultation_and_the_thirtieth_day_are_followed(connecter, repondue, gaspard):
    client = connecter(gaspard)
    with agir_comme(gaspard):
        adressage = Adressage.objects.get()
    suivre = reverse("avis:adressage", args=[repondue.pk, adressage.pk])
    assert client.post(suivre, {"statut": "pris"}).status_code == 422
    client.post(suivre, {"statut": "pris", "date_rendez_vous": timezone.localdate() + dt.timedelta(days=20)})
    client.post(reverse("avis:lettre", args=[repondue.pk, adressage.pk]))
    suivi = reverse("avis:suivi", args=[repondue.pk])
    assert client.post(suivi, {"recours": "aucun"}).status_code == 422
    with agir_comme(agent_systeme()):
        repondue.suivi.date_prevue = timezone.localdate()
        repondue.suivi.save(update_fields=["date_prevue"])
    assert "Trente jours" in page(client, "demande", repondue.pk)
    client.post(suivi, {"recours": "aucun"})
    with agir_comme(gaspard):
        adressage.refresh_from_db()
        repondue.suivi.refresh_from_db()
        assert (adressage.statut, repondue.suivi.recours) == ("pris", "aucun")
        assert DocumentProduit.objects.filter(genre="avis.lettre").count() == 1


def test_a_second_request_about_a_patient_is_told_while_he_is_typed_and_takes_his_identity(
    connecter, gaspard, olga, demande, filiere
):
    client = connecter(gaspard)
    demander = reverse("avis:demander_filiere", args=[filiere.pk])
    qui = {nom: FORMULAIRE[nom] for nom in ("nom", "prenom", "date_naissance")}
    assert demande.numero in client.post(demander, {**qui, "patient_connu": "1"}).content.decode()
    inconnu = client.post(demander, {**qui, "nom": "Autre", "patient_connu": "1"})
    assert "déjà" not in inconnu.content.decode()
    assert "déjà" not in client.post(demander, {"patient_connu": "1"}).content.decode()
    assert f"?patient={demande.pk}" in page(client, "demande", demande.pk)
    choix = client.get(reverse("avis:demander"), {"patient": demande.pk}).content.decode()
    assert "Z., 1962" in choix and f"?patient={demande.pk}" in choix
    client.post(
        reverse("interface:brouillon", args=[f"avis.demande.{filiere.pk}"]),
        {"question": "Celle d’un autre", "nom": "Autre"},
    )
    repris = client.get(demander, {"signes": "lus", "patient": demande.pk}).content.decode()
    assert "Celle d’un autre" not in repris
    assert 'value="Lefèvre"' in repris and 'value="1962-05-01"' in repris
    # nobody else takes an identity by its number, nor learns that something is asked
    client = connecter(olga)
    assert client.get(demander, {"signes": "lus", "patient": demande.pk}).status_code == 404
    assert demande.numero not in client.post(demander, {**qui, "patient_connu": "1"}).content.decode()


def test_the_yearly_cap_is_told_to_the_one_who_asks_and_to_the_one_who_is_asked(
    connecter, gaspard, sacha, envoyer, preparer, filiere
):
    for _ in range(4):
        envoyer()
        affectation = proposition_a(sacha)
        with agir_comme(sacha):
            prise = reponses.prendre(agent=sacha, affectation=affectation)
            reponses.repondre(
                agent=sacha, demande=prise, reponse=reponses.Reponse("confirme", "elevee", "Poursuivre.", 5)
            )
    cinquieme = preparer()
    assert "Déjà 4 avis cette année" in page(connecter(gaspard), "demande", cinquieme.pk)
    with agir_comme(gaspard):
        demandes.envoyer(agent=gaspard, demande=cinquieme)
    assert "Déjà 4 avis cette année" in page(connecter(sacha), "proposition", proposition_a(sacha).pk)
    with agir_comme(agent_systeme()):
        Specialiste.objects.update(remuneration="benevole")
    assert "cette année" not in page(connecter(sacha), "proposition", proposition_a(sacha).pk)


def test_a_wrong_file_leaves_nothing_of_a_complement_nor_of_a_reopening(connecter, gaspard, sacha, demande):
    def deux():
        return [
            SimpleUploadedFile("bonne.jpg", photo(), "image/jpeg"),
            SimpleUploadedFile("mauvaise.jpg", b"\xff\xd8\xff rien", "image/jpeg"),
        ]

    with agir_comme(sacha):
        prise = reponses.prendre(agent=sacha, affectation=proposition_a(sacha))
        reponses.demander_complement(agent=sacha, demande=prise, texte="Une photo nette ?")
    client = connecter(gaspard)
    complement = reverse("avis:complement", args=[demande.pk])
    assert client.post(complement, {"texte": "Voici.", "pieces": deux()}).status_code == 422
    with agir_comme(gaspard):
        assert (Demande.objects.get().statut, demande.pieces.count()) == ("complement", 0)
    assert client.post(complement, {"texte": "Voici.", "pieces": deux()[:1]}).status_code == 302
    with agir_comme(sacha):
        reponses.repondre(
            agent=sacha, demande=prise, reponse=reponses.Reponse("confirme", "elevee", "Poursuivre.", 5)
        )
    rouvrir = reverse("avis:rouvrir", args=[demande.pk])
    assert client.post(rouvrir, {"texte": "Et maintenant ?", "pieces": deux()}).status_code == 422
    with agir_comme(gaspard):
        assert (Demande.objects.get().statut, demande.pieces.count()) == ("repondue", 1)
    assert client.post(rouvrir, {"texte": "Et maintenant ?", "pieces": deux()[:1]}).status_code == 302
    # sent twice, or by the back button: told, and done once
    assert client.post(rouvrir, {"texte": "Et maintenant ?"}).status_code == 422
    with agir_comme(gaspard):
        assert demande.messages.filter(sens="precision").count() == 1


def test_the_specialist_organises_the_consultation_or_gives_it_back(
    connecter, gaspard, sacha, envoyer, clarisse
):
    demande = envoyer(est_adressage_permis=True)
    with agir_comme(sacha):
        prise = reponses.prendre(agent=sacha, affectation=proposition_a(sacha))
    client = connecter(sacha)
    repondre = reverse("avis:repondre", args=[demande.pk])
    assert "organise cette consultation" in client.get(repondre).content.decode()
    client.post(repondre, {**REPONSE, "organise": "on"})
    with agir_comme(sacha):
        adressage = Adressage.objects.get()
        echeance = Echeance.objects.get(genre="avis.organiser")
        assert (adressage.est_par_specialiste, echeance.statut) == (True, "a_faire")
    organiser = reverse("avis:organiser", args=[demande.pk, adressage.pk])
    assert organiser in page(client, "demande", demande.pk)
    jour = timezone.localdate()
    passe = {"issue": "obtenu", "texte": "Dr Petit, 9 h", "date_rendez_vous": jour - dt.timedelta(days=1)}
    assert client.post(organiser, passe).status_code == 422
    assert (
        client.post(organiser, {**passe, "date_rendez_vous": jour + dt.timedelta(days=9)}).status_code == 302
    )
    with agir_comme(gaspard):
        adressage.refresh_from_db()
        assert (adressage.statut, adressage.date_rendez_vous) == ("pris", jour + dt.timedelta(days=9))
    vue = page(connecter(gaspard), "demande", demande.pk)
    assert "Dr Petit, 9 h" in vue and "par le spécialiste" in vue
    with agir_comme(clarisse):
        mesures = mesurer([prise.gestionnaire_id], jour, jour)
        assert mesures["consultations_organisees"].valeur == 100
    with agir_comme(sacha):
        assert Echeance.objects.get(genre="avis.organiser").statut == "faite"
    rendu = connecter(sacha).post(organiser, {"issue": "rendu", "texte": "Plus de place."})
    assert rendu.status_code == 302
    with agir_comme(gaspard):
        adressage.refresh_from_db()
        assert not adressage.est_par_specialiste


def test_without_the_practitioner_s_leave_nothing_is_organised_for_him(connecter, sacha, demande):
    with agir_comme(sacha):
        reponses.prendre(agent=sacha, affectation=proposition_a(sacha))
    client = connecter(sacha)
    repondre = reverse("avis:repondre", args=[demande.pk])
    assert "organise cette consultation" not in client.get(repondre).content.decode()
    client.post(repondre, {**REPONSE, "organise": "on"})
    with agir_comme(sacha):
        adressage = Adressage.objects.get()
        assert not adressage.est_par_specialiste
    organiser = reverse("avis:organiser", args=[demande.pk, adressage.pk])
    refus = client.post(organiser, {"issue": "rendu", "texte": "Plus de place."})
    assert refus.status_code == 422 and "organise lui-même" in refus.content.decode()


def test_a_button_pressed_twice_makes_one_request(connecter, gaspard, sacha, filiere):
    client = connecter(gaspard)
    demander = reverse("avis:demander_filiere", args=[filiere.pk])
    premiere = client.post(demander, FORMULAIRE)
    assert client.post(demander, FORMULAIRE)["Location"] == premiere["Location"]
    with agir_comme(gaspard):
        assert Demande.objects.count() == 1
    assert (
        client.post(demander, {**FORMULAIRE, "question": "Et cette autre lésion du dos ?"}).status_code == 302
    )
    with agir_comme(gaspard):
        assert Demande.objects.count() == 2


def test_an_answer_half_typed_is_given_back_when_the_specialist_signs_in_again(connecter, sacha, demande):
    with agir_comme(sacha):
        reponses.prendre(agent=sacha, affectation=proposition_a(sacha))
    client = connecter(sacha)
    client.post(
        reverse("interface:brouillon", args=[f"avis.reponse.{demande.pk}"]),
        {"conduite": "Exérèse large, puis"},
    )
    client.logout()
    repondre = reverse("avis:repondre", args=[demande.pk])
    client = connecter(sacha)
    assert "Exérèse large, puis" in client.get(repondre).content.decode()
    assert client.post(repondre, REPONSE).status_code == 302
    with agir_comme(sacha):
        assert brouillons.charger(sacha, f"avis.reponse.{demande.pk}") is None
    assert client.post(repondre, REPONSE).status_code == 422  # the back button, then sent again
    with agir_comme(sacha):
        assert (Avis.objects.count(), DocumentProduit.objects.count()) == (1, 1)
