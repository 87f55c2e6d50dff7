"""Narrow rollups: the year of the country, by month or by profile, is read in a few thousand rows."""

from django.db import migrations

from maillage.socle.indicateurs.operations import CreerCumul

COMMUN = {
    "organisation": "structure_id",
    "date": "date_examen",
    "mesures": {"hors_requisition": "est_hors_requisition"},
    "condition": "NOT est_annule AND statut = 'realise'",
    "droit": "medecine_legale.statistiques.lire",
}


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0003_cumuls")]

    operations = [
        CreerCumul("ActeMedicoLegal", nom="mensuel", dimensions={}, **COMMUN),
        CreerCumul("ActeMedicoLegal", nom="profil", dimensions={"profil": "profil"}, **COMMUN),
    ]
