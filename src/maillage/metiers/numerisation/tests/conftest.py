"""Fictional records, and what reads and seals them: small pages, made once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings

from maillage.metiers.numerisation.chaine.ocr import Lecteur
from maillage.metiers.numerisation.demo.autorite import cachet_fictif
from maillage.metiers.numerisation.demo.papiers import engendrer
from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette
from maillage.metiers.numerisation.regles.etiquettes import Etiquette

ETIQUETTE = Etiquette(GenreEtiquette.DOSSIER, "059C", 1234)
INSTANT = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def papier():
    """Four pages in grey, at half the resolution: cover with its label, two written pages, a blank back."""
    return engendrer(ETIQUETTE, 4, resolution=150, couleur=False, densite=6)


@pytest.fixture(scope="session")
def livre(papier):
    """The file that a provider delivers of it."""
    return papier.livrer()


@pytest.fixture(scope="session")
def lecteur():
    """Tesseract with the data that ./maillage installs."""
    with Lecteur(settings.TESSDATA) as lecteur:
        yield lecteur


@pytest.fixture(scope="session")
def cachet():
    """A seal under fictional authorities, its clock stopped."""
    return cachet_fictif(instant=INSTANT)
