"""Row-level security and history; the same words as `perimetres` in the models.

`Mouvement` has no history of its own: it is read again from the log, which is itself never changed.
"""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer

ANNUAIRE = "protection.annuaire.lire"
PROFIL = {"organisation_id": "protection.profil.tenir"}
LISTE = {"autorite_id": "protection.liste.tenir"}
MESURE_LUE = {"tribunal_id": "protection.mesure.lire", "gestionnaire_id": "protection.mesure.lire"}
MESURE_ECRITE = {"tribunal_id": "protection.mesure.designer", "gestionnaire_id": "protection.mesure.tenir"}
FICHES = ("Confirmation", "Antenne", "Rattachement", "Zone", "Absence")

AJOUT_SEUL = """
CREATE TRIGGER evenement_ajout_seul BEFORE UPDATE OR DELETE ON protection_evenementmesure
    FOR EACH STATEMENT EXECUTE FUNCTION journal_ajout_seul();
CREATE TRIGGER confirmation_ajout_seul BEFORE UPDATE OR DELETE ON protection_confirmation
    FOR EACH STATEMENT EXECUTE FUNCTION journal_ajout_seul();
"""
SANS_AJOUT_SEUL = """
DROP TRIGGER evenement_ajout_seul ON protection_evenementmesure;
DROP TRIGGER confirmation_ajout_seul ON protection_confirmation;
"""


class Migration(migrations.Migration):
    dependencies = [("protection", "0001_initial"), ("acces", "0005_droit_detenu")]

    operations = [
        Proteger("Mandataire", PROFIL, {**PROFIL, **LISTE}, partout=ANNUAIRE),
        Proteger("Inscription", PROFIL, {**PROFIL, **LISTE}, partout=ANNUAIRE),
        Proteger("ArreteListe", LISTE, partout=ANNUAIRE),
        *(Proteger(nom, PROFIL, partout=ANNUAIRE) for nom in FICHES),
        *(Proteger(nom, MESURE_LUE, MESURE_ECRITE) for nom in ("Mesure", "EvenementMesure", "Mouvement")),
        *(Tracer(nom, organisation="organisation_id") for nom in ("Mandataire", "Inscription", *FICHES)),
        Tracer("ArreteListe", organisation="autorite_id"),
        *(Tracer(nom, organisation="gestionnaire_id") for nom in ("Mesure", "EvenementMesure")),
        migrations.RunSQL(AJOUT_SEUL, SANS_AJOUT_SEUL),
    ]
