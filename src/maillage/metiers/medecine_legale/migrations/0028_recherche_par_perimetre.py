"""Searches are narrowed to the perimeter inside their own index; the one on the structure alone had become a trap.

And the acts asked by one service are found by it: they are few among those of the country.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annuaire", "0003_types_protection"),
        ("medecine_legale", "0027_cumul_temps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="actemedicolegal",
            name="acte_numero_interne",
        ),
        migrations.RemoveIndex(
            model_name="actemedicolegal",
            name="acte_suite",
        ),
        migrations.RemoveIndex(
            model_name="actemedicolegal",
            name="acte_pv",
        ),
        migrations.AlterField(
            model_name="actemedicolegal",
            name="structure",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actes_medico_legaux",
                to="annuaire.organisation",
                verbose_name="structure",
            ),
        ),
        migrations.AddIndex(
            model_name="actemedicolegal",
            index=models.Index(fields=["cle_interne", "structure"], name="acte_numero_interne"),
        ),
        migrations.AddIndex(
            model_name="actemedicolegal",
            index=models.Index(
                condition=models.Q(("cle_suite", ""), _negated=True),
                fields=["cle_suite", "structure"],
                name="acte_suite",
            ),
        ),
        migrations.AddIndex(
            model_name="actemedicolegal",
            index=models.Index(
                condition=models.Q(("cle_pv", ""), _negated=True),
                fields=["cle_pv", "structure"],
                name="acte_pv",
            ),
        ),
        migrations.AddIndex(
            model_name="actemedicolegal",
            index=models.Index(fields=["requerant", "-date_examen", "-id"], name="acte_requerant"),
        ),
    ]
