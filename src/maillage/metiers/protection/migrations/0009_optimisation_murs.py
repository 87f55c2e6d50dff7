"""Walls and history of simulations and proposals."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer


class Migration(migrations.Migration):
    dependencies = [("protection", "0008_optimisation")]

    operations = [
        Proteger(
            "Simulation",
            {"autorite_id": "protection.statistiques.lire"},
            {"autorite_id": "protection.liste.tenir"},
        ),
        Proteger("Proposition", {"tribunal_id": "protection.mesure.designer"}),
        Tracer("Simulation", organisation="autorite_id"),
        Tracer("Proposition", organisation="tribunal_id"),
    ]
