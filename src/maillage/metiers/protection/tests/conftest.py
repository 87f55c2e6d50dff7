"""A court and a direction in Lille and in Amiens, professionals entrusted with measures, and who works there."""

import datetime as dt

import pytest
from django.utils import timezone

from maillage.metiers.protection import actions, references
from maillage.metiers.protection.enums import TypeMandataire
from maillage.metiers.protection.regles import ValeursMesure
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Commune, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements


def jour(texte):
    return dt.date.fromisoformat(texte)


def creer_organisation(genre, nom, commune):
    with agir_comme(agent_systeme()):
        organisation = Organisation.objects.create(
            type=genre, nom=nom, cle_recherche=nom.lower(), commune=commune, est_gestionnaire=True
        )
        recalculer_rattachements([organisation.pk])
    return organisation


@pytest.fixture
def lille(nord):
    return Commune.objects.create(
        code_insee="59350", nom="Lille", cle_recherche="lille", departement=nord, codes_postaux=["59000"],
        latitude=50.63, longitude=3.06,
    )  # fmt: skip


@pytest.fixture
def amiens(somme):
    return Commune.objects.create(
        code_insee="80021", nom="Amiens", cle_recherche="amiens", departement=somme, codes_postaux=["80000"],
        latitude=49.89, longitude=2.3,
    )  # fmt: skip


@pytest.fixture
def tribunal(lille):
    return creer_organisation(TypeOrganisation.TRIBUNAL_JUDICIAIRE, "Tribunal judiciaire de Lille", lille)


@pytest.fixture
def tribunal_amiens(amiens):
    return creer_organisation(TypeOrganisation.TRIBUNAL_JUDICIAIRE, "Tribunal judiciaire d’Amiens", amiens)


@pytest.fixture
def ddets(lille):
    return creer_organisation(TypeOrganisation.DIRECTION_DEPARTEMENTALE, "Direction du Nord", lille)


@pytest.fixture
def ddets_somme(amiens):
    return creer_organisation(TypeOrganisation.DIRECTION_DEPARTEMENTALE, "Direction de la Somme", amiens)


@pytest.fixture
def referencer(ddets, lille):
    def referencer(
        nom, genre=TypeMandataire.INDIVIDUEL, *, autorite=ddets, commune=lille, places=50, **champs
    ):
        with agir_comme(agent_systeme()):
            mandataire = actions.referencer_mandataire(
                agent=agent_systeme(), autorite=autorite, genre=genre, nom=nom, commune=commune
            )
            actions.publier_arrete(
                agent=agent_systeme(),
                autorite=autorite,
                departement=autorite.commune.departement,
                numero=f"2020-{mandataire.pk}",
                date_arrete=jour("2019-12-15"),
                date_effet=jour("2020-01-01"),
                inscrits=[actions.LigneListe(mandataire, nombre_autorise=places, **champs)],
            )
        return mandataire

    return referencer


@pytest.fixture
def mandataire(referencer):
    return referencer("Alice Martin")


@pytest.fixture
def autre_mandataire(referencer):
    return referencer("Service du Nord", TypeMandataire.SERVICE, places=2_000)


@pytest.fixture
def alice(creer_agent, mandataire):
    return creer_agent("alice", "protection.mandataire_individuel", mandataire.organisation)


@pytest.fixture
def chloe(creer_agent, autre_mandataire):
    return creer_agent("chloe", "protection.service_membre", autre_mandataire.organisation)


@pytest.fixture
def greffiere(creer_agent, tribunal):
    return creer_agent("gaelle", "protection.greffier", tribunal)


@pytest.fixture
def magistrate_amiens(creer_agent, tribunal_amiens):
    return creer_agent("maud", "protection.magistrat", tribunal_amiens)


@pytest.fixture
def direction(creer_agent, nord, ddets):
    return creer_agent("didier", "protection.direction_departementale", territoire=nord)


@pytest.fixture
def nationale(creer_agent, france):
    return creer_agent("nina", "protection.direction_nationale", territoire=france)


@pytest.fixture
def ponderation(db):
    with agir_comme(agent_systeme()):
        references.charger()


@pytest.fixture
def valeurs():
    def valeurs(numero="21/B/00167", **champs):
        justes = {
            "numero_rg": numero,
            "nature": "curatelle_renforcee",
            "champ": "protection_bien_personne",
            "lieu_vie": "domicile",
            "date_nomination": jour("2024-03-15"),
            "civilite": "madame",
            "annee_naissance": 1950,
            "cabinet": "3",
        }
        return ValeursMesure(**{**justes, **champs})

    return valeurs


@pytest.fixture
def ouvrir(alice, mandataire, tribunal, valeurs):
    def ouvrir(numero="21/B/00167", *, agent=alice, chez=mandataire, au=tribunal, **champs):
        with agir_comme(agent):
            return actions.ouvrir_mesure(
                agent=agent, mandataire=chez, tribunal=au, valeurs=valeurs(numero, **champs)
            )

    return ouvrir


@pytest.fixture
def mesure(ouvrir):
    return ouvrir()


@pytest.fixture
def aujourd_hui():
    return timezone.localdate()
