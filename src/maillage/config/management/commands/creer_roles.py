"""Create the two roles and the database on a real server."""

from argparse import ArgumentParser
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from maillage.config import roles
from maillage.config.environnement import ReglageManquant, lire


class Command(BaseCommand):
    """Their names and passwords are those of the two addresses in the settings; may be run again."""

    help = (
        "Crée les rôles propriétaire et application, la base et ses extensions (réglage MAILLAGE_ADMIN_URL)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """No password on the command line: it would be seen in the list of processes."""
        parser.add_argument("--roles-seuls", action="store_true", help="la base existe déjà")

    def handle(self, *_: Any, **options: Any) -> None:
        """Create what is missing; bring passwords up to date."""
        proprietaire, application = settings.DATABASES["proprietaire"], settings.DATABASES["default"]
        if proprietaire["USER"] == application["USER"]:
            raise CommandError(
                "DATABASE_URL et MAILLAGE_DATABASE_PROPRIETAIRE_URL doivent nommer deux rôles distincts."
            )
        if proprietaire["NAME"] != application["NAME"]:
            raise CommandError(
                "DATABASE_URL et MAILLAGE_DATABASE_PROPRIETAIRE_URL doivent nommer la même base."
            )
        try:
            admin = lire("MAILLAGE_ADMIN_URL")
        except ReglageManquant as erreur:
            raise CommandError(f"{erreur} C'est l'adresse d'un rôle qui peut créer des rôles.") from erreur
        base = application["NAME"]
        with psycopg.connect(admin, autocommit=True) as connexion:
            for reglage in (proprietaire, application):
                roles.creer_role(connexion, reglage["USER"], reglage["PASSWORD"])
            existe = connexion.execute("SELECT 1 FROM pg_database WHERE datname = %s", [base]).fetchone()
            if not existe and not options["roles_seuls"]:
                roles.creer_base(connexion, base, proprietaire["USER"], application["USER"])
        with psycopg.connect(admin, autocommit=True, dbname=base) as connexion:
            roles.creer_extensions(connexion)
        self.stdout.write(
            f"Rôles {proprietaire['USER']} et {application['USER']}, base {base} : prêts. "
            "Lancez maintenant ./maillage manage migrate."
        )
