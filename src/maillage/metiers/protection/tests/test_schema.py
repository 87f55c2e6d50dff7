"""The schéma régional: what is authorised, held, wanted; small figures hidden; the objective said, dated, traced."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from maillage.metiers.protection.actions.schema import fixer_objectif
from maillage.metiers.protection.enums import TypeMandataire
from maillage.metiers.protection.indicateurs.schema import schema
from maillage.metiers.protection.models import ObjectifSchema
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.journal.models import Evenement

pytestmark = pytest.mark.django_db
ANNEE = 2026


def fixer(agent, autorite, motif="", **places):
    with agir_comme(agent):
        return fixer_objectif(
            agent=agent, autorite=autorite, annee=ANNEE, places=places, points=None,
            reference="Schéma régional 2024-2028, fiche 4", date_decision=dt.date(2024, 1, 10), motif=motif,
        )  # fmt: skip


def lire(agent, par="departement", genre=""):
    with agir_comme(agent):
        return schema(agent, annee=ANNEE, par=par, genre=genre, jour=dt.date(2026, 11, 22))


@pytest.fixture
def six(ouvrir):
    for rang in range(6):
        ouvrir(f"26/A/{rang:05d}")


def test_what_is_authorised_is_set_against_measures_inhabitants_and_the_objective(
    six, mandataire, autre_mandataire, lille, direction, ddets
):
    lille.population = 200_000
    lille.save()
    assert lire(direction).lignes[0].objectif is None
    fixer(direction, ddets, individuel=60, service=2_100)
    (ligne,) = lire(direction).lignes
    assert (ligne.nom, ligne.autorise, ligne.tenues) == ("Nord", 2_050, 6)
    assert (ligne.inscrits["individuel"], ligne.inscrits["service"], ligne.inscrits["prepose"]) == (1, 1, 0)
    assert (ligne.couverture, ligne.objectif, ligne.ecart) == (10.25, 2_160, -110)
    assert (
        lire(direction, genre="service").lignes[0].ecart,
        lire(direction, "region").lignes[0].autorise,
    ) == (
        -100,
        2_050,
    )


def test_a_small_number_of_measures_is_hidden_and_cannot_be_worked_out(
    ouvrir,
    six,
    autre_mandataire,
    chloe,
    referencer,
    ddets_somme,
    amiens,
    tribunal_amiens,
    nationale,
    creer_agent,
):
    for rang in range(2):
        ouvrir(f"26/S/{rang:05d}", agent=chloe, chez=autre_mandataire)
    par_genre = {
        genre: lire(nationale, genre=genre).lignes[0].tenues for genre in ("", *TypeMandataire.values)
    }
    assert par_genre["service"] is None
    assert None in (par_genre[""], par_genre["individuel"])
    total = {genre: lire(nationale, genre=genre).total.tenues for genre in ("", "service")}
    assert total["service"] is None


def test_an_objective_is_said_once_then_changed_with_a_reason_kept_in_the_history(
    direction, ddets, ddets_somme
):
    fixer(direction, ddets, service=2_000)
    with pytest.raises(ValidationError, match="dites pourquoi"):
        fixer(direction, ddets, service=2_200)
    fixer(direction, ddets, "Avenant au schéma", service=2_200)
    with agir_comme(direction):
        assert ObjectifSchema.objects.get().places() == 2_200
        assert Evenement.objects.filter(
            objet_type="protection_objectifschema", motif="Avenant au schéma", nature="modification"
        ).exists()
    with pytest.raises(AccesRefuse):
        fixer(direction, ddets_somme, service=1)
    with pytest.raises(ValidationError, match="au moins un nombre"):
        fixer(direction, ddets, "Vide")


def test_the_page_its_form_and_its_files_say_the_same(
    six, mandataire, connecter, direction, ddets, greffiere
):
    client = connecter(direction)
    page = client.get(reverse("protection:schema")).content.decode()
    assert "50 places autorisées" in page.replace("\u00a0", " ")
    assert "Aucun objectif" in page
    saisie = {
        "autorite": ddets.pk, "annee": str(dt.date.today().year), "places_individuel": "80",
        "reference": "Schéma 2024-2028", "date_decision": "10/01/2024",
    }  # fmt: skip
    assert client.post(reverse("protection:objectif_fixer"), {**saisie, "reference": ""}).status_code == 422
    page = client.post(reverse("protection:objectif_fixer"), saisie, follow=True).content.decode()
    assert "−30" in page
    assert "Schéma 2024-2028" in page
    fichier = client.get(reverse("protection:schema_exporter", args=["csv"]))
    assert "80;-30" in b"".join(fichier.streaming_content).decode("utf-8-sig").replace("'", "")
    assert connecter(greffiere).get(reverse("protection:schema")).status_code == 200
    assert connecter(greffiere).get(reverse("protection:objectif_fixer")).status_code == 404
