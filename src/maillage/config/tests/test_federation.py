"""Identity providers are opened by the environment."""

import pytest

from maillage.config.environnement import ReglageManquant
from maillage.config.federation import CONNUS, fournisseurs


@pytest.fixture
def psc(monkeypatch):
    for suite, valeur in (
        ("ADRESSE", "https://psc.exemple.invalid"),
        ("CLIENT", "maillage"),
        ("SECRET", "secret"),
    ):
        monkeypatch.setenv(f"MAILLAGE_PSC_{suite}", valeur)


def test_none_is_open_by_itself():
    assert fournisseurs() == []


def test_a_provider_is_opened_by_its_three_settings(psc):
    (ouvert,) = fournisseurs()
    assert (ouvert["provider_id"], ouvert["client_id"], ouvert["secret"]) == ("psc", "maillage", "secret")
    assert ouvert["settings"].items() >= CONNUS["psc"].items()
    assert ouvert["settings"]["oauth_pkce_enabled"]


def test_a_provider_half_set_stops_the_start(psc, monkeypatch):
    monkeypatch.delenv("MAILLAGE_PSC_SECRET")
    with pytest.raises(ReglageManquant, match="MAILLAGE_PSC_SECRET"):
        fournisseurs()
