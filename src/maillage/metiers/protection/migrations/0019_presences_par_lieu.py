"""Measures held around a place are found by the place: the shortlist asks for a few communes among all."""

from django.db import migrations

TABLE = "protection_cumul_presence"


def index(colonne):
    nom = f"{TABLE}_{colonne}"
    return migrations.RunSQL(f"CREATE INDEX {nom} ON {TABLE} ({colonne})", f"DROP INDEX {nom}")


class Migration(migrations.Migration):
    dependencies = [("protection", "0018_conservation_murs")]

    operations = [index("commune"), index("etablissement")]
