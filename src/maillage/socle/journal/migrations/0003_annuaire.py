"""From here on, organisations and habilitations cannot change without a trace."""

from django.db import migrations

from maillage.socle.journal.operations import Tracer


class Migration(migrations.Migration):
    dependencies = [("annuaire", "0002_france"), ("journal", "0002_declencheurs")]

    operations = [
        Tracer("annuaire.Organisation", organisation="id"),
        Tracer("annuaire.Habilitation", organisation="organisation_id"),
    ]
