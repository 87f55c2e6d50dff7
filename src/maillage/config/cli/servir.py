"""``serve``: the web server of production, once the settings and the database have been checked."""

import argparse
import io
import os

from maillage.config.cli import serveur_web
from maillage.config.cli.journal import Echec
from maillage.config.postgres import dossier_var


def controler() -> None:
    """Load the settings, run Django's checks and ours on the database; refuse to go on at the first error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings.production")
    import django
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError
    from django.db import OperationalError, connections

    django.setup()
    try:
        call_command("check", databases=["default"], fail_level="ERROR", stdout=io.StringIO())
    except SystemCheckError as erreur:
        raise Echec(str(erreur)) from erreur
    except OperationalError as erreur:
        raise Echec(f"La base de données ne répond pas : {erreur}") from erreur
    finally:
        connections["default"].close()
        connections["default"].close_pool()  # type: ignore[attr-defined] # ours has a pool


def partager_les_metriques() -> None:
    """Give the processes of this server a folder where each writes its counts, emptied of the last run's."""
    partage = dossier_var() / "metriques"
    partage.mkdir(parents=True, exist_ok=True)
    for ancien in partage.glob("*.db"):
        ancien.unlink()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(partage)


def principal(arguments: list[str]) -> int:
    """Check, assemble the static files, serve."""
    analyseur = argparse.ArgumentParser(prog="./maillage serve")
    analyseur.add_argument("--hote", default="127.0.0.1", help="adresse d'écoute (127.0.0.1 par défaut)")
    analyseur.add_argument("--port", type=int, default=8000)
    analyseur.add_argument("--processus", type=int, default=1, help="processus ; chacun a MAILLAGE_FILS fils")
    options = analyseur.parse_args(arguments)
    if options.processus > 1:
        partager_les_metriques()  # before Prometheus' client is imported: it decides then how to count
    controler()
    from maillage.config.management.commands.assembler_statiques import assembler_les_fichiers_statiques

    assembler_les_fichiers_statiques()
    serveur_web.lancer(options.hote, options.port, options.processus)
    return 0
