"""The survey and the declaration are what anybody finds by asking each measure where it was."""

import datetime as dt
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.metiers.protection import actions as verbes
from maillage.metiers.protection.actions import enquetes as actions
from maillage.metiers.protection.actions.declarations import etablir_declaration
from maillage.metiers.protection.documents import DECLARATION
from maillage.metiers.protection.enums import EN_ETABLISSEMENT, StatutReponse
from maillage.metiers.protection.models import Declaration, Enquete, ReponseEnquete
from maillage.metiers.protection.regles import Cellule, etat_au
from maillage.metiers.protection.regles.enquete import (
    GROUPES,
    Vie,
    compter_annee,
    est_equilibree,
    groupe,
    photographie,
    rangee,
    rangees,
    semestre,
)
from maillage.metiers.protection.regles.profils_enquete import section
from maillage.metiers.protection.tests.conftest import creer_organisation, jour
from maillage.metiers.protection.tests.test_stocks import vies as lives
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.documents.production import donnees_de, produire

ANNEE = 2023


@st.composite
def mesures(tirer):
    faits = tirer(lives())
    return Vie(
        faits, tirer(st.sampled_from(["madame", "monsieur"])), tirer(st.integers(1930, 2000)), faits[0].date
    )


def classe_age(age):
    """Written again, by the words of the survey."""
    if age < 25:
        return "moins_25"
    if age < 40:
        return "25_39"
    if age < 60:
        return "40_59"
    return "60_74" if age < 75 else "75_plus"


def classe_anciennete(jours):
    annees = jours / 365.25
    for code, avant in (("moins_1", 1), ("1_3", 3), ("3_5", 5), ("5_10", 10)):
        if annees < avant:
            return code
    return "10_plus"


def etait(vie, date):
    etat = etat_au(vie.faits, date)
    return etat if etat is not None and etat.est_en_stock else None


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(mesures(), max_size=10), st.integers(2020, 2029))
def test_the_prefill_equals_a_recount_by_brute_force(toutes, annee):
    compte = compter_annee(toutes, annee)
    assert est_equilibree(compte)
    veille, fin = dt.date(annee - 1, 12, 31), dt.date(annee, 12, 31)
    for colonne, date in (("janvier", veille), ("decembre", fin)):
        attendu = Counter(rangee(etat.cellule) for vie in toutes if (etat := etait(vie, date)))
        assert {code: compte.valeur(code, colonne) for code in rangees()} == {
            code: attendu[code] for code in rangees()
        }
    presents = [(vie, etat) for vie in toutes if (etat := etait(vie, fin))]
    assert sum(compte.ages.values()) == sum(compte.anciennetes.values()) == len(presents)
    assert compte.ages == Counter(
        f"{groupe(etat.nature)}.{classe_age(annee - vie.annee_naissance)}.{vie.civilite}"
        for vie, etat in presents
    )
    assert compte.anciennetes == Counter(
        f"{groupe(etat.nature)}.{classe_anciennete((fin - vie.date_premier_mesure).days)}"
        for vie, etat in presents
    )
    femmes = sum(nombre for cle, nombre in compte.ages.items() if cle.endswith(".madame"))
    assert femmes == sum(1 for vie, _ in presents if vie.civilite == "madame")
    assert sum(compte.du_groupe(un) for un in GROUPES) == len(presents)
    attendues = Counter(
        f"{groupe(etat.nature)}.{etat.type_etablissement or 'autre_etablissement'}"
        for _, etat in presents
        if etat.lieu_vie in EN_ETABLISSEMENT
    )
    assert compte.structures == attendues
    fins = [f for vie in toutes for f in vie.faits if f.cause == "masp" and veille < f.date <= fin]
    assert compte.revisions["masp"] == len(fins)
    en_etablissement = sum(1 for _, etat in presents if etat.lieu_vie in EN_ETABLISSEMENT)
    assert sum(compte.structures.values()) == en_etablissement
    sorties, entrees = 0, 0
    for vie in toutes:
        avant = None
        for date in sorted({fait.date for fait in vie.faits}):
            for rang in range(len(vie.faits)):
                dits = [f for f in vie.faits if (f.date, f.rang) <= (date, rang)]
                apres = etait(Vie(dits, vie.civilite, 1950, date), date) if dits else None
                if veille < date <= fin:
                    entrees += bool(apres and not avant)
                    sorties += bool(avant and not apres)
                avant = apres
    assert (compte.total("nouvelles"), compte.total("sorties")) == (entrees, sorties)
    assert sum(compte.sorties.values()) == sorties


def test_a_row_is_chosen_by_nature_field_and_place():
    assert rangee(Cellule("tutelle", "protection_bien_personne", "sdf")) == "tutelle.domicile"
    assert rangee(Cellule("tutelle", "protection_bien", "etablissement")) == "aux_biens.etablissement"
    assert rangee(Cellule("curatelle_simple", "protection_personne", "domicile")) == "a_la_personne.domicile"
    assert rangee(Cellule("subroge_tuteur", "protection_bien", "domicile")) == "subroge"


def test_the_half_year_of_a_declaration_is_the_last_that_ended():
    assert semestre(jour("2026-11-21")) == jour("2026-06-30")
    assert semestre(jour("2026-07-01")) == jour("2026-06-30")
    assert semestre(jour("2026-06-30")) == jour("2025-12-31")


@pytest.fixture
def portefeuille(ouvrir, alice):
    """One held all the year, one renewed and moved, one ended in May."""
    ouvrir("1", date_nomination=jour("2022-03-01"))
    mesure = ouvrir("2", date_nomination=jour("2022-03-01"), nature="curatelle_simple")
    finie = ouvrir("3", date_nomination=jour("2023-02-01"), nature="tutelle")
    with agir_comme(alice):
        verbes.reviser(
            agent=alice, mesure=mesure, date=jour("2023-04-01"), resultat="aggravation", nature="tutelle"
        )
        verbes.clore_mesure(agent=alice, mesure=finie, date=jour("2023-05-10"), cause="deces")


@pytest.fixture
def ministere(lille):
    return creer_organisation(TypeOrganisation.MINISTERE, "Direction nationale", lille)


@pytest.fixture
def enquete(portefeuille, nationale, ministere, aujourd_hui):
    with agir_comme(nationale):
        return actions.ouvrir_enquete(
            agent=nationale,
            organisation=ministere,
            annee=ANNEE,
            date_limite=aujourd_hui + dt.timedelta(days=60),
        )


def completer(agent, code="agrement", **dites):
    with agir_comme(agent):
        reponse = ReponseEnquete.objects.select_related("enquete", "mandataire").get()
        return actions.completer_section(
            agent=agent, reponse=reponse, section=section(reponse.mandataire.type, code), reponses=dites
        )


def deposer(agent):
    with agir_comme(agent):
        return actions.deposer_reponse(agent=agent, reponse=ReponseEnquete.objects.get())


@pytest.mark.django_db
def test_a_reply_is_counted_from_the_log_before_anything_is_typed(
    enquete, alice, direction, chloe, magistrate_amiens
):
    with agir_comme(alice):
        reponse = ReponseEnquete.objects.visibles_par(alice).select_related("enquete").get()
        annee = actions.prefigurer(reponse)
    assert (annee.total("janvier"), annee.total("nouvelles"), annee.total("sorties"), annee.total("decembre")) == (
        2, 1, 1, 2)  # fmt: skip
    assert (annee.valeur("curatelle_simple.domicile", "changements"), annee.revisions["changement"]) == (
        -1,
        1,
    )
    assert annee.sorties["deces"] == 1
    for agent in (chloe, magistrate_amiens):
        with agir_comme(agent):
            assert not ReponseEnquete.objects.exists()
    with agir_comme(direction):
        assert ReponseEnquete.objects.visibles_par(direction).count() == 1


@pytest.mark.django_db
def test_a_reply_handed_in_is_frozen_then_validated_or_given_back(enquete, alice, direction, ouvrir):
    completer(alice, agrement_avant_2009="oui")
    reponse = deposer(alice)
    assert (reponse.statut, reponse.complements) == (StatutReponse.DEPOSEE, {"agrement_avant_2009": "oui"})
    ouvrir("4", date_nomination=jour("2023-06-01"))
    with agir_comme(direction):
        assert actions.prefigurer(reponse).total("decembre") == 2
        assert actions.agreger(ReponseEnquete.objects.all()).total("decembre") == 2
    with pytest.raises(ValidationError, match="déposée"):
        completer(alice)
    with pytest.raises(AccesRefuse), agir_comme(alice):
        actions.valider_reponse(agent=alice, reponse=reponse)
    with agir_comme(direction):
        assert actions.valider_reponse(agent=direction, reponse=reponse).statut == StatutReponse.VALIDEE
        actions.rendre_reponse(agent=direction, reponse=reponse)
    assert deposer(alice).chiffres["activite"]["curatelle_renforcee.domicile.decembre"] == 2


@pytest.mark.django_db
def test_a_section_that_contradicts_itself_is_kept_and_prevents_handing_in(enquete, alice):
    completer(alice, agrement_avant_2009="non")
    with pytest.raises(ValidationError, match="Agrément"):
        deposer(alice)
    completer(alice, agrement_avant_2009="non", agrement_annee="2011")
    completer(alice, "formation", cnc_heures="30", inconnu="x")
    reponse = deposer(alice)
    assert reponse.complements == {"agrement_avant_2009": "non", "agrement_annee": "2011", "cnc_heures": "30"}


@pytest.mark.django_db
def test_the_directory_and_the_log_fill_what_they_know(
    enquete, alice, ouvrir, tribunal_amiens, mandataire, portefeuille, ddets_somme
):
    ouvrir("7", au=tribunal_amiens, date_nomination=jour("2023-01-05"))
    with agir_comme(alice):
        reponse = ReponseEnquete.objects.select_related("enquete", "mandataire__personne").get()
        connu = actions.connaitre(reponse, actions.prefigurer(reponse))
    assert (connu.faits["departements"], connu.faits["financeur"], connu.faits["autres"]) == ("1", "2", "1")
    assert connu.sommes["groupes.tutelle"] == 1


@pytest.mark.django_db
def test_a_survey_is_opened_once_by_the_national_direction(
    enquete, nationale, direction, ministere, aujourd_hui
):
    plus_tard = aujourd_hui + dt.timedelta(days=60)
    with pytest.raises(ValidationError, match="déjà ouverte"), agir_comme(nationale):
        actions.ouvrir_enquete(agent=nationale, organisation=ministere, annee=ANNEE, date_limite=plus_tard)
    with pytest.raises(AccesRefuse), agir_comme(direction):
        actions.ouvrir_enquete(agent=direction, organisation=ministere, annee=2022, date_limite=plus_tard)
    with agir_comme(direction):
        assert Enquete.objects.count() == 1


@pytest.mark.django_db
def test_the_declaration_says_what_was_held_on_the_last_day_by_court_and_nature(
    portefeuille, ouvrir, alice, mandataire, tribunal_amiens
):
    ouvrir("9", au=tribunal_amiens, date_nomination=jour("2023-01-05"), nature="tutelle")
    with agir_comme(alice):
        declaration = etablir_declaration(
            agent=alice, mandataire=mandataire, date_arrete=jour("2023-06-30"), nombre_secretaires=1,
            autres_activites="", quotite=80,
        )  # fmt: skip
        donnees = donnees_de(produire(DECLARATION.code, declaration, agent=alice))
        etablir_declaration(
            agent=alice, mandataire=mandataire, date_arrete=jour("2023-06-30"), nombre_secretaires=2,
            autres_activites="", quotite=80,
        )  # fmt: skip
        assert Declaration.objects.get().nombre_secretaires == 2
    assert donnees.total == 3
    assert {(ligne.tribunal, ligne.nature, ligne.nombre) for ligne in donnees.lignes} == {
        ("Tribunal judiciaire d’Amiens", "Tutelle", 1),
        ("Tribunal judiciaire de Lille", "Curatelle renforcée", 1),
        ("Tribunal judiciaire de Lille", "Tutelle", 1),
    }
    assert "Direction du Nord" in donnees.direction


@pytest.mark.django_db
def test_a_half_year_that_is_not_over_is_not_declared(alice, mandataire, aujourd_hui):
    with pytest.raises(ValidationError, match="pas terminé"), agir_comme(alice):
        etablir_declaration(
            agent=alice, mandataire=mandataire, date_arrete=aujourd_hui + dt.timedelta(days=1),
            nombre_secretaires=0, autres_activites="", quotite=100,
        )  # fmt: skip


@pytest.mark.django_db
def test_the_whole_way_by_the_screens(enquete, connecter, alice, direction):
    client = connecter(alice)
    with agir_comme(alice):
        pk = ReponseEnquete.objects.get().pk
    page = client.get(reverse("protection:reponse", args=[pk])).content.decode()
    assert "Comptée" in page
    assert "Manque" in page
    formation = reverse("protection:reponse_section", args=[pk, "formation"])
    assert "Section 3 sur 7" in client.get(formation).content.decode()
    refusee = client.post(formation, {"cnc_heures": "douze"})
    assert refusee.status_code == 422
    assert "douze" in refusee.content.decode()
    suite = client.post(formation, {"cnc_heures": "12", "qualification": "II"}, follow=True).content.decode()
    assert "Activité, enquête" in suite
    faute = client.post(
        reverse("protection:reponse_section", args=[pk, "populations"]),
        {"structures.tutelle.ehpad": "3"}, follow=True,
    ).content.decode()  # fmt: skip
    assert "0 mesures au plus" in faute
    client.post(reverse("protection:reponse_deposer", args=[pk]))
    assert "À corriger" in client.get(reverse("protection:reponse", args=[pk])).content.decode()
    client.post(
        reverse("protection:reponse_section", args=[pk, "populations"]), {"structures.tutelle.ehpad": "0"}
    )
    client.post(
        reverse("protection:reponse_section", args=[pk, "ressources"]), {"prestations.aah.nombre": "2"}
    )
    reponse = client.post(reverse("protection:reponse_deposer", args=[pk]), follow=True)
    assert "Votre réponse est déposée" in reponse.content.decode()
    assert client.post(formation, {"cnc_heures": "9"}).status_code == 404
    chef = connecter(direction)
    assert "Valider" in chef.get(reverse("protection:reponse", args=[pk])).content.decode()
    assert "Niveau II" in chef.get(formation).content.decode()
    chef.post(reverse("protection:reponse_valider", args=[pk]))
    ensemble = chef.get(reverse("protection:enquete_agregat", args=[ANNEE])).content.decode()
    assert "1 réponse déposée sur 1" in ensemble
    assert "AAH" in ensemble
    fichier = chef.get(reverse("protection:enquete_exporter", args=[ANNEE, "csv"]))
    texte = b"".join(fichier.streaming_content).decode("utf-8-sig")
    for ligne in (
        "Activité de l’année;Tutelle, à domicile;31 décembre;1",
        "Activité de l’année;Tutelle, à domicile;Changements;1",
        "Structures au 31 décembre;Tutelle;EHPAD;0",
        "Principale prestation perçue · AAH · Mesures;Somme;2",
        "Niveau de qualification;Niveau II;1",
    ):
        assert ligne in texte, ligne
    classeur = b"".join(
        chef.get(reverse("protection:enquete_exporter", args=[ANNEE, "xlsx"])).streaming_content
    )
    assert classeur[:2] == b"PK"


def test_a_photograph_counts_each_nature(valeurs):
    assert photographie([], jour("2023-06-30")) == {}
