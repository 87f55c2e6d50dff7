"""Servers of their own, for the tests that start, stop and spoil them."""

import shutil
from collections.abc import Iterator

import pytest

from maillage.config.postgres import Serveur


@pytest.fixture(scope="module")
def serveur(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    """Start a server in a folder that other accounts cannot enter, whose name has all that a shell dislikes."""
    serveur = Serveur(tmp_path_factory.mktemp("l'été, déjà"))
    assert serveur.demarrer()
    yield serveur
    serveur.arreter()
    shutil.rmtree(serveur.dossier)
