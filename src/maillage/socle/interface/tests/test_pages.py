"""Common pages: home, search, notifications, drafts, account, errors; each asked by its owner and by a colleague."""

import datetime as dt

import pytest
import time_machine
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.interface import accueil, brouillons, erreurs, registres
from maillage.socle.interface.composants import ChiffreCle
from maillage.socle.interface.models import Brouillon, Notification
from maillage.socle.interface.notifications import marquer_lues, notifier
from maillage.socle.interface.registres import Registres, Resultat, Tache
from maillage.socle.interface.taches import oublier_notifications


@pytest.fixture(autouse=True)
def registre(monkeypatch):
    """Give each test empty registries, so that what it declares stays with it."""
    vide = Registres()
    monkeypatch.setattr(registres, "REGISTRES", vide)
    monkeypatch.setattr(accueil, "REGISTRES", vide)
    monkeypatch.setattr("maillage.socle.interface.views.REGISTRES", vide)
    return vide


@pytest.fixture
def alice(creer_agent):
    return creer_agent("alice")


@pytest.fixture
def chez_alice(client, alice):
    client.force_login(alice)
    return client


def test_the_home_page_groups_by_urgency_and_says_the_next_deadline_when_nothing_is_due(chez_alice):
    aujourd_hui = timezone.localdate()
    assert "Aucune échéance" in chez_alice.get("/").content.decode()
    registres.declarer_a_faire(
        lambda _: [
            Tache("Rendre", "l’avis 12", "/a/", aujourd_hui - dt.timedelta(days=2)),
            Tache("Clore", "l’audience 7", "/b/", aujourd_hui),
        ]
    )
    registres.declarer_chiffre_cle(lambda _: ChiffreCle("Actes", 1284, precedent=1190))
    registres.declarer_recents(lambda _: [Resultat("Acte 4131", "/c/")])
    page = chez_alice.get("/").content.decode()
    assert (
        page.index("En retard")
        < page.index("l’avis 12")
        < page.index("Aujourd’hui")
        < page.index("l’audience 7")
    )
    assert "il y a 2" in page and "+7,9" in page and "Repris récemment" in page


def test_the_search_shows_groups_only_to_who_holds_the_right_and_passes_the_agent(chez_alice, alice):
    vus = []

    def chercher(agent, texte):
        vus.append(agent)
        yield Resultat(f"{texte} trouvé", "/x/")

    registres.declarer_recherche("essai.acte", "Actes", chercher)
    page = chez_alice.get("/recherche/", {"q": "4131"}).content.decode()
    assert "4131 trouvé" in page and vus == [alice]
    fragment = chez_alice.get("/recherche/", {"q": "4131"}, headers={"HX-Request": "true"}).content.decode()
    assert "4131 trouvé" in fragment and "<html" not in fragment
    assert "Rien trouvé" in chez_alice.get("/recherche/", {"q": "a"}).content.decode()


def test_what_is_typed_in_the_search_is_never_markup(chez_alice):
    page = chez_alice.get("/recherche/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_a_notification_reaches_its_recipient_alone_and_is_read_once_opened(
    chez_alice, alice, creer_agent, client
):
    bruno = creer_agent("bruno")
    with agir_comme(bruno):
        ligne = notifier(alice, "Le certificat est prêt.", "/aide/")
        assert not Notification.objects.exists()
    assert "1<span" in chez_alice.get("/notifications/").content.decode()
    assert chez_alice.get(reverse("interface:notification", args=[ligne.pk])).headers["Location"] == "/aide/"
    assert "non lues" not in chez_alice.get("/notifications/").content.decode()
    client.force_login(bruno)
    assert "certificat" not in client.get("/notifications/").content.decode()
    assert client.get(reverse("interface:notification", args=[ligne.pk])).status_code == 404


def test_notifications_of_a_year_ago_are_forgotten_read_or_not(alice):
    with time_machine.travel(dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)):
        notifier(alice, "Ancienne.")
        with agir_comme(alice):
            marquer_lues(alice)
        notifier(alice, "Ancienne, jamais lue.")
    with time_machine.travel(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)):
        notifier(alice, "Récente.")
        oublier_notifications(timestamp=0)
    with agir_comme(alice):
        assert [ligne.texte for ligne in Notification.objects.order_by("pk")] == ["Récente."]


@pytest.mark.parametrize("url", ["https://ailleurs.example/", "//ailleurs.example/", "javascript:alert(1)"])
def test_a_notification_never_leads_to_another_site(alice, url):
    with pytest.raises(ValueError, match="this site"):
        notifier(alice, "Bonjour", url)


def test_a_draft_is_kept_given_back_and_forgotten(chez_alice, alice, creer_agent):
    adresse = reverse("interface:brouillon", args=["essai.acte"])
    reponse = chez_alice.post(
        adresse, {"pv": "02417", "examens": ["bio", "tox"], "password": "secret", "vide": ""}
    )
    assert reponse.content.decode().startswith("Brouillon enregistré à ")
    with agir_comme(alice):
        garde = brouillons.charger(alice, "essai.acte")
        assert brouillons.initial_de(garde) == {"pv": "02417", "examens": ["bio", "tox"]}
    with agir_comme(creer_agent("bruno")):
        assert not Brouillon.objects.exists()
    chez_alice.post(reverse("interface:brouillon_effacer", args=["essai.acte"]))
    with agir_comme(alice):
        assert brouillons.charger(alice, "essai.acte") is None
    assert brouillons.initial_de(None) == {}


def test_a_draft_of_last_month_is_not_given_back(alice):
    with agir_comme(alice):
        Brouillon.objects.create(agent=alice, formulaire="essai", contenu="scellé")
        Brouillon.objects.update(horodatage_modification=timezone.now() - dt.timedelta(days=31))
        assert brouillons.charger(alice, "essai") is None
        Brouillon.objects.create(agent=alice, formulaire="récent", contenu="scellé")
    oublier_notifications(timestamp=0)  # though she never came back
    with agir_comme(alice):
        assert [reste.formulaire for reste in Brouillon.objects.all()] == ["récent"]


def test_a_draft_that_is_too_long_is_refused(chez_alice):
    adresse = reverse("interface:brouillon", args=["essai.acte"])
    assert chez_alice.post(adresse, {"a": "x" * 100_001}).status_code == 400


def test_choosing_a_function_takes_only_ones_own(chez_alice, alice, creer_agent, umj_lille):
    creer_agent("alice", "essai.role", umj_lille)
    autre = creer_agent("bruno", "essai.role", umj_lille).habilitations.get()
    chez_alice.post("/fonction/", {"habilitation": autre.pk})
    assert "habilitation" not in chez_alice.session
    chez_alice.post("/fonction/", {"habilitation": alice.habilitations.get().pk})
    assert chez_alice.session["habilitation"] == alice.habilitations.get().pk
    assert "Unité médico-judiciaire de Lille" in chez_alice.get("/aide/").content.decode()


@pytest.mark.parametrize("nom", ["accueil", "recherche", "notifications", "aide"])
def test_an_anonymous_visitor_is_sent_to_the_sign_in_page(client, db, nom):
    assert client.get(reverse(f"interface:{nom}")).status_code == 302


@pytest.mark.parametrize("nom", ["structure", "notifications_lues", "vue_enregistrer"])
def test_what_writes_refuses_to_be_a_link(chez_alice, nom):
    assert chez_alice.get(reverse(f"interface:{nom}")).status_code == 405


def test_a_missing_page_says_what_to_do_even_to_an_anonymous_visitor(client, chez_alice, db):
    for visiteur in (client, chez_alice):
        reponse = visiteur.get("/nulle-part/")
        assert reponse.status_code == 404 and "Vérifiez l’adresse" in reponse.content.decode()


@pytest.mark.parametrize(
    ("page", "statut"),
    [
        (erreurs.requete_illisible, 400),
        (erreurs.interdit, 403),
        (erreurs.csrf_refuse, 403),
        (erreurs.trop_de_demandes, 429),
    ],
)
def test_each_error_page_says_what_happened_and_what_to_do(rf: RequestFactory, page, statut):
    requete = rf.get("/")
    requete.resolver_match = None
    reponse = page(requete)
    assert (
        reponse.status_code == statut
        and "<h1>" in reponse.content.decode()
        and "<li>" in reponse.content.decode()
    )


def test_the_internal_error_page_needs_neither_database_nor_session(rf: RequestFactory):
    reponse = erreurs.erreur_interne(rf.get("/"))
    assert reponse.status_code == 500 and "votre saisie est encore dans la page" in reponse.content.decode()


def test_every_common_page_costs_few_queries(chez_alice, django_assert_max_num_queries):
    for nom in ("accueil", "recherche", "notifications", "aide"):
        with django_assert_max_num_queries(14):
            chez_alice.get(reverse(f"interface:{nom}"))
