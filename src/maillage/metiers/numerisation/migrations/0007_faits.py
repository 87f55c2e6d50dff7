"""What is counted of records."""

import django.db.models.deletion
from django.db import migrations, models

import maillage.commun.migrations


class Migration(migrations.Migration):
    dependencies = [
        ("annuaire", "0006_sante_travail"),
        ("numerisation", "0006_lots_murs"),
    ]

    operations = [
        maillage.commun.migrations.CreerTables(
            operations=[
                migrations.CreateModel(
                    name="FaitDossier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "epaisseur",
                            models.CharField(
                                choices=[("mince", "Mince"), ("moyen", "Moyen"), ("gros", "Gros")],
                                max_length=40,
                                verbose_name="épaisseur",
                            ),
                        ),
                        (
                            "etat",
                            models.CharField(
                                choices=[
                                    ("inventorie", "Inventorié"),
                                    ("en_tri", "En tri"),
                                    ("trie", "Trié"),
                                    ("audite", "Tri audité"),
                                    ("en_boite", "Mis en boîte"),
                                    ("expedie", "Expédié"),
                                    ("recu", "Reçu par le prestataire"),
                                    ("numerise", "Numérisé"),
                                    ("refuse", "Refusé, à numériser de nouveau"),
                                    ("controle", "Contrôlé"),
                                    ("scelle", "Scellé"),
                                    ("integre", "Consultable à l’écran"),
                                    ("detruit", "Papier détruit"),
                                ],
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        ("est_audite", models.BooleanField(default=False, verbose_name="tri audité")),
                        ("date", models.DateField(verbose_name="inventorié le")),
                        (
                            "date_integration",
                            models.DateField(blank=True, null=True, verbose_name="consultable depuis le"),
                        ),
                        (
                            "jours_ecran",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="jours de la boîte à l’écran"
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "dossier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fait",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dossier compté",
                        "verbose_name_plural": "dossiers comptés",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["centre", "date"], name="numerisation_fait_centre"),
                            models.Index(
                                condition=models.Q(("jours_ecran__isnull", False)),
                                fields=["centre", "date_integration"],
                                name="numerisation_fait_delai",
                            ),
                        ],
                    },
                )
            ],
        ),
    ]
