"""Whoever holds the right reads the rollups: asked once a query, not row by row, nor by listing ten thousand places."""

from django.db import migrations

TABLES = {
    "charge": "protection.annuaire.lire",
    "flux": "protection.statistiques.lire",
    "stock": "protection.statistiques.lire",
}


def politique(table: str, condition: str) -> str:
    return f"ALTER POLICY lecture ON protection_cumul_{table} USING ({condition})"


class Migration(migrations.Migration):
    dependencies = [("protection", "0007_reservations_murs"), ("acces", "0005_droit_detenu")]

    operations = [
        migrations.RunSQL(
            politique(table, f"(SELECT acces_detient('{droit}'))"),
            politique(table, f"cardinality((SELECT acces_organisations('{droit}'))::bigint[]) > 0"),
        )
        for table, droit in TABLES.items()
    ]
