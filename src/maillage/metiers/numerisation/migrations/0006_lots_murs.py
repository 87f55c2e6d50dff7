"""Walls and history of lots, pages, control and proofs; the same words as `perimetres` in the models.

`EvenementLot` is the history of a lot, `Verification` that of its proofs: PostgreSQL refuses to change or delete a line.
"""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer

LUE = {"service_id": "numerisation.lot.lire", "prestataire_id": "numerisation.lot.lire"}
ECRITE = {"service_id": "numerisation.controle.tenir", "prestataire_id": "numerisation.lot.livrer"}
CONTROLE_LU = {"service_id": "numerisation.controle.lire", "prestataire_id": "numerisation.controle.lire"}
CONTROLE = {"service_id": "numerisation.controle.tenir"}
SAISIE = {"centre_id": "numerisation.saisie.tenir"}
DU_LOT = ("Lot", "EvenementLot", "Manifeste")
DU_CONTROLE = ("Tirage", "PlanControle", "Defaut", "Verdict", "RepriseControle")
DES_PREUVES = ("Sceau", "Jeton", "Verification")


def ajout_seul(modele):
    table = f"numerisation_{modele}"
    return migrations.RunSQL(
        f"CREATE TRIGGER ajout_seul BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION journal_ajout_seul();",
        f"DROP TRIGGER ajout_seul ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("numerisation", "0005_lots"), ("acces", "0005_droit_detenu")]

    operations = [
        *(Proteger(nom, LUE, ECRITE) for nom in DU_LOT),
        Proteger("Fichier", {**LUE, "centre_id": "numerisation.page_administrative.lire"}, ECRITE),
        Proteger(
            "Page",
            {
                "centre_id": "numerisation.page_administrative.lire",
                "service_id": "numerisation.controle.tenir",
            },
            {"centre_id": "numerisation.page.lire", "service_id": "numerisation.controle.tenir"},
        ),
        *(Proteger(nom, SAISIE) for nom in ("VideoCodage", "SaisieCodage")),
        *(Proteger(nom, CONTROLE_LU, CONTROLE) for nom in DU_CONTROLE),
        Proteger("PageTiree", CONTROLE),
        *(
            Proteger(
                nom, {"service_id": "numerisation.preuve.lire"}, {"service_id": "numerisation.sceau.apposer"}
            )
            for nom in DES_PREUVES
        ),
        *(
            Tracer(nom, organisation="service_id")
            for nom in (*DU_LOT, "Fichier", "Page", *DU_CONTROLE, "PageTiree", *DES_PREUVES)
        ),
        *(Tracer(nom, organisation="centre_id") for nom in ("VideoCodage", "SaisieCodage")),
        ajout_seul("evenementlot"),
        ajout_seul("verification"),
    ]
