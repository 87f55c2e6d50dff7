"""Row-level security and history; the same words as `perimetres` in the models.

`EvenementDemande` is the history of a request: PostgreSQL refuses to change or delete a line of it.
"""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer

LUE = {"requerant_id": "avis.demande.lire", "requis_id": "avis.avis.rendre"}
ECRITE = {"requerant_id": "avis.demande.preparer", "requis_id": "avis.avis.rendre"}
SUIVIE = {**LUE, "gestionnaire_id": "avis.demande.suivre"}
RENDRE = {"requis_id": "avis.avis.rendre"}
RESEAU_LU = {"exercice_id": "avis.avis.rendre", "gestionnaire_id": "avis.reseau.lire"}
RESEAU_ECRIT = {"gestionnaire_id": "avis.reseau.gerer"}
PROPOSEE = {**RENDRE, "gestionnaire_id": "avis.demande.suivre", "requerant_id": "avis.demande.lire"}
DU_RESEAU = ("Specialiste", "Rattachement", "PieceEligibilite")
DE_LA_DEMANDE = (
    "Question", "IdentitePatient", "Consentement", "PieceJointe", "Message", "Avis", "Adressage", "Cloture", "Suivi",
)  # fmt: skip

AJOUT_SEUL = """
CREATE TRIGGER evenement_ajout_seul BEFORE UPDATE OR DELETE ON avis_evenementdemande
    FOR EACH STATEMENT EXECUTE FUNCTION journal_ajout_seul();
"""
SANS_AJOUT_SEUL = "DROP TRIGGER evenement_ajout_seul ON avis_evenementdemande;"


class Migration(migrations.Migration):
    dependencies = [("avis", "0001_initial"), ("acces", "0005_droit_detenu")]

    operations = [
        Proteger(
            "Filiere",
            {"gestionnaire_id": "avis.filiere.lire"},
            {"gestionnaire_id": "avis.filiere.gerer"},
            partout="avis.filiere.lire",
        ),
        Proteger("Specialiste", RESEAU_LU, RESEAU_ECRIT, partout="avis.filiere.lire"),
        *(Proteger(nom, RESEAU_LU, RESEAU_ECRIT) for nom in DU_RESEAU if nom != "Specialiste"),
        *(Proteger(nom, SUIVIE, ECRITE) for nom in ("Demande", "EvenementDemande")),
        *(Proteger(nom, LUE, ECRITE) for nom in DE_LA_DEMANDE),
        Proteger("Affectation", PROPOSEE, RENDRE),
        Proteger("Apercu", RENDRE, RENDRE),
        *(Tracer(nom, organisation="gestionnaire_id") for nom in ("Filiere", *DU_RESEAU, "Affectation")),
        *(
            Tracer(nom, organisation="requerant_id")
            for nom in ("Demande", "EvenementDemande", *DE_LA_DEMANDE)
        ),
        Tracer("Apercu", organisation="requis_id"),
        migrations.RunSQL(AJOUT_SEUL, SANS_AJOUT_SEUL),
    ]
