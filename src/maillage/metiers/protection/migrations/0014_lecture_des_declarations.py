"""Who receives declarations reads them by a right of its own."""

from django.db import migrations

from maillage.socle.acces.operations import expression

TABLE = "protection_declaration"
AVANT = expression(
    {"organisation_id": "protection.declaration.etablir", "autorite_id": "protection.enquete.suivre"}
)
APRES = expression(
    {"organisation_id": "protection.declaration.lire", "autorite_id": "protection.declaration.lire"}
)


class Migration(migrations.Migration):
    dependencies = [("protection", "0013_objectifs_murs")]

    operations = [
        migrations.RunSQL(
            f"ALTER POLICY lecture ON {TABLE} USING ({APRES})",
            f"ALTER POLICY lecture ON {TABLE} USING ({AVANT})",
        ),
    ]
