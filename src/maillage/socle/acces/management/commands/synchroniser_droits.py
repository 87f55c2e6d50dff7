from typing import Any

from django.core.management.base import BaseCommand

from maillage.socle.acces.synchronisation import synchroniser_droits


class Command(BaseCommand):
    help = "Copies the roles and rights declared in the code to the database; run after each migrate."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{synchroniser_droits()} ligne(s) modifiée(s).")
