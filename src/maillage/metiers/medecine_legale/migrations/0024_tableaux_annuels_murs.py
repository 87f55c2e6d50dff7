"""Walls and history of the yearly tables, and their rollup: acts declared, without complementary quantities."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.indicateurs.operations import CreerCumul
from maillage.socle.journal.operations import Tracer

MURS = (
    {"structure_id": "medecine_legale.acte.lire"},
    {"structure_id": "medecine_legale.tableau_annuel.importer"},
)
COMPLEMENTAIRES = "'biologie', 'imagerie', 'toxicologie', 'anatomopathologie'"


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0023_tableaux_annuels")]

    operations = [
        Proteger("TableauAnnuel", *MURS),
        Proteger("LigneTableauAnnuel", *MURS),
        Tracer("TableauAnnuel", organisation="structure_id"),
        Tracer("LigneTableauAnnuel", organisation="structure_id"),
        CreerCumul(
            "LigneTableauAnnuel",
            nom="tableau_annuel",
            organisation="structure_id",
            date="date_debut",
            dimensions={"rubrique": "rubrique"},
            mesures={"quantite": "quantite"},
            condition=f"NOT est_remplacee AND rubrique NOT IN ({COMPLEMENTAIRES})",
            droit="medecine_legale.statistiques.lire",
        ),
    ]
