"""Walls and history of reservations; what each professional already holds, commune by commune."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.indicateurs.operations import CreerCumul
from maillage.socle.journal.operations import Tracer

LUE = {"tribunal_id": "protection.mesure.lire", "gestionnaire_id": "protection.mesure.lire"}
ECRITE = {"tribunal_id": "protection.mesure.designer", "gestionnaire_id": "protection.mesure.tenir"}


class Migration(migrations.Migration):
    dependencies = [("protection", "0006_reservations")]

    operations = [
        Proteger("Reservation", LUE, ECRITE),
        Tracer("Reservation", organisation="gestionnaire_id"),
        CreerCumul(
            "Mesure",
            nom="presence",
            organisation="gestionnaire_id",
            date="DATE '2000-01-01'",  # one row for each professional and place: what is held now
            dimensions={
                "commune": "coalesce(commune_id, 0)",
                "etablissement": "coalesce(etablissement_id, 0)",
            },
            condition="statut = 'en_cours'",
            droit="protection.annuaire.lire",
        ),
    ]
