"""Lists, on a table whose sort fields may be empty: notifications."""

import datetime as dt
import re
from typing import Any

import pytest
from django import forms
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.cache import caches
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.interface.composants import Badge
from maillage.socle.interface.filtres import FiltreListe
from maillage.socle.interface.listes import ActionListe, ActionLot, Colonne, Liste
from maillage.socle.interface.models import Notification, VueEnregistree


class FiltreEssai(FiltreListe):
    essentiels = ("recherche", "lue")
    criteres = {"depuis": "horodatage__date__gte"}

    recherche = forms.CharField(label="Rechercher")
    lue = forms.ChoiceField(label="État", choices=[("", "Tous"), ("oui", "Lue"), ("non", "Non lue")])
    depuis = forms.DateField(label="Reçue depuis le")

    def rechercher(self, queryset, texte):
        return queryset.filter(texte__icontains=texte)

    def filtrer(self, queryset):
        queryset = super().filtrer(queryset)
        lue = self.cleaned_data.get("lue")
        return queryset.filter(horodatage_lecture__isnull=lue == "non") if lue else queryset


def declarer(**options) -> Liste:
    return Liste(
        **{
            "code": "essai.notification",
            "titre": "Notifications reçues",
            "nom": ("notification", "notifications"),
            "colonnes": [
                Colonne("texte", "Texte", tri=True),
                Colonne("horodatage_lecture", "Lue le", tri=True, genre="date"),
                Colonne("etat", "État", valeur=lambda _: Badge("Lue", "succes")),
            ],
            "tri": "texte",
            "lien": lambda n: f"/n/{n.pk}/",
            "filtre": FiltreEssai,
            "taille": 3,
            **options,
        }
    )


@pytest.fixture
def alice(creer_agent):
    caches["processus"].clear()  # the numbers of agents come again from one test to another
    return creer_agent("alice")


@pytest.fixture
def afficher(alice, rf: RequestFactory):
    """Show a list to Alice; gives the page and the number of queries it cost."""

    def _afficher(parametres="", *, htmx=False, agent=alice, **options):
        requete: Any = rf.get(f"/essai/?{parametres}", headers={"HX-Request": "true"} if htmx else {})
        requete.user, requete.session, requete.htmx = agent, SessionStore(), HtmxDetails(requete)
        requete._messages = FallbackStorage(requete)
        requete.resolver_match = None
        with agir_comme(agent):
            return declarer(**options).reponse(requete, Notification.objects.visibles_par(agent))

    return _afficher


def recevoir(agent, *textes, lue=None):
    with agir_comme(agent):
        Notification.objects.bulk_create(
            [Notification(agent=agent, texte=texte, horodatage_lecture=lue) for texte in textes]
        )


def lignes(reponse) -> list[str]:
    return re.findall(r'class="ml-ligne__lien"[^>]*>([^<]*)<', reponse.content.decode())


def telecharger(reponse) -> list[str]:
    contenu = b"".join(reponse.streaming_content).decode("utf-8-sig")
    reponse.file_to_stream.close()  # closing the answer would close the connection of the test too
    return contenu.splitlines()


def lien(reponse, rel: str) -> str:
    trouve = re.search(rf'rel="{rel}" href="/essai/\?([^"]*)"', reponse.content.decode())
    return trouve.group(1).replace("&amp;", "&") if trouve else ""


@pytest.mark.parametrize(
    "tri", ["texte", "-texte", "horodatage_lecture", "-horodatage_lecture"], ids=lambda tri: tri
)
def test_going_forward_then_back_shows_every_row_once_in_the_same_order(afficher, alice, tri):
    instant = timezone.now()
    recevoir(alice, "a", "b", "b", "c")
    for rang, texte in enumerate("defgh"):
        recevoir(alice, texte, lue=instant - dt.timedelta(days=rang // 2))
    complet = lignes(afficher(f"tri={tri}", taille=50))
    aller, pages, parametres = [], [], f"tri={tri}"
    while parametres:
        reponse = afficher(parametres)
        pages.append(lignes(reponse))
        aller += pages[-1]
        parametres = lien(reponse, "next")
    retour = [pages[-1]]
    while parametres := lien(reponse, "prev"):
        reponse = afficher(parametres)
        retour.insert(0, lignes(reponse))
    assert aller == complet and len(aller) == 9
    assert retour == pages


def test_a_forged_cursor_gives_the_first_page(afficher, alice):
    recevoir(alice, "a", "b", "c", "d")
    assert lignes(afficher("curseur=n-importe-quoi")) == ["a", "b", "c"]


def test_a_cursor_holds_no_content_of_the_row(afficher, alice):
    recevoir(alice, "DUPONT", "DURAND", "MARTIN", "PETIT")
    assert "MARTIN" not in lien(afficher(), "next") and "TUFSVElO" not in lien(afficher(), "next")


def test_another_agent_sees_none_of_these_rows(afficher, alice, creer_agent):
    recevoir(alice, "a")
    assert lignes(afficher()) == ["a"]
    assert lignes(afficher(agent=creer_agent("charlie"))) == []


def test_filters_narrow_the_list_and_become_tags_that_can_be_removed(afficher, alice):
    recevoir(alice, "mission à Lille", "mission à Amiens")
    reponse = afficher("recherche=lille&lue=non").content.decode()
    assert "mission à Lille" in reponse and "mission à Amiens" not in reponse
    assert "Rechercher : lille" in reponse and "État : Non lue" in reponse
    assert 'href="/essai/?lue=non" title="Retirer ce critère"' in reponse


def test_a_wrong_filter_says_so_and_the_others_still_apply(afficher, alice):
    recevoir(alice, "a", "b")
    reponse = afficher("depuis=32/13/2026&recherche=b")
    assert "fr-error-text" in reponse.content.decode() and lignes(reponse) == ["b"]


def test_an_empty_list_and_an_empty_result_say_different_things(afficher, alice):
    neuve = afficher(
        nouveau=ActionListe("Écrire", "interface:aide"), titre_vide="Aucune notification pour l’instant"
    ).content.decode()
    assert "Aucune notification pour l’instant" in neuve and 'data-raccourci="n"' in neuve
    recevoir(alice, "a")
    assert "Aucun résultat avec ces critères" in afficher("recherche=zzz").content.decode()


def test_htmx_receives_the_results_alone(afficher, alice):
    recevoir(alice, "a")
    reponse = afficher(htmx=True).content.decode()
    assert "<html" not in reponse and lignes(afficher(htmx=True)) == ["a"] and "hx-swap-oob" in reponse


def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(
    afficher, alice, django_assert_max_num_queries
):
    recevoir(alice, "a")
    with django_assert_max_num_queries(12) as une:
        afficher(taille=50)
    recevoir(alice, *[f"b{rang}" for rang in range(49)])
    with django_assert_max_num_queries(len(une.captured_queries)):
        afficher(taille=50)


def test_the_export_holds_every_filtered_row_and_runs_no_formula(afficher, alice):
    recevoir(alice, "=SOMME(A1)", "b1", "b2", "b3", "c")
    lu = telecharger(afficher("format=csv"))
    assert lu[0] == "Texte;Lue le;État" and len(lu) == 6
    assert any(ligne.startswith("'=SOMME") for ligne in lu)
    assert len(telecharger(afficher("format=csv&recherche=b"))) == 4


def test_a_batch_command_is_offered_with_a_box_on_each_row(afficher, alice):
    recevoir(alice, "a")
    reponse = afficher(lots=[ActionLot("Marquer lues", "interface:notifications_lues")]).content.decode()
    assert 'name="choix"' in reponse and 'formaction="/notifications/lues/"' in reponse


def test_the_density_chosen_is_remembered(afficher, alice):
    recevoir(alice, "a")
    reponse = afficher("densite=compacte")
    assert reponse.cookies["densite"].value == "compacte"
    assert "ml-tableau--compacte" in reponse.content.decode()


def test_a_view_kept_under_a_name_comes_back_and_can_be_forgotten(client, alice, afficher):
    client.force_login(alice)
    envoi = {"liste": "essai.notification", "nom": "Non lues", "parametres": "lue=non", "retour": "/aide/"}
    assert client.post(reverse("interface:vue_enregistrer"), envoi).headers["Location"] == "/aide/?lue=non"
    assert "Non lues" in afficher("lue=non").content.decode()
    with agir_comme(alice):
        vue = VueEnregistree.objects.get()
    client.post(reverse("interface:vue_supprimer", args=[vue.pk]), {"retour": "//ailleurs.example/"})
    assert "Non lues" not in afficher().content.decode()


def test_a_view_of_a_colleague_cannot_be_forgotten(client, alice, creer_agent):
    with agir_comme(alice):
        vue = VueEnregistree.objects.create(agent=alice, liste="essai", nom="À moi")
    client.force_login(creer_agent("bruno"))
    assert client.post(reverse("interface:vue_supprimer", args=[vue.pk])).status_code == 404


def test_a_list_of_eight_columns_is_refused_at_declaration():
    with pytest.raises(ValueError, match="seven"):
        declarer(colonnes=[Colonne(str(rang), str(rang)) for rang in range(8)])


def test_secondary_criteria_are_drawn_for_whoever_opens_them_and_when_one_is_in_use(afficher, alice):
    recevoir(alice, "a")
    champ = 'name="depuis"'
    assert champ not in afficher().content.decode()
    entiere = afficher("criteres=1&recherche=a").content.decode()
    assert champ in entiere
    assert '<details class="ml-plus" open>' in entiere
    assert lignes(afficher("criteres=1")) == ["a"]  # the panel is no filter
    seuls = afficher("criteres=1", htmx=True).content.decode()
    assert champ in seuls
    assert 'name="recherche"' not in seuls and "<table" not in seuls
    assert champ in afficher("depuis=2026-01-01").content.decode()


def test_what_is_beyond_counting_is_not_counted_again_but_what_is_below_always_is(
    afficher, alice, monkeypatch
):
    monkeypatch.setattr("maillage.socle.interface.listes.COMPTE_MAXIMAL", 4)
    recevoir(alice, *"abcd")
    assert "4\xa0notifications" in afficher().content.decode()
    recevoir(alice, *"ef")
    with CaptureQueriesContext(connection) as premiere:
        assert "plus de 4 notifications" in afficher().content.decode()
    with CaptureQueriesContext(connection) as seconde:
        assert "plus de 4 notifications" in afficher().content.decode()
    assert len(seconde) == len(premiere) - 1
    assert "1\xa0notification" in afficher("recherche=a").content.decode()
