"""People of the two units, a requisition received in Lille, its act, its certificate, two years of activity."""

import datetime as dt

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from maillage.metiers.medecine_legale import actions, references
from maillage.metiers.medecine_legale.actions.certificats import etablir_certificat
from maillage.metiers.medecine_legale.actions.remises import remettre_par_lien
from maillage.metiers.medecine_legale.demo.actes import engendrer
from maillage.metiers.medecine_legale.demo.structures import Structure
from maillage.metiers.medecine_legale.enums import Profil
from maillage.metiers.medecine_legale.models import FinancementStructure
from maillage.metiers.medecine_legale.regles import ValeursActe
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Habilitation, Organisation, Personne
from maillage.socle.annuaire.rattachement import recalculer_rattachements


@pytest.fixture
def alice(creer_agent, umj_lille):
    return creer_agent("alice", "medecine_legale.gestionnaire", umj_lille)


@pytest.fixture
def bruno(creer_agent, umj_lille):
    return creer_agent("bruno", "medecine_legale.gestionnaire", umj_lille)


@pytest.fixture
def chloe(creer_agent, umj_amiens):
    return creer_agent("chloe", "medecine_legale.gestionnaire", umj_amiens)


@pytest.fixture
def denis(creer_agent, hauts_de_france):
    return creer_agent("denis", "medecine_legale.superviseur_regional", territoire=hauts_de_france)


@pytest.fixture
def commissariat(umj_lille):
    with agir_comme(agent_systeme()):
        return Organisation.objects.create(
            type="commissariat", nom="Commissariat de Lille", cle_recherche="commissariat de lille"
        )


@pytest.fixture
def recevoir(alice, umj_lille, commissariat):
    def recevoir(**champs):
        valeurs = {
            "agent": alice,
            "structure": umj_lille,
            "requerant": commissariat,
            "numero_pv": "2026/00123/001",
            "date_requisition": timezone.localdate(),
            "mission": "Examiner la victime et fixer l’incapacité totale de travail.",
        }
        with agir_comme(champs.get("agent", alice)):
            return actions.recevoir_requisition(**{**valeurs, **champs})

    return recevoir


@pytest.fixture
def requisition(recevoir):
    return recevoir()


@pytest.fixture
def valeurs_victime():
    def valeurs(**champs):
        juste = {
            "profil": Profil.VICTIME,
            "date_examen": timezone.localdate(),
            "numero_interne": "2026-00041",
            "heure_debut": dt.time(10, 5),
            "types_examen": ("somatique",),
            "lieu": "umj",
            "age": "majeur",
            "genre": "feminin",
            "natures_violence": ("coups",),
            "contextes_violence": ("conjugale",),
            "itt_jours": 5,
        }
        return ValeursActe(**{**juste, **champs})

    return valeurs


@pytest.fixture
def enregistrer(alice, umj_lille, requisition, valeurs_victime):
    def enregistrer(agent=alice, structure=umj_lille, requisition=requisition, **champs):
        with agir_comme(agent):
            return actions.enregistrer_acte(
                agent=agent,
                structure=structure,
                requisition=requisition,
                valeurs=valeurs_victime(a_requisition=requisition is not None, **champs),
            )

    return enregistrer


@pytest.fixture
def acte(enregistrer):
    return enregistrer()


@pytest.fixture
def tribunal(db):
    with agir_comme(agent_systeme()):
        return Organisation.objects.create(
            type="tribunal_judiciaire",
            nom="Tribunal judiciaire de Lille",
            cle_recherche="tribunal judiciaire de lille",
        )


@pytest.fixture
def cabinet(umj_lille, alice):
    """A practitioner of the proximity network, paid for each act; Alice keeps his files too."""
    with agir_comme(agent_systeme()):
        cabinet = Organisation.objects.create(
            type="reseau_proximite",
            nom="Cabinet du Dr Aubert",
            cle_recherche="cabinet du dr aubert",
            commune=umj_lille.commune,
            est_gestionnaire=True,
        )
        recalculer_rattachements([cabinet.pk])
        Habilitation.objects.create(
            agent=alice,
            role="medecine_legale.gestionnaire",
            organisation=cabinet,
            date_debut=dt.date(2020, 1, 1),
        )
    return cabinet


@pytest.fixture
def payer_a_l_acte():
    """Mark a structure as paid per act, from a day on."""

    def payer(structure, date_debut=dt.date(2020, 1, 1)):
        with agir_comme(agent_systeme()):
            FinancementStructure.objects.create(
                structure=structure,
                mode="a_l_acte",
                date_debut=date_debut,
                motif="Essai",
                auteur=agent_systeme(),
            )

    return payer


@pytest.fixture
def facturier(creer_agent, cabinet):
    return creer_agent("felix", "medecine_legale.facturation", cabinet)


@pytest.fixture
def requisition_payee(cabinet, recevoir, tribunal):
    return recevoir(structure=cabinet, juridiction=tribunal)


@pytest.fixture
def acte_paye(cabinet, enregistrer, requisition_payee):
    return enregistrer(structure=cabinet, requisition=requisition_payee)


@pytest.fixture
def certifier(alice, acte):
    identite = actions.Identite(nom="Lefèvre", prenom="Zoé", constatations="Ecchymose de 3 cm.")

    def certifier(agent=alice, acte=acte, **champs):
        with agir_comme(agent):
            return etablir_certificat(
                agent=agent,
                acte=acte,
                identite=identite,
                **{"itt_jours": acte.itt_jours, **champs},
            )

    return certifier


@pytest.fixture
def certificat(certifier):
    return certifier()


@pytest.fixture
def lien(alice, certificat):
    with agir_comme(alice):
        return remettre_par_lien(
            agent=alice, certificat=certificat, destinataire="Commissariat", courriel="opj@exemple.invalid"
        )


@pytest.fixture
def responsable(creer_agent, umj_lille):
    agent = creer_agent("adele", "medecine_legale.administrateur", umj_lille)
    with agir_comme(agent):
        TOTP.activate(agent, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")  # his role demands a second factor
    return agent


@pytest.fixture
def ministere(creer_agent, france):
    return creer_agent("solene", "medecine_legale.superviseur_national", territoire=france)


@pytest.fixture
def activite(alice, chloe, umj_lille, umj_amiens, commissariat):
    """Some hundreds of acts of every profile in two units, one being an institute, over two years."""
    with agir_comme(agent_systeme()):
        references.charger_autres_listes()
        umj_lille.caracteristiques = {"institut": True}
        umj_lille.save()
        brigade, tribunal = (
            Organisation.objects.create(type=genre, nom=nom, cle_recherche=nom.lower())
            for genre, nom in (
                ("brigade_gendarmerie", "Brigade de Seclin"),
                ("tribunal_judiciaire", "Tribunal judiciaire de Lille"),
            )
        )
        praticien = Personne.objects.create(nom="Legiste")
        structures = [
            Structure(unite, departement, institut, auteur, [praticien], [commissariat, brigade], tribunal)
            for unite, departement, institut, auteur in (
                (umj_lille, "59", True, alice),
                (umj_amiens, "80", False, chloe),
            )
        ]
        engendrer(structures, nombre=700, annees=2)
