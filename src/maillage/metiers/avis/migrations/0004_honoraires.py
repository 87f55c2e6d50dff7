"""Fees stated, month by month: what an advice costs is read from the statements that were signed."""

from django.db import migrations

from maillage.socle.indicateurs.operations import CreerCumul


class Migration(migrations.Migration):
    dependencies = [("avis", "0003_cumuls")]

    operations = [
        CreerCumul(
            "ReleveActivite",
            nom="honoraires",
            organisation="gestionnaire_id",
            date="mois",
            dimensions={"remuneration": "remuneration"},
            mesures={"avis": "actes", "honoraires": "montant_actes + montant_vacations"},
            droit="avis.statistiques.lire",
        ),
    ]
