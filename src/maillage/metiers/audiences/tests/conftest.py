"""A court of Lille with two chambers, another in Amiens, and who works there."""

import datetime as dt

import pytest
from django.utils import timezone

from maillage.metiers.audiences.actions import affaires, audiences, parties
from maillage.metiers.audiences.actions.identites import Identite
from maillage.metiers.audiences.models import Audiencement
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


@pytest.fixture
def ouvrir_au_role(alice, sixieme):
    """A hearing of the sixth chamber, yesterday or on the day given."""

    def creer(jour=None, *, agent=alice, chambre=sixieme, heure=13, **champs):
        valeurs = {"type": "collegial", **champs}
        jour = jour or timezone.localdate()
        with agir_comme(agent):
            return audiences.creer_audience(
                agent=agent,
                chambre=chambre,
                valeurs=audiences.ValeursAudience(date=jour, heure=dt.time(heure, 30), **valeurs),
            )

    return creer


@pytest.fixture
def audience(ouvrir_au_role):
    return ouvrir_au_role()


@pytest.fixture
def inscrire(alice):
    """A case with its accused, a victim, and one offence that all of them answer for."""

    def inscrire(audience, numero="26325000123", *, prevenus=("Lefèvre",), agent=alice):
        with agir_comme(agent):
            passage = affaires.inscrire_affaire(agent=agent, audience=audience, numero_parquet=numero)
            connus = [
                parties.ajouter_partie(
                    agent=agent,
                    passage=passage,
                    identite=Identite(
                        nom=nom,
                        prenoms="Zoé",
                        date_naissance=dt.date(1990, 5, 1),
                        lieu_naissance="Roubaix",
                        adresse="3 rue des Lilas, Lille",
                    ),
                    valeurs=parties.ValeursPartie(statut="prevenu", mode_poursuite="COPJ"),
                )
                for nom in prevenus
            ]
            parties.ajouter_partie(
                agent=agent,
                passage=passage,
                identite=Identite(nom="Marchand", prenoms="Ève"),
                valeurs=parties.ValeursPartie(statut="victime"),
            )
            parties.ajouter_infraction(
                agent=agent,
                passage=passage,
                valeurs=parties.ValeursInfraction(
                    natinf="7151", qualification="VOL", date_debut=dt.date(2026, 3, 2)
                ),
                accuses=connus,
            )
            return Audiencement.objects.select_related("audience__chambre", "affaire__cle").get(pk=passage.pk)

    return inscrire


@pytest.fixture
def passage(audience, inscrire):
    return inscrire(audience)
