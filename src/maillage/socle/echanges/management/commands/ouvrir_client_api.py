from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.echanges.api.jetons import ouvrir_client


class Command(BaseCommand):
    help = "Opens a client of the API for a structure, and prints its secret once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("libelle", help="name of the software")
        parser.add_argument("--auteur", required=True, help="e-mail of the agent who opens it")
        parser.add_argument("--organisation", required=True, type=int, help="identifier of the structure")
        parser.add_argument("--role", required=True, help="role held by the client")
        parser.add_argument("--portee", action="append", default=[], help="right asked (repeat the option)")

    def handle(self, *args: Any, **options: Any) -> None:
        auteur = Agent.objects.get_by_natural_key(options["auteur"])
        with agir_comme(auteur, motif="Ouverture d’un client de l’API"):
            try:
                client, secret = ouvrir_client(
                    auteur=auteur,
                    libelle=options["libelle"],
                    role=options["role"],
                    organisation=Organisation.objects.get(pk=options["organisation"]),
                    portees=options["portee"],
                )
            except ValidationError as refus:
                raise CommandError(" ".join(refus.messages)) from refus
        self.stdout.write(f"client_id={client.identifiant}\nclient_secret={secret}")
