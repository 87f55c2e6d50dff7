"""The rollup behind the statistics of activity."""

from django.db import migrations

from maillage.socle.indicateurs.operations import CreerCumul


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0002_murs"), ("acces", "0005_droit_detenu")]

    operations = [
        CreerCumul(
            "ActeMedicoLegal",
            nom="activite",
            organisation="structure_id",
            date="date_examen",
            dimensions={
                "profil": "profil",
                "type_examen": "types_examen",
                "periode_journee": "periode_journee",
            },
            mesures={"hors_requisition": "est_hors_requisition"},
            condition="NOT est_annule AND statut = 'realise'",
            droit="medecine_legale.statistiques.lire",
        ),
    ]
