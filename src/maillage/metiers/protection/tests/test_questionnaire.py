"""The survey is said as data: each profile holds what it must, and a section says what it is worth."""

import pytest

from maillage.metiers.protection.enums import TypeMandataire
from maillage.metiers.protection.regles.profils_enquete import PROFILS, section
from maillage.metiers.protection.regles.questionnaire import Connu, Etat, Genre, bilan, champs
from maillage.metiers.protection.regles.structures_enquete import ligne_structures

CONNU = Connu(
    rangees={"etablissements": (("7", "Hôpital de Lille"), ("8", "Résidence"))},
    sommes={"decembre": 10, "groupes.tutelle": 4, "structures.tutelle.etablissement_personne_agee": 3},
)


def etat(profil, code, **dites):
    reponses = {cle.replace("__", "."): valeur for cle, valeur in dites.items()}
    return bilan(section(profil, code), reponses, CONNU)


@pytest.mark.parametrize("profil", TypeMandataire.values)
def test_fields_have_distinct_codes_in_the_whole_profile_and_choices_words(profil):
    tous = [champ for une in PROFILS[profil] for champ in champs(une, CONNU)]
    codes = [champ.code for champ in tous]
    assert len(codes) == len(set(codes))
    assert all(champ.question.choix for champ in tous if champ.question.genre == Genre.CHOIX)
    assert {"activite", "populations", "observations"} <= {une.code for une in PROFILS[profil]}


def test_each_annex_asks_all_that_the_sheet_lists():
    def codes(profil):
        return {champ.code for une in PROFILS[profil] for champ in champs(une, CONNU)}

    assert {
        "benevole", "forme_juridique", "anciennete", "age", "exerce_seul", "etp", "secretariat", "secretariat_etp",
        "local", "agrement_avant_2009", "agrement_annee", "cnc_annee", "cnc_heures", "qualification",
        "prestations.apa.nombre", "structures.maj.usld",
    } <= codes("individuel")  # fmt: skip
    assert {
        "personnalite_juridique", "personne_physique", "service_l312", "tuteurs_familiaux", "etablissements.7.statut",
        "etablissements.8.journees_esms", "preposes.tous.etp", "formation.certifies.nombre", "niveaux.VI.etp",
        "sexe.femmes.nombre", "autres_personnels.tous.etp", "prestations.aah.nombre", "tranches.6_plus.sauvegarde",
        "charges_personnel", "charges_preposes", "charges_fonctionnement", "produits_bareme", "produits_hebergement",
        "produits_publics", "produits_departement",
    } <= codes("prepose")  # fmt: skip
    assert {
        "organisme", "cooperation", "federation", "delegues.tous.nombre", "formation.en_formation.nombre",
        "formation_heures", "niveaux.I.nombre", "sexe.hommes.etp", "autres_personnels.tous.nombre",
    } <= codes("service")  # fmt: skip
    assert len([c for c in codes("prepose") if c.startswith("tranches.")]) == 55


def test_a_section_is_empty_then_partial_then_valid():
    assert etat("individuel", "formation").etat == Etat.VIDE
    partielle = etat("individuel", "formation", cnc_heures="12")
    assert (partielle.etat, partielle.manquants) == (Etat.PARTIELLE, ("Niveau de qualification",))
    assert etat("individuel", "formation", cnc_heures="12", qualification="II").etat == Etat.VALIDE
    assert etat("prepose", "activite").etat == Etat.VALIDE


@pytest.mark.parametrize(
    ("profil", "code", "dites", "phrase"),
    [
        ("individuel", "agrement", {"agrement_avant_2009": "oui", "agrement_annee": "2012"}, "avant 2009"),
        ("individuel", "agrement", {"agrement_avant_2009": "non"}, "Précisez l’année"),
        ("individuel", "agrement", {"agrement_avant_2009": "non", "agrement_annee": "2001"}, "au moins 2009"),
        ("individuel", "identite", {"secretariat": "non", "secretariat_etp": "0.5"}, "pas de secrétariat"),
        ("individuel", "identite", {"age": "centenaire"}, "n’est plus proposé"),
        (
            "individuel",
            "ressources",
            {"prestations__aah__nombre": "8", "prestations__apa__nombre": "3"},
            "10 au plus",
        ),
        ("prepose", "personnel", {"preposes__tous__nombre": "2", "sexe__hommes__nombre": "3"}, "par sexe"),
        ("prepose", "ressources", {"tranches__smic__tutelle": "5"}, "4 mesures"),
        ("prepose", "financement", {"charges_personnel": "10", "charges_preposes": "11"}, "dépasse"),
        ("service", "populations", {"structures__tutelle__ehpad": "4"}, "3 mesures au plus"),
    ],
)
def test_what_contradicts_itself_is_said(profil, code, dites, phrase):
    resultat = etat(profil, code, **dites)
    assert resultat.etat == Etat.INVALIDE
    assert phrase in " ".join(mot for _, mot in resultat.fautes)


def test_eight_structures_come_from_six_kinds_and_what_was_typed():
    comptees = {
        "tutelle.etablissement_personne_agee": 5, "tutelle.etablissement_hospitalier": 3,
        "tutelle.etablissement_psychiatrique": 1, "tutelle.etablissement_handicapes": 2,
    }  # fmt: skip
    muette = ligne_structures(comptees, {}, "tutelle")
    assert (muette["etablissement_ph"], muette["psychiatrie"], muette["ehpad"], muette["autre_pa"]) == (
        2,
        1,
        None,
        None,
    )
    dite = ligne_structures(comptees, {"structures.tutelle.ehpad": "4"}, "tutelle")
    assert [dite[c] for c in ("ehpad", "autre_pa", "usld", "autre_hopital", "chrs")] == [4, 1, 0, 3, 0]
