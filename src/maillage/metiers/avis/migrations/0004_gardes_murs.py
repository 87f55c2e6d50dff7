"""Walls and history of rosters; the same words as `perimetres` in the models."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer

LUE = {"exercice_id": "avis.garde.tenir", "gestionnaire_id": "avis.garde.lire"}
ECRITE = {"exercice_id": "avis.garde.tenir", "gestionnaire_id": "avis.garde.gerer"}
DESTINEE = {"exercice_destinataire_id": "avis.garde.tenir"}
DU_SPECIALISTE = ("Indisponibilite", "Souhait", "Garde")


class Migration(migrations.Migration):
    dependencies = [("avis", "0003_gardes"), ("acces", "0005_droit_detenu")]

    operations = [
        *(Proteger(nom, LUE, ECRITE) for nom in DU_SPECIALISTE),
        Proteger("Planning", {"gestionnaire_id": "avis.garde.lire"}, {"gestionnaire_id": "avis.garde.gerer"}),
        Proteger("EchangeGarde", {**LUE, **DESTINEE}, {**ECRITE, **DESTINEE}),
        *(
            Tracer(nom, organisation="gestionnaire_id")
            for nom in (*DU_SPECIALISTE, "Planning", "EchangeGarde")
        ),
    ]
