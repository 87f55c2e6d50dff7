"""Row-level security and history; the same words as `perimetres` in the models.

`EvenementDemande` is the history of a request: PostgreSQL refuses to change or delete a line of it. Facts are
projections of tables that have their history: they have none of their own.
"""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.acces.vocabulaire import SOI
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

GARDE_LUE = {"exercice_id": "avis.garde.tenir", "gestionnaire_id": "avis.garde.lire"}
GARDE_ECRITE = {"exercice_id": "avis.garde.tenir", "gestionnaire_id": "avis.garde.gerer"}
DESTINEE = {"exercice_destinataire_id": "avis.garde.tenir"}
DE_GARDE = ("Indisponibilite", "Souhait", "Garde")
PILOTE = ("Programme", "Phase", "MembreProjet", "Reunion", "ActionProjet")

AJOUT_SEUL = """
CREATE TRIGGER evenement_ajout_seul BEFORE UPDATE OR DELETE ON avis_evenementdemande
    FOR EACH STATEMENT EXECUTE FUNCTION journal_ajout_seul();
"""
SANS_AJOUT_SEUL = "DROP TRIGGER evenement_ajout_seul ON avis_evenementdemande;"


class Migration(migrations.Migration):
    dependencies = [("avis", "0001_initial")]

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
        *(Proteger(nom, GARDE_LUE, GARDE_ECRITE) for nom in DE_GARDE),
        Proteger("Planning", {"gestionnaire_id": "avis.garde.lire"}, {"gestionnaire_id": "avis.garde.gerer"}),
        Proteger("EchangeGarde", {**GARDE_LUE, **DESTINEE}, {**GARDE_ECRITE, **DESTINEE}),
        *(Tracer(nom, organisation="gestionnaire_id") for nom in (*DE_GARDE, "Planning", "EchangeGarde")),
        Proteger(
            "ReleveActivite",
            {"exercice_id": "avis.releve.lire", "gestionnaire_id": "avis.releve.lire"},
            {"exercice_id": "avis.releve.tenir"},
        ),
        Tracer("ReleveActivite", organisation="exercice_id"),
        *(
            Proteger(nom, {"gestionnaire_id": "avis.pilote.lire"}, {"gestionnaire_id": "avis.pilote.gerer"})
            for nom in PILOTE
        ),
        *(Tracer(nom, organisation="gestionnaire_id") for nom in PILOTE),
        Proteger(
            "Attestation",
            {
                "agent_id": SOI,
                "organisation_id": "avis.formation.suivre",
                "gestionnaire_id": "avis.reseau.lire",
            },
            {"agent_id": SOI},
        ),
        Tracer("Attestation", organisation="organisation_id"),
        Proteger("FaitDemande", {"gestionnaire_id": "avis.statistiques.lire"}),
        migrations.RunSQL(AJOUT_SEUL, SANS_AJOUT_SEUL),
    ]
