"""Walls and history of incidents, doors, objections, copies, destructions and the plan."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.acces.vocabulaire import SOI
from maillage.socle.journal.operations import Tracer

INCIDENT_LIRE = {
    "organisation_id": "numerisation.incident.lire",
    "prestataire_id": "numerisation.incident.lire",
}
INCIDENT_DECLARER = {
    "organisation_id": "numerisation.incident.declarer",
    "prestataire_id": "numerisation.incident.declarer",
}
DOSSIER_LIRE = {"centre_id": "numerisation.dossier.lire"}
DESTRUCTION = {"centre_id": "numerisation.destruction.lire"}
DES_INCIDENTS = ("Incident", "ActionCorrective")
DU_CENTRE = ("Porte", "Opposition", "Copie", "Destruction", "LigneDestruction", "Cadence")


class Migration(migrations.Migration):
    dependencies = [("numerisation", "0003_consultation"), ("acces", "0005_droit_detenu")]

    operations = [
        *(Proteger(nom, INCIDENT_LIRE, INCIDENT_DECLARER) for nom in DES_INCIDENTS),
        Proteger(
            "Porte",
            {"centre_id": "numerisation.acces.lire", "agent_id": SOI},
            {"centre_id": "numerisation.acces.examiner", "agent_id": SOI},
        ),
        Proteger("Opposition", DOSSIER_LIRE, {"centre_id": "numerisation.opposition.tenir"}),
        Proteger("Copie", DOSSIER_LIRE, {"centre_id": "numerisation.copie.remettre"}),
        *(Proteger(nom, DESTRUCTION) for nom in ("Destruction", "LigneDestruction")),
        Proteger(
            "Cadence",
            {"centre_id": "numerisation.cadence.lire"},
            {"centre_id": "numerisation.cadence.gerer"},
        ),
        *(Tracer(nom, organisation="organisation_id") for nom in DES_INCIDENTS),
        *(Tracer(nom, organisation="centre_id") for nom in DU_CENTRE),
    ]
