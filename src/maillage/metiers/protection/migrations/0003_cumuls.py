"""What is counted, kept by the writes themselves: load of each professional, stock and flux of each court.

The stock at a day is the sum of all the steps before it: years first, then the months of the year, so that the whole
country's month is read in a few thousand rows whatever the age of the log.
"""

from django.db import migrations

from maillage.socle.indicateurs.operations import CreerCumul

DROIT = "protection.statistiques.lire"
CELLULE = {
    "type_gestionnaire": "type_gestionnaire",
    "nature": "nature",
    "champ": "champ",
    "lieu_vie": "lieu_vie",
}


class Migration(migrations.Migration):
    dependencies = [("protection", "0002_murs"), ("acces", "0005_droit_detenu")]

    operations = [
        CreerCumul(
            "Mesure",
            nom="charge",
            organisation="gestionnaire_id",
            date="DATE '2000-01-01'",  # one row for each professional and département: what is held now
            dimensions={"departement": "departement_id"},
            mesures={
                "en_cours": "statut = 'en_cours'",
                "en_attente": "statut = 'en_attente'",
                "points": "points",
            },
            condition="statut IN ('en_cours', 'en_attente')",
            droit="protection.annuaire.lire",
        ),
        CreerCumul(
            "Mouvement",
            nom="flux",
            organisation="tribunal_id",
            date="date",
            dimensions={**CELLULE, "genre": "genre"},
            mesures={"solde": "solde"},
            droit=DROIT,
        ),
        CreerCumul(
            "Mouvement",
            nom="stock",
            organisation="tribunal_id",
            date="date_trunc('year', date::timestamp)::date",
            dimensions=CELLULE,
            mesures={"solde": "solde"},
            droit=DROIT,
        ),
    ]
