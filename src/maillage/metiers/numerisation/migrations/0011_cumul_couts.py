"""Rollup of what accepted lots cost."""

from django.db import migrations

from maillage.socle.indicateurs.operations import CreerCumul


class Migration(migrations.Migration):
    dependencies = [("numerisation", "0010_couts")]

    operations = [
        CreerCumul(
            "Lot",
            nom="couts",
            organisation="service_id",
            date="(horodatage_verdict AT TIME ZONE 'Europe/Paris')::date",
            dimensions={},
            mesures={"centimes": "cout_centimes", "pages": "nombre_pages"},
            condition="cout_centimes IS NOT NULL",
            droit="numerisation.statistiques.lire",
        )
    ]
