"""Bring a database to the demonstration's state: migrated, reference lists and fictional data loaded."""

import secrets
import time
from argparse import ArgumentParser
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction
from psycopg import sql

from maillage.config.demonstration import EN_NOMBRE, VOLUMES, Etat, empreinte_du_code, modules
from maillage.config.memoire import alleger_ramassage
from maillage.socle.acces.service import services


class Command(BaseCommand):
    """Each app is peopled once: a failure leaves nothing half made, or says that the base is to be made again."""

    help = "Prépare la base de démonstration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The volume."""
        parser.add_argument("--volume", choices=VOLUMES, default="petit")
        parser.add_argument("--service", default="", help="n'en peupler qu'un")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do what is missing."""
        if not settings.MAILLAGE_DEMO:
            raise CommandError("Les données fictives ne se chargent que dans la démonstration.")
        nom = settings.DATABASES["default"]["NAME"]
        etat = Etat.lire(nom)
        if etat.marque and etat.marque != lire_marque():
            etat = Etat(nom)
        if etat.entame:
            raise CommandError(
                f"Le chargement de « {etat.entame} » a été interrompu : videz la base {nom}, puis recommencez."
            )
        empreinte = empreinte_du_code()
        self._etape("Migrations", lambda: call_command("migrate", verbosity=0, interactive=False))
        self._etape("Référentiels", lambda: call_command("charger_references", verbosity=0))
        if not etat.marque:
            etat.marque = secrets.token_hex(8)
            ecrire_marque(etat.marque)
        peupleurs = dict(modules("demo", "peupler"))
        alleger_ramassage()
        for label, module in peupleurs.items():
            if label not in etat.peuple and options["service"] in ("", label):
                if options["volume"] in EN_NOMBRE:
                    etat.entame = label
                    etat.garder()
                self._etape(f"Données fictives, {label}", lambda m=module: peupler(m, options["volume"]))
                etat.entame = ""
                etat.peuple.append(label)
                etat.garder()
        etat.restants = [label for label in peupleurs if label not in etat.peuple]
        noms = {service.label: service.libelle for service in services()}
        etat.comptes = [
            (noms[label], role, courriel)
            for label, module in modules("demo", "comptes")
            if label in etat.peuple
            for role, courriel in module.comptes()
        ]
        etat.empreinte = empreinte
        with connections["proprietaire"].cursor() as curseur:
            curseur.execute("ANALYZE")
        etat.garder()

    def _etape(self, nom: str, action: Any) -> None:
        debut = time.monotonic()
        action()
        duree = time.monotonic() - debut
        if duree > 0.1:  # noqa: PLR2004
            self.stderr.write(f"{nom} : {duree:.1f} s")


def peupler(module: Any, volume: str) -> None:
    """Make an app's fictional data, all or nothing; in several transactions when there are too many."""
    with nullcontext() if volume in EN_NOMBRE else transaction.atomic():
        module.peupler(volume)


def lire_marque() -> str:
    """Return the mark that ties the database to our file about it."""
    with connections["proprietaire"].cursor() as curseur:
        curseur.execute(
            "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database "
            "WHERE datname = current_database()"
        )
        return str(curseur.fetchone()[0])


def ecrire_marque(marque: str) -> None:
    """Write the mark."""
    connexion = connections["proprietaire"]
    with connexion.cursor() as curseur:
        curseur.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                sql.Identifier(connexion.settings_dict["NAME"]), sql.Literal(marque)
            )
        )
