"""The pages, driven as a browser: the live page in place and without JavaScript, the decision read as it is typed."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.commun.calendrier import ajouter_jours_ouvres
from maillage.metiers.audiences import references
from maillage.metiers.audiences.actions import audiences, note
from maillage.metiers.audiences.models import Audiencement, Decision, Infraction, LigneNote, Partie
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.journal.models import Evenement

HTMX = {"HX-Request": "true"}


@pytest.fixture
def partie(alice, passage):
    with agir_comme(alice):
        return Partie.objects.get(affaire=passage.affaire_id, rang=1)


@pytest.fixture
def direct(audience):
    return reverse("audiences:direct", args=[audience.pk])


def compter(agent, modele):
    with agir_comme(agent):
        return modele.objects.count()


def test_a_command_writes_its_line_in_place_once_and_the_page_says_that_it_is_kept(
    connecter, alice, passage, partie, direct
):
    client = connecter(alice)
    page = client.get(direct).content.decode()
    assert "LEFÈVRE Zoé" in page and "Tout est enregistré" in page
    adresse = reverse("audiences:consigner", args=[passage.pk])
    envoi = {"genre": "identite", "partie": partie.pk, "cle_client": str(uuid.uuid4())}
    fragment = client.post(adresse, envoi, headers=HTMX).content.decode()
    assert "constate l’identité de LEFÈVRE Zoé" in fragment
    assert all(
        f'id="{zone}"' in fragment for zone in ("etat", "dossiers", "tete-affaire", "donnees", "cle-client")
    )
    assert "<html" not in fragment
    client.post(adresse, envoi, headers=HTMX)
    assert compter(alice, LigneNote) == 1
    assert "Comparant" in client.get(direct).content.decode()


def test_without_javascript_a_command_comes_back_to_its_line(connecter, alice, passage):
    reponse = connecter(alice).post(reverse("audiences:consigner", args=[passage.pk]), {"genre": "appel"})
    with agir_comme(alice):
        ligne = LigneNote.objects.get()
    assert reponse.url.endswith(f"?dossier={passage.pk}#ligne-{ligne.pk}")


def test_a_command_without_its_text_is_refused_beside_the_composer(connecter, alice, passage):
    reponse = connecter(alice).post(
        reverse("audiences:consigner", args=[passage.pk]), {"genre": "declaration"}, headers=HTMX
    )
    assert (reponse.status_code, reponse["HX-Retarget"]) == (422, "#refus-note")
    assert "Écrivez le texte" in reponse.content.decode()


def test_a_line_changed_by_two_shows_both_texts_and_the_second_saving_keeps_what_was_joined(
    connecter, alice, passage
):
    with agir_comme(alice):
        ligne = note.consigner(agent=alice, passage=passage, genre="libre", texte="Premier.")
        note.modifier_ligne(agent=alice, ligne=ligne, texte="De l’autre greffier.", version=1)
    adresse = reverse("audiences:ligne", args=[ligne.pk])
    client = connecter(alice)
    envoi = {"texte": "Le mien.", "heure": "09:00", "version": 1}
    reponse = client.post(adresse, envoi, headers=HTMX)
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert "De l’autre greffier." in page and "Le mien." in page
    client.post(adresse, {**envoi, "texte": "Les deux.", "version": 2}, headers=HTMX)
    with agir_comme(alice):
        assert LigneNote.objects.get().version == 3


def test_the_line_of_decision_is_read_as_it_is_typed_then_kept(connecter, alice, passage, partie):
    client = connecter(alice)
    lecture = reverse("audiences:decision_lire", args=[passage.pk, partie.pk])
    apercu = client.post(lecture, {"ligne": "coup ; emp 8m sp 2a ; zzz"}).content.decode()
    assert "HUIT MOIS" in apercu and "<mark" in apercu and compter(alice, Decision) == 0
    decider = reverse("audiences:decider", args=[passage.pk, partie.pk])
    assert client.post(decider, {"ligne": "", "version": 0}).status_code == 422
    client.post(decider, {"ligne": "coup ; emp 8m sp 2a", "motivation": "Faits.", "version": 0})
    assert "HUIT MOIS" in client.get(reverse("audiences:passage", args=[passage.pk])).content.decode()
    refus = client.post(decider, {"ligne": "RELAXE", "version": 0})
    assert refus.status_code == 422 and "RELAXE" in refus.content.decode()


def test_the_reading_of_a_case_leaves_a_trace_and_other_people_open_nothing(
    connecter, alice, chloe, cheffe, presidente, passage, direct
):
    connecter(alice).get(direct)
    with agir_comme(alice):
        traces = Evenement.objects.filter(nature="lecture", objet_type="audiences_affaire")
        assert traces.filter(agent=alice, objet_id=passage.affaire_id).exists()
    for agent, attendu in ((presidente, 200), (chloe, 404), (cheffe, 404)):
        assert connecter(agent).get(direct).status_code == attendu
    assert "composer" not in connecter(presidente).get(direct).content.decode()


def test_a_selection_of_the_roll_is_adjourned_on_one_page(connecter, alice, audience, inscrire):
    premiere, seconde = inscrire(audience, "26325000001"), inscrire(audience, "26325000002")
    adresse = reverse("audiences:renvoyer_selection", args=[audience.pk])
    jour = ajouter_jours_ouvres(timezone.localdate(), 70)
    client, choix = connecter(alice), [premiere.pk, seconde.pk]
    assert "26325000002" in client.get(adresse, {"choix": choix}).content.decode()
    client.post(
        adresse,
        {
            "choix": choix,
            "date": jour.isoformat(),
            "heure": "09:00",
            "chambre": audience.chambre_id,
            "motif_renvoi": "absence_interprete",
        },
    )
    with agir_comme(alice):
        assert Audiencement.objects.filter(statut="renvoyee").count() == 2
        assert Audiencement.objects.filter(audience__date=jour).count() == 2


def test_the_president_reads_the_note_and_vises_it(connecter, alice, presidente, audience, passage):
    with agir_comme(alice):
        audiences.ouvrir(agent=alice, audience=audience)
        note.consigner(agent=alice, passage=passage, genre="libre", texte="Un incident est soulevé.")
        audiences.clore(agent=alice, audience=audience)
    connecter(alice).post(reverse("audiences:marquer", args=[audience.pk, "note_signee"]))
    client = connecter(presidente)
    assert "6e chambre correctionnelle" in client.get(reverse("audiences:a_viser")).content.decode()
    page = client.get(reverse("audiences:viser", args=[audience.pk])).content.decode()
    assert "Un incident est soulevé." in page and "Viser la note" in page
    client.post(reverse("audiences:marquer", args=[audience.pk, "note_visee"]), {"retour": "viser"})
    assert "Aucune note à viser" in client.get(reverse("audiences:a_viser")).content.decode()
    with agir_comme(alice):
        assert Audiencement.objects.get().etapes.filter(genre="note_visee", auteur=presidente).exists()


def test_somebody_or_a_case_added_by_mistake_goes_what_was_said_stays(connecter, alice, passage, partie):
    client = connecter(alice)
    retrait = reverse("audiences:partie_retirer", args=[passage.pk, partie.pk])
    with agir_comme(alice):
        ligne = note.consigner(agent=alice, passage=passage, genre="silence", partie=partie)
    assert "reste au dossier" in client.post(retrait, follow=True).content.decode()
    with agir_comme(alice):
        LigneNote.objects.filter(pk=ligne.pk).delete()
    client.post(retrait)
    client.post(reverse("audiences:passage_retirer", args=[passage.pk]))
    assert (compter(alice, Audiencement), compter(alice, Partie)) == (0, 1)


def test_who_else_opened_the_case_is_named_and_what_he_writes_changes_the_print(
    connecter, alice, directrice, passage, direct
):
    veille = reverse("audiences:veille", args=[passage.pk])
    connecter(directrice).get(direct)
    avant = connecter(alice).get(veille).json()
    assert avant["presents"] == ["Diane"]
    assert connecter(alice).get(veille).json() == avant
    with agir_comme(directrice):
        note.consigner(agent=directrice, passage=passage, genre="libre", texte="Un mot.")
    assert connecter(alice).get(veille).json()["empreinte"] != avant["empreinte"]


def test_an_offence_is_named_by_its_code_or_by_words_that_only_one_holds(connecter, alice, passage, partie):
    references.charger()
    client, adresse = connecter(alice), reverse("audiences:infraction_ajouter", args=[passage.pk])
    envoi = {"nature": "delit", "accuses": partie.pk}
    refus = client.post(adresse, {**envoi, "natinf": "violence ascendant"})
    assert refus.status_code == 422 and "7144 VIOLENCE SUR UN ASCENDANT" in refus.content.decode()
    assert "autres mots" in client.post(adresse, {**envoi, "natinf": "zzz"}).content.decode()
    assert client.post(adresse, {**envoi, "natinf": "recel vol effraction"}).status_code == 302
    with agir_comme(alice):
        assert Infraction.objects.order_by("-rang").first().natinf == "7243"
