"""A draft may name people: it is sealed. Drafts in clear are forgotten."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interface", "0001_initial")]

    operations = [
        migrations.RemoveField(model_name="brouillon", name="saisie"),
        migrations.AddField(
            model_name="brouillon",
            name="contenu",
            field=models.TextField(default="", verbose_name="contenu chiffré"),
            preserve_default=False,
        ),
    ]
