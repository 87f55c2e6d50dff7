"""Production does not start on a missing or unsafe setting, and names all of them."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

from maillage.config import production
from maillage.config.environnement import ReglageManquant, lire, lire_booleen
from maillage.config.postgres import RACINE

CLE = base64.b64encode(bytes(range(1, 48))).decode()


@pytest.fixture
def complet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """A production environment with nothing to say against."""
    for nom in list(os.environ):
        if nom.startswith(("MAILLAGE_", "DATABASE_URL")):
            monkeypatch.delenv(nom)
    reglages = {
        "DATABASE_URL": "postgresql://application:mot@base.exemple.fr/maillage?sslmode=verify-full",
        "MAILLAGE_DATABASE_PROPRIETAIRE_URL": (
            "postgresql://proprietaire:mot@base.exemple.fr/maillage?sslmode=verify-full"
        ),
        "MAILLAGE_CLE_SECRETE": CLE,
        "MAILLAGE_CLE_MAITRESSE": base64.b64encode(bytes(range(32))).decode(),
        "MAILLAGE_ADRESSE": "https://maillage.exemple.fr",
        "MAILLAGE_THEME": "neutre",
        "MAILLAGE_METRIQUES_JETON": CLE,
        "MAILLAGE_SMTP_URL": "smtps://compte:mot%40passe@courriel.exemple.fr",
        "MAILLAGE_COURRIEL_EXPEDITEUR": "Maillage <ne-pas-repondre@exemple.fr>",
        "MAILLAGE_FICHIERS": str(tmp_path),
    }
    for nom, valeur in reglages.items():
        monkeypatch.setenv(nom, valeur)
    return monkeypatch


def test_a_complete_environment_is_accepted(complet: pytest.MonkeyPatch) -> None:
    reglages = production.lire_reglages()
    assert reglages.hotes == ["maillage.exemple.fr"]
    assert (reglages.courriel.port, reglages.courriel.mot_de_passe) == (465, "mot@passe")


@pytest.mark.parametrize(
    ("nom", "valeur"),
    [
        ("DATABASE_URL", "mysql://application:mot@base.exemple.fr/maillage"),
        ("DATABASE_URL", "postgresql://postgres:mot@base.exemple.fr/maillage?sslmode=verify-full"),
        ("DATABASE_URL", "postgresql://application:mot@base.exemple.fr/maillage"),
        ("DATABASE_URL", "postgresql://application:mot@base.exemple.fr/maillage?sslmode=prefer"),
        ("DATABASE_URL", "postgresql://application@base.exemple.fr/maillage?sslmode=verify-full"),
        ("MAILLAGE_DATABASE_PROPRIETAIRE_URL", "postgresql://application:mot@127.0.0.1/maillage"),
        ("MAILLAGE_CLE_SECRETE", "x" * 60),
        ("MAILLAGE_CLE_SECRETE", "courte"),
        ("MAILLAGE_CLE_MAITRESSE", "pas du base64"),
        ("MAILLAGE_CLE_MAITRESSE", base64.b64encode(bytes(32)).decode()),
        ("MAILLAGE_ADRESSE", "http://maillage.exemple.fr"),
        ("MAILLAGE_HOTES", "*"),
        ("MAILLAGE_HOTES", ".exemple.fr"),
        ("MAILLAGE_THEME", "bleu"),
        ("MAILLAGE_METRIQUES_JETON", "1234"),
        ("MAILLAGE_MANDATAIRES", "deux"),
        ("MAILLAGE_SMTP_URL", "smtp://courriel.exemple.fr"),
        ("MAILLAGE_COURRIEL_EXPEDITEUR", "Maillage"),
        ("MAILLAGE_FICHIERS", "relatif"),
    ],
)
def test_an_unsafe_setting_is_refused_by_its_name(complet: pytest.MonkeyPatch, nom: str, valeur: str) -> None:
    complet.setenv(nom, valeur)
    with pytest.raises(ReglageManquant, match=nom):
        production.lire_reglages()


def test_each_missing_setting_is_named_at_once(complet: pytest.MonkeyPatch) -> None:
    absents = [
        "DATABASE_URL",
        "MAILLAGE_THEME",
        "MAILLAGE_CLE_SECRETE",
        "MAILLAGE_FICHIERS",
        "MAILLAGE_SMTP_URL",
    ]
    for nom in absents:
        complet.delenv(nom)
    with pytest.raises(ReglageManquant) as erreur:
        production.lire_reglages()
    assert [nom for nom in absents if nom not in str(erreur.value)] == []


def test_the_files_may_live_in_a_bucket_reached_by_tls(complet: pytest.MonkeyPatch) -> None:
    complet.delenv("MAILLAGE_FICHIERS")
    for nom, valeur in (
        ("SEAU", "maillage"),
        ("ADRESSE", "https://s3.exemple.fr"),
        ("CLE", "a"),
        ("SECRET", "b"),
    ):
        complet.setenv(f"MAILLAGE_S3_{nom}", valeur)
    assert production.lire_reglages().stockage["BACKEND"] == "storages.backends.s3.S3Storage"
    complet.setenv("MAILLAGE_S3_ADRESSE", "http://s3.exemple.fr")
    with pytest.raises(ReglageManquant, match="MAILLAGE_S3_ADRESSE"):
        production.lire_reglages()


def test_the_server_does_not_start_and_says_why_in_a_sentence(complet: pytest.MonkeyPatch) -> None:
    complet.delenv("MAILLAGE_THEME")
    complet.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    resultat = subprocess.run(
        [sys.executable, "-m", "maillage.config.cli", "serve"],
        cwd=RACINE / "src",
        capture_output=True,
        text=True,
        check=False,
    )
    assert resultat.returncode == 1
    assert "MAILLAGE_THEME" in resultat.stderr
    assert "Traceback" not in resultat.stderr


def test_a_secret_is_read_from_the_file_its_variable_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fichier = tmp_path / "secret"
    fichier.write_text("contenu\n")
    monkeypatch.setenv("MAILLAGE_ESSAI_FILE", str(fichier))
    assert lire("MAILLAGE_ESSAI") == "contenu"
    monkeypatch.setenv("MAILLAGE_ESSAI", "aussi")
    with pytest.raises(ReglageManquant, match="tous deux"):
        lire("MAILLAGE_ESSAI")
    monkeypatch.delenv("MAILLAGE_ESSAI")
    monkeypatch.setenv("MAILLAGE_ESSAI_FILE", str(tmp_path / "absent"))
    with pytest.raises(ReglageManquant, match="illisible"):
        lire("MAILLAGE_ESSAI")


def test_a_yes_or_no_setting_accepts_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_ESSAI", "peut-être")
    with pytest.raises(ReglageManquant, match="oui ou non"):
        lire_booleen("MAILLAGE_ESSAI", defaut=False)
