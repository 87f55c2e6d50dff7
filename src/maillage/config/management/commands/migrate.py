"""Migrate as the owner role, after giving the application role what it needs on the tables to come."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connections

from maillage.config import roles
from maillage.socle.acces.synchronisation import synchroniser_droits


class Command(MigrateCommand):
    """Django's own command, on the ``proprietaire`` database unless told otherwise."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Default to the owner."""
        super().add_arguments(parser)
        parser.set_defaults(database="proprietaire")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set the default privileges, migrate, then copy the declared rights to the database."""
        connexion = connections[options["database"]]
        proprietaire = connexion.settings_dict["USER"]
        application = connections["default"].settings_dict["USER"]
        if proprietaire != application and not options["check_unapplied"] and not options["plan"]:
            with connexion.cursor() as curseur:
                for extension in roles.EXTENSIONS:
                    curseur.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
                for requete in roles.requetes_de_droits(proprietaire, application):
                    curseur.execute(requete)
        super().handle(*args, **options)
        if not options["check_unapplied"] and not options["plan"] and not options["app_label"]:
            synchroniser_droits(using=options["database"])
