"""Wall and history of the reminders to confirm."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer

LU = {"organisation_id": "protection.profil.tenir", "autorite_id": "protection.enquete.suivre"}
ECRIT = {"organisation_id": "protection.profil.tenir"}


class Migration(migrations.Migration):
    dependencies = [("protection", "0015_rappels_fraicheur")]

    operations = [
        Proteger("RappelFraicheur", LU, ECRIT),
        Tracer("RappelFraicheur", organisation="organisation_id"),
    ]
