"""Wall and history of the erasing; published editions are public, and traced."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0015_conservation"), ("journal", "0005_effacement")]

    operations = [
        Proteger("EffacementConservation", {"structure_id": "medecine_legale.conservation.conduire"}),
        Tracer("EffacementConservation", organisation="structure_id"),
        Tracer("EditionOuverte"),
    ]
