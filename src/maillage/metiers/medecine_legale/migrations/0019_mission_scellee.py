import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("acces", "0005_droit_detenu"),
        ("medecine_legale", "0018_mission_hors_historique"),
    ]

    operations = [
        migrations.AddField(
            model_name="requisition",
            name="version_mission",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, verbose_name="version de la mission"
            ),
        ),
        migrations.CreateModel(
            name="MissionRequisition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("contenu", models.TextField(verbose_name="contenu chiffré")),
                (
                    "cle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="acces.cle"
                    ),
                ),
                (
                    "requisition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texte_mission",
                        to="medecine_legale.requisition",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "mission d’une réquisition",
                "verbose_name_plural": "missions des réquisitions",
            },
        ),
    ]
