"""Choosing among thousands: recents first, then what is typed; with or without JavaScript."""

import pytest
from django import forms
from django.urls import reverse

from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.droits import JOURNAL_LIRE
from maillage.socle.annuaire.models import Organisation
from maillage.socle.interface.selection import SOURCES, ChampSelection, declarer_source

NOMS = ("Brigade de Lens", "Brigade de Liévin", "Commissariat de Lille")


@pytest.fixture
def source(db):
    with agir_comme(agent_systeme()):
        Organisation.objects.bulk_create(Organisation(type="autre", nom=nom) for nom in NOMS)
    toutes = Organisation.objects.filter(type="autre").order_by("nom")
    yield declarer_source(
        "essai.organisation",
        chercher=lambda _agent, texte: toutes.filter(nom__icontains=texte),
        recents=lambda _agent: toutes.filter(nom__startswith="C"),
        droit=JOURNAL_LIRE,
    )
    del SOURCES["essai.organisation"]


@pytest.fixture
def formulaire(source, creer_agent):
    agent = creer_agent("alice")

    def formulaire(donnees=None):
        class Formulaire(forms.Form):
            service = ChampSelection("essai.organisation", queryset=Organisation.objects.all())

        form = Formulaire(donnees)
        form.fields["service"].preparer(agent)
        return form

    return formulaire


def test_the_recent_ones_are_offered_at_once(formulaire):
    page = str(formulaire()["service"])
    assert "Commissariat de Lille" in page
    assert "Brigade" not in page


def test_without_javascript_the_only_result_is_taken(formulaire):
    form = formulaire({"service_recherche": "lens"})
    assert form.is_valid()
    assert form.cleaned_data["service"].nom == "Brigade de Lens"


@pytest.mark.parametrize(
    ("texte", "message"), [("brigade", "Plusieurs lignes"), ("xyz", "ne correspond à rien")]
)
def test_without_javascript_several_or_no_result_say_what_to_do(formulaire, texte, message):
    form = formulaire({"service_recherche": texte})
    assert message in str(form.errors["service"])
    assert ("Brigade de Liévin" in str(form["service"])) is (texte == "brigade")


def test_the_row_chosen_is_kept_even_when_it_is_not_recent(formulaire):
    lens = Organisation.objects.get(nom="Brigade de Lens")
    page = str(formulaire({"service": str(lens.pk)})["service"])
    assert f'<option value="{lens.pk}" selected>Brigade de Lens</option>' in page


def test_options_come_while_one_types_for_whoever_holds_the_right(source, connecter, creer_agent, umj_lille):
    adresse = reverse("interface:choix", args=["essai.organisation"])
    autorise = creer_agent("bruno", "medecine_legale.gestionnaire", umj_lille)
    page = connecter(autorise).get(adresse, {"service_recherche": "liévin"}).content.decode()
    assert "Brigade de Liévin" in page
    assert connecter(creer_agent("gaelle")).get(adresse).status_code == 404
