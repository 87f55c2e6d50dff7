"""Row-level security and history; the same words as `perimetres` in the models.

`EvenementDossier` is the history of a record, `Mouvement` that of a box, `EvenementLot` that of a lot, `Verification`
that of its proofs: PostgreSQL refuses to change or delete a line. `FaitDossier` is a projection of tables that have
their history: it has none of its own.
"""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.acces.vocabulaire import SOI
from maillage.socle.journal.operations import Tracer


def du_centre(droit):
    return {"centre_id": f"numerisation.{droit}"}


def du_service(droit):
    return {"service_id": f"numerisation.{droit}"}


def et_du_prestataire(droit, centre="centre_id"):
    return {centre: f"numerisation.{droit}", "prestataire_id": f"numerisation.{droit}"}


CAMPAGNE_LIRE = "numerisation.campagne.lire"
CAMPAGNE_GERER = du_service("campagne.gerer")
SUIVIE, AVANCEE = et_du_prestataire("dossier.lire"), et_du_prestataire("dossier.avancer")
TRANSPORTEE = et_du_prestataire("boite.lire")
REMISE = {**du_centre("boite.tenir"), "prestataire_id": "numerisation.reception.tenir"}
INCIDENT_LIRE = et_du_prestataire("incident.lire", "organisation_id")
INCIDENT_DECLARER = et_du_prestataire("incident.declarer", "organisation_id")
LOT_LU = et_du_prestataire("lot.lire", "service_id")
LOT_ECRIT = {**du_service("controle.tenir"), "prestataire_id": "numerisation.lot.livrer"}
CONTROLE_LU = et_du_prestataire("controle.lire", "service_id")
CONTROLE = du_service("controle.tenir")

PAPIER = ("Dossier", "EvenementDossier")
TRANSPORT = ("Boite", "Expedition", "Mouvement")
TRI = ("Tri", "PieceTriee")
AUDIT = ("AuditTri", "DossierAudite")
INCIDENTS = ("Incident", "ActionCorrective")
DESTRUCTION = ("Destruction", "LigneDestruction")
LOTS = ("Lot", "EvenementLot", "Manifeste")
CONTROLES = ("Tirage", "PlanControle", "Defaut", "Verdict", "RepriseControle")
SAISIES = ("VideoCodage", "SaisieCodage")
PREUVES = ("Sceau", "Jeton", "Verification")
AJOUT_SEUL = ("evenementdossier", "mouvement", "evenementlot", "verification")


def ajout_seul(modele):
    table = f"numerisation_{modele}"
    return migrations.RunSQL(
        f"CREATE TRIGGER ajout_seul BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION journal_ajout_seul();",
        f"DROP TRIGGER ajout_seul ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("numerisation", "0001_initial"), ("journal", "0006_colonnes_longues")]

    operations = [
        Proteger("Campagne", du_service("campagne.lire"), CAMPAGNE_GERER, partout=CAMPAGNE_LIRE),
        Proteger("Centre", {"organisation_id": CAMPAGNE_LIRE}, CAMPAGNE_GERER, partout=CAMPAGNE_LIRE),
        Proteger("Convention", et_du_prestataire("convention.lire", "service_id"), CAMPAGNE_GERER),
        *(Proteger(nom, SUIVIE, AVANCEE) for nom in PAPIER),
        Proteger("IdentiteDossier", du_centre("identite.lire"), du_centre("inventaire.tenir")),
        *(Proteger(nom, TRANSPORTEE, REMISE) for nom in TRANSPORT),
        *(Proteger(nom, du_centre("tri.lire"), du_centre("tri.tenir")) for nom in TRI),
        *(Proteger(nom, du_centre("audit.lire"), du_centre("audit.tenir")) for nom in AUDIT),
        *(Proteger(nom, INCIDENT_LIRE, INCIDENT_DECLARER) for nom in INCIDENTS),
        Proteger(
            "Porte",
            {**du_centre("acces.lire"), "agent_id": SOI},
            {**du_centre("acces.examiner"), "agent_id": SOI},
        ),
        Proteger("Opposition", du_centre("dossier.lire"), du_centre("opposition.tenir")),
        Proteger("Copie", du_centre("dossier.lire"), du_centre("copie.remettre")),
        *(Proteger(nom, du_centre("destruction.lire")) for nom in DESTRUCTION),
        Proteger("Cadence", du_centre("cadence.lire"), du_centre("cadence.gerer")),
        *(Proteger(nom, LOT_LU, LOT_ECRIT) for nom in LOTS),
        Proteger("Fichier", {**LOT_LU, **du_centre("page_administrative.lire")}, LOT_ECRIT),
        Proteger(
            "Page",
            {**du_centre("page_administrative.lire"), **CONTROLE},
            {**du_centre("page.lire"), **CONTROLE},
        ),
        *(Proteger(nom, du_centre("saisie.tenir")) for nom in SAISIES),
        *(Proteger(nom, CONTROLE_LU, CONTROLE) for nom in CONTROLES),
        Proteger("PageTiree", CONTROLE),
        *(Proteger(nom, du_service("preuve.lire"), du_service("sceau.apposer")) for nom in PREUVES),
        Proteger("FaitDossier", du_centre("statistiques.lire")),
        *(
            Tracer(nom, organisation="service_id")
            for nom in (
                *("Campagne", "Centre", "Convention", *LOTS, "Fichier"),
                *(*CONTROLES, "PageTiree", *PREUVES),
            )
        ),
        *(
            Tracer(nom, organisation="centre_id")
            for nom in (
                *(*PAPIER, "IdentiteDossier", *TRANSPORT, *TRI, *AUDIT, *SAISIES),
                *("Porte", "Opposition", "Copie", *DESTRUCTION, "Cadence"),
            )
        ),
        *(Tracer(nom, organisation="organisation_id") for nom in INCIDENTS),
        # What is written of a page, sealed, is long: its history keeps the fingerprint.
        Tracer("Page", organisation="service_id", abregees=("contenu",)),
        *(ajout_seul(modele) for modele in AJOUT_SEUL),
    ]
