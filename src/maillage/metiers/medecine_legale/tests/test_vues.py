"""The screens, driven as a browser would."""

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale.enums import Profil
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Requisition
from maillage.metiers.medecine_legale.regles import TABLE_INITIALE
from maillage.metiers.medecine_legale.tests.test_regles import acte_juste
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.interface.models import Brouillon
from maillage.socle.journal.models import Evenement


@pytest.fixture
def navigateur(connecter, alice):
    return connecter(alice)


def saisie(profil, **champs):
    """What a browser posts for the shortest right act of a profile."""
    juste = acte_juste(profil)
    envoi = {
        "profil": profil.value,
        "numero_interne": juste.numero_interne,
        "date_examen": timezone.localdate().isoformat(),
        "statut": "realise",
        "heure_debut": "10:05" if juste.heure_debut else "",
        "types_examen": list(juste.types_examen),
        "lieu": juste.lieu,
        "age": juste.age,
        "genre": juste.genre,
        "natures_violence": list(juste.natures_violence),
        "contextes_violence": list(juste.contextes_violence),
        "cause_deces": juste.cause_deces,
        "duree": juste.duree,
        "distance": juste.distance,
    }
    return {**envoi, **champs}


def test_receiving_a_requisition_then_an_act_then_its_certificate(navigateur, alice, commissariat, umj_lille):
    reponse = navigateur.post(
        reverse("medecine_legale:requisition_recevoir"),
        {
            "structure": umj_lille.pk,
            "requerant": commissariat.pk,
            "numero_pv": "2026/00123",
            "date_requisition": timezone.localdate().isoformat(),
            "mission": "Examiner la victime.",
            "fichier": SimpleUploadedFile("nom secret.pdf", b"%PDF-1.7\n"),
            "saisir_acte": "1",
        },
    )
    with agir_comme(alice):
        requisition = Requisition.objects.get()
    assert reponse.url == f"{reverse('medecine_legale:acte_saisir')}?requisition={requisition.pk}"
    reponse = navigateur.post(
        reverse("medecine_legale:acte_saisir"),
        saisie(
            Profil.VICTIME, structure=umj_lille.pk, requisition=requisition.pk, nom="Lefèvre", prenom="Zoé"
        ),
    )
    with agir_comme(alice):
        acte = ActeMedicoLegal.objects.get()
    assert reponse.url == reverse("medecine_legale:acte", args=[acte.pk])
    formulaire = navigateur.get(reverse("medecine_legale:acte_certificat", args=[acte.pk]))
    assert "Lefèvre" in formulaire.content.decode()
    navigateur.post(
        reverse("medecine_legale:acte_certificat", args=[acte.pk]),
        {"nom": "Lefèvre", "prenom": "Zoé", "constatations": "Ecchymose de 3 cm."},
    )
    with agir_comme(alice):
        document = DocumentProduit.objects.get()
    page = navigateur.get(reverse("medecine_legale:acte_documents", args=[acte.pk])).content.decode()
    assert document.numero in page
    assert (
        "nom secret"
        not in navigateur.get(reverse("medecine_legale:requisition", args=[requisition.pk])).content.decode()
    )


@pytest.mark.parametrize("profil", Profil)
def test_each_profile_is_entered_on_its_own_fields(navigateur, alice, umj_lille, requisition, profil):
    umj_lille.caracteristiques = {"institut": True}
    with agir_comme(alice):
        umj_lille.save()
    adresse = reverse("medecine_legale:acte_saisir")
    page = navigateur.get(adresse, {"profil": profil.value, "requisition": requisition.pk}).content.decode()
    assert ('name="genre"' in page) is TABLE_INITIALE.profils[profil].concerne_une_personne
    assert ('name="natures_violence"' in page) is TABLE_INITIALE.profils[profil].a("natures_violence")
    reponse = navigateur.post(adresse, saisie(profil, structure=umj_lille.pk, requisition=requisition.pk))
    assert reponse.status_code == 302, reponse.context["form"].errors


def test_a_refused_act_keeps_what_was_typed_and_says_what_to_do(navigateur, umj_lille, requisition):
    envoi = saisie(
        Profil.VICTIME, structure=umj_lille.pk, requisition=requisition.pk, genre="", numero_interne="A-77"
    )
    reponse = navigateur.post(reverse("medecine_legale:acte_saisir"), envoi)
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert "Renseignez «\N{NO-BREAK SPACE}Genre de la personne\N{NO-BREAK SPACE}»." in page
    assert 'value="A-77"' in page


def test_changing_the_profile_keeps_what_was_typed_and_gives_the_fields_alone(
    navigateur, umj_lille, requisition
):
    envoi = saisie(Profil.GARDE_A_VUE, requisition=requisition.pk, numero_interne="A-77", changer_profil="1")
    adresse = reverse("medecine_legale:acte_saisir")
    page = navigateur.post(adresse, envoi, headers={"HX-Request": "true"}).content.decode()
    assert 'value="A-77"' in page
    assert "<html" not in page


def test_the_next_number_is_proposed(navigateur, acte):
    assert 'value="2026-00042"' in navigateur.get(reverse("medecine_legale:acte_saisir")).content.decode()


@pytest.mark.parametrize(
    "page", ["acte", "acte_documents", "acte_historique", "acte_corriger", "acte_annuler"]
)
def test_the_act_of_another_unit_does_not_exist(connecter, chloe, acte, page):
    assert connecter(chloe).get(reverse(f"medecine_legale:{page}", args=[acte.pk])).status_code == 404


def test_reading_a_record_leaves_a_trace_and_the_history_tells_it(navigateur, alice, acte):
    navigateur.get(reverse("medecine_legale:acte", args=[acte.pk]))
    with agir_comme(alice):
        assert Evenement.objects.filter(nature="lecture", objet_id=acte.pk, agent=alice).count() == 1
    assert (
        "a consulté la fiche"
        in navigateur.get(reverse("medecine_legale:acte_historique", args=[acte.pk])).content.decode()
    )


def test_correcting_shows_before_and_after_with_the_reason(navigateur, acte, umj_lille, requisition):
    adresse = reverse("medecine_legale:acte_corriger", args=[acte.pk])
    envoi = saisie(Profil.VICTIME, structure=umj_lille.pk, requisition=requisition.pk, lieu="commissariat")
    envoi["numero_interne"] = acte.numero_interne
    assert navigateur.post(adresse, envoi).status_code == 422
    assert navigateur.post(adresse, {**envoi, "motif": "Lieu mal saisi"}).status_code == 302
    page = navigateur.get(reverse("medecine_legale:acte_historique", args=[acte.pk])).content.decode()
    assert "Lieu mal saisi" in page
    assert "Commissariat" in page


def test_a_receipt_dropped_on_the_reception_form_fills_it(navigateur, alice, requisition):
    navigateur.post(reverse("medecine_legale:requisition_recepisse", args=[requisition.pk]))
    with agir_comme(alice):
        document = DocumentProduit.objects.get()
    fichier = navigateur.get(reverse("documents:telecharger", args=[document.pk]))
    contenu = b"".join(fichier.streaming_content) if fichier.streaming else fichier.content
    reponse = navigateur.post(
        reverse("medecine_legale:requisition_recevoir"),
        {"document_maillage": SimpleUploadedFile("r.pdf", contenu), "reprendre_document": "1"},
    )
    assert f'value="{requisition.numero_pv}"' in reponse.content.decode()


def test_a_draft_comes_back_sealed_in_between_and_goes_with_the_act(
    navigateur, alice, umj_lille, requisition
):
    adresse = reverse("medecine_legale:acte_saisir")
    envoi = saisie(Profil.GARDE_A_VUE, structure=umj_lille.pk, requisition=requisition.pk, nom="Lefèvre")
    navigateur.post(reverse("interface:brouillon", args=["medecine_legale.acte"]), envoi)
    with agir_comme(alice):
        assert "Lef" not in Brouillon.objects.get().contenu
    page = navigateur.get(adresse).content.decode()
    assert "a été reprise" in page
    assert 'value="Lefèvre"' in page
    assert 'name="natures_violence"' not in page
    assert navigateur.post(adresse, envoi).status_code == 302
    with agir_comme(alice):
        assert not Brouillon.objects.exists()


def test_a_common_page_in_its_menu_does_not_give_the_service_to_others(navigateur, monkeypatch):
    config = apps.get_app_config("medecine_legale")
    assert "Médecine légale" in navigateur.get("/").content.decode()
    imports = [entree for entree in config.entrees if entree.url == "echanges:imports"]
    monkeypatch.setattr(config, "entrees", imports)
    page = navigateur.get("/").content.decode()
    assert "Médecine légale" not in page
    assert reverse("documents:controle") in page
