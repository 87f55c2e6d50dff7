"""Wall and history of the doctor's delegations."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.acces.vocabulaire import SOI
from maillage.socle.journal.operations import Tracer


class Migration(migrations.Migration):
    dependencies = [("numerisation", "0007_delegations")]

    operations = [
        Proteger(
            "Delegation",
            {"centre_id": "numerisation.delegation.lire", "delegataire_id": SOI},
            {"centre_id": "numerisation.delegation.donner"},
        ),
        Tracer("Delegation", organisation="centre_id"),
    ]
