"""The command line behind ``./maillage``."""

import os
import sys

from maillage.config import postgres
from maillage.config.environnement import lire


def manage(arguments: list[str]) -> int:
    """Run one of Django's commands, the embedded server being started when no other is named."""
    a_un_serveur = bool(lire("DATABASE_URL", ""))
    os.environ.setdefault(
        "DJANGO_SETTINGS_MODULE", f"maillage.config.settings.{'production' if a_un_serveur else 'demo'}"
    )
    if not a_un_serveur:
        serveur = postgres.serveur()
        serveur.demarrer()
        os.environ["PATH"] = f"{serveur.dossier_programmes()}{os.pathsep}{os.environ.get('PATH', '')}"
    from django.core.management import execute_from_command_line

    execute_from_command_line(["maillage manage", *arguments])
    return 0


def principal(arguments: list[str]) -> int:
    """Run the command named by the first argument."""
    if arguments[:1] == ["manage"]:
        return manage(arguments[1:])
    sys.stderr.write("Usage : ./maillage manage …\n")
    return 2


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
