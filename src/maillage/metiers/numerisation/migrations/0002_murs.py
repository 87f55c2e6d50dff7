"""Row-level security and history; the same words as `perimetres` in the models.

`EvenementDossier` is the history of a record, `Mouvement` that of a box: PostgreSQL refuses to change or delete a line.
"""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer

CAMPAGNE_LIRE, CAMPAGNE_GERER = "numerisation.campagne.lire", "numerisation.campagne.gerer"
CONVENTION_LIRE = "numerisation.convention.lire"
SUIVIE = {"centre_id": "numerisation.dossier.lire", "prestataire_id": "numerisation.dossier.lire"}
AVANCEE = {"centre_id": "numerisation.dossier.avancer", "prestataire_id": "numerisation.dossier.avancer"}
TRANSPORTEE = {"centre_id": "numerisation.boite.lire", "prestataire_id": "numerisation.boite.lire"}
REMISE = {"centre_id": "numerisation.boite.tenir", "prestataire_id": "numerisation.reception.tenir"}
DU_SERVICE = {"service_id": CAMPAGNE_GERER}


def ajout_seul(modele):
    table = f"numerisation_{modele}"
    return migrations.RunSQL(
        f"CREATE TRIGGER ajout_seul BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION journal_ajout_seul();",
        f"DROP TRIGGER ajout_seul ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("numerisation", "0001_initial"), ("acces", "0005_droit_detenu")]

    operations = [
        Proteger("Campagne", {"service_id": CAMPAGNE_LIRE}, DU_SERVICE, partout=CAMPAGNE_LIRE),
        Proteger("Centre", {"organisation_id": CAMPAGNE_LIRE}, DU_SERVICE, partout=CAMPAGNE_LIRE),
        Proteger(
            "Convention", {"service_id": CONVENTION_LIRE, "prestataire_id": CONVENTION_LIRE}, DU_SERVICE
        ),
        *(Proteger(nom, SUIVIE, AVANCEE) for nom in ("Dossier", "EvenementDossier")),
        Proteger(
            "IdentiteDossier",
            {"centre_id": "numerisation.identite.lire"},
            {"centre_id": "numerisation.inventaire.tenir"},
        ),
        *(Proteger(nom, TRANSPORTEE, REMISE) for nom in ("Boite", "Expedition", "Mouvement")),
        *(
            Proteger(nom, {"centre_id": "numerisation.tri.lire"}, {"centre_id": "numerisation.tri.tenir"})
            for nom in ("Tri", "PieceTriee")
        ),
        *(
            Proteger(nom, {"centre_id": "numerisation.audit.lire"}, {"centre_id": "numerisation.audit.tenir"})
            for nom in ("AuditTri", "DossierAudite")
        ),
        *(Tracer(nom, organisation="service_id") for nom in ("Campagne", "Centre", "Convention")),
        *(
            Tracer(nom, organisation="centre_id")
            for nom in (
                "Dossier", "EvenementDossier", "IdentiteDossier", "Boite", "Expedition", "Mouvement", "Tri",
                "PieceTriee", "AuditTri", "DossierAudite",
            )
        ),
        ajout_seul("evenementdossier"),
        ajout_seul("mouvement"),
    ]  # fmt: skip
