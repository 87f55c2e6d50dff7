from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0021_mission_murs")]

    operations = [
        migrations.AddField(
            model_name="memoire",
            name="horodatage_purge",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="pièce effacée le"
            ),
        ),
    ]
