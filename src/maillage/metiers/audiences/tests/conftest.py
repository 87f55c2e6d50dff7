"""A court of Lille with two chambers, another in Amiens, and who works there."""

import datetime as dt

import pytest

from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Commune, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements

JOUR = dt.date(2026, 11, 23)


def creer_organisation(genre, nom, commune, parent=None):
    with agir_comme(agent_systeme()):
        organisation = Organisation.objects.create(
            type=genre,
            nom=nom,
            cle_recherche=nom.lower(),
            commune=commune,
            parent=parent,
            est_gestionnaire=True,
        )
        recalculer_rattachements([organisation.pk])
    return organisation


@pytest.fixture
def lille(nord):
    return Commune.objects.create(
        code_insee="59350", nom="Lille", cle_recherche="lille", departement=nord, codes_postaux=["59000"]
    )


@pytest.fixture
def tribunal(lille):
    return creer_organisation(TypeOrganisation.TRIBUNAL_JUDICIAIRE, "Tribunal judiciaire de Lille", lille)


@pytest.fixture
def sixieme(tribunal, lille):
    return creer_organisation(TypeOrganisation.CHAMBRE, "6e chambre correctionnelle", lille, tribunal)


@pytest.fixture
def septieme(tribunal, lille):
    return creer_organisation(TypeOrganisation.CHAMBRE, "7e chambre correctionnelle", lille, tribunal)


@pytest.fixture
def alice(creer_agent, sixieme):
    return creer_agent("alice", "audiences.greffier", sixieme)


@pytest.fixture
def chloe(creer_agent, septieme):
    return creer_agent("chloe", "audiences.greffier", septieme)


@pytest.fixture
def presidente(creer_agent, sixieme):
    return creer_agent("paule", "audiences.magistrat", sixieme)


@pytest.fixture
def directrice(creer_agent, tribunal):
    return creer_agent("diane", "audiences.directeur_greffe", tribunal)


@pytest.fixture
def cheffe(creer_agent, tribunal):
    return creer_agent("helene", "audiences.chef_juridiction", tribunal)
