"""Row-level security and history of the declarations and the survey."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer

RENDU = {
    "organisation_id": "protection.declaration.etablir",
    "autorite_id": "protection.enquete.suivre",
}
OUVRIR = {"organisation_id": "protection.enquete.ouvrir"}


class Migration(migrations.Migration):
    dependencies = [("protection", "0004_enquete")]

    operations = [
        Proteger("Declaration", RENDU, {"organisation_id": "protection.declaration.etablir"}),
        Proteger("ReponseEnquete", RENDU),
        Proteger("Enquete", OUVRIR, partout="protection.annuaire.lire"),
        *(
            Tracer(nom, organisation="organisation_id")
            for nom in ("Declaration", "ReponseEnquete", "Enquete")
        ),
    ]
