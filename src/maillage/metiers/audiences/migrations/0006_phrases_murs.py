"""Walls and history of the sentences."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.acces.vocabulaire import SOI
from maillage.socle.journal.operations import Tracer


class Migration(migrations.Migration):
    dependencies = [("audiences", "0005_phrases")]

    operations = [
        Proteger("Phrase", {"chambre_id": "audiences.audience.tenir", "auteur_id": SOI}),
        Tracer("Phrase", organisation="chambre_id"),
    ]
