"""The embedded server: passwords, modes, and what happens when things are not as we left them."""

import os
import stat
from pathlib import Path

import psycopg
import pytest

from maillage.config import postgres, roles
from maillage.config.adresses import ecrire_adresse, lire_adresse
from maillage.config.environnement import ReglageManquant


def mode(chemin: Path) -> int:
    return stat.S_IMODE(chemin.stat().st_mode)


def test_a_running_server_is_used_again(serveur: postgres.Serveur) -> None:
    assert serveur.demarrer() is False


def test_a_server_stopped_or_killed_starts_again(serveur: postgres.Serveur) -> None:
    serveur.arreter()
    assert not serveur.est_demarre()
    (serveur.donnees / "postmaster.pid").write_text(f"{os.getpid()}\n{serveur.donnees}\n")
    assert serveur.demarrer()
    assert serveur.est_demarre()


def test_no_one_enters_without_a_password(serveur: postgres.Serveur) -> None:
    sans = ecrire_adresse(
        role=roles.APPLICATION, mot_de_passe="", hote=str(serveur.prise), port=5432, base="maillage"
    )
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(sans)


def test_passwords_and_data_are_closed_to_other_accounts(serveur: postgres.Serveur) -> None:
    assert mode(serveur.fichier_acces) == 0o600
    assert [mode(dossier) for dossier in (serveur.dossier, serveur.donnees, serveur.prise)] == [0o700] * 3


def test_the_folder_given_keeps_its_mode(serveur: postgres.Serveur) -> None:
    assert mode(serveur.var) == 0o700  # as pytest made it: nothing was opened to let the server in


def test_the_server_does_not_run_as_root(serveur: postgres.Serveur) -> None:
    assert serveur.donnees.stat().st_uid != 0


def test_passwords_are_kept_as_scram(serveur: postgres.Serveur) -> None:
    with serveur.administrer() as connexion:
        gardes = connexion.execute(
            "SELECT rolpassword FROM pg_authid WHERE rolpassword IS NOT NULL"
        ).fetchall()
    assert len(gardes) == 3
    assert all(secret.startswith("SCRAM-SHA-256$") for (secret,) in gardes)


def test_nothing_listens_on_the_network(serveur: postgres.Serveur) -> None:
    with serveur.administrer() as connexion:
        assert connexion.execute("SHOW listen_addresses").fetchone() == ("",)


def test_sorting_and_case_know_accents(serveur: postgres.Serveur) -> None:
    with psycopg.connect(serveur.adresse(roles.APPLICATION)) as connexion:
        assert connexion.execute("SELECT lower('ÉÀ'), unaccent('Ç')").fetchone() == ("éà", "C")


def test_a_folder_that_others_can_read_is_refused(tmp_path: Path) -> None:
    serveur = postgres.Serveur(tmp_path)
    ouvert = tmp_path / "ouvert"
    ouvert.mkdir(mode=0o755)
    with pytest.raises(postgres.BaseIndisponible, match="supprimez-le"):
        serveur._faire_dossier(ouvert)


def test_data_of_another_version_are_refused_in_a_sentence(
    serveur: postgres.Serveur, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres.Serveur, "_version", staticmethod(lambda: "19"))
    with pytest.raises(postgres.BaseIndisponible, match="PostgreSQL 18"):
        serveur._creer()


def test_a_role_that_would_escape_the_policies_is_refused(serveur: postgres.Serveur) -> None:
    with serveur.administrer() as connexion, pytest.raises(roles.RoleTropFort):
        roles.creer_role(connexion, "postgres", "mot")


def test_an_address_is_written_as_it_is_read() -> None:
    for hote in ("/var/une prise", "127.0.0.1"):
        adresse = ecrire_adresse(role="r", mot_de_passe="p@ss/w:rd", hote=hote, port=5433, base="b")
        lue = lire_adresse(adresse)
        assert (lue["USER"], lue["PASSWORD"], lue["HOST"], lue["PORT"], lue["NAME"]) == (
            "r", "p@ss/w:rd", hote, "5433", "b",
        )  # fmt: skip
    with pytest.raises(ReglageManquant, match="DATABASE_URL"):
        lire_adresse("postgresql://serveur/base")


@pytest.mark.skipif(not postgres.MEMOIRE.exists(), reason="no folder in memory on this system")
def test_data_that_may_be_lost_are_in_memory_and_gone_once_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "MEMOIRE_SUFFISANTE", 0)
    jetable = postgres.Serveur(tmp_path, est_jetable=True)
    assert jetable.demarrer()
    assert postgres.MEMOIRE in jetable.donnees.parents
    assert mode(jetable.donnees.parent) == 0o700
    jetable.arreter()
    assert not jetable.donnees.parent.exists()
    assert postgres.Serveur(tmp_path).donnees.parent == jetable.dossier, "data to be kept are on the disk"
