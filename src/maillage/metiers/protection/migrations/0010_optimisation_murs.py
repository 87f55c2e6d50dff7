"""Walls and history of simulations and proposals."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer


class Migration(migrations.Migration):
    dependencies = [("protection", "0009_optimisation")]

    operations = [
        Proteger(
            "Simulation",
            {"autorite_id": "protection.statistiques.lire"},
            {"autorite_id": "protection.liste.tenir"},
        ),
        Proteger("Proposition", {"tribunal_id": "protection.mesure.designer"}),
        migrations.RunSQL(  # as 0008 did for the other rollups: asked once a query
            "ALTER POLICY lecture ON protection_cumul_presence"
            " USING ((SELECT acces_detient('protection.annuaire.lire')))",
            "ALTER POLICY lecture ON protection_cumul_presence"
            " USING (cardinality((SELECT acces_organisations('protection.annuaire.lire'))::bigint[]) > 0)",
        ),
        Tracer("Simulation", organisation="autorite_id"),
        Tracer("Proposition", organisation="tribunal_id"),
    ]
