"""The history of a table with long columns keeps their fingerprint: what a page says is not written twice."""

from django.db import migrations

from maillage.socle.journal.declencheurs import ABREGEE, fonction


class Migration(migrations.Migration):
    dependencies = [("journal", "0005_effacement")]

    operations = [
        migrations.RunSQL(fonction("journal_tracer_abrege", ABREGEE), "DROP FUNCTION journal_tracer_abrege()")
    ]
