"""Whom a document is addressed to: it reads it too, in the right of its kind."""

import django.db.models.deletion
from django.db import migrations, models

from maillage.socle.acces.operations import expression

LIRE = "documents.document.lire"
TABLE = "documents_documentproduit"
ICI = expression({"organisation_id": LIRE})
OU_RECU = expression({"organisation_id": LIRE, "destinataire_id": LIRE})


class Migration(migrations.Migration):
    dependencies = [("annuaire", "0003_types_protection"), ("documents", "0002_protections")]

    operations = [
        migrations.AddField(
            model_name="documentproduit",
            name="destinataire",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="annuaire.organisation",
                verbose_name="destinataire",
            ),
        ),
        migrations.RunSQL(
            f"ALTER POLICY lecture ON {TABLE} USING ({OU_RECU})",
            f"ALTER POLICY lecture ON {TABLE} USING ({ICI})",
        ),
    ]
