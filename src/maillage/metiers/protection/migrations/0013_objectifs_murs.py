"""Wall and history of the objectives of the schéma."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer


class Migration(migrations.Migration):
    dependencies = [("protection", "0012_objectifs_schema")]

    operations = [
        Proteger(
            "ObjectifSchema",
            {"autorite_id": "protection.schema.fixer"},
            partout="protection.annuaire.lire",
        ),
        Tracer("ObjectifSchema", organisation="autorite_id"),
    ]
