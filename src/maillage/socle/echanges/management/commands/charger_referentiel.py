import datetime as dt
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from maillage.commun.tableur import ErreurTableur
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.echanges.referentiels.chargement import charger_edition


class Command(BaseCommand):
    help = "Loads one edition of a reference list from a file (CSV, XLSX, ODS, JSON)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code")
        parser.add_argument("fichier", type=Path)
        parser.add_argument("--edition", required=True)
        parser.add_argument("--date", required=True, type=dt.date.fromisoformat)
        parser.add_argument("--libelle", default="")
        parser.add_argument("--source", default="")
        parser.add_argument("--licence", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with agir_comme(agent_systeme(), motif="Chargement d’une liste de référence"):
                edition = charger_edition(
                    code=options["code"],
                    nom=options["edition"],
                    date_effet=options["date"],
                    chemin=options["fichier"],
                    libelle=options["libelle"],
                    source=options["source"],
                    licence=options["licence"],
                )
        except (ErreurTableur, ValidationError) as refus:
            raise CommandError(str(refus)) from refus
        self.stdout.write(
            f"{edition} : {edition.nombre_ajouts} ajouts, {edition.nombre_changements} changements, "
            f"{edition.nombre_clotures} fermetures"
        )
