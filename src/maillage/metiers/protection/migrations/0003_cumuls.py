"""What is counted, kept by the writes themselves: load of each professional, stock and flux of each court.

The stock at a day is the sum of all the steps before it: years first, then the months of the year, so that the whole
country's month is read in a few thousand rows whatever the age of the log.

Measures held around a place are found by the place: the shortlist asks for a few communes among all.
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


def index(table, colonne):
    return migrations.RunSQL(
        f"CREATE INDEX {table}_{colonne} ON {table} ({colonne})", f"DROP INDEX {table}_{colonne}"
    )


class Migration(migrations.Migration):
    dependencies = [("protection", "0002_murs")]

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
        CreerCumul(
            "Mesure",
            nom="presence",
            organisation="gestionnaire_id",
            date="DATE '2000-01-01'",  # one row for each professional and place: what is held now
            dimensions={
                "commune": "coalesce(commune_id, 0)",
                "etablissement": "coalesce(etablissement_id, 0)",
            },
            condition="statut = 'en_cours'",
            droit="protection.annuaire.lire",
        ),
        *(index("protection_cumul_presence", colonne) for colonne in ("commune", "etablissement")),
    ]
