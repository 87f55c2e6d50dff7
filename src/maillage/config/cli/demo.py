"""``demo``: from nothing to a running platform with fictional data."""

import argparse
import itertools
import os
import subprocess
import sys
import time
from operator import itemgetter

import psycopg

from maillage.config import postgres, roles
from maillage.config.cli import gerer, paquets
from maillage.config.cli.client import Client
from maillage.config.cli.journal import Echec, annoncer
from maillage.config.cli.processus import Groupe, port_libre
from maillage.config.demonstration import VOLUMES, Etat, base_du_volume, empreinte_du_code, modules
from maillage.config.environnement import lire
from maillage.config.postgres import dossier_var

CODE_INTERROMPU = 130


def principal(arguments: list[str]) -> int:
    """Prepare, start, then stay or check."""
    analyseur = argparse.ArgumentParser(prog="./maillage demo")
    analyseur.add_argument("--volume", choices=VOLUMES, default="petit", help="quantité de données fictives")
    analyseur.add_argument("--check", action="store_true", help="éprouve chaque service puis s'arrête")
    analyseur.add_argument("--neuf", action="store_true", help="efface d'abord les données de ce volume")
    analyseur.add_argument("--port", type=int, default=8000, help="port du serveur web")
    options = analyseur.parse_args(arguments)
    debut = time.monotonic()
    demarre = preparer(options.volume, neuf=options.neuf)
    try:
        return _servir(options, debut)
    finally:
        if demarre:
            postgres.serveur().arreter()


def preparer(volume: str, *, neuf: bool = False, service: str = "") -> bool:
    """Bring everything up to the web server; tell whether we started the embedded server.

    With a service, only its own fictional data are loaded (what others already have stays).
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "maillage.config.settings.demo"
    os.environ["MAILLAGE_BASE"] = base_du_volume(volume)
    paquets.installer()
    est_interrompue = bool(Etat.lire(base_du_volume(volume)).entame) and not _a_distance()
    if est_interrompue and not neuf:
        annoncer("Le chargement précédent a été interrompu : la démonstration est refaite depuis le début.")
    if neuf or est_interrompue:
        _effacer(volume)
    demarre = gerer.preparer_environnement()
    if not _est_pret(volume, service):
        annoncer(f"Préparation de la démonstration ({volume})…")
        etapes = [
            _lancer("assembler_statiques"),
            _lancer("preparer_demo", "--volume", volume, "--service", service),
        ]
        codes = [etape.wait() for etape in etapes]
        if any(codes):
            if demarre:
                postgres.serveur().arreter()
            raise Echec(
                "La démonstration n'a pas pu être préparée. Si ses données viennent d'une version plus ancienne, "
                "repartez de données neuves : ./maillage demo --neuf"
            )
    return demarre


def _lancer(*commande: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 (our own commands)
        [sys.executable, "-m", "maillage.config.cli", "manage", *commande], stdin=subprocess.DEVNULL
    )


def _a_distance() -> bool:
    return bool(lire("DATABASE_URL", ""))


def _effacer(volume: str) -> None:
    if _a_distance():
        raise Echec("--neuf n'efface que la base embarquée : videz vous-même celle de DATABASE_URL.")
    base = base_du_volume(volume)
    postgres.serveur().demarrer()
    postgres.serveur().supprimer_base(base)
    if volume == "petit":
        postgres.serveur().creer_base(base)
    Etat.fichier(base).unlink(missing_ok=True)


def _est_pret(volume: str, service: str) -> bool:
    """Tell, without loading Django, whether the database is in the state that its file describes."""
    if _a_distance():
        return False
    base = base_du_volume(volume)
    etat = Etat.lire(base)
    if not etat.marque or etat.empreinte != empreinte_du_code():
        return False
    if etat.restants and service not in etat.peuple:
        return False
    with psycopg.connect(postgres.serveur().adresse(roles.PROPRIETAIRE, base)) as connexion:
        ligne = connexion.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    return ligne is not None and ligne[0] == etat.marque


def lancer_services(groupe: Groupe, port: int) -> str:
    """Start the web server and a worker; return the address."""
    adresse = os.environ["MAILLAGE_ADRESSE"] = f"http://127.0.0.1:{port}"
    groupe.lancer("web", "maillage.config.cli.serveur_web", "--hote", "127.0.0.1", "--port", str(port))
    groupe.lancer("travailleur", "maillage.config.cli", "worker", "--demo")
    return adresse


def _servir(options: argparse.Namespace, debut: float) -> int:
    with Groupe(dossier_var() / "journaux") as groupe:
        adresse = lancer_services(groupe, port_libre(options.port))
        if not groupe.attendre_reponse(f"{adresse}/pret?travailleur"):
            return CODE_INTERROMPU
        annoncer(f"Prêt en {time.monotonic() - debut:.1f} s.")
        if options.check:
            return _eprouver(adresse)
        _presenter(adresse)
        groupe.veiller()
        annoncer("\nArrêt…")
    return 0


def _presenter(adresse: str) -> None:
    print(f"\nMaillage, démonstration aux données fictives : {adresse}\n")
    comptes = Etat.lire(lire("MAILLAGE_BASE")).comptes
    largeur = max((len(role) for _, role, _ in comptes), default=0)
    for service, siens in itertools.groupby(comptes, key=itemgetter(0)):
        print(service)
        for _, role, courriel in siens:
            print(f"  {role:<{largeur}}  {courriel}")
    print("\nLa page de connexion propose ces comptes : un clic suffit. Ctrl-C arrête tout.", flush=True)


def _eprouver(adresse: str) -> int:
    """Print one line a check; return 1 when one fails."""
    import django

    django.setup()
    echecs = 0
    for service, module in modules("demo", "verifier"):
        try:
            for nom, est_bon, mesure in module.verifier(Client(adresse)):
                echecs += not est_bon
                print(f"{'ok' if est_bon else 'FAIL'} {service}.{nom} {mesure}".rstrip(), flush=True)
        except Exception as erreur:  # noqa: BLE001 (one service that breaks must not hide the others)
            echecs += 1
            print(f"FAIL {service}.verifier {type(erreur).__name__}: {erreur}", flush=True)
    return 1 if echecs else 0
