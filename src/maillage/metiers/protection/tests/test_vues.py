"""Screens of professionals, of the registry and of directions, driven as a browser would."""

import datetime as dt

import pytest
from django.urls import reverse

from maillage.metiers.protection import actions
from maillage.metiers.protection.models import Inscription, Mandataire, Mesure
from maillage.metiers.protection.tests.conftest import jour
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.echeances.models import Echeance

pytestmark = pytest.mark.django_db


def adresse(nom, *args):
    return reverse(f"protection:{nom}", args=args)


def texte(reponse):
    return reponse.content.decode()


def test_a_measure_is_entered_on_one_page_and_known_by_its_number(connecter, alice, tribunal, lille):
    client = connecter(alice)
    saisie = {
        "tribunal": tribunal.pk, "numero_rg": "21/B/00167", "cabinet": "3", "nature": "tutelle",
        "date_nomination": "15/03/2024", "civilite": "madame", "annee_naissance": "1950", "lieu_vie": "domicile",
        "commune": lille.pk,
    }  # fmt: skip
    with agir_comme(alice):
        saisie["mandataire"] = Mandataire.objects.get().pk
    refusee = client.post(adresse("mesure_ouvrir"), {**saisie, "annee_naissance": "2015"})
    assert refusee.status_code == 422
    assert "majeure" in texte(refusee)
    assert "21/B/00167" in texte(refusee)
    fiche = client.post(adresse("mesure_ouvrir"), saisie, follow=True)
    assert "RG 21B00167" in texte(fiche)
    assert "21B00167" in texte(client.get(adresse("mesures"), {"recherche": "21b"}))


def test_an_event_is_two_keys_away_its_page_opens_on_today(connecter, alice, mesure, aujourd_hui):
    client = connecter(alice)
    page = texte(client.get(adresse("mesure_evenement", mesure.pk, "fin")))
    assert f'value="{aujourd_hui:%Y-%m-%d}"' in page
    fiche = texte(client.get(adresse("mesure", mesure.pk)))
    assert 'data-raccourci="r"' in fiche
    assert 'data-raccourci="f"' in fiche
    client.post(adresse("mesure_evenement", mesure.pk, "fin"), {"date": "01/02/2026", "cause": "deces"})
    with agir_comme(alice):
        assert Mesure.objects.get().statut == "eteinte"


def test_a_wrong_event_is_refused_beside_its_field(connecter, alice, mesure):
    client = connecter(alice)
    trop = client.post(
        adresse("mesure_evenement", mesure.pk, "revision"),
        {
            "date": "01/02/2026",
            "resultat": "reconduction",
            "duree_mois": "240",
            "nature": "sauvegarde_justice",
        },
    )
    assert trop.status_code == 422
    assert "art. 439" in texte(trop)


def test_a_corrected_event_is_shown_struck_with_its_reason(connecter, alice, mesure):
    client = connecter(alice)
    with agir_comme(alice):
        ouverture = mesure.evenements.get()
    client.post(
        adresse("evenement_corriger", ouverture.pk),
        {"date": "16/03/2024", "nature": "tutelle", "lieu_vie": "domicile", "motif": "Jugement relu"},
    )
    page = texte(client.get(adresse("mesure", mesure.pk)))
    assert "Jugement relu" in page
    assert "<del>" in page
    assert "16/03/2024" in page


def test_the_registrar_hands_a_measure_over_and_the_professional_may_not(
    connecter, greffiere, alice, mesure, autre_mandataire
):
    client = connecter(greffiere)
    reponse = client.post(
        adresse("mesure_transferer", mesure.pk),
        {"date": "01/05/2025", "mandataire": autre_mandataire.pk},
        follow=True,
    )
    assert "Service du Nord" in texte(reponse)
    assert connecter(alice).get(adresse("mesure_transferer", mesure.pk)).status_code == 404


def test_one_click_confirms_and_the_badge_says_it(connecter, alice, mandataire, greffiere):
    client = connecter(alice)
    assert "Périmées" in texte(client.get(adresse("mandataires")))
    page = client.post(adresse("mandataire_confirmer", mandataire.pk), follow=True)
    assert "Confirmées aujourd’hui" in texte(page)
    assert "À jour" in texte(connecter(greffiere).get(adresse("mandataires")))


def test_the_profile_page_changes_what_one_takes(connecter, alice, mandataire):
    with agir_comme(alice):
        inscription = Inscription.objects.get()
    client = connecter(alice)
    saisie = {
        "natures": ["tutelle"],
        "langues": ["ar"],
        "rythme": "montee",
        f"souhait_{inscription.pk}": "60",
    }
    refusee = client.post(adresse("mandataire_modifier", mandataire.pk), saisie)
    assert refusee.status_code == 422
    fiche = client.post(
        adresse("mandataire_modifier", mandataire.pk),
        {**saisie, f"souhait_{inscription.pk}": "20"},
        follow=True,
    )
    assert "Montée en charge" in texte(fiche)
    assert "Arabe" in texte(fiche)


def test_the_directory_is_filtered_by_what_a_judge_needs(connecter, greffiere, referencer, nord, somme):
    referencer("Bertin Olivier", places=0)
    signes = referencer("Caron Nadia")
    client = connecter(greffiere)
    assert "Bertin" not in texte(client.get(adresse("mandataires"), {"dispo": "places"}))
    assert "Caron" in texte(client.get(adresse("mandataires"), {"departement": nord.pk, "dispo": "places"}))
    assert "Caron" not in texte(client.get(adresse("mandataires"), {"departement": somme.pk}))
    assert "Caron" not in texte(client.get(adresse("mandataires"), {"signes": "on"}))
    assert str(signes) in texte(
        client.get(adresse("mandataires"), {"nature": "tutelle", "recherche": "caron"})
    )


def test_renewals_show_the_terms_of_the_year_and_become_deadlines_of_the_professional(
    connecter, ouvrir, alice, greffiere, aujourd_hui
):
    ouvrir("1", date_nomination=aujourd_hui - dt.timedelta(days=365 * 4 + 200))
    ouvrir("2", date_nomination=aujourd_hui - dt.timedelta(days=365 * 6))
    loin = ouvrir("3", date_nomination=aujourd_hui - dt.timedelta(days=100))
    page = texte(connecter(greffiere).get(adresse("renouvellements")))
    assert "00000001" in page
    assert "Terme dépassé" in page
    assert loin.numero_rg not in page
    assert "00000002" in texte(connecter(greffiere).get(adresse("renouvellements"), {"terme": "depassee"}))
    with agir_comme(alice):
        dues = Echeance.objects.filter(genre="protection.renouvellement", statut="a_faire")
        assert min(dues.values_list("libelle", flat=True)).startswith("RG 00000001")
        assert dues.count() == 2
        mesure = Mesure.objects.get(numero_rg="00000001")
        actions.clore_mesure(agent=alice, mesure=mesure, date=aujourd_hui, cause="deces")
        assert dues.count() == 1
    assert "Demander le renouvellement" in texte(connecter(alice).get("/"))


def test_a_decision_of_the_prefect_is_entered_and_the_list_of_that_day_shows_it(
    connecter, direction, mandataire
):
    saisie = {
        "numero": "2026-7", "date_arrete": "10/01/2026", "date_effet": "01/02/2026", "mandataire": mandataire.pk,
        "decision": "inscrire", "nombre_autorise": "60", "natures": ["tutelle"],
    }  # fmt: skip
    client = connecter(direction)
    page = client.get(adresse("arrete_enregistrer"))
    with agir_comme(direction):
        saisie["autorite"] = mandataire.autorite_id
    assert page.status_code == 200
    assert client.post(adresse("arrete_enregistrer"), saisie).status_code == 302
    assert "2026-7" in texte(client.get(adresse("listes"), {"jour": "01/02/2026"}))
    assert "2026-7" not in texte(client.get(adresse("listes"), {"jour": "31/01/2026"}))


def test_a_professional_is_referenced_by_the_direction(connecter, direction, ddets, lille):
    saisie = {"type": "individuel", "nom": "Queval Inès", "siret": "123", "commune": lille.pk}
    client = connecter(direction)
    refusee = client.post(adresse("mandataire_referencer"), saisie)
    assert refusee.status_code == 422
    assert "quatorze chiffres" in texte(refusee)
    fiche = client.post(adresse("mandataire_referencer"), {**saisie, "siret": ""}, follow=True)
    assert "Queval Inès" in texte(fiche)


def test_stock_and_flux_of_a_month_in_words_table_and_file(connecter, ouvrir, direction, alice):
    mesure = ouvrir("1", date_nomination=jour("2026-03-02"))
    ouvrir("2", date_nomination=jour("2026-03-02"))
    with agir_comme(alice):
        actions.clore_mesure(agent=alice, mesure=mesure, date=jour("2026-04-10"), cause="deces")
    client = connecter(direction)
    question = {"debut": "2026-04", "fin": "2026-04", "lignes": "departement"}
    page = texte(client.get(adresse("stocks"), question))
    assert "1\N{NO-BREAK SPACE}mesure fin avril 2026" in page
    assert "début + entrées − sorties = fin" in page
    fichier = b"".join(client.get(adresse("stocks_exporter", "csv"), question).streaming_content).decode(
        "utf-8-sig"
    )
    assert "Nord;2;0;0;0;1;0;1;équilibré" in fichier
    for format_ in ("xlsx", "ods"):
        classeur = client.get(adresse("stocks_exporter", format_), question)
        assert b"".join(classeur.streaming_content)[:2] == b"PK"
    assert client.get(adresse("stocks_exporter", "pdf"), question).status_code == 404


@pytest.mark.parametrize(
    "lignes", ["tribunal", "departement", "type_gestionnaire", "nature", "lieu_vie", "x", ""]
)
@pytest.mark.parametrize(
    "periode", [("2026-03", "2026-04"), ("2026-04", "2019-12"), ("2035-01", "x"), ("", "")]
)
def test_stock_and_flux_answer_whatever_the_address_asks(connecter, ouvrir, direction, lignes, periode):
    client = connecter(direction)
    question = {"debut": periode[0], "fin": periode[1], "lignes": lignes, "nature": "tutelle"}
    assert client.get(adresse("stocks"), question).status_code == 200
    ouvrir("1", date_nomination=jour("2026-03-02"), nature="tutelle")
    assert client.get(adresse("stocks"), question).status_code == 200


def test_capacities_count_each_line_once_and_over_capacity_is_not_hidden_by_free_places(
    connecter, ouvrir, referencer, direction
):
    referencer("Bertin Olivier", places=10)
    plein = referencer("Caron Nadia", places=0)
    assert plein.pk
    ouvrir("1")
    page = texte(connecter(direction).get(adresse("capacites")))
    assert "59\N{NARROW NO-BREAK SPACE}" not in page
    assert "59 places disponibles, 0 mesures en surcapacité" in page
