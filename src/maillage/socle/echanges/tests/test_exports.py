import csv
import io

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse

from maillage.commun.tableur import ouvrir
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Organisation
from maillage.socle.echanges import taches
from maillage.socle.echanges.droits import IMPORTER
from maillage.socle.echanges.enums import StatutExport
from maillage.socle.echanges.exports import EXPORTS, ColonneExport, actions, declarer_export
from maillage.socle.echanges.models import Exportation
from maillage.socle.journal.models import Evenement, Nature

COLONNES = [
    ColonneExport("Nom", "nom"),
    ColonneExport("Commune", "commune__nom"),
    ColonneExport("Nature", "type", rendre=str.upper),
]


@pytest.fixture
def declaration_export():
    def queryset(agent, criteres):
        trouvees = Organisation.objects.order_by("nom", "pk")
        return trouvees.filter(nom__icontains=criteres["q"]) if criteres.get("q") else trouvees

    yield declarer_export(
        "essai.organisations", "Organisations", droit=IMPORTER, colonnes=COLONNES, queryset=queryset
    )
    del EXPORTS["essai.organisations"]


@pytest.fixture
def adresse(declaration_export, client, alice, umj_amiens):
    client.force_login(alice)
    return reverse("echanges:exporter", args=[declaration_export.code])


def test_csv_is_streamed_under_the_context_of_the_agent(client, adresse, alice):
    reponse = client.get(adresse, {"format": "csv", "q": "lille"})
    assert reponse.streaming
    texte = b"".join(reponse.streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(texte), delimiter=";")) == [
        ["Nom", "Commune", "Nature"],
        ["Unité médico-judiciaire de Lille", "Lille", "UNITE_MEDICO_JUDICIAIRE"],
    ]
    assert 'attachment; filename="essai_organisations_' in reponse["Content-Disposition"]


@pytest.mark.parametrize("format_", ["xlsx", "ods"])
def test_workbooks_carry_the_data_and_where_it_comes_from(client, adresse, tmp_path, format_):
    reponse = client.get(adresse, {"format": format_, "q": "unité"})
    chemin = tmp_path / "e"
    chemin.write_bytes(b"".join(reponse.streaming_content))
    with ouvrir(chemin) as lecture:
        assert lecture.feuilles == ("Organisations", "Paramètres de l’export")
        assert [ligne.valeurs[1] for ligne in lecture.lignes()] == ["Lille", "Amiens"]
    with ouvrir(chemin, feuille="Paramètres de l’export") as lecture:
        assert ("q", "unité") in [ligne.valeurs for ligne in lecture.lignes()]


def test_every_export_leaves_a_trace(client, adresse, alice):
    client.get(adresse, {"format": "csv"})
    with agir_comme(alice):
        evenement = Evenement.objects.get(nature=Nature.EXPORT)
        assert evenement.motif == "Organisations (CSV)"
        assert Exportation.objects.get().statut == StatutExport.TRANSMISE


def test_a_long_workbook_is_prepared_by_a_job_and_only_its_author_gets_it(
    client, adresse, alice, bruno, monkeypatch
):
    monkeypatch.setattr(actions, "SEUIL_TACHE", 1)
    page = client.get(adresse, {"format": "xlsx"}, follow=True)
    assert "préparé en arrière-plan" in page.content.decode()
    assert client.get(adresse, {"format": "xlsx"}).url == page.redirect_chain[-1][0]  # asked twice, made once
    with agir_comme(alice):
        export = Exportation.objects.get()
    taches.preparer_export(export.pk, alice.pk)
    taches.preparer_export(export.pk, alice.pk)
    assert "Télécharger" in client.get(reverse("echanges:export", args=[export.pk])).content.decode()
    assert client.get("/notifications/").content.decode().count("est prêt.") == 1
    fichier = reverse("echanges:export_fichier", args=[export.pk])
    assert b"".join(client.get(fichier).streaming_content).startswith(b"PK")
    client.force_login(bruno)
    assert client.get(fichier).status_code == 404
    assert client.get(reverse("echanges:export", args=[export.pk])).status_code == 404


def test_an_expired_file_is_gone(client, adresse, alice, monkeypatch):
    monkeypatch.setattr(actions, "SEUIL_TACHE", 1)
    client.get(adresse, {"format": "ods"})
    with agir_comme(alice):
        export = Exportation.objects.get()
    taches.preparer_export(export.pk, alice.pk)
    with agir_comme(alice):
        nom = Exportation.objects.get().fichier
    assert default_storage.exists(nom)
    taches.expirer_export(export.pk, alice.pk)
    assert not default_storage.exists(nom)
    assert client.get(reverse("echanges:export_fichier", args=[export.pk])).status_code == 404


def test_without_the_right_or_with_an_unknown_format_there_is_no_export(client, adresse, creer_agent):
    assert client.get(adresse, {"format": "pdf"}).status_code == 404
    client.force_login(creer_agent("zoe"))
    assert client.get(adresse).status_code == 404


def test_the_stream_sees_nothing_once_its_context_is_closed(client, adresse):
    b"".join(client.get(adresse, {"format": "jsonl"}).streaming_content)
    with connection.cursor() as curseur:
        curseur.execute("SELECT coalesce(current_setting('maillage.agent', true), '')")
        assert curseur.fetchone() == ("",)


def test_several_codes_are_written_as_words_and_none_as_an_empty_cell():
    ecrire = ColonneExport("Examens", "examens", libelles={"a": "Autopsie", "b": "Biologie"}).ecriture()
    assert list(ecrire([["a", "b"], [], None, ["b"]])) == ["Autopsie, Biologie", None, None, "Biologie"]
