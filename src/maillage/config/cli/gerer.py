"""``manage``: Django's commands and ours, with the database they need."""

import os

from maillage.config import postgres
from maillage.config.environnement import lire

SERVEUR_A_DISTANCE = ("DATABASE_URL", "DATABASE_URL_FILE")


def preparer_environnement(reglages: str = "") -> bool:
    """Choose the settings and start the embedded server when they call for it; tell whether we started it."""
    a_distance = any(lire_brut in os.environ for lire_brut in SERVEUR_A_DISTANCE)
    choix = reglages or ("production" if a_distance else "demo")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"maillage.config.settings.{choix}")
    if a_distance or os.environ["DJANGO_SETTINGS_MODULE"].endswith(".production"):
        return False
    serveur = postgres.serveur()
    demarre = serveur.demarrer()
    serveur.assurer_base(lire("MAILLAGE_BASE", postgres.BASE))
    programmes = str(serveur.dossier_programmes())  # psql for dbshell, pg_dump
    if programmes not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = f"{programmes}{os.pathsep}{os.environ.get('PATH', '')}"
    return demarre


def principal(arguments: list[str]) -> int:
    """Run one Django command."""
    preparer_environnement()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["maillage manage", *arguments])
    return 0
