"""A service of the tests: one role that has to do things, one that only reads, two kinds of deadlines."""

import pytest

from maillage.socle.acces.models import RoleDroit
from maillage.socle.acces.vocabulaire import VOCABULAIRE, Droit, declarer_droit, declarer_role
from maillage.socle.echeances import genres
from maillage.socle.echeances.droits import ECHEANCES_LIRE, ECHEANCES_TENIR
from maillage.socle.echeances.genres import GenreEcheance, declarer_genre_echeance


@pytest.fixture(autouse=True)
def vocabulaire(monkeypatch):
    """Give each test its own vocabulary and kinds, so that none leaks."""
    monkeypatch.setattr(VOCABULAIRE, "roles", dict(VOCABULAIRE.roles))
    monkeypatch.setattr(VOCABULAIRE, "droits", dict(VOCABULAIRE.droits))
    avant = dict(genres._genres)
    genres._genres.clear()
    yield
    genres._genres.clear()
    genres._genres.update(avant)


@pytest.fixture
def droit_saisir() -> Droit:
    return declarer_droit("essai.acte.saisir", "Saisir")


def _role(code: str, *droits: Droit) -> str:
    RoleDroit.objects.bulk_create([RoleDroit(role=code, droit=droit) for droit in droits])
    return declarer_role(code, code, droits=droits, niveau=10).code


@pytest.fixture
def operateur(db, droit_saisir) -> str:
    return _role("essai.operateur", droit_saisir, ECHEANCES_LIRE, ECHEANCES_TENIR)


@pytest.fixture
def superviseur(db) -> str:
    return _role("essai.superviseur", ECHEANCES_LIRE)


@pytest.fixture
def certificat(droit_saisir) -> GenreEcheance:
    return declarer_genre_echeance(
        "essai.certificat",
        "Certificat à rendre",
        verbe="Rendre le certificat",
        bouton="Rédiger",
        droit=droit_saisir,
        rappels=(7, 1),
    )


@pytest.fixture
def effectif(droit_saisir) -> GenreEcheance:
    return declarer_genre_echeance(
        "essai.effectif",
        "Effectif à compléter",
        verbe="Compléter l’effectif",
        bouton="Compléter",
        droit=droit_saisir,
        rappels=(3,),
        est_reportable=True,
        est_levable=True,
    )
