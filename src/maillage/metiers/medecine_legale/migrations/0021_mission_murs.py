"""The text of the mission is behind the wall of identities, and nowhere else."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0020_mission_reprise")]

    operations = [
        migrations.RemoveField(model_name="requisition", name="mission"),
        Proteger(
            "MissionRequisition",
            {"structure_id": "medecine_legale.identite.lire"},
            {"structure_id": "medecine_legale.requisition.saisir"},
        ),
        Tracer("MissionRequisition", organisation="structure_id"),
    ]
