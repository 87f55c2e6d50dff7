"""Walls, histories and rollup of sessions and surveys.

`NoteEnquete` has no history, on purpose: it would say who gave which mark. `ParticipationEnquete` has none either: it
would say when, next to what.
"""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.acces.vocabulaire import SOI
from maillage.socle.indicateurs.operations import CreerCumul
from maillage.socle.journal.operations import Tracer

MENER = "numerisation.satisfaction.mener"


def partout_ou(droit):
    return {"service_id": f"numerisation.seance.{droit}", "centre_id": f"numerisation.seance.{droit}"}


class Migration(migrations.Migration):
    dependencies = [("numerisation", "0005_accompagnement")]

    operations = [
        Proteger("Seance", partout_ou("lire"), partout_ou("tenir")),
        Proteger(
            "Enquete",
            {"centre_id": "numerisation.satisfaction.repondre", "service_id": MENER},
            {"service_id": MENER},
        ),
        Proteger("ParticipationEnquete", {"agent_id": SOI}),
        Proteger("NoteEnquete", {"centre_id": MENER}),
        Tracer("Seance", organisation="service_id"),
        Tracer("Enquete", organisation="service_id"),
        CreerCumul(
            "NoteEnquete",
            nom="satisfaction",
            organisation="centre_id",
            date="date",
            dimensions={"question": "question"},
            mesures={"notes": "nombre", "satisfaites": "CASE WHEN note >= 4 THEN nombre ELSE 0 END"},
            condition="nombre > 0",
            droit="numerisation.statistiques.lire",
        ),
    ]
